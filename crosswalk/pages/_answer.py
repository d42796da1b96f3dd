"""The answer of a query: a table or a graph, with its downloads."""

from __future__ import annotations

import streamlit as st

from crosswalk.pages._tables import table
from crosswalk.query import Table


def answer(found: Table, seconds: float) -> None:
    """Draw the rows (or triples), and offer CSV, JSON and, for a graph, Turtle."""
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
    table(found.columns, found.rows, caption=caption, name="answer", also=files)
