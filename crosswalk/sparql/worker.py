"""The process that runs one user query and can be killed: ``python -m crosswalk.sparql.worker``.

It reads one JSON request on standard input ({"location", "sparql", "max_rows", "seconds"}) and writes one JSON reply on
standard output. It opens the store read-only, has no access to the network, and its memory is limited. The parent ends
it at the time limit; if the parent has gone by then, it ends itself a little later.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
import time
from typing import TypedDict

from crosswalk.errors import CrosswalkError
from crosswalk.limits import QUERIES_AT_ONCE, WORKERS_MEMORY
from crosswalk.sparql.guard import check
from crosswalk.sparql.named import order_of
from crosswalk.sparql.prefixes import with_prefixes
from crosswalk.sparql.table import tabulate
from crosswalk.store import open_location

GRACE_SECONDS = 2.0
SHORT_SECONDS = 1.5  # of work, including the start of the process


class Request(TypedDict):
    """What the parent process asks."""

    location: str
    sparql: str
    max_rows: int
    seconds: float


def run(request: Request) -> dict[str, object]:
    """Return the reply to a request: {"columns", "rows", "truncated", "graph"} or {"error", "kind"}."""
    try:
        checked = check(with_prefixes(request["sparql"]))
        answer = open_location(request["location"]).query(checked.text, union=not checked.has_dataset)
        table = tabulate(answer, request["max_rows"], order_of(checked.text))
    except CrosswalkError as error:
        return {"error": str(error), "kind": type(error).__name__}
    except OSError as error:
        return {"error": f"The store cannot be opened: {error}.", "kind": "StoreError"}
    except MemoryError:
        return {"error": "The query needs more memory than is allowed; narrow it down.", "kind": "QueryRefused"}
    return {"columns": table.columns, "rows": table.rows, "truncated": table.truncated, "graph": table.graph}


def _is_service(location: str) -> bool:
    return "://" in location


def _leave_network() -> None:
    """Move into an empty network namespace where the system allows it (Linux), as a second line of defence."""
    with contextlib.suppress(ImportError, OSError, AttributeError):
        import ctypes

        unshare = ctypes.CDLL(None).unshare
        new_user, new_network = 0x10000000, 0x40000000
        if unshare(new_network) != 0:
            unshare(new_user | new_network)


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        share = WORKERS_MEMORY.bytes() // QUERIES_AT_ONCE
        resource.setrlimit(resource.RLIMIT_AS, (share, share))


def _give_way_after(seconds: float) -> None:
    """Lower the priority of this process after `seconds` of work, so that a long query does not delay other people's
    pages, while a short one is still answered as they are drawn.
    """

    def give_way() -> None:
        while time.process_time() < seconds:
            time.sleep(0.1)
        with contextlib.suppress(AttributeError, OSError):
            os.setpriority(os.PRIO_PROCESS, os.getpid(), 19)

    threading.Thread(target=give_way, daemon=True).start()


def _end_after(seconds: float) -> None:
    """End this process after `seconds` at the latest: a query must not outlive an explorer that was killed."""
    timer = threading.Timer(seconds, os._exit, [1])
    timer.daemon = True
    timer.start()
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        limit = int(seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))


def main() -> None:
    """Answer the one request on standard input."""
    _limit_memory()
    request = json.load(sys.stdin)
    if not _is_service(request["location"]):
        _leave_network()  # before any thread starts: the system allows it only then
    _end_after(request["seconds"] + GRACE_SECONDS)
    _give_way_after(SHORT_SECONDS)
    json.dump(run(request), sys.stdout)


if __name__ == "__main__":
    main()
