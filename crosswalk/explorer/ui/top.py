"""What stands above every page: its heading, the search box, the legend, and how to cite the view."""

from __future__ import annotations

import datetime
from importlib.metadata import version
from types import ModuleType
from urllib.parse import urlencode

import streamlit as st

from crosswalk.explorer.ui import links
from crosswalk.explorer.ui.words import legend
from crosswalk.sources import content_hash
from crosswalk.store.holder import Crosswalk

_BOX, _ASKED = "xw.search", "xw.asked"


def top(module: ModuleType) -> st.delta_generator.DeltaGenerator:
    """Draw the heading, the search box and the legend; return the place for `cite`."""
    left, middle, corner = st.columns([21, 9, 11], vertical_alignment="bottom")
    with corner, st.container(key="xw-two-corner"):
        words, right = st.columns(2)
    with left:
        st.title(getattr(module, "HEADING", module.TITLE), anchor=False)
    with middle:
        st.text_input(
            "Search", key=_BOX, placeholder="Search everything", label_visibility="collapsed", on_change=_asked
        )
    with words:
        legend()
    text = st.session_state.pop(_ASKED, None)
    if text:
        links.go("search", q=text)
    return right


def _asked() -> None:
    st.session_state[_ASKED] = st.session_state[_BOX].strip()
    st.session_state[_BOX] = ""


def cite(crosswalk: Crosswalk, module: ModuleType) -> None:
    """Draw the button that says how to cite this view: a link that gives it again, the version of the data, its hash,
    the named queries behind it, and the citation as text.
    """
    with st.popover("Cite this", width="stretch"):
        data = _data(crosswalk)
        address = _address()
        today = datetime.date.today().isoformat()
        heading = getattr(module, "HEADING", module.TITLE)
        st.markdown("**Citation**")
        st.code(
            f"Crosswalk project, AI security crosswalk, version {version('ai-security-crosswalk')}, data {data}: "
            f"{heading}. {address} (retrieved {today}).",
            language=None,
            wrap_lines=True,
        )
        st.markdown("**Link to this view**")
        st.code(address, language=None, wrap_lines=True)
        st.caption("The hash covers every source file: the same hash gives the same answers.")
        names = getattr(module, "QUERIES", ())
        if names:
            st.markdown("**Queries behind it**")
        for name in names:
            links.link("sparql", name, name=name)


def _data(crosswalk: Crosswalk) -> str:
    key = "pages.content-hash"
    if key not in crosswalk.answers:
        crosswalk.answers[key] = content_hash(crosswalk.layout)
    return str(crosswalk.answers[key])


def _address() -> str:
    base = (st.context.url or "").split("?")[0]
    asked = urlencode(st.query_params.to_dict(), safe=":")
    return f"{base}?{asked}" if asked else base
