"""An answer of triples drawn as a graph, where it is small enough to be read."""

from __future__ import annotations

import networkx as nx
import pyoxigraph as ox
import streamlit as st

from crosswalk.analysis.neighbourhood import MOST
from crosswalk.explorer.ui.drawing import WIDTH, Line, Node, downloads, draw
from crosswalk.explorer.ui.links import go
from crosswalk.explorer.ui.naming import in_full, labels
from crosswalk.explorer.views.sparql.layers import layered
from crosswalk.sparql import Table
from crosswalk.sparql.table import value
from crosswalk.store.holder import Crosswalk

_COLUMNS, _LINES = 4, 400
_GOAL = "sparql.goal"


def drawn(crosswalk: Crosswalk, found: Table) -> None:
    """Draw the triples, or say why they are not; a click on a provision or document leads to its page."""
    graph = _graph(found.graph or "")
    places = layered(graph) if len(graph) <= MOST else {}
    columns = 1 + max((column for column, _ in places.values()), default=MOST)
    if columns > _COLUMNS or graph.number_of_edges() > _LINES:
        st.caption(
            f"Not drawn: only a graph of at most {MOST} things and {_LINES} lines, none farther than {_COLUMNS - 1} "
            f"steps from where it starts, can be read. This one has {len(graph)} things. The table below has all of it."
        )
        return
    nodes = [_node(crosswalk, graph, key, place, columns) for key, place in places.items()]
    lines = [
        Line(start, end, " · ".join(sorted(kinds))) for start, end, kinds in graph.edges(data="kinds") if start != end
    ]
    told = f"The answer as a graph of {len(nodes)} things; the table below says the same."
    draw(nodes, lines=lines, key="sparql.graph", alt_text=told, on_click=lambda key: _clicked(crosswalk, key))
    if goal := st.session_state.pop(_GOAL, None):
        go("provision" if ":" in goal else "document", id=goal)
    downloads(nodes, "Answer", "answer", lines)


def _graph(triples: str) -> nx.DiGraph:
    """Return the things that the triples join, by their N-Triples; a line knows all predicates between its ends."""
    graph = nx.DiGraph()
    for triple in ox.parse(triples.encode(), format=ox.RdfFormat.N_TRIPLES):
        ends = []
        for term in (triple.subject, triple.object):
            graph.add_node(str(term), label=str(value(term)))
            ends.append(str(term))
        if not graph.has_edge(*ends):
            graph.add_edge(*ends, kinds=set())
        graph.edges[ends]["kinds"].add(str(value(triple.predicate)))
    return graph


def _node(crosswalk: Crosswalk, graph: nx.DiGraph, key: str, place: tuple[int, float], columns: int) -> Node:
    column, row = place
    label = graph.nodes[key]["label"]
    known = label in labels(crosswalk) and key.startswith("<")
    ways = [f"{kind} {graph.nodes[end]['label']}" for _, end, kinds in graph.out_edges(key, "kinds") for kind in kinds]
    says = (f"{in_full(crosswalk, label)}. " if known else "") + "; ".join(sorted(ways)[:5])
    return Node(key, label, (column + 0.02) / columns, row, room=WIDTH // columns - 60, tip=says or label)


def _clicked(crosswalk: Crosswalk, key: str) -> None:
    """Remember the provision or document to go to; nothing else has a page."""
    thing = value(ox.NamedNode(key[1:-1])) if key.startswith("<") else None
    if thing in labels(crosswalk):
        st.session_state[_GOAL] = thing
