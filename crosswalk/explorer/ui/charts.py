"""Charts. Each shows numbers as text too, and each stands above a table that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import streamlit as st

from crosswalk.analysis.coverage import STATUSES, Coverage
from crosswalk.explorer.ui.style import ink
from crosswalk.explorer.ui.words import COLOURS, status_words

_AXIS: dict[str, Any] = {
    "ticks": False,
    "domain": False,
    "labelFontSize": 13,
    "labelOverlap": False,
    "labelFlush": False,
    "labelBound": False,
}
FIT = alt.AutoSizeParams(type="fit-x", contains="padding")
_FAINT = "#e9edf0"  # a cell that holds nothing; dark ink reads on it in both themes
_SMALLEST_LABELLED = 0.035
_STEP, _BAR, _BAR_STEP = 30, 42, 26


def status_bar(found: Coverage, title: str) -> None:
    """Draw one stacked bar of the six statuses with their numbers."""
    values, start = [], 0
    for order, (status, number) in enumerate(found.counts.items()):
        values.append(
            {
                "status": status_words(status),
                "number": number,
                "order": order,
                "from": start,
                "to": start + number,
                "middle": start + number / 2,
                "text": str(number) if number >= _SMALLEST_LABELLED * found.total else "",
                "share": number / found.total if found.total else 0,
            }
        )
        start += number
    names = [status_words(status) for status in STATUSES]
    base = alt.Chart(alt.InlineData(values=values)).transform_filter("datum.number > 0")
    scale = alt.Scale(domain=[0, max(found.total, 1)], nice=False)
    tips = [
        alt.Tooltip("status:N", title="Status"),
        alt.Tooltip("number:Q", title="Provisions"),
        alt.Tooltip("share:Q", title="Share", format=".0%"),
    ]
    bar = base.mark_bar(stroke="#ffffff", strokeWidth=1).encode(
        x=alt.X("from:Q", scale=scale, axis=None),
        x2="to:Q",
        y=alt.value(0),
        y2=alt.value(_BAR),
        color=alt.Color(
            "status:N", scale=alt.Scale(domain=names, range=[COLOURS[one][0] for one in STATUSES]), legend=None
        ),
        tooltip=tips,
    )
    text = base.mark_text(fontSize=16, fontWeight="bold").encode(
        x=alt.X("middle:Q", scale=scale, axis=None),
        y=alt.value(_BAR / 2),
        text="text:N",
        color=alt.Color(
            "status:N", scale=alt.Scale(domain=names, range=[COLOURS[one][1] for one in STATUSES]), legend=None
        ),
        tooltip=tips,
    )
    chart = (bar + text).resolve_scale(color="independent").properties(height=_BAR).configure_view(strokeWidth=0)
    st.altair_chart(chart, alt=title)


def wide(value: Any, narrow: Any) -> Any:
    """Return a setting that is `value` on a wide screen and `narrow` on a phone."""
    return alt.expr(f"containerSize()[0] > 500 ? {value!r} : {narrow!r}")


def bars(names: Sequence[str], numbers: Sequence[int], *, alt_text: str) -> None:
    """Draw one bar for each name, in the order that is given, with its number at its end."""
    values = [{"name": name, "number": number} for name, number in zip(names, numbers, strict=True)]
    base = alt.Chart(alt.InlineData(values=values)).encode(
        x=alt.X("number:Q", axis=None, scale=alt.Scale(domainMin=0)),
        y=alt.Y(
            "name:N",
            sort=list(names),
            title=None,
            axis=alt.Axis(labelLimit=wide(420, 130), labelColor=ink(), **_AXIS),
        ),
        tooltip=[alt.Tooltip("name:N", title="Name"), alt.Tooltip("number:Q", title="Number")],
    )
    numbered = base.mark_text(align="left", dx=4, fontSize=13, color=ink()).encode(text="number:Q")
    chart = base.mark_bar(color=COLOURS["covered"][0]) + numbered
    st.altair_chart(chart.properties(height=_BAR_STEP * len(values)).configure_view(strokeWidth=0), alt=alt_text)


def heatmap(
    cells: Sequence[dict[str, Any]],
    *,
    rows: Sequence[str],
    columns: Sequence[str],
    tips: Sequence[tuple[str, str]],
    alt_text: str,
    key: str,
    angle: int = 0,
) -> dict[str, Any] | None:
    """Draw cells {"row", "column", "share", "text", …} in viridis; return the cell that was clicked, or None."""
    click = alt.selection_point(name="cell", fields=["row", "column"], on="click", empty=False)
    base = alt.Chart(alt.InlineData(values=list(cells))).encode(
        x=alt.X(
            "column:N",
            sort=list(columns),
            title=None,
            axis=alt.Axis(
                orient="top",
                labelAngle=wide(angle, -55),
                labelAlign=wide("center" if not angle else "left", "left"),
                labelLimit=170,
                labelColor=ink(),
                **_AXIS,
            ),
        ),
        y=alt.Y(
            "row:N", sort=list(rows), title=None, axis=alt.Axis(labelLimit=wide(380, 125), labelColor=ink(), **_AXIS)
        ),
        tooltip=[alt.Tooltip(f"{field}:N", title=title) for field, title in tips],
    )
    fill = alt.condition(
        "datum.share > 0",
        alt.Color("share:Q", scale=alt.Scale(scheme="viridis", domain=[0, 1]), legend=None),
        alt.value(_FAINT),
    )
    writing = alt.condition("datum.share > 0 && datum.share < 0.45", alt.value("#ffffff"), alt.value("#14191f"))
    squares = base.mark_rect(stroke="#ffffff", strokeWidth=1, cursor="pointer").encode(color=fill).add_params(click)
    texts = base.mark_text(fontSize=wide(13, 11)).encode(text="text:N", color=writing)
    chart = (squares + texts).properties(height=_STEP * len(rows), autosize=FIT).configure_view(strokeWidth=0)
    state: Any = st.altair_chart(chart, key=key, on_select="rerun", selection_mode="cell", alt=alt_text)
    picked = (state or {}).get("selection", {}).get("cell") or []
    if not picked:
        return None
    one = picked[0]
    return next((cell for cell in cells if cell["row"] == one.get("row") and cell["column"] == one.get("column")), None)
