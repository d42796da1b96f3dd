"""The answer of a query: a table or a graph, with a download in every format that fits it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from operator import itemgetter

import altair as alt
import streamlit as st

from crosswalk.columns import Column
from crosswalk.explorer.ui.charts import BAR_STEP, Canvas, Draw, Spec, axis, data_of, show, spec_of
from crosswalk.explorer.ui.looks import PLAIN
from crosswalk.explorer.ui.pictures import pictures
from crosswalk.explorer.ui.tables import File, csv_of_text, table
from crosswalk.explorer.ui.text import plain
from crosswalk.explorer.views.sparql.triples import drawn
from crosswalk.formats.writers import Writer, writers
from crosswalk.formats.writers.csv import csv_of
from crosswalk.sparql import Table
from crosswalk.sparql.table import Value
from crosswalk.store.holder import Crosswalk

_FEWEST_BARS, _MOST_BARS = 2, 40


def answer(crosswalk: Crosswalk, result: Table, seconds: float) -> None:
    """Draw the rows (or triples), as bars or a graph too where they fit, with the downloads."""
    kind = "row" if result.graph is None else "triple"
    number = len(result.rows)
    if result.truncated:
        st.warning(
            plain(f"Only the first {number:,} {kind}s are shown and downloaded; there are more. Narrow the query.")
        )
    if not number:
        st.info(plain(f"The query ran and returned no {kind}s, in {seconds:.1f} seconds."))
        return
    caption = f"{number:,} {kind}{'' if number == 1 else 's'} in {seconds:.1f} seconds."
    if result.graph is not None:
        drawn(crosswalk, result)
    measured = _measured(result)
    if measured:
        chart = _bars(*measured)
        show(chart, f"{result.columns[-1]} as bars; the table below says the same.")
        pictures(crosswalk, chart, f"Answer of a query: {result.columns[-1]}", "bars")
    columns = [Column[tuple[Value, ...]](name, itemgetter(place)) for place, name in enumerate(result.columns)]
    file = csv_of_text(lambda: csv_of(result), number, "answer")  # with IRIs whole
    table(columns, result.rows, caption=caption, name="answer", file=file, also=_files(result))


def _files(result: Table) -> list[File]:
    """Return a download for every writer that fits the answer; every table offers CSV already."""
    return [
        File(
            f"Download {writer.label}",
            partial(_content, writer, result),
            f"answer{writer.suffix}",
            writer.media_type,
        )
        for writer in writers().values()
        if writer.fits(result) and writer.name != "csv"
    ]


def _content(writer: Writer, result: Table) -> bytes:
    assert writer.answer is not None, "a writer without it fits no answer"
    return writer.answer(result).encode()


def _measured(result: Table) -> tuple[list[str], list[int]] | None:
    """Return names and numbers of an answer that fits a bar chart: two to forty rows with names that all differ, each
    ending in the only number that it has, none of them negative.
    """
    if result.graph is not None or not _FEWEST_BARS <= len(result.rows) <= _MOST_BARS or len(result.columns) < 2:
        return None
    numbers = [row[-1] for row in result.rows if type(row[-1]) is int and row[-1] >= 0]
    if len(numbers) < len(result.rows) or any(
        isinstance(cell, (int, float)) for row in result.rows for cell in row[:-1]
    ):
        return None
    names = [" · ".join("" if cell is None else str(cell) for cell in row[:-1]) for row in result.rows]
    return (names, numbers) if len(set(names)) == len(names) else None


def _bars(names: Sequence[str], numbers: Sequence[int]) -> Draw:
    """Return a chart of one bar for each name, in the order that is given, with its number at its end."""
    values: list[Mapping[str, object]] = [
        {"name": name, "number": number} for name, number in zip(names, numbers, strict=True)
    ]

    def draw(canvas: Canvas) -> Spec:
        ink = canvas.theme.ink
        base = alt.Chart(data_of(values)).encode(
            x=alt.X("number:Q", axis=None, scale=alt.Scale(domainMin=0)),
            y=alt.Y("name:N", sort=None, title=None, axis=axis(labelLimit=canvas.wide(420, 130), labelColor=ink)),
            tooltip=[alt.Tooltip("name:N", title="Name"), alt.Tooltip("number:Q", title="Number")],
        )
        numbered = base.mark_text(align="left", dx=4, fontSize=13, color=ink).encode(text="number:Q")
        chart = (base.mark_bar(color=PLAIN) + numbered).properties(
            height=BAR_STEP * len(values), width=canvas.width or "container"
        )
        return spec_of(chart.configure_view(strokeWidth=0))

    return draw
