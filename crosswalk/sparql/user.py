"""Run a query typed by a user: in a process of its own, with a time limit, a row limit and a way to cancel it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time

from crosswalk import errors
from crosswalk.errors import CrosswalkError, QueryTimeout
from crosswalk.sparql.table import Table
from crosswalk.store import Store

MAX_ROWS = 10_000
CLI_SECONDS = 30.0
PAGE_SECONDS = 10.0
#: How many user queries may run at once in this process. Further ones wait their turn, which does not count as running.
_PLACES = threading.BoundedSemaphore(4)
_PATIENCE = 60.0


class RunningQuery:
    """A query under way. `result()` waits for it; `cancel()` ends it at once."""

    def __init__(self, store: Store, sparql: str, seconds: float, max_rows: int = MAX_ROWS) -> None:
        self.seconds = seconds
        self.waiting = True  #: for a place among the queries that run at once
        self._since = time.monotonic()
        request = {"location": store.location(), "sparql": sparql, "max_rows": max_rows, "seconds": seconds}
        self._request = json.dumps(request)
        self._process: subprocess.Popen[str] | None = None
        self._cancelled = threading.Event()

    @property
    def elapsed(self) -> float:
        """Seconds since the query began to run or, while it waits, to wait."""
        return time.monotonic() - self._since

    def cancel(self) -> None:
        """End the query; whoever waits for its result is told that it was cancelled."""
        self._cancelled.set()
        if self._process is not None:
            self._process.kill()

    def result(self) -> Table:
        """Return the answer. Raises QueryTimeout at the limit, QueryRefused or CrosswalkError with the reason
        otherwise.
        """
        if not _PLACES.acquire(timeout=_PATIENCE):
            raise QueryTimeout("Other queries were running all the time; try again in a moment.")
        self.waiting, self._since = False, time.monotonic()
        try:
            return self._run()
        finally:
            _PLACES.release()

    def _run(self) -> Table:
        if self._cancelled.is_set():
            raise CrosswalkError("The query was cancelled.")
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "crosswalk.sparql.worker"],
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        if self._cancelled.is_set():  # between the question above and the start of the process
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
            raise CrosswalkError("The query was cancelled.")
        return _reply(output, noise)


def _environment() -> dict[str, str]:
    """Return the environment of a worker: packages from where ours come from, memory of all threads in two pools.

    glibc sets aside 64 MB of address space for a pool, and one for each thread if they meet: which queries the memory
    limit stops would be a matter of luck.
    """
    packages = os.pathsep.join(folder or os.getcwd() for folder in sys.path)
    return {**os.environ, "PYTHONPATH": packages, "MALLOC_ARENA_MAX": "2"}


def _reply(output: str, noise: str) -> Table:
    try:
        reply = json.loads(output)
    except json.JSONDecodeError:
        reason = (
            "it needs more memory than it may use" if "memory" in noise.lower() else "its process ended unexpectedly"
        )
        raise CrosswalkError(f"The query was stopped: {reason}; narrow it down.") from None
    if "error" in reply:
        raise getattr(errors, reply["kind"], CrosswalkError)(reply["error"])
    return Table(reply["columns"], reply["rows"], reply["truncated"], reply["graph"])


def run_user_query(store: Store, sparql: str, seconds: float = CLI_SECONDS, max_rows: int = MAX_ROWS) -> Table:
    """Return the answer of a query typed by a user, within `seconds` and at most `max_rows` rows."""
    return RunningQuery(store, sparql, seconds, max_rows).result()
