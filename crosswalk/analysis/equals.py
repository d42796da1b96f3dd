"""Provisions asserted equal: what is said of one of them answers for the others too (docs/derivation.md)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx
import numpy as np

from crosswalk import ids
from crosswalk.algebra import Relation
from crosswalk.analysis.network import Network, network
from crosswalk.analysis.paths import Hop, Path, weakest
from crosswalk.store.holder import Crosswalk, remembered


@dataclass(frozen=True, slots=True)
class Equal:
    """A provision, or a document as a whole, that is equal to another, `along` a chain of rows that say so."""

    provision: str
    along: Path


@remembered
def equals(crosswalk: Crosswalk) -> dict[str, tuple[Equal, ...]]:
    """Return provision → the provisions of other documents that are equal to it, those with the shortest chain first.

    A class that has two provisions of one document is left out: they would be equal to each other, so that whoever
    wrote the rows must have meant something else.

    >>> from crosswalk.store.holder import load
    >>> [other.provision for other in equals(load())["etsi-en-304-223-2.1.1:5.1.1-1"]]
    ['dsit-ai-code-2025:1.1']
    """
    known = network(crosswalk)
    graph = _graph(known)
    found: dict[str, tuple[Equal, ...]] = {}
    for members in nx.connected_components(graph):
        if max(Counter(known.document[list(members)].tolist()).values()) > 1:
            continue
        for start, chains in nx.all_pairs_shortest_path(graph.subgraph(members)):
            others = sorted(
                (chain for end, chain in chains.items() if end != start), key=lambda chain: (len(chain), chain)
            )
            found[known.names[start]] = tuple(
                Equal(known.names[chain[-1]], _along(graph, chain, known)) for chain in others
            )
    return found


@remembered
def equal_documents(crosswalk: Crosswalk) -> dict[str, tuple[Equal, ...]]:
    """Return document → the documents all of whose assessable provisions are equal to provisions of it, with the grade
    of the weakest row that says so.

    >>> from crosswalk.store.holder import load
    >>> [other.provision for other in equal_documents(load())["dsit-ai-code-2025"]]
    ['etsi-en-304-223-2.1.1']
    """
    known, same = network(crosswalk), equals(crosswalk)
    units = Counter(known.documents[place] for place in known.document[known.assessable].tolist() if place >= 0)
    grades: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)  # (old, new): unit of new → grade
    for provision, others in same.items():
        if known.assessable[known.numbers[provision]]:
            for other in others:
                grades[ids.home(other.provision), ids.home(provision)][provision] = weakest(other.along)
    found: dict[str, list[Equal]] = defaultdict(list)
    for (old, new), of_units in sorted(grades.items()):
        if len(of_units) == units[new]:
            along = (Hop(old, new, Relation.EQUAL, None, max(of_units.values())),)
            found[old].append(Equal(new, along))
    return {old: tuple(new) for old, new in found.items()}


def _graph(known: Network) -> nx.Graph:
    """Return the rows that say equal, between provisions that exist; of several rows for a pair the best grade."""
    rows = known.mappings
    chosen = (
        (rows.mask == int(Relation.EQUAL)) & (known.document[rows.subject] >= 0) & (known.document[rows.object] >= 0)
    )
    graph = nx.Graph()
    for number in np.flatnonzero(chosen & (known.document[rows.subject] != known.document[rows.object])).tolist():
        row = rows[number]
        other = graph.get_edge_data(row.subject, row.object)
        if other is None or (row.grade or "") < (other["row"].grade or ""):
            graph.add_edge(row.subject, row.object, row=row)
    return graph


def _along(graph: nx.Graph, chain: list[int], known: Network) -> Path:
    return tuple(_hops(graph, chain, known))


def _hops(graph: nx.Graph, chain: list[int], known: Network) -> Iterator[Hop]:
    for here, there in pairwise(chain):
        row = graph[here][there]["row"]
        yield Hop(known.names[here], known.names[there], Relation.EQUAL, row.mapping_set, row.grade)


def back(along: Path) -> Path:
    """Return a chain of equal provisions in the other direction."""
    return tuple(Hop(hop.object, hop.subject, hop.mask, hop.mapping_set, hop.grade) for hop in reversed(along))
