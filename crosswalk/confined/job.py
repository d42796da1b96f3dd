"""The parent's side of a job: start its process, read what it says within the limits, and end it."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import IO, Any, Literal

from crosswalk import errors
from crosswalk.errors import CrosswalkError

#: Bytes of the output for errors that are kept: enough to know what ended the process.
_NOISE = 20_000
_CHUNK = 1 << 16
_LOG = logging.getLogger(__name__)

Reason = Literal["time", "memory", "size", "cancelled", "ended"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a job may use: seconds, bytes of memory, bytes of its answer, and whether it may use the network."""

    seconds: float
    memory: int
    answer: int
    network: bool = False


class Stopped(CrosswalkError):
    """The job ended without an answer: at one of its limits, by `cancel`, or for an unknown reason."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(f"The work was stopped: {reason}.")
        self.reason = reason


@dataclass(slots=True)
class _Said:
    """What a process has said: its notes, what else by its kind, and what came out of it for errors."""

    notes: list[object]
    words: dict[str, Any] = field(default_factory=dict)
    noise: bytearray = field(default_factory=bytearray)
    is_too_large: bool = False


class Job:
    """A call of `run(request, note)` of a module, in a process of its own. `result()` returns what it returns, which
    must be made of plain values.
    """

    def __init__(self, module: str, request: dict[str, object], limits: Limits) -> None:
        self._module, self._request, self._limits = module, request, limits
        self.notes: list[object] = []  #: what it has said before its answer, in order
        self._process: subprocess.Popen[bytes] | None = None
        self._cancelled = threading.Event()

    @property
    def pid(self) -> int | None:
        """The number of the process, once it has been started."""
        return self._process.pid if self._process else None

    def cancel(self) -> None:
        """End the job; `result()` then raises Stopped."""
        self._cancelled.set()
        if self._process is not None:
            self._process.kill()

    def result(self) -> object:
        """Start the process and return its answer.

        Raises the CrosswalkError that it raised, and Stopped when it reached a limit, was cancelled or died.
        """
        if self._cancelled.is_set():
            raise Stopped("cancelled")
        # The process watches its standard input, which ends when this process does.
        process = self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "crosswalk.confined"],
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        try:
            return self._converse(process)
        finally:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout, process.stderr):
                if stream is not None:
                    with suppress(OSError):  # what was not yet written to a process that has ended
                        stream.close()

    def _converse(self, process: subprocess.Popen[bytes]) -> object:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        if self._cancelled.is_set():  # cancelled between the check above and the start of the process
            process.kill()
        until = time.monotonic() + self._limits.seconds
        said = _Said(self.notes)
        listeners = [
            threading.Thread(target=_hear, args=(process, process.stdout, 2 * self._limits.answer, said), daemon=True),
            threading.Thread(target=_keep, args=(process.stderr, said.noise), daemon=True),
        ]
        for listener in listeners:
            listener.start()
        order = {"run": self._module, "request": self._request, "parent": os.getpid(), **asdict(self._limits)}
        with suppress(BrokenPipeError):  # it has died; why is said below
            process.stdin.write(json.dumps(order).encode() + b"\n")
            process.stdin.flush()
        for listener in listeners:
            listener.join(max(until - time.monotonic(), 0.1))
        is_late = any(listener.is_alive() for listener in listeners)
        process.kill()
        for listener in listeners:
            listener.join()
        return self._outcome(said, is_late)

    def _outcome(self, said: _Said, is_late: bool) -> object:
        words = said.words
        if self._cancelled.is_set():
            raise Stopped("cancelled")
        if "networked" in words:
            _warn_once(words["networked"])
        if "error" in words:
            kind, message = words["error"]
            raise getattr(errors, kind, CrosswalkError)(message)
        if "answer" in words:
            return words["answer"]
        if said.is_too_large or words.get("stopped") == "size":
            raise Stopped("size")
        if words.get("stopped") == "memory" or b"memory" in said.noise.lower():
            raise Stopped("memory")
        if is_late:
            raise Stopped("time")
        if said.noise:
            _LOG.warning("A process ended with: %s", said.noise.decode(errors="replace").strip())
        raise Stopped("ended")


def _hear(process: subprocess.Popen[bytes], stream: IO[bytes], most: int, said: _Said) -> None:
    """Read one JSON value a line, and end the process when it says more than it may."""
    total = 0
    while line := stream.readline(most):
        total += len(line)
        if total >= most:
            said.is_too_large = True
            process.kill()
            return
        try:
            [(kind, value)] = json.loads(line).items()
        except ValueError:  # the line was cut off when the process ended
            return
        if kind == "note":
            said.notes.append(value)
        else:
            said.words[kind] = value


def _keep(stream: IO[bytes], noise: bytearray) -> None:
    while chunk := stream.read(_CHUNK):
        noise += chunk[: max(_NOISE - len(noise), 0)]


def _environment() -> dict[str, str]:
    """Return the environment of the process: the same packages as here, and two memory pools for all threads.

    glibc reserves 64 MB of address space for each pool, and may use one per thread: without a limit it would be a
    matter of luck which work exceeds the memory limit.
    """
    packages = os.pathsep.join(folder or os.getcwd() for folder in sys.path)
    return {**os.environ, "PYTHONPATH": packages, "MALLOC_ARENA_MAX": "2"}


_warned = threading.Lock()


def _warn_once(why: str) -> None:
    """Say, once in the life of this process, that the work could not be cut off from the network."""
    if _warned.acquire(blocking=False):
        _LOG.warning(
            "The processes that run queries and rules cannot be cut off from the network here (%s). What they run is "
            "checked beforehand for calls to other services.",
            why,
        )
