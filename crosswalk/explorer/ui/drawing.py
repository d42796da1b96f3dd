"""Trees and graphs drawn with Altair: nodes by the shape and colour of their status, labels that can be read, a click.

In a tree each leaf has a row of its own, so that no two labels overlap.

The same drawing is written to SVG and PNG by vl-convert, which needs no network.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast

import altair as alt
import networkx as nx
import streamlit as st
import vl_convert

from crosswalk.explorer.ui.charts import data_of
from crosswalk.explorer.ui.looks import LOOKS, ink, paper, status_words
from crosswalk.explorer.ui.tables import File, offer
from crosswalk.text import one_line
from crosswalk.vocabulary import Status

_PLAIN, _PLAIN_SHAPE = "structure", "square"  #: a node that has no status
_DARK, _LINE = "#1b2530", "#8a97a3"
WIDTH = 1150  #: of every drawing, in pixels
_ROW, _GAP, _LETTER = 25, 11, 7.4
#: The colours of kinds of lines, each with a pattern of its own, so that no colour is alone.
_KINDS = {
    "#0072b2": [1, 0],
    "#d55e00": [6, 3],
    "#009e73": [2, 2],
    "#cc79a7": [10, 3, 2, 3],
    "#e69f00": [10, 4],
    "#56b4e9": [4, 2, 1, 2],
}
#: depth (negative: left of the root) and row of each node
Places = dict[str, tuple[int, float]]
_LOWEST_ROOT = 9.0


@dataclass(frozen=True, slots=True)
class Node:
    """A node at `across` (0 to 1 of the width) and `row`; its label is at its right, at its left or below it."""

    key: str
    label: str
    across: float
    row: float
    status: Status | None = None
    near: str | None = None  #: the node that it hangs at
    side: str = "right"
    room: int = 300  #: pixels for the label
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line from a node to another; lines of one `kind` look alike, and a legend names the kinds."""

    start: str
    end: str
    kind: str = ""


def one_sided(tree: nx.DiGraph, root: str) -> Places:
    """Return places with the root at the left.

    >>> one_sided(nx.DiGraph([("a", "b"), ("a", "c")]), "a")
    {'b': (1, 0.0), 'c': (1, 1.0), 'a': (0, 0.5)}
    """
    places: Places = {}
    rows = _hang(tree, tree.successors(root), 1, 1, 0, places)
    return places | {root: (0, _root_row(rows))}


def two_sided(tree: nx.DiGraph, root: str) -> Places:
    """Return places with the root in the middle: the first half of what hangs below it at the right, the rest left.

    >>> two_sided(nx.DiGraph([("a", "b"), ("a", "c")]), "a")
    {'b': (1, 0.0), 'c': (-1, 0.0), 'a': (0, 0.0)}
    """
    leaves = {child: _leaves(tree, child) for child in tree.successors(root)}
    half, right, count = sum(leaves.values()) / 2, [], 0
    for child, many in leaves.items():
        if count < half:
            right.append(child)
            count += many
    left = [child for child in leaves if child not in right]
    places: Places = {}
    rows = _hang(tree, right, 1, 1, 0, places)
    centre = _root_row(rows)
    upper = max(centre - (sum(leaves.values()) - count - 1) / 2, 0.0)
    _hang(tree, left, 1, -1, upper, places)
    return places | {root: (0, centre)}


def _root_row(rows: float) -> float:
    """Return the row of the root: in the middle, but not so far down that a screen does not show it."""
    return max(min((rows - 1) / 2, _LOWEST_ROOT), 0.0)


def _leaves(tree: nx.DiGraph, node: str) -> int:
    below = list(tree.successors(node))
    return sum(_leaves(tree, child) for child in below) if below else 1


def _hang(tree: nx.DiGraph, nodes: Iterable[str], depth: int, side: int, row: float, places: Places) -> float:
    """Give places to nodes and all below them, from `row` on; return the next free row."""
    for node in nodes:
        first = row
        below = list(tree.successors(node))
        row = _hang(tree, below, depth + 1, side, row, places) if below else row + 1
        places[node] = (side * depth, float((first + row - 1) / 2))
    return row


def drawing(nodes: Sequence[Node], colour: str, lines: Sequence[Line] = (), behind: str = "#ffffff") -> alt.LayerChart:
    """Return the chart; text and outlines have the given colour. Without lines, each node is joined to its `near`.

    Lines that are given may pass behind a label, so a rim of the colour `behind` keeps it legible.
    """
    rows = [node.row for node in nodes]
    y = alt.Y("row:Q", axis=None, scale=alt.Scale(domain=[max(rows) + 1, min(rows) - 1], nice=False, zero=False))
    x = alt.X("across:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False))
    names = [*map(status_words, LOOKS), _PLAIN]
    shapes = [*(look.path for look in LOOKS.values()), _PLAIN_SHAPE]
    fills = [*(look.fill for look in LOOKS.values()), _LINE]
    shape = alt.Shape("drawn:N", legend=None, scale=alt.Scale(domain=names, range=shapes))
    fill = alt.Fill("drawn:N", legend=None, scale=alt.Scale(domain=names, range=fills))
    data = [
        {**asdict(node), **_area(node), "drawn": status_words(node.status) if node.status else _PLAIN} for node in nodes
    ]
    base = alt.Chart(data_of(data)).encode(x=x, y=y)
    look: dict[str, Any] = {"size": 170, "stroke": colour, "strokeWidth": 0.8, "opacity": 1, "aria": False}
    points = base.mark_point(**look).encode(shape=shape, fill=fill)
    rims = _labels(base, nodes, behind, stroke=behind, strokeWidth=5) if lines else []
    drawn = lines or [Line(node.near, node.key) for node in nodes if node.near is not None]
    parts = [_edges(nodes, drawn, x, y, colour), *rims, points, *_labels(base, nodes, colour), _areas(base)]
    chart = alt.layer(*parts)
    height = _ROW * (max(rows) - min(rows) + 2)
    chart = chart.properties(width=WIDTH, height=height, background="transparent").configure_view(strokeWidth=0)
    return cast(alt.LayerChart, chart)


def _edges(nodes: Sequence[Node], lines: Sequence[Line], x: alt.X, y: alt.Y, colour: str) -> alt.Chart:
    at = {node.key: node for node in nodes}
    values = []
    for number, line in enumerate(lines):
        start, end = at[line.start], at[line.end]
        leaves, arrives = _ends(start, end)
        middle = (leaves + arrives) / 2
        corners = [(leaves, start.row), (middle, start.row), (middle, end.row), (arrives, end.row)]
        values += [
            {"edge": number, "kind": line.kind, "step": i, "across": a, "row": r} for i, (a, r) in enumerate(corners)
        ]
    kinds = sorted({one_line(line.kind) for line in lines})
    look: dict[str, Any] = {"interpolate": "basis", "strokeWidth": 1.2, "strokeOpacity": 0.6}
    chart = alt.Chart(data_of(values)).encode(x=x, y=y, detail="edge:N", order="step:Q")
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


def _area(node: Node) -> dict[str, float]:
    """Return what a click on a node and its label may hit."""
    label = min(node.room, _LETTER * len(node.label)) + _GAP
    left = {"right": _GAP, "left": label, "below": label / 2}[node.side]
    right = {"right": label, "left": _GAP, "below": label / 2}[node.side]
    lower = 1.3 if node.side == "below" else 0.48
    return {
        "x1": node.across - left / WIDTH,
        "x2": node.across + right / WIDTH,
        "y1": node.row - 0.48,
        "y2": node.row + lower,
    }


def _areas(base: alt.Chart) -> alt.Chart:
    """Return a layer that is not seen, but can be pointed at and clicked."""
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
        for side, room in sorted({(node.side, node.room) for node in nodes})
    ]


def draw(
    nodes: Sequence[Node],
    *,
    key: str,
    alt_text: str,
    on_click: Callable[[str], None],
    lines: Sequence[Line] = (),
) -> None:
    """Draw the nodes; `on_click` gets the key of the node that is clicked. On a phone the drawing scrolls."""

    def clicked() -> None:
        picked = st.session_state[key]["selection"].get("node") or []
        if picked:
            on_click(picked[0]["key"])

    with st.container(key="xw-drawing"):
        st.altair_chart(
            drawing(nodes, ink(), lines, paper()),
            key=key,
            on_select=clicked,
            selection_mode="node",
            alt=one_line(alt_text),
            width="content",
            theme=None,
        )


def downloads(nodes: Sequence[Node], title: str, name: str, lines: Sequence[Line] = ()) -> None:
    """Draw the buttons that give the drawing, under its title, as SVG and as PNG; each is made when it is asked for."""

    def spec() -> dict[str, Any]:
        chart = drawing(nodes, _DARK, lines).properties(title=one_line(title), background="white", padding=16)
        return chart.to_dict()

    def svg() -> bytes:
        return vl_convert.vegalite_to_svg(spec()).encode()

    def png() -> bytes:
        return bytes(vl_convert.vegalite_to_png(spec(), scale=2))

    with st.container(horizontal=True, gap="medium"):
        offer(File("Download SVG", svg, f"{name}.svg", "image/svg+xml"))
        offer(File("Download PNG", png, f"{name}.png", "image/png"))
