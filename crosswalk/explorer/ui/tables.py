"""Tables: a caption, the grid, and a CSV that no spreadsheet runs as formulas."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd  # type: ignore[import-untyped]
import streamlit as st

from crosswalk.explorer.ui.words import COLOURS, SEEN, SEEN_COLOURS, SHAPES, status_words
from crosswalk.sparql import write_csv

_ROW, _MOST = 34, 14
_COLOURED = {status_words(status): colours for status, colours in COLOURS.items()}
_COLOURED |= {SEEN[seen]: colours for seen, colours in SEEN_COLOURS.items()}
_FILLS = {text: f"background-color: {fill}; color: {ink}" for text, (fill, ink) in _COLOURED.items()}
_FILLED = ("status", "how seen")


def table(
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    caption: str,
    name: str,
    widths: dict[str, Any] | None = None,
    lines: int = 1,
    also: Sequence[tuple[str, bytes, str, str]] = (),
    csv: Sequence[Sequence[Any]] | None = None,
) -> None:
    """Draw a table with its caption and its CSV, `name`.csv; `also` are further downloads.

    `csv` are the rows to download where the screen shortens them.
    """
    st.caption(caption)
    st.dataframe(**_grid(columns, rows, caption, widths, lines))
    with st.container(horizontal=True, gap="medium"):
        download(columns, rows if csv is None else csv, name)
        for file in also:
            offer(*file)


def chooser(
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    caption: str,
    name: str,
    on_choice: Callable[[int | None], None],
    csv: Sequence[Sequence[Any]] | None = None,
    widths: dict[str, Any] | None = None,
    lines: int = 1,
    links: Sequence[str] = (),
) -> None:
    """Draw a table of which a row can be chosen by a click anywhere in it; `on_choice` is told its number, or None.

    `csv` are the rows to download where the screen shortens them; a click in a column of `links` follows the link only.
    """
    # A grid remembers row numbers, so other rows must be another grid.
    key = f"{name}.{hashlib.sha256(repr(rows).encode()).hexdigest()[:12]}"

    def told() -> None:
        selection = st.session_state[key]["selection"]
        if not any(column in links for _, column in selection["cells"]):
            on_choice(next((row for row, _ in selection["cells"]), None))

    st.caption(caption)
    st.dataframe(
        **_grid(columns, rows, caption, widths, lines),
        key=key,
        on_select=told,
        selection_mode="single-cell",  # a click anywhere in the row; a row mode would ask for a click on its box
    )
    download(columns, rows if csv is None else csv, name)


def download(columns: Sequence[str], rows: Sequence[Sequence[Any]], name: str) -> None:
    """Draw the CSV button of a table."""
    label = f"Download CSV ({len(rows):,} {'row' if len(rows) == 1 else 'rows'})"
    text = write_csv(list(columns), [[_unshaped(cell) for cell in row] for row in rows])
    offer(label, text.encode("utf-8-sig"), f"{name}.csv", "text/csv")


def offer(label: str, content: bytes | Callable[[], bytes], file: str, mime: str) -> None:
    """Draw one download button; content that is a function is made when somebody asks for it."""
    st.download_button(label, content, file, mime, key=f"download.{file}", on_click="ignore", type="tertiary")


def _unshaped(cell: Any) -> Any:
    """A status is written to CSV as its bare word, as everywhere outside the screen."""
    return next((status for status in SHAPES if cell == status_words(status)), cell)


def _grid(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], caption: str, widths: dict[str, Any] | None, lines: int
) -> dict[str, Any]:
    frame = pd.DataFrame([list(row) for row in rows], columns=list(columns), dtype=object)
    for column in columns:
        if frame[column].map(type).eq(int).all():
            frame[column] = frame[column].astype(int)
    data: Any = frame
    filled = [column for column in _FILLED if column in columns and frame[column].isin(list(_FILLS)).any()]
    if filled:
        data = frame.style.map(lambda cell: _FILLS.get(cell, ""), subset=filled)
    return {
        "data": data,
        "hide_index": True,
        "height": "content" if len(rows) * lines <= _MOST else _ROW * (_MOST + (2 if lines == 1 else 6)),
        "row_height": _ROW * lines,
        "column_config": widths,
        "placeholder": "",
        "alt": caption,
    }
