"""Bring what a click has opened, or the middle of a drawing, into view."""

from __future__ import annotations

import hashlib

import streamlit as st

_KEY = "xw.scroll"
_MIDDLE = """<script>{{ // {}
let tries = 0;
const centre = () => {{
  const box = document.querySelector(".st-key-xw-drawing");
  if (box?.querySelector("svg.marks")) box.scrollLeft = (box.scrollWidth - box.clientWidth) / 2;
  else if (tries++ < 50) setTimeout(centre, 100);
}};
centre();
}}</script>"""
_SCRIPT = '<script>/* {} */ document.querySelector(".xw-opened")?.scrollIntoView({{block: "center"}})</script>'


def ask() -> None:
    """Ask for the opened part to be brought into view when it is drawn."""
    st.session_state[_KEY] = True


def middle(drawing: str) -> None:
    """Show the middle of a drawing that is wider than the screen; `drawing` names it, so that each is centred once."""
    st.html(_MIDDLE.format(hashlib.sha256(drawing.encode()).hexdigest()), unsafe_allow_javascript=True)


def opened() -> None:
    """Mark the place of what a click opens, and go there if a click asked for it."""
    st.html('<span class="xw-opened"></span>')
    if st.session_state.pop(_KEY, False):
        count = st.session_state[_KEY + ".count"] = st.session_state.get(_KEY + ".count", 0) + 1
        st.html(_SCRIPT.format(count), unsafe_allow_javascript=True)  # a text that has not changed would not run again
