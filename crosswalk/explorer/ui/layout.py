"""Where the nodes of a tree stand: each leaf has a row of its own, so that no two labels overlap."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

#: depth (negative: left of the root) and row of each node
Places = dict[str, tuple[int, float]]
_LOWEST_ROOT = 9.0


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
    return sum(_leaves(tree, one) for one in below) if below else 1


def _hang(tree: nx.DiGraph, nodes: Iterable[str], depth: int, side: int, row: float, places: Places) -> float:
    """Give places to nodes and all below them, from `row` on; return the next free row."""
    for node in nodes:
        first = row
        below = list(tree.successors(node))
        row = _hang(tree, below, depth + 1, side, row, places) if below else row + 1
        places[node] = (side * depth, float((first + row - 1) / 2))
    return row
