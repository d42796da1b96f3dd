"""What the processes of these tests do, by name."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from typing import Any

import pyoxigraph as ox

from crosswalk.confined import network
from crosswalk.errors import UnknownId


def run(request: dict[str, Any], note: Callable[[object], None]) -> object:
    note("begun")
    return globals()[request.pop("do")](**request, note=note)


def add(a: int, b: int, note: Callable[[object], None]) -> int:
    print("a library that prints")
    note([a, b])
    return a + b


def sleep(note: Callable[[object], None]) -> None:
    time.sleep(600)


def search(note: Callable[[object], None]) -> bool:
    """Hold the interpreter in one long step."""
    note(os.getpid())
    return re.search("^(a+)+$", "a" * 60 + "b") is not None


def hog(note: Callable[[object], None]) -> int:
    return len(bytearray(50_000_000_000))


def shout(note: Callable[[object], None]) -> str:
    return "a" * 5_000_000


def repeat(note: Callable[[object], None]) -> None:
    while True:
        note("a" * 10_000)


def refuse(note: Callable[[object], None]) -> None:
    raise UnknownId("There is no “x”.")


def fail(note: Callable[[object], None]) -> None:
    raise KeyError("a mistake of ours")


def die(note: Callable[[object], None]) -> None:
    os.kill(os.getpid(), 9)


def priority(note: Callable[[object], None]) -> list[int]:
    before = os.getpriority(os.PRIO_PROCESS, 0)
    until = time.monotonic() + 20
    while os.getpriority(os.PRIO_PROCESS, 0) == before and time.monotonic() < until:
        pass
    return [before, os.getpriority(os.PRIO_PROCESS, 0)]


def call_out(way: str, port: int, lines: list[str], note: Callable[[object], None]) -> str:
    """Try to reach a port of this machine; with `lines`, cut off by these alone."""
    had = [getattr(network, f"_{line}")() for line in lines]
    if False in had:
        return "cannot be cut off"
    address = f"http://127.0.0.1:{port}/{way}"
    try:
        if way == "socket":
            socket.create_connection(("127.0.0.1", port), timeout=5).sendall(b"GET /socket HTTP/1.0\r\n\r\n")
        elif way == "urllib":
            urllib.request.urlopen(address, timeout=5)
        elif way == "datagram":
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"leak", ("127.0.0.1", port))
        elif way == "program":
            subprocess.run([sys.executable, "-c", f"import urllib.request as u; u.urlopen({address!r})"], check=True)
        elif way == "compiled":
            list(ox.Store().query(f"SELECT * {{ SERVICE <{address}> {{ ?a ?b ?c }} }}"))
    except Exception as error:
        return type(error).__name__
    return "reached"
