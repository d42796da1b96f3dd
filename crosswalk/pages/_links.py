"""Links between pages: within the session, with their state in the address."""

from __future__ import annotations

from typing import Any

import streamlit as st

_KEY = "xw.pages"


def register(pages: dict[str, Any]) -> None:
    """Remember the pages of this run by their path."""
    st.session_state[_KEY] = pages


def link(page: str, label: str, *, help: str | None = None, icon: str | None = None, **state: str | None) -> None:
    """Draw a link to a page in a given state."""
    st.page_link(st.session_state[_KEY][page], label=label, help=help, icon=icon, query_params=_given(state))


def go(page: str, **state: str | None) -> None:
    """Go to a page in a given state; ends this run."""
    st.switch_page(st.session_state[_KEY][page], query_params=_given(state))


def to_thing(thing: str, label: str) -> None:
    """Draw a link to a provision or document by its id."""
    link("provision" if ":" in thing else "document", label, id=thing)


def _given(state: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in state.items() if value}
