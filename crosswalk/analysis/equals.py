"""Provisions asserted equal: what is said of one of them answers for the others too (docs/derivation.md)."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path as FilePath

import numpy as np

from crosswalk import ids
from crosswalk.algebra import Relation
from crosswalk.analysis.network import Network, Row, network
from crosswalk.analysis.paths import Hop, Path, weakest
from crosswalk.store.beside import recall_arrays, remember_arrays
from crosswalk.store.holder import Crosswalk, remembered
from crosswalk.vocabulary import Grade

Edge = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Equal:
    """A provision, or a document as a whole, that is equal to another, `along` a chain of rows that say so."""

    provision: str
    along: Path


@remembered
def equals(crosswalk: Crosswalk) -> Mapping[str, tuple[Equal, ...]]:
    """Return provision → the provisions of other documents that are equal to it, those with the shortest chain first.

    A class that has two provisions of one document is left out: they would be equal to each other, so that whoever
    wrote the rows must have meant something else.

    >>> from crosswalk.store.holder import load
    >>> [other.provision for other in equals(load())["etsi-en-304-223-2.1.1:5.1.1-1"]]
    ['dsit-ai-code-2025:1.1']
    """
    known = network(crosswalk)
    rows = _best_rows(known)
    found: dict[str, list[Equal]] = defaultdict(list)
    for chain in _kept_chains(crosswalk, known, rows):
        found[known.names[chain[0]]].append(Equal(known.names[chain[-1]], tuple(_hops(rows, chain, known))))
    return {provision: tuple(others) for provision, others in found.items()}


@remembered
def equal_documents(crosswalk: Crosswalk) -> Mapping[str, tuple[Equal, ...]]:
    """Return document → the documents all of whose assessable provisions are equal to provisions of it, with the grade
    of the weakest row that says so.

    >>> from crosswalk.store.holder import load
    >>> [other.provision for other in equal_documents(load())["dsit-ai-code-2025"]]
    ['etsi-en-304-223-2.1.1']
    """
    known, same = network(crosswalk), equals(crosswalk)
    units = Counter(known.documents[place] for place in known.document[known.assessable].tolist() if place >= 0)
    grades: dict[tuple[str, str], dict[str, Grade]] = defaultdict(dict)  # (old, new): unit of new → grade
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


def _best_rows(known: Network) -> dict[Edge, Row]:
    """Return the rows that say equal, between provisions that exist; of several rows for a pair the best grade."""
    rows = known.mappings
    chosen = (
        (rows.mask == int(Relation.EQUAL)) & (known.document[rows.subject] >= 0) & (known.document[rows.object] >= 0)
    )
    found: dict[Edge, Row] = {}
    for number in np.flatnonzero(chosen & (known.document[rows.subject] != known.document[rows.object])).tolist():
        row = rows[number]
        edge = _edge(row.subject, row.object)
        other = found.get(edge)
        if other is None or (row.grade or "") < (other.grade or ""):
            found[edge] = row
    return found


def _edge(here: int, there: int) -> Edge:
    return min(here, there), max(here, there)


def _kept_chains(crosswalk: Crosswalk, known: Network, rows: Mapping[Edge, Row]) -> list[list[int]]:
    """Return the chains of `_chains`, which are kept beside the graph: networkx takes longer to import than to work."""
    edges = np.array(sorted(rows), dtype=np.int32).reshape(-1, 2)
    digest = hashlib.sha256(edges.tobytes() + known.document.tobytes() + FilePath(__file__).read_bytes())
    name = f"equals-{digest.hexdigest()[:12]}"
    kept = recall_arrays(crosswalk.store, name)
    if kept is not None and kept.keys() == {"chains"}:
        return [[number for number in chain if number >= 0] for chain in kept["chains"].tolist()]
    chains = list(_chains(known, rows))
    padded = np.full((len(chains), max(map(len, chains), default=0)), -1, dtype=np.int32)
    for place, chain in enumerate(chains):
        padded[place, : len(chain)] = chain
    remember_arrays(crosswalk.store, name, {"chains": padded})
    return chains


def _chains(known: Network, rows: Iterable[Edge]) -> Iterator[list[int]]:
    """Yield the shortest chain from each provision to each that is equal to it, those of one start together, shortest
    first.
    """
    import networkx as nx

    graph = nx.Graph()
    graph.add_edges_from(rows)
    for members in nx.connected_components(graph):
        if max(Counter(known.document[list(members)].tolist()).values()) > 1:
            continue
        for start, chains in nx.all_pairs_shortest_path(graph.subgraph(members)):
            others = (chain for end, chain in chains.items() if end != start)
            yield from sorted(others, key=lambda chain: (len(chain), chain))


def _hops(rows: Mapping[Edge, Row], chain: list[int], known: Network) -> Iterator[Hop]:
    for here, there in pairwise(chain):
        row = rows[_edge(here, there)]
        yield Hop(known.names[here], known.names[there], Relation.EQUAL, row.mapping_set, row.grade)


def back(along: Path) -> Path:
    """Return a chain of equal provisions in the other direction."""
    return tuple(Hop(hop.object, hop.subject, hop.mask, hop.mapping_set, hop.grade) for hop in reversed(along))
