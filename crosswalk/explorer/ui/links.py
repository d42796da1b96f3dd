"""Links between pages: within the session, with their state in the address."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import streamlit as st

_KEY = "xw.pages"
_ADDRESS = """<script>{
const sorted = text => { const all = new URLSearchParams(text); all.sort(); return all.toString() };
if (sorted(location.search) !== sorted("ASKED")) history.pushState({}, "", location.pathname + ("ASKED" && "?ASKED"));
}</script>"""


def register(pages: dict[str, Any]) -> None:
    """Remember the pages of this run by their path."""
    st.session_state[_KEY] = pages


def link(page: str, label: str, *, help: str | None = None, icon: str | None = None, **state: str | None) -> None:
    """Draw a link to a page in a given state."""
    st.page_link(st.session_state[_KEY][page], label=label, help=help, icon=icon, query_params=_given(state))


def go(page: str, **state: str | None) -> None:
    """Go to a page in a given state; ends this run."""
    st.switch_page(st.session_state[_KEY][page], query_params=_given(state))


def settle_address() -> None:
    """Write the state of this view into the browser's address, where a link to the page it stands on has not."""
    asked = urlencode(st.query_params.to_dict())  # holds no sign that means anything in a script
    st.html(_ADDRESS.replace("ASKED", asked), unsafe_allow_javascript=True)


def to_thing(thing: str, label: str) -> None:
    """Draw a link to a provision or document by its id."""
    link("provision" if ":" in thing else "document", label, id=thing)


def _given(state: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in state.items() if value}
