"""Tables: a caption, the grid, and a CSV that no spreadsheet runs as formulas."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd  # type: ignore[import-untyped]
import streamlit as st

from crosswalk.pages._words import COLOURS, SHAPES, status_words
from crosswalk.query import write_csv

_ROW, _MOST = 34, 14
_FILLS = {status_words(status): f"background-color: {fill}; color: {ink}" for status, (fill, ink) in COLOURS.items()}


def table(
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    caption: str,
    name: str,
    widths: dict[str, Any] | None = None,
    lines: int = 1,
    also: Sequence[tuple[str, bytes, str, str]] = (),
) -> None:
    """Draw a table with its caption and its CSV, `name`.csv; `also` are further downloads."""
    st.caption(caption)
    st.dataframe(**_grid(columns, rows, caption, widths, lines))
    with st.container(horizontal=True, gap="medium"):
        download(columns, rows, name)
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
) -> None:
    """Draw a table of which a row can be chosen by a click anywhere in it; `on_choice` is told its number, or None.

    `csv` are the rows to download where the screen shortens them.
    """
    # A grid remembers row numbers, so other rows must be another grid.
    key = f"{name}.{hashlib.sha256(repr(rows).encode()).hexdigest()[:12]}"

    def told() -> None:
        selection = st.session_state[key]["selection"]
        on_choice(next((cell[0] for cell in selection["cells"]), None))

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


def offer(label: str, content: bytes, file: str, mime: str) -> None:
    """Draw one download button."""
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
    if "status" in columns and frame["status"].isin(list(_FILLS)).any():
        data = frame.style.map(lambda cell: _FILLS.get(cell, ""), subset=["status"])
    return {
        "data": data,
        "hide_index": True,
        "height": "content" if len(rows) * lines <= _MOST else _ROW * (_MOST + 2),
        "row_height": _ROW * lines,
        "column_config": widths,
        "placeholder": "",
        "alt": caption,
    }
