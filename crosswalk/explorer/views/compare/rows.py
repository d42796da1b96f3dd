"""A table of Compare: a row for each focal provision; the one that is selected is in the address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

import streamlit as st

from crosswalk import ids
from crosswalk.analysis.answers import stated
from crosswalk.analysis.coverage import Answer, Coverage
from crosswalk.analysis.mappings import NO_TERM
from crosswalk.columns import Column
from crosswalk.explorer.ui.state import put, scroll
from crosswalk.explorer.ui.tables import File, chooser, csv_file
from crosswalk.rows import for_provisions, provision_columns
from crosswalk.store.holder import Crosswalk

T = TypeVar("T")
_LEVEL = 60  #: pixels


def is_whole(thing: str) -> bool:
    """Return True for a document as a whole."""
    return bool(thing) and thing != NO_TERM and not ids.is_provision(thing)


def id_column(answer: Callable[[T], Answer]) -> Column[T]:
    """Return the column of the provision's number."""
    return Column("id", lambda record: answer(record).provision.notation, width=75)


def level_column(crosswalk: Crosswalk, answer: Callable[[T], Answer]) -> Column[T]:
    """Return the column of the provision's level, or else of the level of its parts."""
    return Column(
        "level", lambda record: stated(crosswalk, answer(record).provision).level or "not stated", width=_LEVEL
    )


def row_per_provision(
    columns: Sequence[Column[T]],
    records: Sequence[T],
    *,
    provision: Callable[[T], str],
    caption: str,
    file: File,
    name: str,
    lines: int = 1,
) -> None:
    """Draw the table, or say that it is empty; selecting a row puts its provision into the address.

    `file` is its CSV: the columns are those of the screen alone, and those of files are in `crosswalk.rows`.
    """
    if not records:
        st.info("No provision passes the filters: open More filters and set one of them back to “all”.")
        return

    def choose(record: T | None) -> None:
        put(provision=None if record is None else provision(record))
        scroll()

    chooser(columns, records, caption=caption, name=name, on_choice=choose, lines=lines, file=file)


def answers_file(crosswalk: Crosswalk, coverage: Coverage, shown: Sequence[Answer], name: str) -> File:
    """Return the CSV of some answers: the columns that `crosswalk compare --format csv` writes."""
    rows = for_provisions([replace(coverage, answers=tuple(shown))])
    return csv_file(provision_columns(crosswalk), rows, name)
