"""The crosswalk as a networkx multigraph: provisions are nodes; mappings, associations and parent links are edges."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx

from crosswalk.algebra import Relation, inverse, phrase
from crosswalk.analysis.network import Network, Row, network
from crosswalk.store.holder import Crosswalk

KINDS = ("mapping", "association", "hierarchy")


def mapping_graph(crosswalk: Crosswalk) -> nx.MultiDiGraph:
    """Return the graph of everything that joins provisions, each edge in both directions.

    Nodes carry `document` and `assessable`; edges carry `kind` (one of KINDS), `mask` (ANY where nothing is said about
    overlap), `relation`, and for mappings and associations `mapping_set` and `grade`.
    """
    if "graph" not in crosswalk.answers:
        crosswalk.answers["graph"] = _build(network(crosswalk))
    graph: nx.MultiDiGraph = crosswalk.answers["graph"]
    return graph


def _build(known: Network) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    for name, document, assessable in zip(known.names, known.document.tolist(), known.assessable.tolist(), strict=True):
        graph.add_node(name, document=known.documents[document] if document >= 0 else None, assessable=assessable)
    for kind, rows in zip(KINDS, (known.mappings, known.associations, known.parents), strict=True):
        for row in rows:
            for start, end, mask, relation in _both_ways(row, kind):
                graph.add_edge(
                    known.names[start],
                    known.names[end],
                    kind=kind,
                    mask=mask,
                    relation=relation,
                    mapping_set=row.mapping_set,
                    grade=row.grade,
                )
    return graph


def _both_ways(row: Row, kind: str) -> Iterator[tuple[int, int, Relation, str]]:
    there, back = ("stands under", "holds") if kind == "hierarchy" else (row.said, row.said)
    turned = inverse(row.mask)
    yield row.subject, row.object, row.mask, there or phrase(row.mask)
    yield row.object, row.subject, turned, back or phrase(turned)
