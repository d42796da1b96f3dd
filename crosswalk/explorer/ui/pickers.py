"""The picker of a document to look from, and pickers of a document and its provision."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from crosswalk import ids
from crosswalk.analysis.catalogue import document_index, labels, provisions, stats
from crosswalk.analysis.lookup import first_meant
from crosswalk.errors import NothingLoaded
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.paper import printing, stated
from crosswalk.explorer.ui.state import Choices, put
from crosswalk.explorer.ui.text import plain
from crosswalk.store.holder import Crosswalk
from crosswalk.text import one_line

_DOCUMENT, _PROVISION = "provision.document", "provision.id"


def focal_picker(
    crosswalk: Crosswalk, choices: Choices, options: Sequence[str], *, label: str = "Document", drops: Sequence[str]
) -> str:
    """Draw the picker of parameter `focal`, the first option by default; return the document, "" if there is none."""
    entries = document_index(crosswalk)
    chosen = choices.pick(
        label,
        "focal",
        options,
        default=options[0] if options else "",
        show=lambda document_id: naming.name(entries[document_id]),
        drops=drops,
        known=list(entries),
    )
    naming.edition_line(crosswalk, chosen)
    return chosen


def provision_picker(crosswalk: Crosswalk, wanted: str | None, *, headings: bool = True) -> str:
    """Draw two pickers, document and provision, which share the parameter `id`, without headings if so wished.

    Return the id that is asked for, which need not be known: a reference as people write it is one where it means one
    thing. Raises NothingLoaded where no document has provisions.
    """
    filled = _filled(crosswalk)
    wanted = the_meant(crosswalk, wanted) if wanted else _first(crosswalk, filled[0])
    home = ids.home(wanted)
    every = provisions(crosswalk, home) if home in filled else []
    shown = [provision.id for provision in every if headings or provision.assessable]
    entries = document_index(crosswalk)
    left, right = st.columns(2)
    with left:
        names = {document_id: naming.name(entries[document_id]) for document_id in filled}
        id_box("Document", _DOCUMENT, names, home, lambda document_id: _first(crosswalk, document_id))
    with right:
        names = {thing: naming.called(crosswalk, thing) for thing in shown}
        id_box("Provision", _PROVISION, names, wanted, lambda typed: the_meant(crosswalk, typed, home), is_open=True)
    return wanted


def the_meant(crosswalk: Crosswalk, text: str, home: str = "") -> str:
    """Return the id that a text means, in the document `home` first; the text where that is none or several."""
    if text in labels(crosswalk):
        return text
    inside = first_meant(crosswalk, f"{home}:{text}") if home else []
    group = inside or first_meant(crosswalk, text)
    return group[0] if len(group) == 1 else text


def id_box(
    label: str,
    key: str,
    names: dict[str, str],
    chosen: str,
    leads_to: Callable[[str], str] = str,
    *,
    is_open: bool = False,
) -> None:
    """Draw a picker that writes parameter `id`: what is chosen, or what that leads to; anything may be typed into one
    that is open.
    """
    options = list(names)

    def changed() -> None:
        put(id=leads_to(st.session_state[key]))

    if printing():
        stated(label, names.get(chosen, ""))
        return
    st.session_state[key] = chosen if chosen in options else None
    st.selectbox(
        plain(label),
        options,
        index=0 if chosen in options else None,
        format_func=lambda option: one_line(names.get(option, option)),
        key=key,
        placeholder="Choose one, or type a number" if is_open else "Choose one",
        accept_new_options=is_open,
        on_change=changed,
    )


def _filled(crosswalk: Crosswalk) -> list[str]:
    """Return the documents with provisions, the usual one first, loaded ones before those with sections only."""
    filled = list(stats(crosswalk).per_document)
    if not filled:
        raise NothingLoaded("No document has provisions here.")
    entries = document_index(crosswalk)

    def order(document_id: str) -> tuple[bool, bool, list[tuple[int, str]]]:
        entry = entries[document_id]
        return document_id != naming.FOCAL, not entry.loaded, ids.natural_key(naming.name(entry))

    return sorted(filled, key=order)


def _first(crosswalk: Crosswalk, document_id: str) -> str:
    every = provisions(crosswalk, document_id)
    return next((provision.id for provision in every if provision.assessable), every[0].id)
