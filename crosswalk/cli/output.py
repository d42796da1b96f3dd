"""Print tables, JSON and CSV. People get tables that fit their terminal; programs get exactly what docs/cli.md says.

All that a command prints passes here, so that no text of a file or a user steers the terminal.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

import click

from crosswalk.columns import Column, in_files, on_screen
from crosswalk.text import escaped_json, one_line, visible

if TYPE_CHECKING:
    from rich.console import Console

T = TypeVar("T")
_PIPE_WIDTH = 150


def print_json(value: object) -> None:
    """Print JSON, indented, in UTF-8."""
    from pydantic_core import to_json

    write(escaped_json(to_json(value, indent=2).decode()))


def print_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print CSV with formula-like cells made harmless."""
    from crosswalk.formats.writers.csv import write_csv

    write(write_csv(columns, rows), nl=False)


def print_records(form: str, columns: Sequence[Column[T]], records: Sequence[T], title: str = "") -> None:
    """Print records as a table or as CSV, by the same columns."""
    if form == "csv":
        print_csv(*in_files(columns, records))
    else:
        shown, rows = on_screen(columns, records)
        numbered = [f"{column.heading}#" if column.kind == "number" else column.heading for column in shown]
        print_table(numbered, rows, title)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> None:
    """Print a table; columns whose name ends in “#” are numbers, aligned to the right."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(
        box=SIMPLE_HEAD,
        pad_edge=False,
        title=Text(one_line(title)) if title else None,
        title_justify="left",
        title_style="bold",
    )
    for column in columns:
        table.add_column(
            Text(one_line(column.removesuffix("#"))),
            justify="right" if column.endswith("#") else "left",
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(Text("" if cell is None else visible(cell)) for cell in row))
    _console().print(table)


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


def _console() -> Console:
    from rich.console import Console

    return Console(
        file=sys.stdout, width=None if sys.stdout.isatty() else _PIPE_WIDTH, highlight=False, soft_wrap=False
    )
