"""docs/architecture.md is true: its places and tests exist, every room is in it, and a change is made in one place."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT, clean_environment

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith(("| change", "| ---"))
]
_PLACE = re.compile(r"`((?:crosswalk|ontology|tests|data|mappings)/[\w./-]+)(?:::(\w+))?`")
#: The changes that must each be one place, by the words with which their row begins.
PROMISED = (
    *("a status", "a reader", "a writer", "a view", "a rule", "the grade", "a time limit"),
    *("a column of Compare and its CSV", "another kind of store", "another depth of derivation"),
)


def test_every_promised_change_has_a_row_with_one_place() -> None:
    for change in PROMISED:
        [row] = [row for row in ROWS if row[0].startswith(change)]
        assert len(row) == 3
        assert len({path for path, _ in _PLACE.findall(row[1])}) == 1


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_every_place_and_test_exists(row: list[str]) -> None:
    places = [place for cell in row[1:] for place in _PLACE.findall(cell)]
    assert places
    for path, name in places:
        assert (ROOT / path).exists(), path
        if name:
            assert name in _names(ROOT / path), f"{path}::{name}"


def _names(path: Path) -> set[str]:
    """Return what a module defines."""
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                parts = target.elts if isinstance(target, ast.Tuple) else [target]
                names |= {part.id for part in parts if isinstance(part, ast.Name)}
    return names


def test_every_room_is_in_the_picture() -> None:
    picture = PAGE.split("```")[1]
    rooms = {
        path.stem for path in (ROOT / "crosswalk").iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()
    }
    for room in rooms - {"__init__"}:
        assert re.search(rf"\b{room}\b", picture), room


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "copy"
    shutil.copytree(ROOT / "crosswalk", folder / "crosswalk", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def help_of(command: str, copy: Path) -> str:
    finished = subprocess.run(
        [sys.executable, "-c", "from crosswalk.cli import main; main()", command, "--help"],
        cwd=copy,
        env=clean_environment({"PYTHONPATH": str(copy), "COLUMNS": "200"}),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return " ".join(finished.stdout.split())


def test_a_limit_is_changed_in_one_place(copy: Path) -> None:
    limits = copy / "crosswalk" / "limits.py"
    text = limits.read_text(encoding="utf-8")
    for before, after in (
        ("MAX_HOPS, MOST_HOPS = 2, 3", "MAX_HOPS, MOST_HOPS = 1, 4"),
        ('"CROSSWALK_QUERY_SECONDS", 30.0', '"CROSSWALK_QUERY_SECONDS", 45.0'),
        ('"CROSSWALK_PAGE_SECONDS", 10.0', '"CROSSWALK_PAGE_SECONDS", 15.0'),
        ("MAX_ROWS = 10_000", "MAX_ROWS = 5_000"),
    ):
        assert before in text
        text = text.replace(before, after)
    limits.write_text(text, encoding="utf-8")
    trace, query = help_of("trace", copy), help_of("query", copy)
    assert "up to 4, besides a parent link at each end" in trace
    assert "[default: 1; 1<=x<=4]" in trace
    assert "default 45, or CROSSWALK_QUERY_SECONDS" in query
    assert "The greatest number of rows; default 5,000." in query
    script = "from crosswalk.explorer.views.sparql.jobs import limit; print(limit())"
    environment = clean_environment({"PYTHONPATH": str(copy)})
    printed = subprocess.run(
        [sys.executable, "-c", script], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )
    assert printed.stdout == "15.0\n", printed.stderr


def test_no_limit_is_written_a_second_time() -> None:
    """The numbers and variables of `crosswalk/limits.py` are named nowhere else in the package."""
    for path in (ROOT / "crosswalk").rglob("*.py"):
        if path.name != "limits.py":
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"CROSSWALK_\w+_(SECONDS|MB)", text), path
            assert not re.search(r"max_hops: int = \d", text), path
