"""The queries that this session has run: newest first, each once, with what came of it; a click brings one back."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from crosswalk.explorer.ui.text import plain
from crosswalk.explorer.views.sparql.jobs import Job

_KEY = "sparql.history"
_MOST, _LONGEST = 20, 70


def remember(job: Job) -> None:
    """Put a query that has ended at the head of the history."""
    told = job.error or f"{len(job.table.rows) if job.table else 0:,} rows in {job.seconds:.1f} seconds"
    others = [one for one in st.session_state.get(_KEY, []) if one[0] != job.text]
    st.session_state[_KEY] = [(job.text, told), *others][:_MOST]


def history(bring_back: Callable[[str], None]) -> None:
    """Draw the history, if there is one; `bring_back` is told the text of the query that is chosen."""
    held: list[tuple[str, str]] = st.session_state.get(_KEY, [])
    if not held:
        return
    with st.popover(f"Queries of this session ({len(held)})", width="content"):
        for number, (text, told) in enumerate(held):
            st.button(plain(_short(text)), key=f"{_KEY}.{number}", on_click=bring_back, args=(text,), help=plain(told))


def _short(text: str) -> str:
    """Return the first words of a query, without its comments and prefixes."""
    lines = [line.strip() for line in text.splitlines()]
    body = " ".join(
        line for line in lines if line and not line.startswith("#") and not line.upper().startswith("PREFIX ")
    )
    return body if len(body) <= _LONGEST else body[: _LONGEST - 1] + "…"
