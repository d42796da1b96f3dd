"""Stacked bars: how many provisions have each status, in the colours that each has everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import altair as alt

from crosswalk.explorer.ui.charts import BAR_STEP, FIT, Canvas, Draw, Spec, axis, data_of, spec_of
from crosswalk.explorer.ui.looks import LOOKS, status_words
from crosswalk.vocabulary import Status

_BAR = 42  # pixels of a bar that is alone
#: the text of a part of a bar that is so wide, and on a phone
_LABELLED = ((0.06, "{shape} {number}"), (0.025, "{number}"))
_NARROW = ((0.25, "{shape} {number}"), (0.1, "{number}"))


@dataclass(frozen=True, slots=True)
class Bar:
    """How many provisions have each status against one document; `name` is beside the bar."""

    name: str
    reference: str
    counts: Mapping[Status, int]


def status_bars(rows: Sequence[Bar]) -> Draw:
    """Return a chart of stacked bars, a part for each status with its shape and number; a single bar has no name."""
    values = data_of(part for row in rows for part in _parts(row)).to_dict()

    def draw(canvas: Canvas) -> Spec:
        return {**_status_bars(canvas, len(rows) == 1), "data": values}

    return draw


def _parts(row: Bar) -> Iterable[dict[str, object]]:
    total, start = max(sum(row.counts.values()), 1), 0.0
    for order, (status, number) in enumerate(row.counts.items()):
        share = number / total
        yield {
            "name": row.name,
            "reference": row.reference,
            "status": status_words(status),
            "key": status.value,
            "number": number,
            "order": order,
            "from": start,
            "to": start + share,
            "middle": start + share / 2,
            "text": _label(status, number, share, _LABELLED),
            "narrow": _label(status, number, share, _NARROW),
            "share": share,
        }
        start += share


def _label(status: Status, number: int, share: float, labels: Sequence[tuple[float, str]]) -> str:
    text = next((text for least, text in labels if share >= least), "")
    return text.format(shape=LOOKS[status].shape, number=number)


@cache
def _status_bars(canvas: Canvas, single: bool) -> Spec:
    """Return the drawing of stacked bars, without its data: it is the same for all, and slow to make."""
    names = list(map(status_words, LOOKS))
    base = alt.Chart(data_of([])).transform_filter("datum.number > 0")
    across = alt.Scale(domain=[0, 1], nice=False)
    beside = axis(labelLimit=canvas.wide(320, 165), labelColor=canvas.theme.ink)
    y = alt.Y("name:N", sort=None, title=None, axis=None if single else beside)
    tips = [
        alt.Tooltip("name:N", title="Document"),
        alt.Tooltip("status:N", title="Status"),
        alt.Tooltip("number:Q", title="Provisions"),
        alt.Tooltip("share:Q", title="Share", format=".0%"),
    ]

    def coloured(colours: list[str], legend: alt.Legend | None) -> alt.Color:
        return alt.Color("status:N", scale=alt.Scale(domain=names, range=colours), legend=legend)

    legend = None if single and not canvas.width else canvas.legend(len(names), narrow=1)
    click = alt.selection_point(name="part", fields=["reference", "key"], on="click", empty=False)
    bar = base.mark_bar(stroke=canvas.theme.paper, strokeWidth=1, cursor="default" if single else "pointer").encode(
        x=alt.X("from:Q", scale=across, axis=None),
        x2="to:Q",
        y=y,
        color=coloured([look.fill for look in LOOKS.values()], legend),
        tooltip=tips,
    )
    label = "datum.text" if canvas.width else "containerSize()[0] > 500 ? datum.text : datum.narrow"
    text = (
        base.transform_calculate(label=label)
        .mark_text(fontSize=16 if single else canvas.wide(13, 11), fontWeight="bold")
        .encode(
            x=alt.X("middle:Q", scale=across, axis=None),
            y=y,
            text="label:N",
            color=coloured([look.ink for look in LOOKS.values()], None),
            tooltip=tips,
        )
    )
    chart = (bar.add_params(click) + text).resolve_scale(color="independent").configure_view(strokeWidth=0)
    height = alt.Step(_BAR if single else BAR_STEP)
    return _without_data(chart.properties(height=height, autosize=FIT, width=canvas.width or "container"))


def _without_data(chart: alt.LayerChart | alt.Chart) -> Spec:
    """Return a chart as Vega-Lite reads it, without data."""
    return {name: part for name, part in spec_of(chart).items() if name not in ("data", "datasets")}
