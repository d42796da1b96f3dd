"""Bring what a click has opened into view."""

from __future__ import annotations

import streamlit as st

_KEY = "xw.scroll"
_SCRIPT = '<script>/* {} */ document.querySelector(".xw-opened")?.scrollIntoView({{block: "center"}})</script>'


def ask() -> None:
    """Ask for the opened part to be brought into view when it is drawn."""
    st.session_state[_KEY] = True


def opened() -> None:
    """Mark the place of what a click opens, and go there if a click asked for it."""
    st.html('<span class="xw-opened"></span>')
    if st.session_state.pop(_KEY, False):
        count = st.session_state[_KEY + ".count"] = st.session_state.get(_KEY + ".count", 0) + 1
        st.html(_SCRIPT.format(count), unsafe_allow_javascript=True)  # a text that has not changed would not run again
