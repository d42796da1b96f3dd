"""The linters that guard the design are part of the suite: layers, types, style, and a lock that fits the project."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT

BIN = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    [
        ["lint-imports"],
        ["ruff", "check"],
        ["ruff", "format", "--check"],
        ["mypy"],
        ["python", "tools/lock.py", "--check"],
    ],
    ids=" ".join,
)
def test_linter(command: list[str]) -> None:
    paths = ["app.py", "benchmarks", "crosswalk", "tests", "tools"] if command[0] == "ruff" else []
    run = subprocess.run(
        [BIN / command[0], *command[1:], *paths], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
