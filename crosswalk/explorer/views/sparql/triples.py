"""An answer of triples drawn as a graph, where it is small enough to be read.

Things are drawn in columns, so that lines lead to the right. In a column each has a row of its own, so that no two
labels overlap; a thing is near those that lead to it.
"""

from __future__ import annotations

import networkx as nx
import pyoxigraph as ox
import streamlit as st

from crosswalk.analysis.catalogue import labels
from crosswalk.analysis.neighbourhood import MOST
from crosswalk.explorer.ui.charts import WIDTH
from crosswalk.explorer.ui.drawing import Line, Node, Places, draw, drawing
from crosswalk.explorer.ui.links import at, go_next
from crosswalk.explorer.ui.naming import in_full
from crosswalk.explorer.ui.pictures import pictures
from crosswalk.explorer.ui.text import plain
from crosswalk.ids import natural_key
from crosswalk.sparql import Table
from crosswalk.sparql.table import value
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import quantity

_COLUMNS, _LINES = 4, 400


def drawn(crosswalk: Crosswalk, result: Table) -> None:
    """Draw the triples, or say why they are not; a click on a thing leads to its page."""
    graph = _graph(result.graph or "")
    places = layered(graph) if len(graph) <= MOST else {}
    columns = 1 + max((column for column, _ in places.values()), default=MOST)
    if columns > _COLUMNS or graph.number_of_edges() > _LINES:
        st.caption(
            plain(
                f"Not drawn: only a graph of at most {MOST} things and {_LINES} lines, with nothing more than "
                f"{quantity(_COLUMNS - 1, 'step')} from its start, can be read. This one has "
                f"{quantity(len(graph), 'thing')}; all of it is in the table below."
            )
        )
        return
    nodes = [_node(crosswalk, graph, key, place, columns) for key, place in places.items()]
    lines = [
        Line(start, end, " · ".join(sorted(kinds))) for start, end, kinds in graph.edges(data="kinds") if start != end
    ]
    alt_text = f"The answer as a graph of {quantity(len(nodes), 'thing')}; the table below says the same."
    picture = drawing(nodes, lines)
    with st.container(key="xw-drawing"):  # what is wider than the screen can be moved within its box
        draw(picture, key="sparql.graph", alt_text=alt_text, on_click=lambda key: _clicked(crosswalk, key))
    pictures(crosswalk, picture, "Answer of a query", "answer")


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
    """Go to the page of a thing; a text, and a thing that has no name here, have none."""
    thing = value(ox.NamedNode(key[1:-1])) if key.startswith("<") else None
    if thing in labels(crosswalk):
        go_next(at(crosswalk, str(thing)))


def layered(graph: nx.DiGraph) -> Places:
    """Return the column (from 0) and row of each node. What nothing leads to is in the first column.

    >>> layered(nx.DiGraph([("a", "x"), ("b", "x"), ("b", "y")]))
    {'a': (0, 0.0), 'b': (0, 1.0), 'x': (1, 0.0), 'y': (1, 1.0)}
    """
    columns = _columns(graph)
    tallest = max(len(column) for column in columns)
    places: Places = {}
    for depth, column in enumerate(columns):
        order = sorted(column, key=lambda node: _middle(graph, node, places)) if depth else column
        upper = (tallest - len(column)) / 2
        places |= {node: (depth, upper + row) for row, node in enumerate(order)}
    return places


def _columns(graph: nx.DiGraph) -> list[list[str]]:
    """Return the nodes by the longest path that leads to them; those of a circle share a column."""
    whole = nx.condensation(graph)
    generations = nx.topological_generations(whole)
    return [
        sorted((node for part in parts for node in whole.nodes[part]["members"]), key=natural_key)
        for parts in generations
    ]


def _middle(graph: nx.DiGraph, node: str, places: Places) -> float:
    rows = [places[before][1] for before in graph.predecessors(node) if before in places]
    return sum(rows) / len(rows) if rows else 0.0
