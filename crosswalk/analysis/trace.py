"""From one provision to another, hop by hop: what the paths between them prove, or which hop lost the information."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise
from typing import Any

import networkx as nx
import numpy as np

from crosswalk import ids
from crosswalk.algebra import Relation, compose, names, phrase
from crosswalk.analysis.catalogue import document
from crosswalk.analysis.closure import close
from crosswalk.analysis.derive import MAX_HOPS, Derived, Hop, Path, by_name, weakest
from crosswalk.analysis.graph import mapping_graph
from crosswalk.analysis.network import network
from crosswalk.errors import CrosswalkError, did_you_mean
from crosswalk.store.holder import Crosswalk

_MOST_LOST = 3  # paths that prove nothing are examples, not evidence


@dataclass(frozen=True, slots=True)
class Proof:
    """One path and what it proves by itself; `lost` is the number of the hop after which anything is possible, 0 where
    the path is longer than was asked for.
    """

    mask: Relation
    hops: Path
    lost: int | None = None

    @property
    def grade(self) -> str:
        """The grade of its weakest step."""
        return weakest(self.hops)


@dataclass(frozen=True, slots=True)
class Trace:
    """Everything that joins two provisions, best path first; `mask` is what all paths prove together."""

    subject: str
    object: str
    mask: Relation
    proofs: tuple[Proof, ...]

    @property
    def is_contradiction(self) -> bool:
        """True when the paths cannot all be right."""
        return self.mask is Relation.NONE

    @property
    def is_proved(self) -> bool:
        """True when at least one path says something."""
        return self.mask is not Relation.ANY

    def as_json(self) -> list[dict[str, Any]]:
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

    def sentence(self) -> str:
        """Return what follows, in one sentence."""
        if not self.proofs:
            return f"No path of mappings leads from {self.subject} to {self.object}."
        if not self.is_proved:
            return f"Nothing is proved about {self.subject} and {self.object}: {lost_in_words(self.proofs[0])}."
        if self.is_contradiction:
            return (
                f"The paths from {self.subject} to {self.object} contradict each other: at least one mapping is wrong."
            )
        together = f", by {len(self.proofs)} paths together" if len(self.proofs) > 1 else ""
        return f"{self.subject} {phrase(self.mask)} {self.object}{together}."


def lost_in_words(proof: Proof) -> str:
    """Return where a path that proves nothing lost the information."""
    if not proof.lost:
        steps = sum(hop.mapping_set is not None for hop in proof.hops)
        return (
            f"the shortest path has {steps} mappings and {len(proof.hops) - steps} parent links, more than are followed"
        )
    hop = proof.hops[proof.lost - 1]
    via = f" ({hop.mapping_set})" if hop.mapping_set else ""
    after = f"hop {proof.lost}, {hop.subject} {hop.relation} {hop.object}{via}"
    if hop.mask is Relation.ANY:
        return f"uninformative after {after}, which says nothing about overlap"
    so_far = reached(proof.hops)[proof.lost - 2]
    return f"uninformative after {after}: {phrase(so_far)}, then {hop.relation}, can be anything"


def reached(hops: Path) -> list[Relation]:
    """Return what is proved after each hop.

    >>> [phrase(one) for one in reached((Hop("a:1", "b:1", Relation.SUBSET_OF), Hop("b:1", "c:1", Relation.EQUAL)))]
    ['subset-of', 'subset-of']
    """
    return list(accumulate((hop.mask for hop in hops), compose))


def trace(crosswalk: Crosswalk, start: str, end: str, max_hops: int = MAX_HOPS) -> Trace:
    """Return the paths from one provision to another of another document, of at most `max_hops` mappings.

    When nothing can be proved, the shortest paths that lead there are given, each with the hop that lost the
    information. Raises CrosswalkError for what is no provision, and for two provisions of one document.

    >>> from crosswalk.store.holder import load
    >>> found = trace(load(), "etsi-en-304-223-2.1.1:5.1.1-1", "ncsc-secure-ai-2023:1.1")
    >>> found.is_proved, found.is_contradiction
    (True, False)
    """
    for text in (start, end):
        _refuse_unknown(crosswalk, text)
    if start.split(":")[0] == end.split(":")[0]:
        raise CrosswalkError(f"{start} and {end} stand in one document; a trace joins provisions of two documents.")
    known = network(crosswalk)
    closure = close(known, np.array([known.numbers[start]], dtype=np.int32), max_hops)
    found = by_name(known, closure).get(start, {}).get(end)
    if found is not None:
        return Trace(start, end, found.mask, tuple(_proofs(found)))
    return Trace(start, end, Relation.ANY, tuple(islice(_lost(crosswalk, start, end), _MOST_LOST)))


def _refuse_unknown(crosswalk: Crosswalk, text: str) -> None:
    known = network(crosswalk)
    if text in known.numbers and known.document[known.numbers[text]] >= 0:
        return
    if ":" not in text:
        document(crosswalk, text)  # says so when there is none
        raise CrosswalkError(f"“{text}” is not a provision; write one as <document-id>:<local-id>.")
    ids.expand(text)
    raise CrosswalkError(f"There is no provision “{text}” here.{did_you_mean(text, known.numbers)}")


def _proofs(found: Derived) -> list[Proof]:
    proofs = [Proof(mask, path) for mask, path in found.proofs()]
    return sorted(
        proofs,
        key=lambda one: (one.mask.bit_count(), len(one.hops), one.grade, [hop.object for hop in one.hops]),
    )


def _lost(crosswalk: Crosswalk, start: str, end: str) -> Iterator[Proof]:
    """Yield the shortest paths over everything that joins provisions, which prove nothing."""
    graph = mapping_graph(crosswalk)
    try:
        for nodes in nx.all_shortest_paths(graph, start, end):
            hops = tuple(_hop(graph, a, b) for a, b in pairwise(nodes))
            so_far = reached(hops)
            yield Proof(Relation.ANY, hops, so_far.index(Relation.ANY) + 1 if Relation.ANY in so_far else 0)
    except nx.NetworkXNoPath:
        return


def _hop(graph: nx.MultiDiGraph, start: str, end: str) -> Hop:
    """Return the most telling edge between two neighbours."""
    edge = min(graph[start][end].values(), key=lambda one: (one["mask"].bit_count(), one["grade"] or ""))
    said = edge["relation"] if edge["mask"] is Relation.ANY else None
    return Hop(start, end, edge["mask"], edge["mapping_set"], edge["grade"], said)
