"""Run a user's query in a separate process, with a time limit, a row limit and a way to cancel it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time

from crosswalk.errors import CrosswalkError, QueryError, QueryRefused, QueryTimeout, StoreError, UsageError
from crosswalk.limits import MAX_ROWS, QUERIES_AT_ONCE, QUERY_PATIENCE, QUERY_SECONDS
from crosswalk.sparql.table import Table
from crosswalk.store import Store
from crosswalk.store.holder import Crosswalk

#: How many user queries may run at once in this process. The others wait, and waiting does not count
#: towards the time limit.
_PLACES = threading.BoundedSemaphore(QUERIES_AT_ONCE)


class RunningQuery:
    """A running query. `result()` waits for its answer; `cancel()` ends it at once."""

    def __init__(self, store: Store, sparql: str, seconds: float, max_rows: int = MAX_ROWS) -> None:
        self.seconds = seconds
        self.waiting = True  #: True until one of the places is free
        self._since = time.monotonic()
        request = {"location": store.location(), "sparql": sparql, "max_rows": max_rows, "seconds": seconds}
        self._request = json.dumps(request)
        self._process: subprocess.Popen[str] | None = None
        self._cancelled = threading.Event()

    @property
    def elapsed(self) -> float:
        """Seconds since the query started or, while it waits for a place, since it was made."""
        return time.monotonic() - self._since

    def cancel(self) -> None:
        """End the query; `result()` then raises QueryError."""
        self._cancelled.set()
        if self._process is not None:
            self._process.kill()

    def result(self) -> Table:
        """Return the answer. Raises QueryTimeout at the limit, QueryRefused for what is not allowed or not SPARQL,
        QueryError when the query was cancelled or failed, and StoreError when the store cannot answer.
        """
        if not _PLACES.acquire(timeout=QUERY_PATIENCE):
            raise QueryTimeout("Other queries are still running; try again in a moment.")
        self.waiting, self._since = False, time.monotonic()
        try:
            return self._run()
        finally:
            _PLACES.release()

    def _run(self) -> Table:
        if self._cancelled.is_set():
            raise QueryError("The query was cancelled.")
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "crosswalk.sparql.worker"],
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        if self._cancelled.is_set():  # cancelled between the check above and the start of the process
            self._process.kill()
        try:
            output, noise = self._process.communicate(self._request, timeout=max(self.seconds - self.elapsed, 0.1))
        except subprocess.TimeoutExpired:
            raise QueryTimeout(
                f"The query was stopped at its limit of {self.seconds:g} seconds; narrow it down."
            ) from None
        finally:
            if self._process.poll() is None:
                self._process.kill()
                self._process.communicate()
        if self._cancelled.is_set():
            raise QueryError("The query was cancelled.")
        return _reply(output, noise)


def _environment() -> dict[str, str]:
    """Return the environment of a worker: the same packages as here, and two memory pools for all threads.

    glibc reserves 64 MB of address space for each pool, and may use one per thread: without a limit it would be a
    matter of luck which queries exceed the memory limit.
    """
    packages = os.pathsep.join(folder or os.getcwd() for folder in sys.path)
    return {**os.environ, "PYTHONPATH": packages, "MALLOC_ARENA_MAX": "2"}


#: The errors that a worker may report instead of a table.
_KINDS: dict[str, type[CrosswalkError]] = {
    kind.__name__: kind for kind in (QueryError, QueryRefused, QueryTimeout, StoreError)
}


def _reply(output: str, noise: str) -> Table:
    try:
        reply = json.loads(output)
    except json.JSONDecodeError:
        reason = (
            "it needs more memory than is allowed" if "memory" in noise.lower() else "its process ended unexpectedly"
        )
        raise QueryError(f"The query was stopped: {reason}; narrow it down.") from None
    if "error" in reply:
        raise _KINDS.get(reply["kind"], QueryError)(reply["error"])
    rows = tuple(tuple(row) for row in reply["rows"])
    return Table(tuple(reply["columns"]), rows, reply["truncated"], reply["graph"])


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
