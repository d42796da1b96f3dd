"""Links between pages: within the session, with their state in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast
from urllib.parse import urlencode

import streamlit as st

from crosswalk import ids
from crosswalk.analysis.catalogue import labels
from crosswalk.explorer.ui import scripts
from crosswalk.explorer.ui.paper import printing
from crosswalk.explorer.ui.text import plain
from crosswalk.store.holder import Crosswalk

State = Mapping[str, str | None]

_PAGES, _NEXT = "xw.pages", "xw.next"
#: The page that shows each kind of thing, and the parameter that names it there.
_SHOWN_BY = {
    "provision": ("provision", "id"),
    "document": ("document", "id"),
    "mapping set": ("mapping-set", "id"),
    "organisation": ("organisation", "id"),
    "work item": ("tracker", "item"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A page in a given state; a parameter without a value is left out of the address."""

    page: str
    state: State = field(default_factory=dict)


def register(pages: Mapping[str, st.Page]) -> None:
    """Remember the pages of this run by their path."""
    st.session_state[_PAGES] = pages


def link(page: str, label: str, **state: str | None) -> None:
    """Draw a link to a page in a given state. It leads on, so that paper has no use for it."""
    if printing():
        return
    st.page_link(_page(page), label=plain(label), query_params=_given(state))


def go(page: str, **state: str | None) -> None:
    """Go to a page in a given state; ends this run."""
    st.switch_page(_page(page), query_params=_given(state))


def go_next(place: Place | None) -> None:
    """Remember the place to go to when the next run begins: a callback cannot leave the page itself."""
    st.session_state[_NEXT] = place


def follow() -> None:
    """Go to the place that a callback has remembered, if there is one; this ends the run."""
    place: Place | None = st.session_state.pop(_NEXT, None)
    if place is not None:
        go(place.page, **place.state)


def settle_address() -> None:
    """Write the state of this view into the browser's address, where a link to the same page has not done so."""
    scripts.run(scripts.ADDRESS, asked=urlencode(st.query_params.to_dict()))


def at(crosswalk: Crosswalk, thing: str) -> Place:
    """Return the place that shows a thing of any kind by its id; an unknown id leads to the page that refuses it."""
    label = labels(crosswalk).get(thing)
    kind = label.type if label else "provision" if ids.is_provision(thing) else "document"
    page, parameter = _SHOWN_BY[kind]
    return Place(page, {parameter: thing})


def to(crosswalk: Crosswalk, thing: str, label: str) -> None:
    """Draw a link to a thing of any kind: a document, provision, mapping set, organisation or work item. Paper has the
    label alone.
    """
    if printing():
        st.markdown(plain(label))
        return
    place = at(crosswalk, thing)
    link(place.page, label, **place.state)


def _page(path: str) -> st.Page:
    return cast("Mapping[str, st.Page]", st.session_state[_PAGES])[path]


def _given(state: State) -> dict[str, str]:
    return {name: value for name, value in state.items() if value}


def open_it(crosswalk: Crosswalk, thing: str, label: str) -> None:
    """Draw a link that opens a thing which is named beside it already."""
    place = at(crosswalk, thing)
    link(place.page, label, **place.state)
