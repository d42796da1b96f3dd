"""That no test calls another machine means something: one that does fails, whatever it does with the refusal."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.no_network import is_of_this_machine
from tests.support import clean_environment

CALLS = {
    "connect": "socket.socket().connect(('192.0.2.7', 80))",
    "connect_ex": "socket.socket().connect_ex(('192.0.2.7', 80))",
    "lookup": "socket.getaddrinfo('crosswalk.example.org', 443)",
    "datagram": "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.7', 53))",
    "in_a_thread": "t = threading.Thread(target=call); t.start(); t.join()",
    "urllib": "urllib.request.urlopen('http://crosswalk.example.org/')",
}
QUIET = {
    "loopback": "socket.socket().connect_ex(('127.0.0.1', 9))",
    "number": "socket.getaddrinfo('192.0.2.7', 443)",
    "localhost": "socket.getaddrinfo('localhost', 443)",
    "pair": "socket.socketpair()",
}


def test_exactly_the_tests_that_call_fail(tmp_path: Path) -> None:
    """Each swallows the refusal, as a program might."""
    lines = ["import contextlib, socket, threading, urllib.request", "def call():"]
    lines += ["    with contextlib.suppress(OSError):", "        socket.socket().connect(('192.0.2.7', 80))"]
    for name, line in (CALLS | QUIET).items():
        lines += [f"def test_{name}():", "    with contextlib.suppress(OSError):", f"        {line}"]
    (tmp_path / "test_all.py").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-rf", "-p", "no:cacheprovider", "-p", "tests.no_network"]
    run = subprocess.run(command, cwd=tmp_path, env=clean_environment(), capture_output=True, text=True, check=False)
    failed = {line.split("::test_")[1].split()[0] for line in run.stdout.splitlines() if line.startswith("FAILED")}
    assert failed == set(CALLS), run.stdout
    assert run.stdout.count("called another machine: socket.") >= len(CALLS)
    assert f"{len(CALLS)} failed, {len(QUIET)} passed" in run.stdout


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.9.9.9", "::1", "::1%lo", "localhost", b"localhost", "", None, "0.0.0.0"]
)
def test_addresses_of_this_machine(host: object) -> None:
    assert is_of_this_machine((host, 80))


@pytest.mark.parametrize(
    "host", ["192.0.2.7", "2001:db8::7", "localhost.example.org", b"example.org", "::ffff:192.0.2.7"]
)
def test_addresses_of_others(host: object) -> None:
    assert not is_of_this_machine((host, 80))
