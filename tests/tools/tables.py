"""What the tests of several sources share."""

from __future__ import annotations

from pathlib import Path


def rows_of(path: Path) -> list[list[str]]:
    """Return the cells of the rows of a mapping set, without its header and its columns."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]
