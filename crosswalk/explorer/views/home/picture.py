"""The field at a glance: every document against every other, small; a click on a square opens the comparison."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import streamlit as st

from crosswalk.analysis.catalogue import document_index
from crosswalk.analysis.matrix import Cell, matrix
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.charts import FIT, data_of, wide
from crosswalk.explorer.ui.links import go, link
from crosswalk.explorer.ui.looks import LOOKS, ink, paper
from crosswalk.explorer.ui.paper import printing
from crosswalk.explorer.ui.text import plain
from crosswalk.store.holder import Crosswalk
from crosswalk.text import one_line
from crosswalk.vocabulary import DocumentStage, Status, quantity

_STEP = 13
_GREY = "#8a939c"  # what nobody has compared
_BLUES = {"light": ("#d9ebf7", LOOKS[Status.COVERED].fill), "dark": ("#1b3547", "#3f9fd8")}  # nothing, and everything
_ALT = "How much of each document every other one covers, at least in part; the page All against all has it as a table."


def squares(crosswalk: Crosswalk) -> list[Cell]:
    """Return a cell for every ordered pair of documents in force, what is proved included."""
    known = document_index(crosswalk)
    in_force = {entry.id for entry in known.values() if DocumentStage.of(entry.status.stage).is_in_force}
    return [cell for cell in matrix(crosswalk, derived=True) if {cell.focal, cell.reference} <= in_force]


def picture(crosswalk: Crosswalk) -> None:
    """Draw the picture, or say that nothing has been compared."""
    with st.spinner("Comparing every pair of documents …"):
        cells = squares(crosswalk)
    if not cells:
        st.info("No two loaded documents have been compared here.")
        return
    focals = sorted({cell.focal for cell in cells}, key=lambda focal: (focal != naming.FOCAL, focal))
    names = naming.apart(crosswalk, focals)
    st.caption(
        plain(
            "Each square: how much of the document on the left is covered, at least in part, by the one above. The "
            "stronger the blue, the more; grey: nobody has compared them. Click a square to compare."
        )
    )
    picked = _drawn(names, cells)
    if picked:
        go("compare", focal=picked[0], reference=picked[1])
    link("matrix", "The same with numbers, and as a table")


def _drawn(names: dict[str, str], cells: Sequence[Cell]) -> tuple[str, str] | None:
    order = [one_line(name) for name in names.values()]
    click = alt.selection_point(name="cell", fields=["focal", "reference"], on="click", empty=False)
    base = alt.Chart(data_of(_square(names, cell) for cell in cells)).encode(
        x=alt.X("column:N", sort=order, title=None, axis=_axis(wide(115, 80), orient="top", labelAngle=-60)),
        y=alt.Y("row:N", sort=order, title=None, axis=_axis(wide(170, 105))),
        tooltip=[alt.Tooltip(f"{field}:N", title=title) for field, title in _TIPS],
    )
    shade = alt.Color(
        "share:Q",
        scale=alt.Scale(domain=[0, 1], range=list(_BLUES[_theme()])),
        legend=None,
    )
    fill = alt.condition("datum.known", shade, alt.value(_GREY))
    faint = alt.condition("datum.known", alt.value(1), alt.value(0.3))
    marks = base.mark_rect(stroke=paper(), strokeWidth=1, cursor="pointer").encode(color=fill, opacity=faint)
    chart = marks.add_params(click).properties(height=_STEP * len(order), autosize=FIT).configure_view(strokeWidth=0)
    event = st.altair_chart(chart, key="home.cells", on_select="rerun", selection_mode="cell", alt=_ALT, theme=None)
    return _place(event["selection"].get("cell"))


def _theme() -> str:
    return "dark" if st.context.theme.type == "dark" and not printing() else "light"


_TIPS = [("row", "Of"), ("column", "Covered by"), ("words", "In words")]


def _axis(limit: alt.ExprRef, **more: Any) -> alt.Axis:
    size = wide(11, 9)
    return alt.Axis(
        labelLimit=limit, labelFontSize=size, labelColor=ink(), labelOverlap=False, ticks=False, domain=False, **more
    )


def _square(names: dict[str, str], cell: Cell) -> dict[str, object]:
    known = cell.met is not None
    words = f"{cell.met} of {quantity(cell.total, 'provision')}" if known else "nobody has compared the two"
    return {
        "row": names[cell.focal],
        "column": names[cell.reference],
        "focal": cell.focal,
        "reference": cell.reference,
        "share": cell.share,
        "known": known,
        "words": words,
    }


def _place(picked: list[dict[str, str]] | None) -> tuple[str, str] | None:
    return (picked[0]["focal"], picked[0]["reference"]) if picked else None
