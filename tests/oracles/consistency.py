"""Whether all mappings can be true at once, over paths of any length, and what is then left possible.

`agreement` looks along short paths that people can follow. Here each triangle of provisions tightens the others until
nothing changes (path consistency). For the relations that a row may state this decides the question: RCC-5 networks of
base relations, “related” and “equal or inside” are satisfiable exactly when no mask becomes empty
([Renz and Nebel 1999](https://doi.org/10.1016/S0004-3702(99)00002-8)).
"""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx
import numpy as np

from crosswalk.algebra import Relation, inverse
from crosswalk.analysis.closure import TABLE
from crosswalk.analysis.network import Masks, Network, Row

_ANY = np.uint8(Relation.ANY)


def tightened(masks: Masks) -> Masks:
    """Return the masks (node × node) after every triangle has tightened the others; zeros when they cannot all hold.

    Time grows with the cube of the number of nodes.
    """
    held = masks.copy()
    while True:
        before = held.copy()
        for middle in range(len(held)):
            held &= TABLE[held[:, middle][:, None], held[middle][None, :]]
        if not held.all():
            return np.zeros_like(held)
        if (held == before).all():
            return held


def matrix(rows: Iterable[Row], nodes: list[int]) -> Masks:
    """Return the masks that rows state between some nodes: EQUAL on the diagonal, ANY where nothing is said."""
    place = {node: number for number, node in enumerate(nodes)}
    held = np.full((len(nodes), len(nodes)), _ANY, dtype=np.uint8)
    np.fill_diagonal(held, Relation.EQUAL)
    for row in rows:
        if row.subject in place and row.object in place:
            one, other = place[row.subject], place[row.object]
            held[one, other] &= row.mask
            held[other, one] &= inverse(row.mask)
    return held


def cores(network: Network) -> list[list[int]]:
    """Return the groups of nodes that could contradict one another. A node that is joined to one other alone never can,
    so such are taken away one by one.
    """
    graph = nx.Graph((row.subject, row.object) for row in (*network.mappings, *network.stated_parents))
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    return [sorted(part) for part in nx.connected_components(nx.k_core(graph, 2))]


def contradictory(network: Network) -> list[list[int]]:
    """Return the groups of nodes whose mappings cannot all be true; none when everything is consistent."""
    rows = [*network.mappings, *network.stated_parents]
    pairs: dict[tuple[int, int], Relation] = {}
    for row in rows:
        low, high = sorted((row.subject, row.object))
        mask = row.mask if low == row.subject else inverse(row.mask)
        pairs[low, high] = pairs.get((low, high), Relation.ANY) & mask
    direct = [list(pair) for pair, mask in pairs.items() if not mask]
    return direct + [nodes for nodes in cores(network) if not tightened(matrix(rows, nodes)).all()]
