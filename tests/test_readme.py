"""The commands that README shows run as they stand; the Python in it runs as doctests."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ (crosswalk .+)$", README, re.MULTILINE)


def test_all_commands_were_found() -> None:
    assert len(COMMANDS) == 18


@pytest.mark.parametrize("command", COMMANDS)
def test_command_works_as_printed(command: str) -> None:
    arguments = shlex.split(command)[1:]
    run = subprocess.run(
        [sys.executable, "-c", "from crosswalk.cli import main; main()", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert len(run.stdout.splitlines()) > 0


def test_every_file_that_the_readme_names_is_there() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", README):
        assert (ROOT / target).exists(), target
