"""A query under way in a thread of its own, so that this session and all others keep answering."""

from __future__ import annotations

import os
import threading

from crosswalk.errors import CrosswalkError
from crosswalk.sparql import MAX_ROWS, PAGE_SECONDS, RunningQuery, Table
from crosswalk.store.holder import Crosswalk


def limit() -> float:
    """Return the seconds that a query on a page may take: CROSSWALK_PAGE_SECONDS, or 10."""
    try:
        return float(os.environ.get("CROSSWALK_PAGE_SECONDS") or PAGE_SECONDS)
    except ValueError:
        raise CrosswalkError("CROSSWALK_PAGE_SECONDS must be a number of seconds.") from None


class Job:
    """One run of one query: under way until `table` or `error` is there."""

    def __init__(self, crosswalk: Crosswalk, text: str) -> None:
        self.text = text
        self.table: Table | None = None
        self.error: str | None = None
        self.seconds = 0.0
        self._running = RunningQuery(crosswalk.store, text, seconds=limit(), max_rows=MAX_ROWS)
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
