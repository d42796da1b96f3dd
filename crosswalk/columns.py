"""Columns of a table over typed records: what a screen shows of a record, and what a file has in its place.

The terminal, the explorer and CSV files take the same columns, so that all of them agree.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Literal, TypeVar

from crosswalk.text import one_line, visible

T = TypeVar("T")
T_contra = TypeVar("T_contra", contravariant=True)
Cell = str | int | float | bool | None


@dataclass(frozen=True)  # slots would not let the class be made as Column[…](…)
class Column(Generic[T_contra]):
    """One column: its heading on the screen, what the screen shows of a record, and what a file contains instead."""

    heading: str
    screen: Callable[[T_contra], Cell]
    export: Callable[[T_contra], Cell] | None = None  #: the bare value; None: the same as on the screen
    name: str = ""  #: its heading in a file, where that differs
    kind: Literal["text", "number", "link"] = "text"
    on_screen: bool = True
    in_files: bool = True
    width: int | None = None  #: pixels that it gets at most where its texts take several lines, in the explorer
    help: str | None = None  #: shown in the explorer when the heading is pointed at
    coloured: bool = False  #: in the explorer: filled with the colour of the status

    @property
    def file_name(self) -> str:
        """The heading of the column in a file."""
        return self.name or self.heading

    def exported(self, record: T_contra) -> Cell:
        """Return what a file contains of a record."""
        return (self.export or self.screen)(record)


def on_screen(columns: Sequence[Column[T]], records: Sequence[T]) -> tuple[list[Column[T]], list[list[Cell]]]:
    """Return the columns that a person sees, and the rows as they are shown: with nothing in them that is not seen."""
    shown = [replace(column, heading=one_line(column.heading)) for column in columns if column.on_screen]
    return shown, [[_cell(column.screen(record)) for column in shown] for record in records]


def _cell(cell: Cell) -> Cell:
    return visible(cell) if isinstance(cell, str) else cell


def in_files(columns: Sequence[Column[T]], records: Sequence[T]) -> tuple[list[str], list[list[Cell]]]:
    """Return the headings and rows of a file.

    >>> columns = [Column("Id", str, name="id"), Column("Double", lambda number: "twice", lambda number: 2 * number)]
    >>> in_files(columns, [1, 2])
    (['id', 'Double'], [['1', 2], ['2', 4]])
    """
    written = [column for column in columns if column.in_files]
    return [column.file_name for column in written], [
        [column.exported(record) for column in written] for record in records
    ]
