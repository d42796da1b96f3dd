"""Where the nodes of a graph stand: in columns, so that lines lead to the right.

In a column each node has a row of its own, so that no two labels overlap; a node stands near those that lead to it.
"""

from __future__ import annotations

import re

import networkx as nx

from crosswalk.explorer.ui.layout import Places


def layered(graph: nx.DiGraph) -> Places:
    """Return the column (from 0) and row of each node. What nothing leads to stands in the first column.

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
    """Return the nodes by the longest way that leads to them; those of a circle share a column."""
    whole = nx.condensation(graph)
    generations = nx.topological_generations(whole)
    return [
        sorted((node for part in parts for node in whole.nodes[part]["members"]), key=_natural) for parts in generations
    ]


def _natural(node: str) -> list[tuple[int, str]]:
    """Return a key that sorts “2.10” after “2.9”."""
    return [(len(part) if part.isdigit() else 0, part) for part in re.split(r"(\d+)", node)]


def _middle(graph: nx.DiGraph, node: str, places: Places) -> float:
    rows = [places[before][1] for before in graph.predecessors(node) if before in places]
    return sum(rows) / len(rows) if rows else 0.0
