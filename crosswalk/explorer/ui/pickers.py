"""The picker of a document to look from; the two pickers of Compare, and the button that changes their places."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.edition import edition_line
from crosswalk.explorer.ui.filters import OF_FOCAL
from crosswalk.explorer.ui.state import Choices, put, value
from crosswalk.store.holder import Crosswalk


def focal_picker(
    crosswalk: Crosswalk, choices: Choices, options: Sequence[str], *, label: str = "Document", drops: Sequence[str]
) -> str:
    """Draw the picker of parameter `focal`, the first option by default; return the document, "" if there is none."""
    entries = naming.catalogue(crosswalk)
    chosen = choices.pick(
        label,
        "focal",
        options,
        default=options[0] if options else "",
        show=lambda one: naming.name(entries[one]),
        drops=drops,
        known=list(entries),
    )
    edition_line(crosswalk, chosen)
    return chosen


def pickers(crosswalk: Crosswalk, choices: Choices) -> tuple[str, str]:
    """Draw the pickers; return the focal and the reference document, "" for one that cannot be chosen."""
    entries = naming.catalogue(crosswalk)

    def show(one: str) -> str:
        return ("" if entries[one]["loaded"] else "not loaded: ") + naming.name(entries[one])

    left, middle, right = st.columns([10, 2, 10], vertical_alignment="bottom")
    with left:
        options = naming.loaded(crosswalk)
        focal = choices.pick(
            "Focal document", "focal", options, default=options[0], show=show, drops=OF_FOCAL, known=list(entries)
        )
        edition_line(crosswalk, focal)
    with right:
        others = naming.joined(crosswalk, focal) if focal else []
        asked = value("reference")
        others += [asked] if asked in entries and asked not in (*others, focal) else []
        usual = naming.REFERENCE if naming.REFERENCE in others else next(iter(others), "")
        reference = choices.pick("Reference document", "reference", others, default=usual, show=show, known=[focal])
        edition_line(crosswalk, reference)
    with middle:
        swappable = bool(reference) and bool(entries[reference]["loaded"])
        swap = {"focal": reference, "reference": focal, **dict.fromkeys(OF_FOCAL)}
        note = "Look from the other side" if swappable else "A document that is not loaded cannot be looked from"
        st.button("⇄ Swap", on_click=put, kwargs=swap, disabled=not swappable, help=note, width="stretch")
        edition_line(crosswalk, "")
    return focal, reference
