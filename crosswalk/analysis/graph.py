"""The crosswalk as a networkx multigraph: provisions are nodes, mappings and parent links are edges."""

from __future__ import annotations

from typing import Any

import networkx as nx

from crosswalk.algebra import CHILD_TO_PARENT, Relation, from_names, inverse
from crosswalk.query import ask
from crosswalk.store.holder import Crosswalk

#: What one step costs when we look for the *nearest candidate*, which is a place to look and not a mapping.
STATED, HIERARCHY = 1, 2


def mapping_graph(crosswalk: Crosswalk) -> nx.MultiDiGraph:
    """Return the graph of all set-theory mappings and parent links, each edge in both directions.

    Nodes carry `document`; edges carry `kind` ("mapping" or "hierarchy"), `mask` (None where a parent is only a
    heading), and for mappings `mapping_set`, `grade` and `relation` as written.
    """
    if "graph" not in crosswalk.answers:
        crosswalk.answers["graph"] = _build(crosswalk)
    graph: nx.MultiDiGraph = crosswalk.answers["graph"]
    return graph


def _build(crosswalk: Crosswalk) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    for row in ask(crosswalk, "provision-parents").records():
        graph.add_node(row["provision"], document=row["document"], assessable=row["assessable"])
        if row["parent"]:
            mask = CHILD_TO_PARENT if row["hierarchy"] == "parts" else None
            _both_ways(graph, row["provision"], row["parent"], mask, kind="hierarchy", cost=HIERARCHY)
    for row in ask(crosswalk, "set-relations").records():
        mask = from_names([row["relation"]])
        _both_ways(
            graph,
            row["subject"],
            row["object"],
            mask,
            kind="mapping",
            cost=STATED,
            mapping_set=row["mapping_set"],
            grade=row["grade"],
        )
    return graph


def _both_ways(graph: nx.MultiDiGraph, subject: str, target: str, mask: Relation | None, **attributes: Any) -> None:
    graph.add_edge(subject, target, mask=mask, **attributes)
    graph.add_edge(target, subject, mask=None if mask is None else inverse(mask), **attributes)


def nearest_candidates(crosswalk: Crosswalk, reference: str) -> dict[str, str]:
    """Return provision → the provision of `reference` that fewest steps lead to, over mappings and parent links.

    This is a place to look, never a mapping. Asserted “no relationship” is not walked.
    """
    key = ("nearest", reference)
    if key not in crosswalk.answers:
        graph = mapping_graph(crosswalk)
        walkable = nx.subgraph_view(
            graph, filter_edge=lambda s, t, k: graph[s][t][k]["mask"] != Relation.NO_RELATIONSHIP
        )
        goals = {
            node
            for node, data in graph.nodes(data=True)
            if data.get("document") == reference and data.get("assessable")
        }
        paths = nx.multi_source_dijkstra_path(walkable, goals, weight="cost") if goals else {}
        crosswalk.answers[key] = {node: path[0] for node, path in paths.items() if node not in goals}
    found: dict[str, str] = crosswalk.answers[key]
    return found
