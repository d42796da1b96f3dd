"""What is above every page: its heading, the search box, the legend, and how to cite the view."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from importlib.metadata import version
from urllib.parse import urlencode

import streamlit as st

from crosswalk.explorer.page import Page
from crosswalk.explorer.ui import links
from crosswalk.explorer.ui.looks import legend
from crosswalk.sources import content_hash, data_version
from crosswalk.store.holder import Crosswalk, remembered

_BOX = "xw.search"


def top(view: Page) -> st.delta_generator.DeltaGenerator:
    """Draw the heading, the search box and the legend; return the place for `cite`."""
    left, middle, corner = st.columns([21, 9, 11], vertical_alignment="bottom")
    with corner, st.container(key="xw-two-corner"):
        words, right = st.columns(2)
    with left:
        st.title(view.heading, anchor=False)
    with middle:
        st.text_input(
            "Search", key=_BOX, placeholder="Search everything", label_visibility="collapsed", on_change=_asked
        )
    with words:
        legend()
    return right


def _asked() -> None:
    text = st.session_state[_BOX].strip()
    links.go_next(links.Place("search", {"q": text}) if text else None)
    st.session_state[_BOX] = ""


def cite(crosswalk: Crosswalk, view: Page, queries: Iterable[str]) -> None:
    """Draw the button that says how to cite this view: a link that gives it again, the version of the data, its hash,
    the named queries that its answers rest on, and the citation as text.
    """
    with st.popover("Cite this", width="stretch"):
        data = _data(crosswalk)
        address = _address()
        today = datetime.date.today().isoformat()
        st.markdown("**Citation**")
        st.code(
            f"Crosswalk project, AI security crosswalk, version {version('ai-security-crosswalk')}, {data}: "
            f"{view.heading}. {address} (retrieved {today}).",
            language=None,
            wrap_lines=True,
        )
        st.markdown("**Link to this view**")
        st.code(address, language=None, wrap_lines=True)
        st.caption("The hash covers every source file: the same hash gives the same answers.")
        names = sorted(queries)
        if names:
            st.markdown("**Queries behind it**")
        for name in names:
            links.link("sparql", name, name=name)


@remembered
def _data(crosswalk: Crosswalk) -> str:
    own = " and files of one's own" if crosswalk.layout.extra else ""
    return f"data {data_version()}{own} (hash {content_hash(crosswalk.layout)})"


def _address() -> str:
    base = (st.context.url or "").split("?")[0]
    asked = urlencode(st.query_params.to_dict(), safe=":")
    return f"{base}?{asked}" if asked else base
