"""The timeline of the tracker: one mark for each event, one row for each body, and no mark on another."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import TypedDict, cast

import altair as alt

from crosswalk.analysis.timeline import Event
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.charts import FIT, Canvas, Draw, Spec, data_of, spec_of
from crosswalk.explorer.ui.looks import MARKS, seen_words
from crosswalk.explorer.ui.text import words
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Stage

_LANE, _LABEL = 15, 2  # pixels of a lane; lanes that a body's name takes
_MARK, _MARK_NARROW = 110, 70  # square pixels of a mark, and on a phone
_APART = 34  # the number of marks that fit beside one another in the width of the chart
_MIDDLE = {4: "-07-01", 7: "-15", 10: ""}
_KNOWN = {4: "only the year is known", 7: "only the month is known", 10: ""}
_TIPS = {
    "number": "Number",
    "title": "Title",
    "by": "Body",
    "stage": "Stage",
    "code": "The body’s own code",
    "date": "Date",
    "as_of": "As of",
    "seen": "How seen",
}


class _Mark(TypedDict):
    number: str
    title: str
    by: str
    stage: str
    code: str
    date: str
    exact: bool
    seen: str
    as_of: str
    at: str
    lane: float


_Name = TypedDict("_Name", {"name": str, "lane": float, "from": float, "to": float})


def timeline_chart(
    crosswalk: Crosswalk, rows: Mapping[str, Sequence[Event]], first: datetime.date, last: datetime.date
) -> Draw:
    """Return the chart of the events of each row, named on the screen as its key."""
    marks, names, height = _place(crosswalk, rows, (last - first).days / _APART)
    present = [stage for stage in Stage if any(mark["stage"] == stage.spoken for mark in marks)]

    def draw(canvas: Canvas) -> Spec:
        drawn = _marks(marks, present, (first, last), height, canvas)
        chart = alt.layer(_bands(names, height, canvas), drawn, _names(names, height, canvas))
        chart = chart.properties(height=height * _LANE, autosize=FIT, width=canvas.width or "container")
        return spec_of(chart.configure_view(strokeWidth=0))

    return draw


def _place(
    crosswalk: Crosswalk, rows: Mapping[str, Sequence[Event]], apart: float
) -> tuple[list[_Mark], list[_Name], int]:
    """Return the marks and the names, each with its lane, and the number of lanes."""
    marks: list[_Mark] = []
    names: list[_Name] = []
    top = 0
    for name, events in rows.items():
        ends: list[datetime.date] = []
        for event in events:
            at = datetime.date.fromisoformat(event.date + _MIDDLE[len(event.date)])
            lane = next((n for n, end in enumerate(ends) if (at - end).days >= apart), len(ends))
            ends[lane : lane + 1] = [at]
            marks.append(_mark(crosswalk, event, at.isoformat(), top + _LABEL + lane + 0.5))
        below = top + _LABEL + len(ends) + 0.5
        names.append({"name": name, "lane": top + 1.1, "from": top, "to": below})
        top = int(below + 0.5)
    return marks, names, top


def _mark(crosswalk: Crosswalk, event: Event, at: str, lane: float) -> _Mark:
    known = _KNOWN[len(event.date)]
    return {
        "number": event.number,
        "title": event.title,
        "by": naming.abbreviated(crosswalk, event.body),
        "stage": words(event.stage),
        "code": event.code or "not known",
        "date": f"{event.date} ({known})" if known else event.date,
        "exact": event.exact,
        "as_of": event.as_of,
        "seen": seen_words(event.seen),
        "at": at,
        "lane": lane,
    }


def _lane(height: int, field: str = "lane") -> alt.Y:
    return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[0, height], reverse=True, nice=False), axis=None)


def _marks(
    marks: list[_Mark], present: list[Stage], between: tuple[datetime.date, datetime.date], height: int, canvas: Canvas
) -> alt.Chart:
    first, last = between
    ink = canvas.theme.ink
    names = [stage.spoken for stage in present]
    legend = canvas.legend(len(names))
    legend.symbolSize = _MARK
    colours = alt.Scale(domain=names, range=[MARKS[stage][0] for stage in present])
    domain = [day.isoformat() for day in (first, last + (last - first) / 60)]
    return cast(
        alt.Chart,
        alt.Chart(data_of(marks))
        .mark_point(size=canvas.wide(_MARK, _MARK_NARROW), strokeWidth=1.6, opacity=1)
        .encode(
            x=alt.X(
                "at:T",
                scale=alt.Scale(type="utc", domain=domain, nice=False),
                axis=alt.Axis(
                    title=None,
                    orient="top",
                    labelColor=ink,
                    labelFontSize=13,
                    tickCount=canvas.wide(12, 4),
                    grid=True,
                    gridColor=ink,
                    gridOpacity=0.12,
                ),
            ),
            y=_lane(height),
            color=alt.Color("stage:N", scale=colours, legend=legend),
            fill=alt.Fill("stage:N", scale=colours, legend=legend),
            shape=alt.Shape(
                "stage:N", scale=alt.Scale(domain=names, range=[MARKS[stage][1] for stage in present]), legend=legend
            ),
            fillOpacity=alt.condition("datum.exact", alt.value(1), alt.value(0)),
            tooltip=[alt.Tooltip(f"{field}:N", title=title) for field, title in _TIPS.items()],
        ),
    )


def _bands(names: list[_Name], height: int, canvas: Canvas) -> alt.Chart:
    return cast(
        alt.Chart,
        alt.Chart(data_of(names))
        .mark_rule(opacity=0.35, color=canvas.theme.ink)
        .encode(y=_lane(height, "from"))
        .transform_filter("datum.from > 0"),
    )


def _names(names: list[_Name], height: int, canvas: Canvas) -> alt.Chart:
    return cast(
        alt.Chart,
        alt.Chart(data_of(names))
        .mark_text(align="left", fontSize=13, fontWeight="bold", color=canvas.theme.ink)
        .encode(x=alt.value(4), y=_lane(height), text="name:N"),
    )
