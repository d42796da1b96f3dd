"""A pytest plugin: a test that looks up a name or calls another machine fails, and the call is not made.

It sees what Python does in the process of the tests. Processes that a test starts, the engine and the browser are
their own: listeners in `tests/sparql`, `tests/confined` and `tests/explorer` show what those do.
"""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Generator
from typing import Any

import pytest

_called: list[str] = []


def is_of_this_machine(address: object) -> bool:
    """Tell whether an address of a socket, or the name of a host, leads no further than this machine.

    >>> is_of_this_machine(("127.0.0.1", 80)), is_of_this_machine("/tmp/socket"), is_of_this_machine(("192.0.2.7", 80))
    (True, True, False)
    """
    if not isinstance(address, tuple):
        return True  # a name in the file system, or of another kind of socket between processes
    host = address[0]
    host = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if host in (None, "", "localhost"):
        return True
    try:
        number = ipaddress.ip_address(str(host).partition("%")[0])
    except ValueError:
        return False
    return number.is_loopback or number.is_unspecified


def _is_number(host: object) -> bool:
    try:
        ipaddress.ip_address(host.decode() if isinstance(host, bytes) else str(host))
    except ValueError:
        return False
    return True


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what would leave this machine; Python calls this for everything that it does."""
    match event:
        case "socket.connect" | "socket.sendto" | "socket.sendmsg":
            asked, is_allowed = arguments[1], arguments[1] is None or is_of_this_machine(arguments[1])
        case "socket.getaddrinfo" | "socket.gethostbyname" | "socket.gethostbyaddr":
            asked = arguments[0]  # a number is no name: it is read, and nobody is asked
            is_allowed = is_of_this_machine((asked,)) or (event == "socket.getaddrinfo" and _is_number(asked))
        case _:
            return
    if not is_allowed:
        _called.append(f"{event} {asked}")
        raise ConnectionRefusedError(f"no test may call {asked}")


def pytest_configure() -> None:
    """Begin to watch; a hook of this kind cannot be taken away again."""
    sys.addaudithook(_watch)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test that called, even where it or the program took the refusal in silence."""
    report = yield
    if _called:
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid}: called another machine: {', '.join(_called)}"
        _called.clear()
    return report
