"""The picker of a document to look from; the two pickers of Compare, and the button that changes their places."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from crosswalk.pages import _names
from crosswalk.pages._edition import edition_line
from crosswalk.pages._filters import OF_FOCAL
from crosswalk.pages._state import Choices, put, value
from crosswalk.store.holder import Crosswalk


def focal_picker(
    crosswalk: Crosswalk, choices: Choices, options: Sequence[str], *, label: str = "Document", drops: Sequence[str]
) -> str:
    """Draw the picker of parameter `focal`, the first option by default; return the document, "" if there is none."""
    entries = _names.catalogue(crosswalk)
    chosen = choices.pick(
        label,
        "focal",
        options,
        default=options[0] if options else "",
        show=lambda one: _names.name(entries[one]),
        drops=drops,
        known=list(entries),
    )
    edition_line(crosswalk, chosen)
    return chosen


def pickers(crosswalk: Crosswalk, choices: Choices) -> tuple[str, str]:
    """Draw the pickers; return the focal and the reference document, "" for one that cannot be chosen."""
    entries = _names.catalogue(crosswalk)

    def show(one: str) -> str:
        return ("" if entries[one]["loaded"] else "not loaded: ") + _names.name(entries[one])

    left, middle, right = st.columns([10, 2, 10], vertical_alignment="bottom")
    with left:
        options = _names.loaded(crosswalk)
        focal = choices.pick(
            "Focal document", "focal", options, default=options[0], show=show, drops=OF_FOCAL, known=list(entries)
        )
        edition_line(crosswalk, focal)
    with right:
        others = _names.joined(crosswalk, focal) if focal else []
        asked = value("reference")
        others += [asked] if asked in entries and asked not in (*others, focal) else []
        usual = _names.REFERENCE if _names.REFERENCE in others else next(iter(others), "")
        reference = choices.pick("Reference document", "reference", others, default=usual, show=show, known=[focal])
        edition_line(crosswalk, reference)
    with middle:
        swappable = bool(reference) and bool(entries[reference]["loaded"])
        swap = {"focal": reference, "reference": focal, **dict.fromkeys(OF_FOCAL)}
        note = "Look from the other side" if swappable else "A document that is not loaded cannot be looked from"
        st.button("⇄ Swap", on_click=put, kwargs=swap, disabled=not swappable, help=note, width="stretch")
        edition_line(crosswalk, "")
    return focal, reference
