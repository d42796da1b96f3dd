"""The tests mirror the package: who changes a module or a view finds its tests by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import ROOT


def names(folder: Path) -> set[str]:
    """Return the modules and packages of a folder."""
    inside = [path for path in folder.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()]
    return {path.stem for path in inside} - {"__init__"}


@pytest.mark.parametrize("room", ["analysis", "explorer/views"])
def test_every_module_has_a_file_of_tests(room: str) -> None:
    modules = names(ROOT / "crosswalk" / room)
    assert len(modules) >= 18
    tested = {path.stem.removeprefix("test_") for path in (ROOT / "tests" / room).glob("test_*.py")}
    assert modules <= tested, f"without a file of tests: {sorted(modules - tested)}"


def test_every_file_of_page_tests_is_for_a_view() -> None:
    files = {path.stem.removeprefix("test_") for path in (ROOT / "tests" / "explorer" / "views").glob("test_*.py")}
    assert files == names(ROOT / "crosswalk" / "explorer" / "views")
