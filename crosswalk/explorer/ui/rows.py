"""A table with one row for each focal provision; the row that is selected stands in the address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from crosswalk.algebra import phrase
from crosswalk.analysis.coverage import Answer
from crosswalk.analysis.mappings import NO_TERM
from crosswalk.explorer.ui import scroll
from crosswalk.explorer.ui.state import put
from crosswalk.explorer.ui.tables import chooser
from crosswalk.explorer.ui.words import GRADES

_WIDTHS = {
    "id": st.column_config.TextColumn(width=75),
    "level": st.column_config.TextColumn(width=60),
    "label": st.column_config.TextColumn(width=290),
    "status": st.column_config.TextColumn(width=120),
    "best mapping": st.column_config.TextColumn(width=360),
    "relation": st.column_config.TextColumn(width=130),
    "grade": st.column_config.TextColumn(width=55, help="; ".join(f"{one}: {text}" for one, text in GRADES.items())),
}


def best(answer: Answer) -> tuple[str, str, str]:
    """Return what answers best for a provision: the other end, the relation, the grade; a derived one is grade F."""
    if answer.status == "derived":
        return answer.derived[0].object, phrase(answer.derived[0].mask), "F"
    if not answer.mappings:
        return "", "", ""
    first = answer.mappings[0]
    return first.object, first.relation + (" (inherited)" if first.inherited else ""), first.grade


def whole(thing: str) -> bool:
    """Return True for a document as a whole."""
    return bool(thing) and thing != NO_TERM and ":" not in thing


def row_per_provision(
    answers: Sequence[Answer],
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    caption: str,
    name: str,
    csv: Sequence[Sequence[Any]],
    lines: int = 1,
    widths: dict[str, Any] | None = None,
) -> None:
    """Draw the table, or say that it has no row; selecting a row puts the provision into the address."""
    if not answers:
        st.info("No provision passes the filters: set one of them back to “all”.")
        return
    ids = [answer.provision.id for answer in answers]

    def choose(number: int | None) -> None:
        put(provision=None if number is None else ids[number])
        scroll.ask()

    chooser(
        columns,
        rows,
        caption=caption,
        name=name,
        on_choice=choose,
        csv=csv,
        lines=lines,
        widths={**_WIDTHS, **(widths or {})},
    )
