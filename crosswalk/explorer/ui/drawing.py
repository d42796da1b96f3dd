"""Trees and graphs drawn with Altair: nodes by the shape and colour of their status, labels that can be read, a click.

In a tree each leaf has a row of its own, so that no two labels overlap. A phone shows a tree as an outline instead.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast

import altair as alt
import networkx as nx
import streamlit as st

from crosswalk.explorer.ui.charts import WIDTH, Canvas, Draw, Spec, data_of, screen, spec_of
from crosswalk.explorer.ui.looks import DASHES, LOOKS, PLAIN, PLAIN_SHAPE, status_words
from crosswalk.text import one_line
from crosswalk.vocabulary import Status

_PLAIN = "structure"  #: what is drawn of a node that has no status
_ROW, _ROW_OF_TWO, _LINE = 25, 36, 16  # pixels of a row, of one in which a label has two lines, and of a line
_GAP, _LETTER = 11, 7.4
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


def drawing(nodes: Sequence[Node], lines: Sequence[Line] = ()) -> Draw:
    """Return the chart, as wide as it needs to be on every canvas. Without lines, each node is joined to its `near`."""
    rows = [node.row for node in nodes]
    pixels = _ROW if all(len(_lines(node)) == 1 for node in nodes) else _ROW_OF_TWO
    texts = [text for node in nodes for text in _texts(node, pixels)]
    y = alt.Y("row:Q", axis=None, scale=alt.Scale(domain=[max(rows) + 1, min(rows) - 1], nice=False, zero=False))
    x = alt.X("across:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False))
    data = data_of({**asdict(node), **_area(node), "drawn": drawn_as(node.status)} for node in nodes)
    drawn = lines or [Line(node.near, node.key) for node in nodes if node.near is not None]

    def draw(canvas: Canvas) -> Spec:
        ink, paper = canvas.theme.ink, canvas.theme.paper
        base = alt.Chart(data).encode(x=x, y=y)
        # Lines that are given may pass behind a label, so a rim of the background keeps it legible.
        labels = alt.Chart(data_of(texts)).encode(x=x, y=y, text="text:N")
        rims = _labels(labels, nodes, paper, stroke=paper, strokeWidth=5) if lines else []
        parts = [_edges(nodes, drawn, x, y, canvas), *rims, points(base, nodes, canvas)]
        chart = alt.layer(*parts, *_labels(labels, nodes, ink), _areas(base))
        return laid_out(cast(alt.LayerChart, chart), WIDTH, pixels * (max(rows) - min(rows) + 2))

    return draw


def drawn_as(status: Status | None) -> str:
    """Return the name of the look of a node with this status, or without one."""
    return status_words(status) if status else _PLAIN


def points(base: alt.Chart, nodes: Sequence[Node], canvas: Canvas, columns: int = 6) -> alt.Chart:
    """Return the layer of the shapes; the statuses that some node has are its legend."""
    names = [*map(status_words, LOOKS), _PLAIN]
    present = [status_words(status) for status in LOOKS if any(node.status is status for node in nodes)]
    legend = canvas.legend(len(present)) if present else None
    if legend:
        legend.values, legend.symbolSize, legend.columns = present, 170, min(len(present), columns)
        legend.labelExpr = "substring(datum.label, 2)"  # the shape is beside it already
    shape = alt.Shape(
        "drawn:N",
        legend=legend,
        scale=alt.Scale(domain=names, range=[*(look.path for look in LOOKS.values()), PLAIN_SHAPE]),
    )
    fill = alt.Fill(
        "drawn:N",
        legend=legend,
        scale=alt.Scale(domain=names, range=[*(look.fill for look in LOOKS.values()), PLAIN]),
    )
    look: dict[str, Any] = {"size": 170, "stroke": canvas.theme.ink, "strokeWidth": 0.8, "opacity": 1, "aria": False}
    return cast(alt.Chart, base.mark_point(**look).encode(shape=shape, fill=fill))


def laid_out(chart: alt.LayerChart, width: float, height: float) -> Spec:
    """Return a drawing of this size in pixels, on whatever is behind it."""
    sized = chart.properties(width=width, height=height, background="transparent").configure_view(strokeWidth=0)
    return spec_of(sized)


def _edges(nodes: Sequence[Node], lines: Sequence[Line], x: alt.X, y: alt.Y, canvas: Canvas) -> alt.Chart:
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
    if len(kinds) < 2 or len(kinds) > len(DASHES):
        return cast(alt.Chart, chart.mark_line(stroke=PLAIN, **look))
    legend = canvas.legend(3)
    legend.columns, legend.symbolSize, legend.symbolType = 3, 900, "stroke"
    legend.symbolStrokeColor, legend.symbolStrokeWidth = canvas.theme.ink, 1.5
    return cast(
        alt.Chart,
        chart.mark_line(stroke=canvas.theme.ink, **look | {"strokeOpacity": 0.75}).encode(
            strokeDash=alt.StrokeDash(
                "kind:N", legend=legend, scale=alt.Scale(domain=kinds, range=list(map(list, DASHES[: len(kinds)])))
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


def _lines(node: Node) -> list[str]:
    """Return the lines of a label: two where one has no room for it."""
    label = one_line(node.label)
    if _LETTER * len(label) <= node.room:
        return [label]
    first, *rest = textwrap.wrap(label, int(node.room / _LETTER))
    return [first, " ".join(rest)] if rest else [first]


def _texts(node: Node, pixels: int) -> Iterator[dict[str, str | float]]:
    """Yield each line of a label with its place."""
    lines = _lines(node)
    for number, text in enumerate(lines):
        row = node.row + (number - (len(lines) - 1) / 2) * _LINE / pixels
        yield {"text": text, "across": node.across, "row": row, "side": node.side, "room": node.room}


def _labels(base: alt.Chart, nodes: Sequence[Node], colour: str, **more: Any) -> list[alt.Chart]:
    looks: dict[str, dict[str, Any]] = {
        "right": {"align": "left", "dx": _GAP},
        "left": {"align": "right", "dx": -_GAP},
        "below": {"align": "center", "dy": 22, "fontWeight": "bold"},
    }
    return [
        base.transform_filter(f"datum.side === '{side}' && datum.room === {room}").mark_text(
            baseline="middle", fontSize=13, color=colour, limit=room, aria=False, **looks[side], **more
        )
        for side, room in sorted({(node.side, node.room) for node in nodes})
    ]


def draw(picture: Draw, *, key: str, alt_text: str, on_click: Callable[[str], None]) -> None:
    """Draw nodes on the screen; `on_click` gets the key of the node that is clicked."""

    def clicked() -> None:
        picked = st.session_state[key]["selection"].get("node") or []
        if picked:
            on_click(picked[0]["key"])

    st.vega_lite_chart(
        picture(screen()),
        key=key,
        on_select=clicked,
        selection_mode="node",
        alt=one_line(alt_text),
        width="content",
        theme=None,
    )
