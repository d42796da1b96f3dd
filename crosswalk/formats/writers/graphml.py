"""[GraphML](http://graphml.graphdrawing.org/): provisions as nodes, mappings and parent links as edges."""

from __future__ import annotations

import io

import networkx as nx

from crosswalk.analysis.catalogue import labels
from crosswalk.analysis.graph import KINDS, mapping_graph
from crosswalk.formats.writers import Writer
from crosswalk.store.holder import Crosswalk
from crosswalk.text import visible


def graphml(crosswalk: Crosswalk) -> bytes:
    """Return the multigraph of provisions, each link in the direction in which it was written. Masks become words,
    and what XML cannot contain becomes escapes."""
    known = mapping_graph(crosswalk)
    graph = nx.MultiDiGraph()
    names = labels(crosswalk)
    for node, data in known.nodes(data=True):
        graph.add_node(
            visible(node),
            label=visible(names[node].name) if node in names else "",
            document=visible(data["document"] or ""),
            assessable=bool(data["assessable"]),
        )
    forward = [(*ends, data) for *ends, data in known.edges(data=True) if data["forward"]]
    for start, end, data in sorted(forward, key=lambda edge: (KINDS.index(edge[2]["kind"]), edge[2]["row"])):
        graph.add_edge(
            visible(start),
            visible(end),
            kind=data["kind"],
            relation=visible(data["relation"]),
            mapping_set=visible(data["mapping_set"] or ""),
            grade=str(data["grade"] or ""),
        )
    stream = io.BytesIO()
    nx.write_graphml(graph, stream)
    return stream.getvalue()


WRITER = Writer("graphml", "provisions and what joins them", "application/graphml+xml", ".graphml", whole=graphml)
