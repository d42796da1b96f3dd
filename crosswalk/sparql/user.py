"""Run a user's query in a separate process, with a time limit, a row limit and a way to cancel it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from typing import cast

from crosswalk.confined import Job, Limits, Places, Stopped
from crosswalk.confined.places import NoPlace
from crosswalk.errors import QueryError, QueryTimeout, UsageError
from crosswalk.limits import (
    ANSWER_SIZE,
    MAX_ROWS,
    QUERIES_A_SESSION,
    QUERIES_AT_ONCE,
    QUERY_PATIENCE,
    QUERY_SECONDS,
    WORKERS_MEMORY,
)
from crosswalk.sparql.guard import refuse_long
from crosswalk.sparql.table import Packed, Table, TooLarge, unpack
from crosswalk.store import Store
from crosswalk.store.holder import Crosswalk

#: Where the users' queries of this process run. Waiting for a place does not count towards the time limit.
_PLACES = Places(QUERIES_AT_ONCE, QUERIES_A_SESSION)


class RunningQuery:
    """A running query. `result()` waits for its answer; `cancel()` ends it at once.

    `owner` is the visitor who asks, who has a share of the places; None stands for somebody who has them all.
    `is_wanted` is asked from time to time while the query waits or runs: it ends when nobody wants the answer.
    Raises QueryRefused for a query that is too long, before anything is done with it.
    """

    def __init__(
        self,
        store: Store,
        sparql: str,
        seconds: float,
        max_rows: int = MAX_ROWS,
        *,
        owner: Hashable = None,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> None:
        refuse_long(sparql)
        self.seconds = seconds
        self.waiting = True  #: True until one of the places is free
        self._since = time.monotonic()
        self._owner, self._is_wanted = owner, is_wanted
        self._cancelled = threading.Event()
        self._ended = threading.Event()
        request: dict[str, object] = {"location": store.location(), "sparql": sparql, "max_rows": max_rows}
        self._job = Job(
            "crosswalk.sparql.worker",
            request,
            Limits(
                seconds,
                memory=WORKERS_MEMORY.bytes() // QUERIES_AT_ONCE,
                answer=ANSWER_SIZE.bytes() * 2,
                network="://" in store.location(),
            ),
        )

    @property
    def elapsed(self) -> float:
        """Seconds since the query started or, while it waits for a place, since it was made."""
        return time.monotonic() - self._since

    def cancel(self) -> None:
        """End the query; `result()` then raises QueryError."""
        self._cancelled.set()
        self._job.cancel()

    def result(self) -> Table:
        """Return the answer. Raises QueryTimeout at the limit, QueryRefused for what is not allowed or not SPARQL,
        QueryError when the query was cancelled or failed, and StoreError when the store cannot answer.
        """
        try:
            with _PLACES.one(self._owner, QUERY_PATIENCE, self._is_still_wanted):
                self.waiting, self._since = False, time.monotonic()
                threading.Thread(target=self._end_when_unwanted, daemon=True).start()
                return self._run()
        except NoPlace:
            if not self._is_still_wanted():
                raise QueryError(_CANCELLED) from None
            raise QueryTimeout("Other queries are still running; try again in a moment.") from None
        finally:
            self._ended.set()

    def _is_still_wanted(self) -> bool:
        return not self._cancelled.is_set() and self._is_wanted()

    def _end_when_unwanted(self) -> None:
        while not self._ended.wait(1.0):
            if not self._is_still_wanted():
                self.cancel()
                return

    def _run(self) -> Table:
        try:
            return unpack(cast(Packed, self._job.result()))
        except Stopped as stopped:
            raise self._sentence(stopped) from None

    def _sentence(self, stopped: Stopped) -> QueryError:
        match stopped.reason:
            case "cancelled":
                return QueryError(_CANCELLED)
            case "time":
                return QueryTimeout(f"The query was stopped at its limit of {self.seconds:g} seconds; narrow it down.")
            case "memory":
                return QueryError(
                    "The query was stopped: it needs more memory than is allowed; narrow it down. All queries together "
                    f"may use {WORKERS_MEMORY}."
                )
            case "size":
                return TooLarge()
            case _:
                return QueryError("The query was stopped: its process ended unexpectedly; narrow it down.")


_CANCELLED = "The query was cancelled."


def query(crosswalk: Crosswalk, sparql: str, seconds: float | None = None, max_rows: int = MAX_ROWS) -> Table:
    """Return the answer to a [SPARQL 1.1](https://www.w3.org/TR/sparql11-query/) query, run in a separate process.

    `seconds` is its time limit, by default that of `crosswalk.limits`, and `max_rows` the greatest number of rows
    returned; where there are more, `Table.truncated` is True. The prefixes of the project need not be declared.

    Raises UsageError for a time limit or a number of rows that cannot be, QueryRefused when the query is not SPARQL or
    does more than read this graph, QueryTimeout at the limit, QueryError when it needs too much memory or its process
    ends, and StoreError when the store cannot answer.

    >>> from crosswalk.store.holder import load
    >>> query(load(), "ASK { dsit-ai-code-2025:5.4.1 a cw:Provision }").rows
    ((True,),)
    """
    limit = QUERY_SECONDS.value() if seconds is None else QUERY_SECONDS.checked(seconds, "The time limit")
    if max_rows < 0:
        raise UsageError(f"The greatest number of rows must be 0 or more, and not {max_rows}.")
    return RunningQuery(crosswalk.store, sparql, limit, max_rows).result()
