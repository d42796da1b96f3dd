"""The process of a job: ``python -m crosswalk.confined``.

It reads its order, one line of JSON, from standard input; limits itself; calls `run(request, note)` of the module named
there; and writes JSON to standard output, a value a line: {"networked"} where it cannot leave the network, {"note"} any
number of times, and at last {"answer"}, {"error"} or {"stopped"}. It ends when its standard input does: then its parent
has gone.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import sys
import threading
import time
from typing import IO, Any

from crosswalk.confined import network
from crosswalk.errors import CrosswalkError

#: Seconds after its time limit at which a process ends itself, should nobody have ended it.
GRACE_SECONDS = 2.0
#: Seconds of work, the start of the process included, after which it lets other programs go first.
SHORT_SECONDS = 1.5
_DEATH_SIGNAL, _KILL = 1, 9  # PR_SET_PDEATHSIG, SIGKILL


def main() -> None:
    """Carry out the one order on standard input."""
    out = _own_output()
    order = json.loads(sys.stdin.buffer.readline())
    _die_with(order["parent"])
    _limit(order["memory"], order["seconds"] + GRACE_SECONDS)
    if not order["network"] and (why := network.leave()):  # before any thread starts
        _say(out, "networked", why)
    _watch(order["seconds"] + GRACE_SECONDS)
    _carry_out(order, out)
    out.flush()
    os._exit(0)  # nothing is left to be tidied up


def _carry_out(order: dict[str, Any], out: IO[str]) -> None:
    def note(value: object) -> None:
        _say(out, "note", value)
        out.flush()

    try:
        answer = json.dumps(importlib.import_module(order["run"]).run(order["request"], note))
    except CrosswalkError as error:
        kind = next(kind for kind in type(error).__mro__ if kind.__module__ == CrosswalkError.__module__)
        _say(out, "error", [kind.__name__, str(error)])
    except MemoryError:
        _say(out, "stopped", "memory")
    else:
        if len(answer) > order["answer"]:
            _say(out, "stopped", "size")
        else:
            out.write(f'{{"answer": {answer}}}\n')


def _own_output() -> IO[str]:
    """Return standard output for this conversation alone: what a library prints goes to the errors."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return out


def _say(out: IO[str], kind: str, value: object) -> None:
    json.dump({kind: value}, out)
    out.write("\n")


def _die_with(parent: int) -> None:
    """End when the parent does, even in the middle of a long step of a compiled library (Linux)."""
    with contextlib.suppress(ImportError, OSError, AttributeError, TypeError):
        import ctypes

        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, _KILL, 0, 0, 0)
    if hasattr(os, "getppid") and os.getppid() != parent and sys.platform != "win32":
        os._exit(1)


def _limit(memory: int, seconds: float) -> None:
    with contextlib.suppress(ImportError):
        import resource

        cpu = int(seconds) + 1
        for limit, value in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, cpu), (resource.RLIMIT_CORE, 0)):
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(limit, (value, value))


def _watch(seconds: float) -> None:
    """End this process after `seconds`, or when its parent has gone; and lower its priority when it works for long, so
    that other people's pages are not delayed.
    """

    def end_with_parent() -> None:
        while sys.stdin.buffer.read(1 << 16):
            pass
        os._exit(1)

    def give_way() -> None:
        while time.process_time() < SHORT_SECONDS:
            time.sleep(0.1)
        _lower_priority(19)

    _lower_priority(5)  # pages go first
    timer = threading.Timer(seconds, os._exit, [1])
    timer.daemon = True
    timer.start()
    for watch in (end_with_parent, give_way):
        threading.Thread(target=watch, daemon=True).start()


def _lower_priority(to: int) -> None:
    with contextlib.suppress(AttributeError, OSError):
        os.setpriority(os.PRIO_PROCESS, os.getpid(), to)


if __name__ == "__main__":
    main()
