"""The crosswalk as a networkx multigraph: provisions are nodes; mappings, associations and parent links are edges."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx

from crosswalk.algebra import Relation, inverse, phrase
from crosswalk.analysis.network import Network, Row, network
from crosswalk.store.holder import Crosswalk, remembered

KINDS = ("mapping", "association", "hierarchy")
#: The name of a parent link, from the part and from the parent.
UNDER, CONTAINS = "under", "contains"


@remembered
def mapping_graph(crosswalk: Crosswalk) -> nx.MultiDiGraph:
    """Return a [networkx](https://networkx.org) multigraph, frozen, of everything that joins provisions.

    Each link is two edges, one in each direction. Nodes have `document` and `assessable`; edges have `kind` (one of
    KINDS), `mask` (ANY where nothing is stated about overlap), `relation`, `forward` (True in the direction in which it
    was written), `row` (its number within its kind), and for mappings and associations `mapping_set` and `grade`.

    >>> from crosswalk.store.holder import load
    >>> mapping_graph(load()).has_edge("dsit-ai-code-2025:2.1", "dsit-ai-code-2025:2")
    True
    """
    return nx.freeze(_build(network(crosswalk)))


def _build(known: Network) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    for name, document, assessable in zip(known.names, known.document.tolist(), known.assessable.tolist(), strict=True):
        graph.add_node(name, document=known.documents[document] if document >= 0 else None, assessable=assessable)
    for kind, rows in zip(KINDS, (known.mappings, known.associations, known.parents), strict=True):
        for number, row in enumerate(rows):
            for start, end, mask, relation, forward in _both_ways(row, kind):
                graph.add_edge(
                    known.names[start],
                    known.names[end],
                    kind=kind,
                    mask=mask,
                    relation=relation,
                    mapping_set=row.mapping_set,
                    grade=row.grade,
                    forward=forward,
                    row=number,
                )
    return graph


def _both_ways(row: Row, kind: str) -> Iterator[tuple[int, int, Relation, str, bool]]:
    there, back = (UNDER, CONTAINS) if kind == "hierarchy" else (row.association, row.association)
    turned = inverse(row.mask)
    yield row.subject, row.object, row.mask, there or phrase(row.mask), True
    yield row.object, row.subject, turned, back or phrase(turned), False
