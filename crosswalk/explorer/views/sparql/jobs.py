"""A query under way in a thread of its own, so that this session and all others keep answering; and the queries that
this session has run.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import streamlit as st
from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from crosswalk.errors import CrosswalkError
from crosswalk.explorer.ui.text import plain
from crosswalk.limits import MAX_ROWS, PAGE_SECONDS
from crosswalk.sparql import RunningQuery, Table
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import quantity

_HISTORY = "sparql.history"
_MOST, _LONGEST = 20, 70
#: Seconds for which a session may be without its tab: a reload takes less.
_AWAY = 3.0


def limit() -> float:
    """Return the seconds that a query on a page may take."""
    return PAGE_SECONDS.value()


class _Visitor:
    """The session that asks. It has gone when its tab has been closed, and not just reloaded."""

    def __init__(self) -> None:
        context = get_script_run_ctx()
        self.id = context.session_id if context else ""
        self._seen = time.monotonic()

    def is_there(self) -> bool:
        """Return False some seconds after the tab was closed."""
        now = time.monotonic()
        if not Runtime.exists() or Runtime.instance().is_active_session(self.id):
            self._seen = now
        return now - self._seen < _AWAY


class Job:
    """One run of one query: under way until there is a `table` or an `error`."""

    def __init__(self, crosswalk: Crosswalk, text: str) -> None:
        self.text = text
        self.table: Table | None = None
        self.error: str | None = None
        self.seconds = 0.0
        visitor = _Visitor()
        self._running = RunningQuery(
            crosswalk.store, text, limit(), MAX_ROWS, owner=visitor.id, is_wanted=visitor.is_there
        )
        threading.Thread(target=self._wait, daemon=True).start()

    @property
    def done(self) -> bool:
        """True when there is an answer, or a reason why there is none."""
        return self.table is not None or self.error is not None

    @property
    def waiting(self) -> bool:
        """True while the query waits for others to end."""
        return self._running.waiting

    @property
    def elapsed(self) -> float:
        """Seconds since the query began to run or, while it waits, to wait."""
        return self._running.elapsed

    def cancel(self) -> None:
        """End the query now."""
        self._running.cancel()
        self._end(error="The query was cancelled.")

    def _wait(self) -> None:
        try:
            self._end(table=self._running.result())
        except CrosswalkError as error:
            self._end(error=str(error))
        except Exception as error:
            self._end(error=f"The query failed, which is our fault: {type(error).__name__}.")

    def _end(self, table: Table | None = None, error: str | None = None) -> None:
        if not self.done:
            self.seconds, self.error, self.table = self.elapsed, error, table


def remember(job: Job) -> None:
    """Put a query that has ended at the head of the history."""
    outcome = job.error or f"{quantity(len(job.table.rows) if job.table else 0, 'row')} in {job.seconds:.1f} seconds"
    others = [past for past in st.session_state.get(_HISTORY, []) if past[0] != job.text]
    st.session_state[_HISTORY] = [(job.text, outcome), *others][:_MOST]


def history(bring_back: Callable[[str], None]) -> None:
    """Draw the queries of this session, newest first and each once, if there are any.

    `bring_back` gets the text of the query that is chosen.
    """
    past: list[tuple[str, str]] = st.session_state.get(_HISTORY, [])
    if not past:
        return
    with st.popover(plain(f"Queries of this session ({len(past)})"), width="content"):
        for number, (text, outcome) in enumerate(past):
            st.button(
                plain(_short(text)), key=f"{_HISTORY}.{number}", on_click=bring_back, args=(text,), help=plain(outcome)
            )


def _short(text: str) -> str:
    """Return the first words of a query, without its comments and prefixes."""
    lines = [line.strip() for line in text.splitlines()]
    body = " ".join(
        line for line in lines if line and not line.startswith("#") and not line.upper().startswith("PREFIX ")
    )
    return body if len(body) <= _LONGEST else body[: _LONGEST - 1] + "…"
