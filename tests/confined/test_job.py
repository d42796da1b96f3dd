"""A job in a process of its own: it answers, is stopped at its limits, and can reach nobody."""

from __future__ import annotations

import logging
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from crosswalk.confined import Job, Limits, Stopped, job
from crosswalk.errors import UnknownId
from tests.support import ROOT, clean_environment, is_running

ROOMY = Limits(seconds=60, memory=4_000_000_000, answer=1_000_000)


def start(do: str, limits: Limits = ROOMY, **request: object) -> Job:
    return Job("tests.confined.work", {"do": do, **request}, limits)


def stopped(work: Job) -> Stopped:
    with pytest.raises(Stopped) as caught:
        work.result()
    assert not is_running(work.pid)
    assert "begun" in work.notes
    return caught.value


def test_answer_is_what_the_module_returns_whatever_it_prints() -> None:
    work = start("add", a=1, b=2)
    assert work.result() == 3
    assert not is_running(work.pid)


@pytest.mark.parametrize("do", ["sleep", "search"])
def test_time_limit(do: str) -> None:
    assert stopped(start(do, Limits(1.5, ROOMY.memory, ROOMY.answer))).reason == "time"


def test_memory_limit() -> None:
    assert stopped(start("hog")).reason == "memory"


@pytest.mark.parametrize("do", ["shout", "repeat"])
def test_limit_of_the_answer(do: str) -> None:
    assert stopped(start(do)).reason == "size"


def test_error_of_the_user_is_raised_here() -> None:
    with pytest.raises(UnknownId, match=r"^There is no “x”\.$"):
        start("refuse").result()


def test_process_that_dies() -> None:
    assert stopped(start("die")).reason == "ended"


def test_our_own_mistake_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    assert stopped(start("fail")).reason == "ended"
    assert "a mistake of ours" in caplog.text


def test_cancel_before_and_while_it_runs() -> None:
    early = start("sleep")
    early.cancel()
    with pytest.raises(Stopped):
        early.result()
    assert early.pid is None
    work = start("sleep")
    threading.Timer(1.0, work.cancel).start()
    with pytest.raises(Stopped) as caught:
        work.result()
    assert caught.value.reason == "cancelled"
    assert not is_running(work.pid)


def test_long_work_lets_everybody_else_go_first() -> None:
    assert start("priority").result() == [5, 19]


def test_process_ends_with_its_parent_even_in_the_middle_of_a_step() -> None:
    script = (
        "from crosswalk.confined import Job, Limits\n"
        "job = Job('tests.confined.work', {'do': 'search'}, Limits(600, 4_000_000_000, 1_000_000))\n"
        "import threading; threading.Thread(target=lambda: print(job.pid, flush=True) if not "
        "__import__('time').sleep(2) else None).start()\n"
        "job.result()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, env=clean_environment(), stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())
        assert is_running(pid)
        parent.send_signal(signal.SIGKILL)
    until = time.monotonic() + 20
    while is_running(pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_running(pid)


class Quiet(BaseHTTPRequestHandler):
    """Answers nothing, and prints nothing."""

    def log_message(self, format: str, *args: object) -> None:
        pass


class Listener(ThreadingHTTPServer):
    """A server that notes every connection."""

    requests: list[str]

    def get_request(self) -> Any:
        self.requests.append("connection")
        return super().get_request()


@pytest.fixture
def listener() -> Iterator[Listener]:
    server = Listener(("127.0.0.1", 0), Quiet)
    server.requests = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


WAYS = ["socket", "urllib", "compiled", "program"]


@pytest.fixture
def call_out(listener: Listener) -> Callable[..., object]:
    def call(way: str, lines: list[str], network: bool) -> object:
        limits = Limits(ROOMY.seconds, ROOMY.memory, ROOMY.answer, network)
        return start("call_out", limits, way=way, port=listener.server_port, lines=lines).result()

    return call


@pytest.mark.parametrize("way", WAYS)
def test_listener_hears_what_is_not_cut_off(way: str, call_out: Callable[..., object], listener: Listener) -> None:
    """The control: without it, the tests below could not fail."""
    call_out(way, [], network=True)
    assert listener.requests


@pytest.mark.parametrize("way", [*WAYS, "datagram"])
def test_nothing_leaves(way: str, call_out: Callable[..., object], listener: Listener) -> None:
    assert call_out(way, [], network=False) != "reached"
    assert not listener.requests


@pytest.mark.parametrize("way", [*WAYS, "datagram"])
@pytest.mark.parametrize("line", ["into_namespace", "filter_calls", "hook"])
def test_each_line_alone_stops_what_it_is_for(
    line: str, way: str, call_out: Callable[..., object], listener: Listener
) -> None:
    if line == "hook" and way == "compiled":
        return  # the reason why the queries are checked beforehand
    answer = call_out(way, [line], network=True)
    assert answer != "reached"
    assert not listener.requests
    if line == "hook":
        assert answer == "PermissionError"


def test_system_that_cannot_cut_off_is_warned_of_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(job, "_warned", threading.Lock())
    said = job._Said([], words={"networked": "no way", "answer": 1})
    with caplog.at_level(logging.WARNING):
        assert [start("add")._outcome(said, False) for _ in range(3)] == [1, 1, 1]
    assert len(caplog.records) == 1
    assert "cannot be cut off from the network here (no way)" in caplog.text
