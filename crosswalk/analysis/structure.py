"""The shape of the crosswalk: hubs, bridges, communities of documents, and orphans."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

import networkx as nx
import numpy as np

from crosswalk import ids
from crosswalk.analysis.catalogue import documents
from crosswalk.analysis.network import Network, network
from crosswalk.store.holder import Crosswalk, remembered

_SEED = 1  # the search for communities is random; this makes it repeatable


@dataclass(frozen=True, slots=True)
class Hub:
    """A provision that is joined to other documents."""

    provision: str
    documents: int
    mappings: int


@dataclass(frozen=True, slots=True)
class Bridge:
    """Two documents whose link is the only one between two sides of the crosswalk."""

    documents: tuple[str, str]
    mapping_sets: tuple[str, ...]
    mappings: int
    parts: int  #: how many documents the smaller side has


@remembered
def document_graph(crosswalk: Crosswalk) -> nx.Graph:
    """Return the documents as nodes, joined where mappings join their provisions; `mappings` counts them, `sets`
    names their mapping sets, and `assertions` counts those that state a set relation. It is frozen.
    """
    known = network(crosswalk)
    graph = nx.Graph()
    for entry in documents(crosswalk):
        graph.add_node(entry.id, loaded=entry.loaded, title=entry.short)
    for rows, states in ((known.mappings, True), (known.associations, False)):
        ends = known.document[np.stack([rows.subject, rows.object])]
        for place in np.flatnonzero((ends.min(axis=0) >= 0) & (ends[0] != ends[1])).tolist():
            first, second = (known.documents[end] for end in ends[:, place])
            if not graph.has_edge(first, second):
                graph.add_edge(first, second, mappings=0, assertions=0, sets=set())
            edge = graph[first][second]
            edge["mappings"] += 1
            edge["assertions"] += states
            edge["sets"].add(rows.words[rows.mapping_set[place]])
    return nx.freeze(graph)


def hubs(crosswalk: Crosswalk, most: int = 15) -> list[Hub]:
    """Return the `most` provisions that are joined to the most other documents.

    >>> from crosswalk.store.holder import load
    >>> hubs(load(), most=1)[0].documents > 5
    True
    """
    known = network(crosswalk)
    near = _neighbours(known)
    joined = []
    for node, others in near.items():
        here = int(known.document[node])
        beyond = {int(known.document[other]) for other in others} - {here, -1}
        if beyond:
            joined.append(Hub(known.names[node], len(beyond), len(others)))
    return sorted(joined, key=lambda hub: (-hub.documents, -hub.mappings, ids.natural_key(hub.provision)))[:most]


def _neighbours(known: Network) -> dict[int, set[int]]:
    """Return what each provision is joined to by a mapping or association."""
    near: dict[int, set[int]] = defaultdict(set)
    for rows in (known.mappings, known.associations):
        for subject, target in zip(rows.subject.tolist(), rows.object.tolist(), strict=True):
            near[subject].add(target)
            near[target].add(subject)
    return near


def bridges(crosswalk: Crosswalk) -> list[Bridge]:
    """Return the pairs of documents whose link is the only one between two sides of the crosswalk. Those that separate
    most documents come first.
    """
    graph = document_graph(crosswalk)
    only_links = []
    for first, second in nx.bridges(graph):
        edge = graph[first][second]
        cut = nx.restricted_view(graph, [], [(first, second)])
        parted = min(len(nx.node_connected_component(cut, end)) for end in (first, second))
        pair = (min(first, second), max(first, second))
        only_links.append(Bridge(pair, tuple(sorted(edge["sets"])), edge["mappings"], parted))
    return sorted(only_links, key=lambda bridge: (-bridge.parts, bridge.documents))


def communities(crosswalk: Crosswalk) -> list[list[str]]:
    """Return groups of documents joined more closely to each other than to the rest (Louvain), largest first."""
    joined = document_graph(crosswalk).copy()
    joined.remove_nodes_from(list(nx.isolates(joined)))
    if not joined:
        return []
    groups = nx.community.louvain_communities(joined, weight="mappings", seed=_SEED)
    return sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))


def orphans(crosswalk: Crosswalk) -> list[str]:
    """Return the loaded documents that no mapping joins to another."""
    graph = document_graph(crosswalk)
    return sorted(node for node in nx.isolates(graph) if graph.nodes[node]["loaded"])


def components(crosswalk: Crosswalk) -> list[int]:
    """Return the sizes of the connected parts, largest first; single documents are left out."""
    sizes = Counter(len(part) for part in nx.connected_components(document_graph(crosswalk)))
    return sorted((size for size in sizes.elements() if size > 1), reverse=True)
