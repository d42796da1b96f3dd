"""The shape of the crosswalk, as networkx tells it: hubs, bridges, communities of documents, orphans, and GraphML."""

from __future__ import annotations

import io
from collections import Counter
from typing import Any

import networkx as nx

from crosswalk.analysis.catalogue import documents
from crosswalk.analysis.graph import mapping_graph
from crosswalk.analysis.network import network
from crosswalk.store.holder import Crosswalk

_SEED = 1  # communities are found by chance moves: the same ones each time


def document_graph(crosswalk: Crosswalk) -> nx.Graph:
    """Return the documents as nodes, joined where mappings join their provisions; `mappings` counts them, `sets` says
    by whom, and `assertions` counts those that state a set relation.
    """
    known = network(crosswalk)
    graph = nx.Graph()
    for entry in documents(crosswalk):
        graph.add_node(entry["id"], loaded=entry["loaded"], title=entry["short"] or entry["title"])
    for rows, states in ((known.mappings, True), (known.associations, False)):
        for row in rows:
            ends = [int(known.document[end]) for end in (row.subject, row.object)]
            if min(ends) < 0 or ends[0] == ends[1]:
                continue
            one, other = (known.documents[end] for end in ends)
            if not graph.has_edge(one, other):
                graph.add_edge(one, other, mappings=0, assertions=0, sets=set())
            edge = graph[one][other]
            edge["mappings"] += 1
            edge["assertions"] += states
            edge["sets"].add(row.mapping_set)
    return graph


def hubs(crosswalk: Crosswalk, most: int = 15) -> list[dict[str, Any]]:
    """Return the provisions that most documents are joined to: {"provision", "documents", "mappings"}."""
    graph = mapping_graph(crosswalk)
    found = []
    for node, data in graph.nodes(data=True):
        near = [
            other for other, edges in graph[node].items() if any(one["kind"] != "hierarchy" for one in edges.values())
        ]
        beyond = {graph.nodes[other]["document"] for other in near} - {data["document"], None}
        if beyond:
            found.append({"provision": node, "documents": len(beyond), "mappings": len(near)})
    return sorted(found, key=lambda one: (-one["documents"], -one["mappings"], one["provision"]))[:most]


def bridges(crosswalk: Crosswalk) -> list[dict[str, Any]]:
    """Return the pairs of documents that are joined by each other alone: without that edge, nothing on its one side
    would reach the other. {"documents", "mapping_sets", "mappings"}, those that part most documents first.
    """
    graph = document_graph(crosswalk)
    found = []
    for one, other in nx.bridges(graph):
        edge = graph[one][other]
        cut = nx.restricted_view(graph, [], [(one, other)])
        parted = min(len(nx.node_connected_component(cut, end)) for end in (one, other))
        pair = sorted((one, other))
        found.append(
            {"documents": pair, "mapping_sets": sorted(edge["sets"]), "mappings": edge["mappings"], "parts": parted}
        )
    return sorted(found, key=lambda edge: (-edge["parts"], edge["documents"]))


def communities(crosswalk: Crosswalk) -> list[list[str]]:
    """Return groups of documents joined more closely to each other than to the rest (Louvain), largest first."""
    graph = document_graph(crosswalk)
    graph.remove_nodes_from(list(nx.isolates(graph)))
    if not graph:
        return []
    found = nx.community.louvain_communities(graph, weight="mappings", seed=_SEED)
    return sorted((sorted(one) for one in found), key=lambda one: (-len(one), one))


def orphans(crosswalk: Crosswalk) -> list[str]:
    """Return the documents that are loaded and that no mapping joins to another."""
    graph = document_graph(crosswalk)
    return sorted(node for node in nx.isolates(graph) if graph.nodes[node]["loaded"])


def components(crosswalk: Crosswalk) -> list[int]:
    """Return the sizes of the parts that hang together, largest first; documents alone are left out."""
    sizes = Counter(len(part) for part in nx.connected_components(document_graph(crosswalk)))
    return sorted((size for size in sizes.elements() if size > 1), reverse=True)


def graphml(crosswalk: Crosswalk) -> bytes:
    """Return the multigraph of provisions as [GraphML](http://graphml.graphdrawing.org/), each link in the direction in
    which it was written. Masks become words.
    """
    graph = nx.MultiDiGraph()
    known = network(crosswalk)
    for node, data in mapping_graph(crosswalk).nodes(data=True):
        graph.add_node(node, document=data["document"] or "", assessable=bool(data["assessable"]))
    for kind, rows in (("mapping", known.mappings), ("association", known.associations), ("hierarchy", known.parents)):
        for row in rows:
            ends = known.names[row.subject], known.names[row.object]
            told = mapping_graph(crosswalk)[ends[0]][ends[1]]
            relation = next(
                one["relation"]
                for one in told.values()
                if one["kind"] == kind and one["mapping_set"] == row.mapping_set
            )
            graph.add_edge(
                *ends, kind=kind, relation=relation, mapping_set=row.mapping_set or "", grade=row.grade or ""
            )
    stream = io.BytesIO()
    nx.write_graphml(graph, stream)
    return stream.getvalue()
