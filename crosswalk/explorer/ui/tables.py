"""Tables: a caption, the grid, and a CSV that no spreadsheet runs as formulas."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

import pandas as pd  # type: ignore[import-untyped]
import streamlit as st
from streamlit.column_config import Column as Config
from streamlit.column_config import LinkColumn, NumberColumn
from streamlit.elements.lib.column_types import ColumnConfig

from crosswalk.columns import Cell, Column, in_files, on_screen
from crosswalk.explorer.ui.links import Place, go_next
from crosswalk.explorer.ui.looks import ASKED_LOOKS, LOOKS, asked_words, status_words
from crosswalk.explorer.ui.paper import printing, sheet
from crosswalk.explorer.ui.text import as_read, is_address, plain
from crosswalk.formats.writers.csv import write_csv
from crosswalk.text import one_line
from crosswalk.vocabulary import Status

T = TypeVar("T")

_ROW, _WRAPPED, _LINE, _MOST = 34, 64, 20, 540  # pixels; Streamlit wraps text in rows from 60 on
_OPEN = "open"
ROOM = 1190  #: pixels for a table on a screen of 1280
_PADDING, _MOST_LINES = 22, 4
_LETTER = 13.125 * 1.03  # pixels; what is in `_WIDTHS` are parts of it, those of DejaVu Sans, the widest of the fonts
_WIDTHS = {
    letter: width
    for letters, width in (("ijlI'|.,:;! ", 0.34), ('ftr()[]{}/-"', 0.42), ("cksvxyz", 0.58), ("mMW", 1.0), ("w", 0.83))
    for letter in letters
} | dict.fromkeys("abdeghnopqu0123456789", 0.64)
_CAPITAL, _SIGN = 0.76, 1.0  # of any other capital and sign
_LONGEST_WORD = 22  # letters; a longer one is broken, not cut, unless it is an id
_ID = re.compile(r"[a-z0-9][a-z0-9.]*(?:-[a-z0-9.]+)+(?:--[a-z0-9.-]+)?(?::[\w.()-]+)?[,;]?")
_MORE = 1.1
_LOST = 1.1  # what the ends of lines leave empty
_COLOURS = {status_words(status): (look.fill, look.ink) for status, look in LOOKS.items()} | {
    asked_words(answer): (look.fill, look.ink) for answer, look in ASKED_LOOKS.items()
}
_FILLS = {text: f"background-color: {fill}; color: {ink}" for text, (fill, ink) in _COLOURS.items()}


@dataclass(frozen=True, slots=True)
class File:
    """A download: the label of its button, what makes its content when somebody asks for it, its name and its type."""

    label: str
    content: Callable[[], bytes]
    name: str
    media_type: str


def status_column(status: Callable[[T], Status | None], width: int | None = None) -> Column[T]:
    """Return the column of a status: with its shape and colour on the screen, the bare word in the CSV; empty for None.

    >>> column = status_column(Status.of)
    >>> column.screen("no-counterpart"), column.exported("no-counterpart")
    ('✕ no counterpart', 'no-counterpart')
    """

    def shown(record: T) -> str:
        known = status(record)
        return "" if known is None else status_words(known)

    def bare(record: T) -> str:
        return status(record) or ""

    return Column("status", shown, bare, width=width, coloured=True)


def table(
    columns: Sequence[Column[T]],
    records: Sequence[T],
    *,
    caption: str,
    name: str,
    lines: int = 1,
    file: File | None = None,
    also: Sequence[File] = (),
) -> None:
    """Draw a table with its caption and its CSV, `name`.csv, or `file` in its place; `also` are further downloads."""
    _grid(*on_screen(columns, records), caption, lines)
    if printing():
        return
    with st.container(horizontal=True, gap="medium"):
        for download in (file or csv_file(columns, records, name), *also):
            offer(download)


def chooser(
    columns: Sequence[Column[T]],
    records: Sequence[T],
    *,
    caption: str,
    name: str,
    on_choice: Callable[[T | None], None],
    lines: int = 1,
    file: File | None = None,
) -> None:
    """Draw a table of which a row can be chosen by a click anywhere in it; `on_choice` gets its record, or None.

    A click on a link follows the link only; on paper there is nothing to click. `file` is its CSV, where that is more
    than the columns of the screen.
    """
    shown, rows = on_screen(columns, records)
    if printing():
        _grid(shown, rows, caption, lines)
        return
    # A grid remembers row numbers, so other rows must be another grid.
    key = f"{name}.{hashlib.sha256(repr(rows).encode()).hexdigest()[:12]}"
    links = [column.heading for column in shown if column.kind == "link"]

    def chosen() -> None:
        cells: list[tuple[int, str]] = st.session_state[key]["selection"]["cells"]
        if not any(column in links for _, column in cells):
            on_choice(next((records[row] for row, _ in cells), None))

    _grid(shown, rows, caption, lines, key, chosen)
    offer(file or csv_file(columns, records, name))


def _grid(
    shown: Sequence[Column[T]],
    rows: list[list[Cell]],
    caption: str,
    lines: int,
    key: str | None = None,
    on_select: Callable[[], None] | Literal["ignore"] = "ignore",
) -> None:
    if printing():
        st.html(sheet(shown, rows, one_line(as_read(caption)), _COLOURS))
        return
    limits = [column.width for column in shown]
    wide, fitting = widths([column.heading for column in shown], _measured(shown, rows), most=limits)
    row = _row_height(max(fitting, lines))
    st.caption(plain(caption))
    st.dataframe(
        _frame(shown, rows),
        hide_index=True,
        width="content",
        height="content" if (len(rows) + 1) * row <= _MOST else _MOST + _ROW,
        row_height=row,
        column_config={column.heading: _config(column, width) for column, width in zip(shown, wide, strict=True)},
        placeholder="",
        alt=one_line(caption),
        key=key,
        on_select=on_select,
        selection_mode="single-cell",  # a click anywhere in the row; a row mode would ask for a click on its box
    )


def _row_height(lines: int) -> int:
    return _ROW if lines == 1 else _WRAPPED + (lines - 2) * _LINE


def _measured(shown: Sequence[Column[T]], rows: list[list[Cell]]) -> list[list[Cell]]:
    """Return the rows as they are seen: of a link one word."""
    links = [column.kind == "link" for column in shown]
    return [[_OPEN if is_link else cell for is_link, cell in zip(links, row, strict=True)] for row in rows]


def opener(
    columns: Sequence[Column[T]],
    records: Sequence[T],
    *,
    caption: str,
    name: str,
    to: Callable[[T], Place],
    file: File | None = None,
) -> None:
    """Draw a table of which a click on a row opens a page: `to` returns the place of its record."""

    def opened(record: T | None) -> None:
        go_next(None if record is None else to(record))

    chooser(columns, records, caption=caption, name=name, on_choice=opened, file=file)


def csv_file(columns: Sequence[Column[T]], records: Sequence[T], name: str) -> File:
    """Return the CSV of a table, `name`.csv, whose content is made when somebody asks for it."""
    return csv_of_text(lambda: as_csv(columns, records), len(records), name)


def csv_of_text(text: Callable[[], str], rows: int, name: str) -> File:
    """Return the download of a CSV, `name`.csv, with this number of rows."""
    label = f"Download CSV ({rows:,} {'row' if rows == 1 else 'rows'})"
    return File(label, lambda: text().encode("utf-8-sig"), f"{name}.csv", "text/csv")


def as_csv(columns: Sequence[Column[T]], records: Sequence[T]) -> str:
    """Return the records as CSV.

    >>> as_csv([Column("id", str), Column("double", lambda number: "twice", lambda number: 2 * number)], [1, 2])
    'id,double\\r\\n1,2\\r\\n2,4\\r\\n'
    """
    return write_csv(*in_files(columns, records))


def offer(file: File) -> None:
    """Draw one download button; the content is made when somebody asks for it. There is none on paper."""
    if printing():
        return
    st.download_button(
        plain(file.label),
        file.content,
        file_name(file.name),
        file.media_type,
        key=f"download.{file.name}",
        on_click="ignore",
        type="tertiary",
    )


def file_name(name: str) -> str:
    """Return a name that every file system takes, and that reads as it is stored.

    >>> file_name("mappings-of-set--../a\u202evsc.csv")
    'mappings-of-set--.._a_u202evsc.csv'
    """
    return re.sub(r"[^\w.()+-]", "_", one_line(name))


def _frame(columns: Sequence[Column[T]], rows: list[list[Cell]]) -> pd.DataFrame:
    """Return the rows for the grid: with numbers as numbers, and the colours of statuses."""
    links = {place for place, column in enumerate(columns) if column.kind == "link"}
    rows = [
        [None if place in links and not is_address(cell) else cell for place, cell in enumerate(row)] for row in rows
    ]
    frame = pd.DataFrame(rows, columns=[column.heading for column in columns], dtype=object)
    for name in frame.columns:
        if frame[name].map(type).eq(int).all():
            frame[name] = frame[name].astype(int)
    filled = [column.heading for column in columns if column.coloured]
    return frame.style.map(lambda cell: _FILLS.get(cell, ""), subset=filled) if rows and filled else frame


def _config(column: Column[T], width: int) -> ColumnConfig:
    """Return how Streamlit draws a column."""
    if column.kind == "link":
        return LinkColumn(width=width, display_text=_OPEN, help=plain(column.help or ""))
    if column.kind == "number":
        return NumberColumn(width=width, help=plain(column.help or ""))
    return Config(width=width, help=plain(column.help or ""))


@dataclass(frozen=True, slots=True)
class _Need:
    """What a column needs, in pixels: for its longest text in one line, and for its longest word."""

    whole: float
    word: float
    most: int | None = None  #: as wide as it gets on several lines, whatever that cuts after the last

    def on(self, lines: int) -> float:
        """Return how wide it must be for so many lines."""
        if lines == 1:
            return self.whole
        part = _LOST * self.whole / lines + _PADDING
        return min(self.whole, max(self.word, min(part, self.most or part)))

    def lines(self, width: float) -> int:
        """Return how many lines its longest text takes in this width."""
        return 1 if width >= self.whole else math.ceil(_LOST * (self.whole - _PADDING) / (width - _PADDING))


def widths(
    headings: Sequence[str], rows: Sequence[Sequence[Cell]], room: int = ROOM, most: Sequence[int | None] = ()
) -> tuple[list[int], int]:
    """Return the width of each column and how many lines a row has: the fewest that fit into `room`, at most four.
    No word is cut but what four lines of a column that may be at most so wide (`most`) do not hold, and no id is
    broken; where four lines are not enough for others, the table is wider than `room`.

    >>> widths(["id", "label"], [["1.1", "Short"]])
    ([44, 61], 1)
    >>> widths(["id", "label"], [["1.1", "A label of several words"]], room=190)
    ([44, 146], 2)
    """
    limits = most or [None] * len(headings)
    cells = ([heading, *(row[place] for row in rows)] for place, heading in enumerate(headings))
    needs = [_need(column, limit) for column, limit in zip(cells, limits, strict=True)]
    together = {lines: sum(need.on(lines) for need in needs) for lines in range(1, _MOST_LINES + 1)}
    enough = max(room, _MORE * together[_MOST_LINES])  # where nothing fits, more lines are not worth little more room
    lines = next(lines for lines, width in together.items() if width <= enough)
    chosen = [need.on(lines) for need in needs]
    left = max(room - sum(chosen), 0.0)
    for place in sorted(range(len(needs)), key=lambda place: needs[place].whole - chosen[place]):
        more = min(needs[place].whole - chosen[place], left)
        chosen[place] += more
        left -= more
    taken = [need.lines(width) for need, width in zip(needs, chosen, strict=True)]
    return [int(width + 0.5) for width in chosen], min(max(lines, *taken), _MOST_LINES)


def _need(cells: Sequence[Cell], most: int | None) -> _Need:
    heading, *texts = ["" if cell is None else str(cell) for cell in cells]
    words = [word if _ID.fullmatch(word) else word[:_LONGEST_WORD] for text in texts for word in text.split()]
    widest = max(map(_pixels, [heading, *set(words)]))  # a heading has one line
    return _Need(max(map(_pixels, {heading, *texts})) + _PADDING, widest + _PADDING, most)


def _pixels(text: str) -> float:
    return _LETTER * sum(_WIDTHS.get(letter) or (_CAPITAL if letter.isupper() else _SIGN) for letter in text)
