"""Trees and graphs drawn with Altair: nodes by the shape and colour of their status, labels that can be read, a click.

The same drawing is written to SVG and PNG by vl-convert, which asks no other computer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast

import altair as alt
import streamlit as st
import vl_convert

from crosswalk.analysis.coverage import STATUSES
from crosswalk.explorer.ui.style import ink, paper
from crosswalk.explorer.ui.tables import offer
from crosswalk.explorer.ui.words import COLOURS, status_words

_PLAIN = "structure"  #: a node that has no status
_DARK, _LINE = "#1b2530", "#8a97a3"
WIDTH = 1150  #: of every drawing, in pixels
_ROW, _GAP, _LETTER = 25, 11, 7.4
#: The colours of kinds of lines, each with a pattern of its own, so that no colour stands alone.
_KINDS = {
    "#0072b2": [1, 0],
    "#d55e00": [6, 3],
    "#009e73": [2, 2],
    "#cc79a7": [10, 3, 2, 3],
    "#e69f00": [10, 4],
    "#56b4e9": [4, 2, 1, 2],
}
_CIRCLE = "M0,-1A1,1,0,1,1,0,1A1,1,0,1,1,0,-1Z"
#: The shapes of the statuses as paths, as `_words.SHAPES` writes them.
_PATHS = {
    "covered": "circle",
    "partial": _CIRCLE + "M0,-.75L0,.75A.75,.75,0,0,0,0,-.75Z",
    "derived": "diamond",
    "cited": "M-1,.6L.2,-.6L-.5,-.6L-.5,-1L1,-1L1,.5L.6,.5L.6,-.2L-.6,1Z",
    "no-counterpart": "M-1,-.6L-.6,-1L0,-.4L.6,-1L1,-.6L.4,0L1,.6L.6,1L0,.4L-.6,1L-1,.6L-.4,0Z",
    "unmapped": _CIRCLE + "M0,-.6A.6,.6,0,1,0,0,.6A.6,.6,0,1,0,0,-.6Z",
    _PLAIN: "square",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A node at `across` (0 to 1 of the width) and `row`; its label stands at its right, or at its left or below it."""

    key: str
    label: str
    across: float
    row: float
    status: str | None = None
    near: str | None = None  #: the node that it hangs at
    side: str = "right"
    room: int = 300  #: pixels for the label
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line from a node to another; lines of one `kind` look alike, and a legend tells them apart."""

    start: str
    end: str
    kind: str = ""


def drawing(nodes: Sequence[Node], colour: str, lines: Sequence[Line] = (), behind: str = "#ffffff") -> alt.LayerChart:
    """Return the chart; text and outlines have the colour that is given. Without lines, each node hangs at its near.

    Lines that are given may pass where a label stands, so a rim of the colour `behind` keeps it legible.
    """
    rows = [one.row for one in nodes]
    y = alt.Y("row:Q", axis=None, scale=alt.Scale(domain=[max(rows) + 1, min(rows) - 1], nice=False, zero=False))
    x = alt.X("across:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False))
    names = [*(status_words(one) for one in STATUSES), _PLAIN]
    fills = [*(COLOURS[one][0] for one in STATUSES), _LINE]
    shape = alt.Shape(
        "drawn:N", legend=None, scale=alt.Scale(domain=names, range=[_PATHS[one] for one in (*STATUSES, _PLAIN)])
    )
    fill = alt.Fill("drawn:N", legend=None, scale=alt.Scale(domain=names, range=fills))
    data = [{**asdict(one), **_area(one), "drawn": status_words(one.status) if one.status else _PLAIN} for one in nodes]
    base = alt.Chart(alt.InlineData(values=data)).encode(x=x, y=y)
    look: dict[str, Any] = {"size": 170, "stroke": colour, "strokeWidth": 0.8, "opacity": 1, "aria": False}
    points = base.mark_point(**look).encode(shape=shape, fill=fill)
    rims = _labels(base, nodes, behind, stroke=behind, strokeWidth=5) if lines else []
    drawn = lines or [Line(one.near, one.key) for one in nodes if one.near is not None]
    parts = [_edges(nodes, drawn, x, y, colour), *rims, points, *_labels(base, nodes, colour), _areas(base)]
    chart = alt.layer(*parts)
    height = _ROW * (max(rows) - min(rows) + 2)
    chart = chart.properties(width=WIDTH, height=height, background="transparent").configure_view(strokeWidth=0)
    return cast(alt.LayerChart, chart)


def _edges(nodes: Sequence[Node], lines: Sequence[Line], x: alt.X, y: alt.Y, colour: str) -> alt.Chart:
    at = {one.key: one for one in nodes}
    values = []
    for number, line in enumerate(lines):
        start, end = at[line.start], at[line.end]
        leaves, arrives = _ends(start, end)
        middle = (leaves + arrives) / 2
        corners = [(leaves, start.row), (middle, start.row), (middle, end.row), (arrives, end.row)]
        values += [
            {"edge": number, "kind": line.kind, "step": i, "across": a, "row": r} for i, (a, r) in enumerate(corners)
        ]
    kinds = sorted({line.kind for line in lines})
    look: dict[str, Any] = {"interpolate": "basis", "strokeWidth": 1.2, "strokeOpacity": 0.6}
    chart = alt.Chart(alt.InlineData(values=values)).encode(x=x, y=y, detail="edge:N", order="step:Q")
    if len(kinds) < 2 or len(kinds) > len(_KINDS):
        return cast(alt.Chart, chart.mark_line(stroke=_LINE, **look))
    legend = alt.Legend(orient="top", title=None, labelColor=colour, labelFontSize=13, labelLimit=0, symbolSize=400)
    return cast(
        alt.Chart,
        chart.mark_line(**look | {"strokeOpacity": 0.9}).encode(
            stroke=alt.Stroke("kind:N", legend=legend, scale=alt.Scale(domain=kinds, range=list(_KINDS)[: len(kinds)])),
            strokeDash=alt.StrokeDash(
                "kind:N", legend=legend, scale=alt.Scale(domain=kinds, range=list(_KINDS.values())[: len(kinds)])
            ),
        ),
    )


def _ends(start: Node, end: Node) -> tuple[float, float]:
    """Return where an edge leaves and arrives: behind the label of the one, and just before the other."""
    way = 1 if end.across > start.across else -1
    behind = start.side == ("right" if way > 0 else "left")
    label = min(start.room, _LETTER * len(start.label)) + 2 * _GAP if behind else 0.0
    return start.across + way * label / WIDTH, end.across - way * 0.7 * _GAP / WIDTH


def _area(one: Node) -> dict[str, float]:
    """Return what a click on a node and its label may hit."""
    label = min(one.room, _LETTER * len(one.label)) + _GAP
    left = {"right": _GAP, "left": label, "below": label / 2}[one.side]
    right = {"right": label, "left": _GAP, "below": label / 2}[one.side]
    lower = 1.3 if one.side == "below" else 0.48
    return {
        "x1": one.across - left / WIDTH,
        "x2": one.across + right / WIDTH,
        "y1": one.row - 0.48,
        "y2": one.row + lower,
    }


def _areas(base: alt.Chart) -> alt.Chart:
    """Return a layer that is not seen, but told of and clicked on."""
    click = alt.selection_point(name="node", fields=["key"], on="click", empty=False)
    areas = base.mark_rect(opacity=0, cursor="pointer").encode(
        x="x1:Q",
        x2="x2:Q",
        y="y1:Q",
        y2="y2:Q",
        tooltip=[alt.Tooltip("label:N", title="Name"), alt.Tooltip("tip:N", title="Says")],
    )
    return cast(alt.Chart, areas.add_params(click))


def _labels(base: alt.Chart, nodes: Sequence[Node], colour: str, **more: Any) -> list[alt.Chart]:
    looks: dict[str, dict[str, Any]] = {
        "right": {"align": "left", "dx": _GAP},
        "left": {"align": "right", "dx": -_GAP},
        "below": {"align": "center", "dy": 22, "fontWeight": "bold"},
    }
    return [
        base.transform_filter(f"datum.side === '{side}' && datum.room === {room}")
        .mark_text(baseline="middle", fontSize=13, color=colour, limit=room, aria=False, **looks[side], **more)
        .encode(text="label:N")
        for side, room in sorted({(one.side, one.room) for one in nodes})
    ]


def draw(
    nodes: Sequence[Node],
    *,
    key: str,
    alt_text: str,
    on_click: Callable[[str], None],
    lines: Sequence[Line] = (),
) -> None:
    """Draw the nodes; `on_click` is told the key of the node that is clicked. On a phone the drawing scrolls."""

    def told() -> None:
        picked = st.session_state[key]["selection"].get("node") or []
        if picked:
            on_click(picked[0]["key"])

    with st.container(key="xw-drawing"):
        st.altair_chart(
            drawing(nodes, ink(), lines, paper()),
            key=key,
            on_select=told,
            selection_mode="node",
            alt=alt_text,
            width="content",
            theme=None,
        )


def downloads(nodes: Sequence[Node], title: str, name: str, lines: Sequence[Line] = ()) -> None:
    """Draw the buttons that give the drawing, under its title, as SVG and as PNG; each is made when it is asked for."""

    def spec() -> dict[str, Any]:
        chart = drawing(nodes, _DARK, lines).properties(title=title, background="white", padding=16)
        told: dict[str, Any] = chart.to_dict()
        return told

    def svg() -> bytes:
        return vl_convert.vegalite_to_svg(spec()).encode()

    def png() -> bytes:
        return bytes(vl_convert.vegalite_to_png(spec(), scale=2))

    with st.container(horizontal=True, gap="medium"):
        offer("Download SVG", svg, f"{name}.svg", "image/svg+xml")
        offer("Download PNG", png, f"{name}.png", "image/png")
