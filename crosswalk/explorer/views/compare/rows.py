"""A table of Compare: a row for each focal provision; the one that is selected is in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from crosswalk.analysis.coverage import Answer, Coverage
from crosswalk.columns import Column
from crosswalk.comparison import Table, Voice, columns
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.looks import status_words
from crosswalk.explorer.ui.state import put, scroll
from crosswalk.explorer.ui.tables import File, chooser, csv_file
from crosswalk.rows import Row, for_provisions
from crosswalk.store.holder import Crosswalk


def rows_of(coverage: Coverage, shown: Sequence[Answer]) -> list[Row]:
    """Return a row for each of some answers of a coverage."""
    return for_provisions([replace(coverage, answers=tuple(shown))])


def row_per_provision(
    crosswalk: Crosswalk,
    table: Table,
    rows: Sequence[Row],
    *,
    caption: str,
    name: str,
    lines: int = 1,
    beside: Sequence[Column[Row]] = (),
    file: File | None = None,
) -> None:
    """Draw the table, or say that it is empty; selecting a row puts its provision into the address.

    Its CSV is that of `crosswalk compare`, for gaps that of `crosswalk gaps`, or else `file`; `beside` are columns of
    the screen that follow those of the table.
    """
    if not rows:
        st.info("No provision passes the filters: open More filters and set one of them back to “all”.")
        return

    def choose(row: Row | None) -> None:
        put(provision=None if row is None else row.answer.provision.id)
        scroll()

    shown = [*columns(table, _voice(crosswalk), rows), *beside]
    written = Table.FILE_GAPS if table is Table.SCREEN_GAPS else Table.FILE
    download = file or csv_file(columns(written, Voice(crosswalk), rows), rows, name)
    chooser(shown, rows, caption=caption, name=name, on_choice=choose, lines=lines, file=download)


def _voice(crosswalk: Crosswalk) -> Voice:
    return Voice(crosswalk, partial(naming.called, crosswalk), partial(naming.brief, crosswalk), status_words)
