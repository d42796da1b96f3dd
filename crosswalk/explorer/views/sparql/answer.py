"""The answer of a query: a table or a graph, with its downloads."""

from __future__ import annotations

import streamlit as st

from crosswalk.explorer.ui.charts import bars
from crosswalk.explorer.ui.tables import table
from crosswalk.explorer.views.sparql.triples import drawn
from crosswalk.sparql import Table
from crosswalk.store.holder import Crosswalk

_FEWEST_BARS, _MOST_BARS = 2, 40


def answer(crosswalk: Crosswalk, found: Table, seconds: float) -> None:
    """Draw the rows (or triples), as bars or a graph too where they fit; offer CSV, JSON and, for a graph, Turtle."""
    kind = "row" if found.graph is None else "triple"
    number = len(found.rows)
    if found.truncated:
        st.warning(
            f"Only the first {number:,} {kind}s are shown and downloaded; there are more. Narrow the query down."
        )
    if not number:
        st.info(f"The query is sound and has no answer: 0 {kind}s in {seconds:.1f} seconds.")
        return
    caption = f"{number:,} {kind}{'' if number == 1 else 's'} in {seconds:.1f} seconds."
    files = [("Download JSON", found.to_json().encode(), "answer.json", "application/json")]
    if found.graph is not None:
        files.append(("Download Turtle", found.to_turtle().encode(), "answer.ttl", "text/turtle"))
        drawn(crosswalk, found)
    measured = _measured(found)
    if measured:
        bars(*measured, alt_text=f"{found.columns[-1]} as bars; the table below says the same.")
    table(found.columns, found.rows, caption=caption, name="answer", also=files)


def _measured(found: Table) -> tuple[list[str], list[int]] | None:
    """Return names and numbers of an answer that fits a bar chart: two to forty rows with names that all differ, each
    ending in the only number that it has, none of them negative.
    """
    if found.graph is not None or not _FEWEST_BARS <= len(found.rows) <= _MOST_BARS or len(found.columns) < 2:
        return None
    numbers = [row[-1] for row in found.rows if type(row[-1]) is int and row[-1] >= 0]
    if len(numbers) < len(found.rows) or any(isinstance(cell, (int, float)) for row in found.rows for cell in row[:-1]):
        return None
    names = [" · ".join("" if cell is None else str(cell) for cell in row[:-1]) for row in found.rows]
    return (names, numbers) if len(set(names)) == len(names) else None
