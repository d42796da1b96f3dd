"""Rival mapping sets side by side: where they agree, where they differ, and what cannot all be true by what follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from itertools import combinations
from operator import and_
from typing import Any

import numpy as np

from crosswalk.algebra import Relation, names
from crosswalk.analysis.catalogue import document
from crosswalk.analysis.closure import Closure, close
from crosswalk.analysis.derive import MAX_HOPS, Derived, Path, by_name, weakest
from crosswalk.analysis.mappings import NO_TERM, SET_RELATIONS, Assertion, assertions
from crosswalk.analysis.network import Network, network
from crosswalk.errors import CrosswalkError
from crosswalk.store.holder import Crosswalk

#: What two or more sets say of a pair, in words.
KINDS = {
    "same": "every set says the same",
    "compatible": "the sets say different things that can both be true",
    "contradictory": "the sets cannot all be right",
    "one found nothing": "one set maps the provision, another looked at the whole document and found nothing",
    "only": "one set alone speaks about the pair",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two provisions and every mapping set that speaks about them; `kind` is one of KINDS."""

    subject: str
    object: str
    kind: str
    told: tuple[Assertion, ...]

    def as_json(self) -> dict[str, Any]:
        """Return {"subject", "object", "kind", "relations": [{"mapping_set", "relation", "grade"}]}."""
        relations = [
            {"mapping_set": one.mapping_set, "relation": one.relation, "grade": one.grade} for one in self.told
        ]
        return {"subject": self.subject, "object": self.object, "kind": self.kind, "relations": relations}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two provisions about which paths prove what cannot all be true; `proofs` is a least set of such paths."""

    subject: str
    object: str
    proofs: tuple[tuple[Relation, Path], ...]
    paths: int  #: how many paths join the two in all

    def as_json(self) -> dict[str, Any]:
        """Return {"subject", "object", "paths": [{"relation", "grade", "hops"}], "all_paths"}."""
        told = [
            {"relation": names(mask), "grade": weakest(path), "hops": [hop.as_json() for hop in path]}
            for mask, path in self.proofs
        ]
        return {"subject": self.subject, "object": self.object, "paths": told, "all_paths": self.paths}


@dataclass(slots=True)
class Agreement:
    """All pairs of provisions of two documents that some mapping set speaks about, and the contradictions."""

    sets: list[str]
    agree: list[Pair] = field(default_factory=list)
    differ: list[Pair] = field(default_factory=list)
    only: list[Pair] = field(default_factory=list)
    contradictions: list[Contradiction] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return {"agree", "differ", "only", "contradictions"}, each a list."""
        parts = ("agree", "differ", "only", "contradictions")
        return {name: [one.as_json() for one in getattr(self, name)] for name in parts}


def agreement(crosswalk: Crosswalk, first: str, second: str, max_hops: int = MAX_HOPS) -> Agreement:
    """Return what the mapping sets between two documents say, pair by pair, and what cannot be true by the paths of at
    most `max_hops` mappings through any document. A contradiction is a question for the authors, not proof of error.

    Raises CrosswalkError for unknown documents, and for one document twice.

    >>> from crosswalk.store.holder import load
    >>> found = agreement(load(), "dsit-ai-code-2025", "ncsc-secure-ai-2023")
    >>> len(found.only) > 50, found.contradictions
    (True, [])
    """
    for name in (first, second):
        document(crosswalk, name)
    if first == second:
        raise CrosswalkError(f"Both documents are {first}; name two.")
    told = [one for one in assertions(crosswalk, first) if one.object_document == second]
    told = [one for one in told if one.relation in SET_RELATIONS or one.object == NO_TERM]
    found = Agreement(sorted({one.mapping_set for one in told}))
    for pair in _pairs(told):
        {"same": found.agree, "compatible": found.agree, "only": found.only}.get(pair.kind, found.differ).append(pair)
    found.contradictions = [
        one
        for one in _contradictions(crosswalk, first, second, max_hops)
        if any(len(path) > 1 for _, path in one.proofs)  # otherwise the sets differ, and that has been told
    ]
    return found


def _pairs(told: Iterable[Assertion]) -> Iterator[Pair]:
    by_pair: dict[tuple[str, str], list[Assertion]] = defaultdict(list)
    nothing: dict[str, list[Assertion]] = defaultdict(list)
    for one in told:
        if one.object == NO_TERM:
            nothing[one.subject].append(one)
        else:
            by_pair[one.subject, one.object].append(one)
    for (subject, target), rows in sorted(by_pair.items()):
        yield Pair(subject, target, _kind(rows), tuple(rows))
        against = [one for one in nothing[subject] if one.mapping_set not in {row.mapping_set for row in rows}]
        mapped = [row for row in rows if row.relation != "no-relationship"]
        if against and mapped:
            yield Pair(subject, target, "one found nothing", (*mapped, *against))


def _kind(rows: list[Assertion]) -> str:
    if len({row.mapping_set for row in rows}) < 2:
        return "only" if _together(row.mask for row in rows) else "contradictory"
    if len({row.relation for row in rows}) == 1:
        return "same"
    return "compatible" if _together(row.mask for row in rows) else "contradictory"


def _together(masks: Iterable[Relation]) -> Relation:
    return reduce(and_, masks, Relation.ANY)


def _contradictions(crosswalk: Crosswalk, first: str, second: str, max_hops: int) -> Iterator[Contradiction]:
    known = network(crosswalk)
    closure = close(known, known.of(first, assessable=False), max_hops)
    for one in _empty(known, closure):
        if one.object.split(":")[0] == second:
            yield one


def contradictions(crosswalk: Crosswalk, max_hops: int = MAX_HOPS) -> list[Contradiction]:
    """Return every pair of provisions of any two documents about which paths prove what cannot all be true, told once.

    One wrong mapping shows at each pair of ends along the circle that it closes.
    """
    known = network(crosswalk)
    everything = np.arange(len(known.names), dtype=np.int32)
    return list(_empty(known, close(known, everything, max_hops, halves=True)))


def circles(found: Iterable[Contradiction]) -> list[list[Contradiction]]:
    """Return contradictions in groups that rest on the same mappings: each group is one circle, seen from its pairs."""
    groups: dict[frozenset[tuple[str | None, frozenset[str]]], list[Contradiction]] = defaultdict(list)
    for one in found:
        rows = {(hop.mapping_set, frozenset((hop.subject, hop.object))) for _, path in one.proofs for hop in path}
        groups[frozenset(rows)].append(one)
    return list(groups.values())


def _empty(known: Network, closure: Closure) -> Iterator[Contradiction]:
    for subject, targets in by_name(known, closure).items():
        for target, derived in targets.items():
            if derived.mask is Relation.NONE:
                yield _least(subject, target, derived)


def _least(subject: str, target: str, derived: Derived) -> Contradiction:
    """Return a least set of paths that contradict each other: two if two do, else all that are needed."""
    proofs = sorted(derived.proofs(), key=lambda one: (len(one[1]), one[0].bit_count(), weakest(one[1])))
    for pair in combinations(proofs, 2):
        if not pair[0][0] & pair[1][0]:
            return Contradiction(subject, target, pair, len(proofs))
    kept = list(proofs)
    for proof in reversed(proofs):
        without = [one for one in kept if one is not proof]
        if not _together(mask for mask, _ in without):
            kept = without
    return Contradiction(subject, target, tuple(kept), len(proofs))
