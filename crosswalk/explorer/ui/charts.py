"""Charts. Each shows numbers as text too, and each is above a table that says the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from typing import Required, TypedDict

import altair as alt
import streamlit as st

from crosswalk.analysis.coverage import Coverage
from crosswalk.explorer.ui.looks import LOOKS, ink, status_words
from crosswalk.text import one_line
from crosswalk.vocabulary import Status

_axis = partial(
    alt.Axis, ticks=False, domain=False, labelFontSize=13, labelOverlap=False, labelFlush=False, labelBound=False
)
FIT = alt.AutoSizeParams(type="fit-x", contains="padding")
_FAINT = "#e9edf0"  # an empty cell; dark ink reads on it in both themes
_SMALLEST_LABELLED = 0.035
_STEP, _BAR, _BAR_STEP = 30, 42, 26


class Square(TypedDict, total=False):
    """A square of a heatmap: its place, its share (0 to 1), its text, and what else the view knows about it."""

    row: Required[str]
    column: Required[str]
    share: Required[float]
    text: Required[str]
    in_words: str
    percent: str
    focal: str
    reference: Required[str]
    heading: str | None
    status: str


def data_of(rows: Iterable[Mapping[str, object]]) -> alt.InlineData:
    """Return the data of a chart, with nothing in their texts that is not seen; a `key` stays as it is.

    >>> data_of([{"key": "\\x07", "name": "\\x07", "number": 1}]).to_dict()
    {'values': [{'key': '\\x07', 'name': '\\\\x07', 'number': 1}]}
    """
    return alt.InlineData(
        values=[
            {name: one_line(cell) if isinstance(cell, str) and name != "key" else cell for name, cell in row.items()}
            for row in rows
        ]
    )


def status_bar(coverage: Coverage, title: str) -> None:
    """Draw one stacked bar of the statuses with their numbers."""
    total = max(coverage.total, 1)
    values, start = [], 0.0
    for order, (status, number) in enumerate(coverage.counts.items()):
        share = number / total
        values.append(
            {
                "status": status_words(status),
                "number": number,
                "order": order,
                "from": start,
                "to": start + share,
                "middle": start + share / 2,
                "text": str(number) if share >= _SMALLEST_LABELLED else "",
                "share": share,
            }
        )
        start += share
    st.vega_lite_chart({**_status_bar(), "data": {"values": values}}, alt=one_line(title))


@cache
def _status_bar() -> dict[str, object]:
    """Return the drawing of a stacked bar, without its data: it is the same for all, and slow to make."""
    names = list(map(status_words, LOOKS))
    base = alt.Chart(data_of([])).transform_filter("datum.number > 0")
    scale = alt.Scale(domain=[0, 1], nice=False)
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
            "status:N", scale=alt.Scale(domain=names, range=[look.fill for look in LOOKS.values()]), legend=None
        ),
        tooltip=tips,
    )
    text = base.mark_text(fontSize=16, fontWeight="bold").encode(
        x=alt.X("middle:Q", scale=scale, axis=None),
        y=alt.value(_BAR / 2),
        text="text:N",
        color=alt.Color(
            "status:N", scale=alt.Scale(domain=names, range=[look.ink for look in LOOKS.values()]), legend=None
        ),
        tooltip=tips,
    )
    chart = (bar + text).resolve_scale(color="independent").properties(height=_BAR).configure_view(strokeWidth=0)
    return {name: part for name, part in chart.to_dict().items() if name not in ("data", "datasets")}


def wide(value: float | str, narrow: float | str) -> alt.ExprRef:
    """Return a setting that is `value` on a wide screen and `narrow` on a phone."""
    return alt.expr(f"containerSize()[0] > 500 ? {value!r} : {narrow!r}")


def bars(names: Sequence[str], numbers: Sequence[int], *, alt_text: str) -> None:
    """Draw one bar for each name, in the order that is given, with its number at its end."""
    values: list[Mapping[str, object]] = [
        {"name": name, "number": number} for name, number in zip(names, numbers, strict=True)
    ]
    base = alt.Chart(data_of(values)).encode(
        x=alt.X("number:Q", axis=None, scale=alt.Scale(domainMin=0)),
        y=alt.Y(
            "name:N",
            sort=list(map(one_line, names)),
            title=None,
            axis=_axis(labelLimit=wide(420, 130), labelColor=ink()),
        ),
        tooltip=[alt.Tooltip("name:N", title="Name"), alt.Tooltip("number:Q", title="Number")],
    )
    numbered = base.mark_text(align="left", dx=4, fontSize=13, color=ink()).encode(text="number:Q")
    chart = base.mark_bar(color=LOOKS[Status.COVERED].fill) + numbered
    st.altair_chart(
        chart.properties(height=_BAR_STEP * len(values)).configure_view(strokeWidth=0), alt=one_line(alt_text)
    )


def heatmap(
    cells: Sequence[Square],
    *,
    rows: Sequence[str],
    columns: Sequence[str],
    tips: Sequence[tuple[str, str]],
    alt_text: str,
    key: str,
    angle: int = 0,
) -> Square | None:
    """Draw squares in viridis; return the one that was clicked, or None."""
    click = alt.selection_point(name="cell", fields=["row", "column"], on="click", empty=False)
    base = alt.Chart(data_of(cells)).encode(
        x=alt.X(
            "column:N",
            sort=list(map(one_line, columns)),
            title=None,
            axis=_axis(
                orient="top",
                labelAngle=wide(angle, -55),
                labelAlign=wide("center" if not angle else "left", "left"),
                labelLimit=170,
                labelColor=ink(),
            ),
        ),
        y=alt.Y(
            "row:N", sort=list(map(one_line, rows)), title=None, axis=_axis(labelLimit=wide(380, 125), labelColor=ink())
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
    event = st.altair_chart(chart, key=key, on_select="rerun", selection_mode="cell", alt=one_line(alt_text))
    picked = event["selection"].get("cell")
    if not picked:
        return None
    place = picked[0].get("row"), picked[0].get("column")
    return next((cell for cell in cells if (one_line(cell["row"]), one_line(cell["column"])) == place), None)
