"""kill -9 of a query's process, and of the program that asks, at any moment: one sentence, and nothing is left running."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import is_running
from tests.users import AS_WHOM, MOMENTS, USERS, environment

STATUSES = Path(__file__).parents[1] / "analysis" / "inputs" / "statuses"
HEAD = """
import os, sys, threading, time
import crosswalk
from crosswalk.sparql import RunningQuery

xw = crosswalk.load([sys.argv[1]], only_data=True)

def running(then):
    query = RunningQuery(xw.store, "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(8)) + " }", 60)
    def wait():
        while query._job.pid is None:
            time.sleep(0.01)
        then(query._job.pid)
    threading.Thread(target=wait, daemon=True).start()
    return query
"""
#: Its query's process is killed at each of the moments given; the next query must be answered.
SURVIVES = (
    HEAD
    + """
for moment in map(float, sys.argv[2:]):
    try:
        print(running(lambda pid: (time.sleep(moment), os.kill(pid, 9))).result())
    except crosswalk.QueryError as error:
        print(error)
    print(crosswalk.query(xw, "ASK { ?s ?p ?o }").rows, flush=True)
"""
)
#: It is killed itself, when it has said which process its query has.
IS_KILLED = HEAD + "running(lambda pid: print(pid, flush=True)).result()"


@pytest.fixture(params=AS_WHOM)
def start(request: pytest.FixtureRequest) -> Iterator[object]:
    """Return a function that starts a program as one of the users."""
    python, user = USERS[request.param]
    folder = Path(tempfile.mkdtemp(prefix="kills-"))
    if user:
        os.chown(folder, 65534, 65534)
    settings = environment({"CROSSWALK_CACHE": str(folder / "cache"), "TMPDIR": str(folder), "HOME": str(folder)})

    def started(program: str, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
            [python, "-c", program, str(STATUSES), *arguments],
            env=settings,
            cwd="/",
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **user,
        )

    yield started
    shutil.rmtree(folder)


@pytest.mark.parametrize("moments", MOMENTS)
def test_process_of_a_query_is_killed(start, moments: int) -> None:
    dice = random.Random()
    output, noise = start(SURVIVES, *(str(dice.uniform(0, 2)) for _ in range(moments))).communicate(timeout=300)
    said = "The query was stopped: its process ended unexpectedly; narrow it down."
    assert output.splitlines() == [said, "((True,),)"] * moments, noise
    assert noise == ""


@pytest.mark.parametrize("moments", MOMENTS)
def test_program_that_asks_is_killed(start, moments: int) -> None:
    dice = random.Random()
    for _ in range(moments):
        with start(IS_KILLED) as asking:
            pid = int(asking.stdout.readline())
            time.sleep(dice.uniform(0, 2))
            asking.kill()
        until = time.monotonic() + 20
        while is_running(pid) and time.monotonic() < until:
            time.sleep(0.05)
        assert not is_running(pid)
    output, noise = start(SURVIVES, "0").communicate(timeout=60)
    assert output.endswith("((True,),)\n"), noise
