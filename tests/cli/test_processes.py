"""The command as the system sees it: time limits, closed pipes, what it leaves behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.support import assert_one_sentence, clean_environment, run_command

Called = Callable[..., subprocess.CompletedProcess[str]]


def test_a_runaway_query_ends_at_its_limit(called: Called) -> None:
    cross = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    run = called("query", "--timeout", "1", "--text", cross)
    assert "stopped at its limit of 1 seconds" in assert_one_sentence(run)


def test_reader_that_stops_early_sees_no_error(shipped_store: Path) -> None:
    """As in `crosswalk documents | head -1`."""
    environment = clean_environment({"CROSSWALK_STORE": str(shipped_store)})
    command = [sys.executable, "-c", "from crosswalk.cli import main; main()", "query", "labels", "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        assert run.stdout.readline() == "{\n"
        run.stdout.close()
        assert run.stderr.read() == ""
    assert run.returncode in (0, 1, -signal.SIGPIPE)


def test_query_runs_to_its_end_in_a_process_of_its_own(shipped_store: Path) -> None:
    store = {"CROSSWALK_STORE": str(shipped_store)}
    run = run_command("query", "--file", "-", "--format", "csv", env=store, stdin="ASK { ?d a cw:Document }")
    assert (run.returncode, run.stdout, run.stderr) == (0, "answer\ntrue\n", "")


def test_nothing_is_written_to_the_home_folder(tmp_path: Path) -> None:
    run = run_command("stats", env={"HOME": str(tmp_path), "USERPROFILE": str(tmp_path)})
    assert run.returncode == 0
    assert os.listdir(tmp_path) == []
