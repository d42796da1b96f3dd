"""A tree for a phone: an outline, each thing below what it hangs at, its whole label in as many lines as it takes."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import cast

import altair as alt
import streamlit as st

from crosswalk.explorer.ui.charts import Canvas, Draw, Spec, data_of
from crosswalk.explorer.ui.drawing import Node, draw, drawing, drawn_as, laid_out, points
from crosswalk.explorer.ui.looks import PLAIN
from crosswalk.text import one_line

_WIDTH, _LINE, _BETWEEN = 346, 18, 10  # pixels: of the outline, of a line of text, between two things
_INDENT, _MARGIN, _GAP, _LETTER = 22, 10, 14, 7.4

Place = dict[str, str | float]


def draw_tree(nodes: Sequence[Node], *, key: str, alt_text: str, on_click: Callable[[str], None]) -> None:
    """Draw a tree, and on a phone its outline instead; `on_click` gets the key of the node that is clicked."""
    with st.container(key="xw-beside-outline"):
        draw(drawing(nodes), key=key, alt_text=alt_text, on_click=on_click)
    with st.container(key="xw-outline"):
        draw(outline(nodes), key=f"{key}.outline", alt_text=alt_text, on_click=on_click)


def outline(nodes: Sequence[Node]) -> Draw:
    """Return the chart of a tree of nodes, from the one that hangs at nothing."""
    places = list(_places(nodes))
    data = data_of(places)
    lines = data_of(line for place in places for line in _lines(place))
    joints = data_of(_joints(places))
    height = float(places[-1]["below"])
    x = alt.X("across:Q", axis=None, scale=alt.Scale(domain=[0, _WIDTH], nice=False))
    y = alt.Y("top:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False, zero=False))
    click = alt.selection_point(name="node", fields=["key"], on="click", empty=False)
    tips = [alt.Tooltip("label:N", title="Name"), alt.Tooltip("tip:N", title="Says")]

    def draw(canvas: Canvas) -> Spec:
        base = alt.Chart(data).encode(x=x, y=y)
        joined = alt.Chart(joints).mark_line(stroke=PLAIN, strokeWidth=1.2, strokeOpacity=0.6)
        texts = alt.Chart(lines).mark_text(align="left", dx=_GAP, fontSize=13, color=canvas.theme.ink, aria=False)
        areas = alt.Chart(data).mark_rect(opacity=0, cursor="pointer").add_params(click)
        chart = alt.layer(
            joined.encode(x=x, y=y, detail="edge:N", order="step:Q"),
            points(base, nodes, canvas, columns=2),
            texts.encode(x=x, y=y, text="text:N"),
            areas.encode(x=x, x2=alt.value(_WIDTH), y=alt.Y("above:Q"), y2="below:Q", tooltip=tips),
        )
        return laid_out(cast(alt.LayerChart, chart), _WIDTH, height)

    return draw


def _places(nodes: Sequence[Node]) -> Iterator[Place]:
    """Yield each node with its place, in the order of the outline."""
    below: dict[str | None, list[Node]] = {}
    for node in sorted(nodes, key=lambda node: (node.across < 0.5, node.row)):
        below.setdefault(node.near, []).append(node)
    waiting, top = [(node, 0) for node in reversed(below[None])], 0.0
    while waiting:
        node, depth = waiting.pop()
        across = _MARGIN + depth * _INDENT
        wrapped = textwrap.wrap(one_line(node.label), int((_WIDTH - across - _GAP) / _LETTER)) or [""]
        bottom = top + len(wrapped) * _LINE + _BETWEEN
        yield {
            "key": node.key,
            "label": node.label,
            "tip": node.tip,
            "drawn": drawn_as(node.status),
            "near": node.near or "",
            "text": "\n".join(wrapped),
            "across": across,
            "top": top + (_LINE + _BETWEEN) / 2,
            "above": top,
            "below": bottom,
        }
        top = bottom
        waiting += [(child, depth + 1) for child in reversed(below.get(node.key, []))]


def _lines(place: Place) -> Iterator[Place]:
    """Yield the lines of a label, one below the other."""
    for number, text in enumerate(str(place["text"]).splitlines() or [""]):
        yield {"text": text, "across": place["across"], "top": float(place["top"]) + number * _LINE}


def _joints(places: Sequence[Place]) -> Iterator[Place]:
    """Yield the corners of the lines that lead from each thing down to those below it."""
    at = {place["key"]: place for place in places}
    for place in places:
        if place["near"]:
            near = at[place["near"]]
            corners = [(near["across"], near["top"]), (near["across"], place["top"]), (place["across"], place["top"])]
            for number, (across, top) in enumerate(corners):
                yield {"edge": cast(str, place["key"]), "step": number, "across": across, "top": top}
