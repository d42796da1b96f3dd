"""[GraphML](http://graphml.graphdrawing.org/): provisions as nodes with their labels, mappings and parents as edges."""

from __future__ import annotations

import io

import networkx as nx

from crosswalk.analysis.catalogue import document_index, labels
from crosswalk.analysis.graph import KINDS, mapping_graph
from crosswalk.formats.writers import Extent, Loss, Scope, Writer, Written, origin
from crosswalk.formats.writers.statements import unsaid
from crosswalk.store.holder import Crosswalk
from crosswalk.text import visible


def graphml(crosswalk: Crosswalk, scope: Scope | None = None) -> bytes:
    """Return the multigraph of provisions, of all or of two documents, each link in the direction in which it was
    written. Masks become words, and what XML cannot contain becomes escapes.
    """
    within = scope or Scope()
    known = mapping_graph(crosswalk)
    source, again = origin(crosswalk, WRITER.name, within)
    graph = nx.MultiDiGraph(source=visible(source), command=visible(again))
    names, documents = labels(crosswalk), document_index(crosswalk)
    for node, data in known.nodes(data=True):
        home = data["document"] or ""
        if within.extent is Extent.PAIR and home not in within.pair:
            continue
        graph.add_node(
            visible(node),
            label=visible(names[node].name) if node in names else visible(node),
            document=visible(home),
            document_title=visible(documents[home].title) if home in documents else "",
            assessable=bool(data["assessable"]),
        )
    forward = [(*ends, data) for *ends, data in known.edges(data=True) if data["forward"]]
    for start, end, data in sorted(forward, key=lambda edge: (KINDS.index(edge[2]["kind"]), edge[2]["row"])):
        if visible(start) not in graph or visible(end) not in graph:
            continue
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


def _write(crosswalk: Crosswalk, scope: Scope) -> Written:
    known = mapping_graph(crosswalk)
    edges = sum(data["kind"] == KINDS[0] for *_, data in known.edges(data=True) if data["forward"])
    reasons = Loss(edges if scope.extent is Extent.WHOLE else 0, "reason for a mapping", "reasons for mappings")
    return Written(graphml(crosswalk, scope), (reasons, *unsaid(crosswalk, scope)))


WRITER = Writer(
    "graphml",
    "provisions and what joins them",
    "application/graphml+xml",
    ".graphml",
    write=_write,
    extents=(Extent.WHOLE, Extent.PAIR),
    written="GraphML",
)
