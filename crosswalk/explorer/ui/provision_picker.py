"""Two pickers, document and provision, which share the one parameter `id`."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from crosswalk.analysis.catalogue import provisions, stats
from crosswalk.errors import CrosswalkError
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.state import put
from crosswalk.store.holder import Crosswalk

_DOCUMENT, _PROVISION = "provision.document", "provision.id"


def picker(crosswalk: Crosswalk, wanted: str | None, *, headings: bool = True) -> str:
    """Draw the pickers, without headings if so wished; return the id that is asked for, which need not be known."""
    documents = _documents(crosswalk)
    entries = naming.catalogue(crosswalk)
    wanted = wanted or _first(crosswalk, documents[0])
    home = wanted.split(":", 1)[0]
    every = provisions(crosswalk, home) if home in documents else []
    ids = [one.id for one in every if headings or one.assessable]
    left, right = st.columns(2)
    with left:
        names = {one: naming.name(entries[one]) for one in documents}
        id_box("Document", _DOCUMENT, names, home, lambda one: _first(crosswalk, one))
    with right:
        id_box("Provision", _PROVISION, {one: naming.called(crosswalk, one) for one in ids}, wanted)
    return wanted


def id_box(label: str, key: str, names: dict[str, str], chosen: str, leads_to: Callable[[str], str] = str) -> None:
    """Draw a picker that writes parameter `id`: what is chosen, or what that leads to."""
    options = list(names)

    def changed() -> None:
        put(id=leads_to(st.session_state[key]))

    st.session_state[key] = chosen if chosen in options else None
    st.selectbox(
        label,
        options,
        index=0 if chosen in options else None,
        format_func=lambda one: names.get(one, one),
        key=key,
        placeholder="Choose one",
        on_change=changed,
    )


def _documents(crosswalk: Crosswalk) -> list[str]:
    """Return the documents with provisions, the usual one first, loaded ones before those with sections only."""
    found = list(stats(crosswalk)["per_document"])
    if not found:
        raise CrosswalkError("No document has provisions here.")
    entries = naming.catalogue(crosswalk)
    return sorted(
        found, key=lambda one: (one != naming.FOCAL, not entries[one]["loaded"], naming.name(entries[one]).lower())
    )


def _first(crosswalk: Crosswalk, document_id: str) -> str:
    every = provisions(crosswalk, document_id)
    return next((one.id for one in every if one.assessable), every[0].id)
