"""Print tables, JSON and CSV. People get tables that fit their terminal; programs get exactly what docs/cli.md says.

All that a command prints passes here, so that no text of a file or a user steers the terminal.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import click

from crosswalk.columns import Column, on_screen
from crosswalk.text import escaped_json, one_line, visible

if TYPE_CHECKING:
    from rich.console import Console

    from crosswalk.sources import Layout

T = TypeVar("T")
_USUAL_WIDTH, _LEAST_WIDTH = 100, 20
#: What a table has between two columns: a blank on either side of the line that is not drawn, and that line.
_BETWEEN = 3
#: A longer word is no id: it is broken.
_LONGEST_WORD = 200


class Sheet(NamedTuple):
    """How CSV is written: with cells that may be formulas, and with a first line that says where the answer is from."""

    raw_cells: bool = False
    provenance: bool = False


def print_json(layout: Layout, results: object, **beside: object) -> None:
    """Print an answer in JSON, indented, in UTF-8: where it comes from, then `results`, and what belongs to them."""
    from pydantic_core import to_json

    from crosswalk.sources.provenance import provenance

    answer = {"crosswalk": provenance(layout).as_json(), **beside, "results": results}
    write(escaped_json(to_json(answer, indent=2).decode()))


def print_csv(layout: Layout, sheet: Sheet, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print CSV as the user wants it; formula-like cells are made harmless unless that was refused."""
    from crosswalk.formats.writers.csv import write_csv

    print_text_csv(layout, sheet, write_csv(columns, rows, raw=sheet.raw_cells))


def print_text_csv(layout: Layout, sheet: Sheet, text: str) -> None:
    """Print CSV that a writer has made, with the line that says where it comes from, if that was asked for."""
    from crosswalk.sources.provenance import provenance

    if sheet.provenance:
        write(f"# {one_line(provenance(layout).sentence())}")
    write(text, nl=False)


def print_records(columns: Sequence[Column[T]], records: Sequence[T], title: str = "") -> None:
    """Print records as a table."""
    shown, rows = on_screen(columns, records)
    numbered = [f"{column.heading}#" if column.kind == "number" else column.heading for column in shown]
    print_table(numbered, rows, title)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> None:
    """Print a table as wide as the terminal; columns whose name ends in “#” are numbers, aligned to the right.

    Texts wrap between words. Ids, and other words of up to 200 characters, are never broken or cut: where they do not
    fit side by side, the table is wider than the terminal.
    """
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    headings = [one_line(column.removesuffix("#")) for column in columns]
    cells = [["" if cell is None else visible(cell) for cell in row] for row in rows]
    widths = column_widths(list(zip(headings, *cells, strict=True)), _width() - _BETWEEN * len(headings))
    table = Table(
        box=SIMPLE_HEAD,
        pad_edge=False,
        title=Text(one_line(title)) if title else None,
        title_justify="left",
        title_style="bold",
    )
    for column, heading, width in zip(columns, headings, widths, strict=True):
        table.add_column(
            Text(heading), justify="right" if column.endswith("#") else "left", width=width, overflow="fold"
        )
    for row in cells:
        table.add_row(*map(Text, row))
    _console(max(_width(), sum(widths) + _BETWEEN * len(widths))).print(table)


def column_widths(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """Return the width of each column, given its cells: no column is narrower than its longest word, and none wider
    than its longest line; within that, the widest give way until all fit into `room`, if they can.

    >>> column_widths([["owasp-llm-2025:LLM01"], ["a sentence of several words"]], 32)
    [20, 12]
    >>> column_widths([["owasp-llm-2025:LLM01"], ["a sentence of several words"]], 10)
    [20, 8]
    """
    from rich.cells import cell_len

    lines = [[line for cell in column for line in cell.split("\n")] for column in columns]
    words = [[word for line in column for word in line.split()] for column in lines]
    least = [min(max(map(cell_len, column), default=1), _LONGEST_WORD) for column in words]
    natural = [max(max(map(cell_len, column), default=1), low) for column, low in zip(lines, least, strict=True)]
    for level in range(max(room, 1), 0, -1):
        widths = [max(low, min(width, level)) for width, low in zip(natural, least, strict=True)]
        if sum(widths) <= room or widths == least:
            return widths
    return least


def say(text: str = "") -> None:
    """Print a line of prose, wrapped to the terminal."""
    from rich.text import Text

    _console().print(Text(one_line(text)))


def warn(text: str) -> None:
    """Print a line on standard error."""
    click.echo(one_line(text), err=True)


def write(content: str | bytes, *, nl: bool = True) -> None:
    """Print what a writer has made, which must be fit for a terminal already."""
    click.echo(content, nl=nl)


def _console(width: int | None = None) -> Console:
    from rich.console import Console

    return Console(file=sys.stdout, width=width or _width(), highlight=False, soft_wrap=False)


def _width() -> int:
    """Return the columns of the terminal: what COLUMNS says, or else the terminal itself, or else a usual number."""
    return max(shutil.get_terminal_size((_USUAL_WIDTH, 0)).columns, _LEAST_WIDTH)
