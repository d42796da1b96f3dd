"""Tables as tab-separated text: a line with the names of the columns, and a line for each row. No cell is quoted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from crosswalk.errors import shown
from crosswalk.files.faults import Report
from crosswalk.files.text import Unreadable, read_text
from crosswalk.limits import SSSOM_ROWS, SSSOM_SIZE


class Row(NamedTuple):
    """The cells of one line, in the order of the columns, and the number of the line."""

    line: int
    cells: tuple[str, ...]


def read_table(
    path: Path, name: str, columns: Sequence[str], report: Report, optional: Sequence[str] = ()
) -> list[Row]:
    """Return the rows of a table that has exactly these columns, and after them all of the optional ones or none, whose
    cells are empty then; a row that does not have them is reported and left out.
    """
    try:
        text = read_text(path, SSSOM_SIZE)
    except Unreadable as reason:
        report.unreadable(reason, name)
        return []
    if text.count("\n") > SSSOM_ROWS.value():
        report.unreadable(Unreadable(f"it has more than {SSSOM_ROWS}; split it"), name)
        return []
    first, *lines = text.split("\n")
    named = first.split("\t")
    if named not in (list(columns), [*columns, *optional]):
        wanted = ", ".join(columns) + (f" and, if wanted, {', '.join(optional)}" if optional else "")
        report.add("table-columns", f"The first line must name the columns {wanted}, with tabs between them.", name, 1)
        return []
    absent = ("",) * (len(columns) + len(optional) - len(named))
    rows = []
    for number, line in enumerate(lines, 2):
        if report.is_full(name):
            break
        if not line or line.isspace():
            continue
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if len(cells) == len(named):
            rows.append(Row(number, cells + absent))
            continue
        what = "remove the surplus tab or cell" if len(cells) > len(named) else "a tab or a cell is missing"
        found = f"The row has {len(cells)} cells, the first line {len(named)} columns; {what}."
        report.add("table-columns", f"{found} It begins “{shown(cells[0])}”.", name, number)
    return rows
