"""`crosswalk app`: where it listens, what it says when, and that nothing of it is left when it ends."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from crosswalk.cli import listening, main
from crosswalk.cli.listening import PORT, listen
from crosswalk.errors import UsageError
from tests.explorer.running import free_port, is_alive, run_to_end, start
from tests.explorer.visitors import Visitor, pressed
from tests.store.test_kills import STATUSES, folder_of, left_over
from tests.store.test_kills import start as start_loading
from tests.support import ROOT, assert_one_sentence, is_running, run_command
from tests.users import AS_WHOM, MOMENTS, USERS, environment

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


#: What is killed: an explorer that keeps even a small graph.
EXPLORER = """
from crosswalk.store import cache
cache.WORTH_IT = 1
from crosswalk.cli import main
main()
"""
RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o . ?p ?q ?r }"


@contextmanager
def explorer_of(who: str, folder: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """Start the explorer as a user, with everything that it writes in a folder of that user's own; it ends with the
    test.
    """
    python, user = USERS[who]
    own = {"CROSSWALK_CACHE": str(folder / "cache"), "TMPDIR": str(folder / "tmp"), "HOME": str(folder)}
    process: subprocess.Popen[str] = subprocess.Popen(  # type: ignore[call-overload]
        [python, "-c", EXPLORER, "app", "--port", str(port), "--no-browser", "--data", str(STATUSES), "--only-data"],
        env=environment({**own, "CROSSWALK_PAGE_SECONDS": "600"}),
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        **user,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate(timeout=30)


def descendants(pid: int) -> set[int]:
    """Return the processes that a process has started, and those that they have."""
    parents: dict[int, int] = {}
    for file in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError):  # it has ended
            parents[int(file.parent.name)] = int(file.read_text().partition("\nPPid:")[2].split()[0])
    found: set[int] = set()
    while more := {child for child, parent in parents.items() if parent in {pid, *found}} - found:
        found |= more
    return found


def running(pids: set[int], group: int) -> set[int]:
    """Return which of some processes, and of those of a group, run: one that has ended may wait long for its parent."""
    for name in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            pids = pids | ({int(name.name)} if os.getpgid(int(name.name)) == group else set())
    return {pid for pid in pids if is_running(pid)}


async def kill_while_it_answers(process: subprocess.Popen[str], port: int, seconds: float) -> None:
    """Have a query run that does not end, and kill the explorer so many seconds after it has begun."""
    with suppress(ConnectionClosed):
        async with Visitor(f"http://127.0.0.1:{port}") as visitor:
            shown = await visitor.open("sparql", query=RUNAWAY)
            await visitor.send(pressed("sparql", {"query": RUNAWAY}, shown.buttons["Run"]))
            until = time.monotonic() + 60
            while not descendants(process.pid) and time.monotonic() < until:
                await asyncio.sleep(0.02)
            await asyncio.sleep(seconds)
            assert descendants(process.pid), "no query is under way"
            kill(process, port)


def kill(process: subprocess.Popen[str], port: int) -> None:
    """Kill the explorer alone; assert that nothing of it is left running, and that its port is free."""
    all_of_it = {process.pid} | descendants(process.pid)
    process.kill()
    process.communicate(timeout=30)
    assert process.returncode == -signal.SIGKILL
    until = time.monotonic() + 20
    while running(all_of_it, process.pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not running(all_of_it, process.pid)
    assert is_free(port)


def assert_whole(who: str, folder: Path, expected: str) -> None:
    """Assert that the next program reads what it should, and that nothing else lies about."""
    again = start_loading(folder, who, "cache")
    assert again.communicate(timeout=120) == (expected, "")
    assert left_over(folder) == []


Strike = Callable[[subprocess.Popen[str], int, int], None]


def assert_kills_leave_nothing(who: str, moments: int, strike: Strike) -> None:
    """Start the explorer so many times, each from nothing, and let `strike` kill it: it gets the process, its port and
    the number of the start. Assert that nothing is left each time.
    """
    with folder_of(who) as folder:
        expected, noise = start_loading(folder, who, "cache").communicate(timeout=120)
        assert expected.endswith("True\n"), noise
        for number in range(moments):
            empty(folder)
            with explorer_of(who, folder, port := free_port()) as process:
                strike(process, port, number)
            assert_whole(who, folder, expected)


@pytest.mark.parametrize("who", AS_WHOM)
@pytest.mark.parametrize("moments", MOMENTS)
def test_kills_of_an_explorer_with_a_query_under_way_leave_nothing(who: str, moments: int) -> None:
    dice = random.Random()

    def strike(process: subprocess.Popen[str], port: int, _: int) -> None:
        assert first_line(process).startswith("The explorer runs")
        run_to_end(kill_while_it_answers(process, port, dice.uniform(0, 2)))
        assert process.returncode == -signal.SIGKILL

    assert_kills_leave_nothing(who, moments, strike)


@pytest.mark.parametrize("who", AS_WHOM)
@pytest.mark.parametrize("moments", MOMENTS)
def test_kills_of_an_explorer_that_starts_leave_nothing(who: str, moments: int) -> None:
    dice = random.Random()

    def strike(process: subprocess.Popen[str], port: int, number: int) -> None:
        time.sleep(5 * (number + dice.random()) / moments)
        kill(process, port)

    assert_kills_leave_nothing(who, moments, strike)


def empty(folder: Path) -> None:
    """Take away what is kept, so that it is written again."""
    for path in (folder / "cache").iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


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
