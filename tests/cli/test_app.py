"""`crosswalk app`: where it listens, what it says when, and that nothing of it is left when it ends."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from crosswalk.cli import listening, main
from crosswalk.cli.listening import PORT, listen
from crosswalk.errors import UsageError
from tests.explorer.running import free_port, is_alive, start
from tests.support import ROOT, assert_one_sentence, run_command

SMALL = ROOT / "tests" / "validation" / "corruptions" / "sound"


@contextmanager
def started(*arguments: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """Start the explorer, with its output to be read; nothing of it outlives the test."""
    process = start(*arguments, output=subprocess.PIPE, **environment)
    try:
        yield process
    finally:
        if is_alive(process.pid):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=30)


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def is_free(port: int) -> bool:
    """Whether nobody listens on a port, so that the next explorer can."""
    with socket.socket() as probe:
        refused = probe.connect_ex(("127.0.0.1", port)) != 0
    with listen("127.0.0.1", port):
        return refused


@pytest.fixture
def busy() -> Iterator[int]:
    """Return a port on which another program listens."""
    with listen("127.0.0.1", free_port()) as other:
        yield other.getsockname()[1]


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM], ids=lambda asked: asked.name)
def test_the_address_is_printed_when_it_answers_and_the_end_is_quiet(asked: signal.Signals) -> None:
    port = free_port()
    with started("--port", str(port)) as process:
        assert first_line(process) == f"The explorer runs at http://127.0.0.1:{port}/ (Ctrl-C ends it).\n"
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=10) as answer:
            assert answer.status == 200
        process.send_signal(asked)
        assert process.communicate(timeout=30) == ("", "")
        assert process.returncode == 0
        assert not is_alive(process.pid)
        assert is_free(port)


def handshake(host: str) -> bytes:
    return (
        f"GET /_stcore/stream HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    ).encode()


def test_the_end_does_not_wait_for_a_visitor_who_stays_and_visitors_write_nothing_to_the_terminal() -> None:
    port = free_port()
    with (
        started("--port", str(port)) as process,
        socket.socket() as visitor,
        socket.socket() as stranger,
        socket.socket() as slow,
    ):
        first_line(process)
        for client in (visitor, stranger, slow):
            client.connect(("127.0.0.1", port))
        visitor.sendall(handshake(f"localhost:{port}"))
        assert b" 101 " in visitor.recv(1_000)
        stranger.sendall(handshake("evil.example"))
        assert b" 400 " in stranger.recv(1_000)
        slow.sendall(b"GET / HTTP/1.1\r\nHost")
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=30) == ("", "")
        assert process.returncode == 0


def test_it_ends_while_it_is_being_started() -> None:
    with started("--port", str(free_port())) as process:
        import_begins(process)
        process.send_signal(signal.SIGTERM)
        assert process.communicate(timeout=30) == ("", "")
        assert process.returncode == 0


def import_begins(process: subprocess.Popen[str]) -> None:
    """Wait until the process listens, which is before it imports what takes time."""
    port = int(process.args[process.args.index("--port") + 1])  # type: ignore[union-attr, index, arg-type]
    while process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return


def kill_after(port: int, seconds: float) -> None:
    with started("--port", str(port)) as process:
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
        process.wait(timeout=30)
        assert process.returncode == -signal.SIGKILL
        assert not is_alive(process.pid)
        assert is_free(port)


@pytest.mark.parametrize("seconds", [0.4, 4.0])
def test_a_killed_explorer_leaves_the_port_free_and_nothing_running(seconds: float) -> None:
    kill_after(free_port(), seconds)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_an_explorer_killed_at_any_moment_leaves_nothing(seed: int) -> None:
    kill_after(free_port(), random.Random(seed).uniform(0.05, 6.0))


def test_a_port_in_use_is_said_before_any_address_with_one_that_is_free(busy: int) -> None:
    said = assert_one_sentence(run_command("app", "--port", str(busy)))
    assert said.startswith(f"Error: Port {busy} is in use by another program: end that program, or use --port ")
    free = int(said.split("--port ")[1].split(",")[0])
    assert free > busy
    assert is_free(free)


def test_without_a_port_the_next_that_is_free_is_taken(busy: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "PORT", busy)
    with listen("127.0.0.1", None) as taken:
        assert busy < taken.getsockname()[1] <= busy + 20
    monkeypatch.setattr(listening, "_TRIED", 0)
    with pytest.raises(UsageError, match=f"The ports {busy} to {busy} are all in use: give another with --port."):
        listen("127.0.0.1", None)


def test_that_it_takes_another_port_is_said_first() -> None:
    try:
        usual = listen("127.0.0.1", PORT)
    except UsageError:
        usual = socket.socket()  # another program has it already
    with usual, started() as process:
        assert first_line(process).startswith(f"Port {PORT} is in use by another program, so the explorer takes port ")
        assert first_line(process).startswith("The explorer runs at http://127.0.0.1:85")


@pytest.fixture
def _signals() -> Iterator[None]:
    """Give the signals back: the command takes them for itself."""
    before = {asked: signal.getsignal(asked) for asked in (signal.SIGINT, signal.SIGTERM)}
    yield
    for asked, handler in before.items():
        signal.signal(asked, handler)


@pytest.mark.usefixtures("_signals")
def test_it_reads_what_the_command_was_asked_to_and_answers_to_the_names_given(monkeypatch: pytest.MonkeyPatch) -> None:
    from crosswalk.explorer import server

    served: list[list[str]] = []
    monkeypatch.setattr(server, "serve", lambda listener, names, ready: served.append(names))
    for name in ("CROSSWALK_DATA", "CROSSWALK_ONLY_DATA", "CROSSWALK_STORE", "CROSSWALK_PUBLIC_URL"):
        monkeypatch.setenv(name, "")  # so that it is as before when the test ends
    with pytest.raises(SystemExit) as ended:
        main(
            [
                *("app", "--data", str(SMALL), "--only-data", "--store", "some/folder", "--port", str(free_port())),
                *("--host", "Crosswalk.Example.org", "--host", "[::1]", "--host", "10.0.0.1"),
                *("--public-url", "https://Standards.example.org:8443/"),
            ]
        )
    assert ended.value.code == 0
    assert served == [["127.0.0.1", "crosswalk.example.org", "[::1]", "10.0.0.1", "standards.example.org"]]
    assert os.environ["CROSSWALK_PUBLIC_URL"] == "https://standards.example.org:8443"
    assert os.environ["CROSSWALK_DATA"] == str(SMALL)
    assert os.environ["CROSSWALK_ONLY_DATA"] == "1"
    assert os.environ["CROSSWALK_STORE"] == os.path.abspath("some/folder")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--address", "192.0.2.7"], "192.0.2.7 is not an address of this machine"),
        (["--address", "2001:db8::7"], "2001:db8::7"),
        (["--address", "nowhere.example"], "--address: “nowhere.example” is not an address"),
        (["--address", ""], "--address: “” is not an address"),
        (["--host", "https://crosswalk.example.org/"], "without “https://”"),
        (["--host", "crosswalk.example.org:443"], "without a port"),
        (["--host", "*"], "--host: “*” is not the name of a host"),
        (["--host", "a b"], "--host: “a b” is not the name of a host"),
        (["--host", ""], "--host: “” is not the name of a host"),
        (["--public-url", "crosswalk.example.org"], "with http:// or https://"),
        (["--public-url", "javascript:alert(1)"], "“javascript:alert(1)” cannot be used"),
        (["--public-url", "https://user@crosswalk.example.org"], "cannot be used"),
        (["--public-url", "https://crosswalk.example.org/?a=b"], "cannot be used"),
        (["--only-data"], "--only-data needs a --data folder"),
    ],
    ids=lambda arguments: " ".join(arguments) if isinstance(arguments, list) else "",
)
def test_what_cannot_be_served_is_one_sentence(arguments: list[str], says: str) -> None:
    assert says in assert_one_sentence(run_command("app", "--port", str(free_port()), *arguments))


def test_others_on_the_network_are_warned_of() -> None:
    port = free_port()
    with started("--port", str(port), "--address", "0.0.0.0") as process:
        assert first_line(process) == f"The explorer runs at http://127.0.0.1:{port}/ (Ctrl-C ends it).\n"
        process.terminate()
        _, said = process.communicate(timeout=30)
    warned, names = said.splitlines()
    assert "nobody is asked for a password" in warned
    assert "--host" in names


def test_an_address_of_the_newer_kind_stands_in_brackets() -> None:
    try:
        with listen("::1", free_port()):
            pass
    except UsageError:
        return  # this machine has none
    port = free_port()
    with started("--port", str(port), "--address", "::1") as process:
        assert first_line(process) == f"The explorer runs at http://[::1]:{port}/ (Ctrl-C ends it).\n"
        with urllib.request.urlopen(f"http://[::1]:{port}/_stcore/health", timeout=10) as answer:
            assert answer.status == 200


#: A start in which Streamlit fails, in the one process or at its first step.
BROKEN = """
import streamlit.starlette, streamlit.runtime
def broken(*_, **__):
    raise RuntimeError("seven")
{} = broken
from crosswalk.cli import main
main(["app", "--port", "{}"])
"""


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("streamlit.starlette.App.__init__", "The explorer cannot run: RuntimeError: seven"),
        ("streamlit.runtime.Runtime.start", "The explorer cannot run: Streamlit ended at once. Set CROSSWALK_DEBUG=1"),
    ],
)
def test_a_server_that_does_not_start_is_one_sentence(what: str, says: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", BROKEN.format(what, free_port())],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert says in assert_one_sentence(run)
