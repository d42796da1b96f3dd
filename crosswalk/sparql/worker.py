"""The process that runs one query of a user and can be killed: ``python -m crosswalk.sparql.worker``.

It reads one JSON request on standard input ({"location", "sparql", "max_rows", "seconds"}) and writes one JSON reply on
standard output. It opens the store read-only, has no way to call out, and its memory is capped. The parent ends it at
the time limit; should the parent be gone by then, it ends itself a little later.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
import time
from typing import Any

from crosswalk.errors import CrosswalkError
from crosswalk.sparql.guard import check
from crosswalk.sparql.prefixes import with_prefixes
from crosswalk.sparql.table import tabulate

MEMORY_LIMIT = 4 << 30
GRACE_SECONDS = 2.0
SHORT_SECONDS = 1.5  # of work, the start of the process among them


def run(request: dict[str, Any]) -> dict[str, Any]:
    """Return the reply to a request: {"columns", "rows", "truncated", "graph"} or {"error", "kind"}."""
    try:
        checked = check(with_prefixes(request["sparql"]))
        table = tabulate(_answer(request["location"], checked.text, checked.has_dataset), request["max_rows"])
    except CrosswalkError as error:
        return {"error": str(error), "kind": type(error).__name__}
    except OSError as error:
        return {"error": f"The store cannot be opened: {error}.", "kind": "CrosswalkError"}
    except MemoryError:
        return {"error": "The query needs more memory than it may use; narrow it down.", "kind": "QueryRefused"}
    return {"columns": table.columns, "rows": table.rows, "truncated": table.truncated, "graph": table.graph}


def _answer(location: str, sparql: str, has_dataset: bool) -> Any:
    if _is_url(location):
        from crosswalk.store.remote import RemoteStore

        return RemoteStore(location, timeout=24 * 3600).query(sparql, union=not has_dataset)
    import pyoxigraph

    from crosswalk.store.embedded import EmbeddedStore

    return EmbeddedStore(pyoxigraph.Store.read_only(location)).query(sparql, union=not has_dataset)


def _is_url(location: str) -> bool:
    return location.startswith(("http://", "https://"))


def _leave_network() -> None:
    """Move into an empty network namespace where the system allows it (Linux): the second line of defence."""
    with contextlib.suppress(ImportError, OSError, AttributeError):
        import ctypes

        unshare = ctypes.CDLL(None).unshare
        new_user, new_network = 0x10000000, 0x40000000
        if unshare(new_network) != 0:
            unshare(new_user | new_network)


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


def _give_way_after(seconds: float) -> None:
    """Let everything else on the machine go first once this process has worked so long: a long query must not hold up
    other people's pages, and a short one must get done while they are drawn. The thread of the query gives way.
    """

    def give_way() -> None:
        while time.process_time() < seconds:
            time.sleep(0.1)
        with contextlib.suppress(AttributeError, OSError):
            os.setpriority(os.PRIO_PROCESS, os.getpid(), 19)

    threading.Thread(target=give_way, daemon=True).start()


def _end_after(seconds: float) -> None:
    """End this process when nobody has by then: a query must not outlive an explorer that was killed."""
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
    if not _is_url(request["location"]):
        _leave_network()  # while there is one thread only: the system allows no more
    _end_after(request["seconds"] + GRACE_SECONDS)
    _give_way_after(SHORT_SECONDS)
    json.dump(run(request), sys.stdout)


if __name__ == "__main__":
    main()
