"""From one provision to another, hop by hop: what the paths prove, or which hop lost the information."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from itertools import islice, pairwise

import networkx as nx
import numpy as np

from crosswalk import ids
from crosswalk.algebra import Relation, names
from crosswalk.analysis import Json
from crosswalk.analysis.catalogue import document
from crosswalk.analysis.closure import close
from crosswalk.analysis.derive import Derived, by_name
from crosswalk.analysis.equals import Equal, back, equals
from crosswalk.analysis.graph import mapping_graph
from crosswalk.analysis.network import network
from crosswalk.analysis.paths import Hop, Path, reached, weakest
from crosswalk.errors import UnknownId, UsageError, did_you_mean, shown
from crosswalk.limits import MAX_HOPS
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Grade

_MOST_LOST = 3  # paths that prove nothing are examples, not evidence


@dataclass(frozen=True, slots=True)
class Proof:
    """One path and what it proves by itself. `lost` is the number of the hop after which anything is possible, 0 where
    the path is longer than `max_hops` allows.
    """

    mask: Relation
    hops: Path
    lost: int | None = None

    @property
    def grade(self) -> Grade:
        """The grade of its weakest step."""
        return weakest(self.hops)


@dataclass(frozen=True, slots=True)
class Trace:
    """The paths between two provisions, best first; `mask` is what all of them prove together.

    >>> from crosswalk.store.holder import load
    >>> trace(load(), "etsi-en-304-223-2.1.1:5.1.1-1", "dsit-ai-code-2025:1.1").proofs[0].hops[0].relation
    'equal'
    """

    subject: str
    object: str
    mask: Relation
    proofs: tuple[Proof, ...] = field(repr=False)

    @property
    def is_contradiction(self) -> bool:
        """True when the paths cannot all be right."""
        return self.mask is Relation.NONE

    @property
    def is_proved(self) -> bool:
        """True when the paths prove something."""
        return self.mask is not Relation.ANY

    def joint(self) -> Json:
        """Return what all paths prove together: {"relation", "proved", "contradiction"}. Where nothing is proved,
        `relation` lists every base relation; where the paths contradict each other, none.
        """
        return {"relation": names(self.mask), "proved": self.is_proved, "contradiction": self.is_contradiction}

    def as_json(self) -> list[Json]:
        """Return [{"relation", "hops", "contradiction", "grade", "uninformative_after"}], one for each path."""
        return [
            {
                "relation": names(proof.mask),
                "hops": [hop.as_json() for hop in proof.hops],
                "contradiction": self.is_contradiction,
                "grade": proof.grade,
                "uninformative_after": proof.lost,
            }
            for proof in self.proofs
        ]


def trace(crosswalk: Crosswalk, start: str, end: str, max_hops: int = MAX_HOPS) -> Trace:
    """Return the paths of at most `max_hops` mappings from a provision to a provision of another document.

    What follows for a provision follows for those that are asserted equal to it, so a path may be longer by the rows
    that say equal. When nothing can be proved, the shortest paths are returned, each with the hop that lost the
    information (docs/derivation.md). Raises UnknownId for an unknown provision, and UsageError for two provisions of
    one document.

    >>> from crosswalk.store.holder import load
    >>> paths = trace(load(), "etsi-en-304-223-2.1.1:5.1.1-1", "ncsc-secure-ai-2023:1.1")
    >>> paths.is_proved, paths.is_contradiction
    (True, False)
    """
    for text in (start, end):
        _refuse_unknown(crosswalk, text)
    if ids.home(start) == ids.home(end):
        raise UsageError(f"{start} and {end} belong to one document; a trace joins provisions of two documents.")
    derived = _between(crosswalk, start, end, max_hops)
    if derived is not None:
        return Trace(start, end, derived.mask, tuple(_proofs(derived)))
    return Trace(start, end, Relation.ANY, tuple(islice(_lost(crosswalk, start, end), _MOST_LOST)))


def _between(crosswalk: Crosswalk, start: str, end: str, max_hops: int) -> Derived | None:
    """Return what the paths between two provisions prove, or else those between provisions that are equal to them."""
    known, same = network(crosswalk), equals(crosswalk)
    starts, ends = [Equal(start, ()), *same.get(start, ())], [Equal(end, ()), *same.get(end, ())]
    numbers = np.array([known.numbers[other.provision] for other in starts], dtype=np.int32)
    proofs = by_name(known, close(known, numbers, max_hops))
    found = [
        proof.equal_at(start, end, here.along, back(there.along), here.provision)
        for here in starts
        for there in ends
        if (proof := proofs.get(here.provision, {}).get(there.provision))
    ]
    return reduce(Derived.together, found) if found else None


def _refuse_unknown(crosswalk: Crosswalk, text: str) -> None:
    known = network(crosswalk)
    if text in known.numbers and known.document[known.numbers[text]] >= 0:
        return
    if ":" not in text:
        document(crosswalk, text)  # raises UnknownId when there is none
        raise UsageError(f"“{shown(text)}” is not a provision; write one as <document-id>:<local-id>.")
    ids.expand(text)
    raise UnknownId(f"There is no provision “{shown(text)}” here.{did_you_mean(text, known.numbers)}")


def _proofs(derived: Derived) -> list[Proof]:
    proofs = [Proof(mask, path) for mask, path in derived.proofs()]
    return sorted(
        proofs,
        key=lambda proof: (proof.mask.bit_count(), len(proof.hops), proof.grade, [hop.object for hop in proof.hops]),
    )


def _lost(crosswalk: Crosswalk, start: str, end: str) -> Iterator[Proof]:
    """Yield the shortest paths over all links between provisions; they prove nothing."""
    graph = mapping_graph(crosswalk)
    try:
        for nodes in nx.all_shortest_paths(graph, start, end):
            hops = tuple(_hop(graph, a, b) for a, b in pairwise(nodes))
            so_far = reached(hops)
            yield Proof(Relation.ANY, hops, so_far.index(Relation.ANY) + 1 if Relation.ANY in so_far else 0)
    except nx.NetworkXNoPath:
        return


def _hop(graph: nx.MultiDiGraph, start: str, end: str) -> Hop:
    """Return the most informative edge between two neighbours."""
    edge = min(graph[start][end].values(), key=lambda link: (link["mask"].bit_count(), link["grade"] or ""))
    link = edge["relation"] if edge["mask"] is Relation.ANY else None
    return Hop(start, end, edge["mask"], edge["mapping_set"], edge["grade"], link)
