"""Rival mapping sets side by side: where they agree, where they differ, and where they contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from itertools import combinations
from operator import and_

import numpy as np

from crosswalk import ids
from crosswalk.algebra import Relation, names
from crosswalk.analysis import Json
from crosswalk.analysis.catalogue import document
from crosswalk.analysis.closure import Closure, close
from crosswalk.analysis.derive import Derived, Source
from crosswalk.analysis.mappings import Assertion, assertions
from crosswalk.analysis.network import Network, network
from crosswalk.analysis.paths import Path, weakest
from crosswalk.errors import UsageError
from crosswalk.limits import MAX_HOPS
from crosswalk.store.holder import Crosswalk, remembered

#: How the sets compare on a pair of provisions, and what that means.
KINDS = {
    "same": "every set says the same",
    "compatible": "the sets say different things that can both be true",
    "contradictory": "the sets cannot all be right",
    "one found nothing": "one set maps the provision, another went through the document and found nothing",
    "only": "only one set mentions the pair",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two provisions and every assertion about them; `kind` is one of KINDS."""

    subject: str
    object: str
    kind: str
    assertions: tuple[Assertion, ...]

    def as_json(self) -> Json:
        """Return {"subject", "object", "kind", "relations": [{"mapping_set", "relation", "grade"}]}."""
        relations = [
            {"mapping_set": assertion.mapping_set, "relation": assertion.relation, "grade": assertion.grade}
            for assertion in self.assertions
        ]
        return {"subject": self.subject, "object": self.object, "kind": self.kind, "relations": relations}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two provisions whose paths contradict each other; `proofs` is a smallest set of paths that do."""

    subject: str
    object: str
    proofs: tuple[tuple[Relation, Path], ...] = field(repr=False)
    paths: int  #: how many paths join the two

    def as_json(self) -> Json:
        """Return {"subject", "object", "paths": [{"relation", "grade", "hops"}], "all_paths"}."""
        paths = [
            {"relation": names(mask), "grade": weakest(path), "hops": [hop.as_json() for hop in path]}
            for mask, path in self.proofs
        ]
        return {"subject": self.subject, "object": self.object, "paths": paths, "all_paths": self.paths}


@dataclass(slots=True)
class Agreement:
    """Every pair of provisions of two documents that a mapping set mentions, and the contradictions.

    >>> Agreement(["a--b"]).as_json()
    {'agree': [], 'differ': [], 'only': [], 'contradictions': []}
    """

    sets: list[str]
    agree: list[Pair] = field(default_factory=list, repr=False)
    differ: list[Pair] = field(default_factory=list, repr=False)
    only: list[Pair] = field(default_factory=list, repr=False)
    contradictions: list[Contradiction] = field(default_factory=list, repr=False)

    def as_json(self) -> Json:
        """Return {"agree", "differ", "only", "contradictions"}, each a list."""
        parts = ("agree", "differ", "only", "contradictions")
        return {name: [entry.as_json() for entry in getattr(self, name)] for name in parts}


def agreement(crosswalk: Crosswalk, first: str, second: str, max_hops: int = MAX_HOPS) -> Agreement:
    """Return what the mapping sets between two documents assert, pair by pair, and where they contradict each other.

    Contradictions are looked for along paths of at most `max_hops` mappings through any document (docs/derivation.md).
    A contradiction is a question for the authors, not proof of an error. Relations are those of
    [NIST IR 8477](https://doi.org/10.6028/NIST.IR.8477). Raises UnknownId for an unknown document, and UsageError when
    both are the same or for more mappings than `crosswalk.limits` allows.

    >>> from crosswalk.store.holder import load
    >>> result = agreement(load(), "dsit-ai-code-2025", "ncsc-secure-ai-2023")
    >>> len(result.only) > 50, result.contradictions
    (True, [])
    """
    for name in (first, second):
        document(crosswalk, name)
    if first == second:
        raise UsageError(f"Both documents are {first}; name two.")
    between = [
        assertion
        for assertion in assertions(crosswalk, first)
        if assertion.object_document == second and assertion.is_about_overlap
    ]
    result = Agreement(sorted({assertion.mapping_set for assertion in between}))
    for pair in _pairs(between):
        {"same": result.agree, "compatible": result.agree, "only": result.only}.get(pair.kind, result.differ).append(
            pair
        )
    result.contradictions = [
        contradiction
        for contradiction in _contradictions(crosswalk, first, second, max_hops)
        if any(len(path) > 1 for _, path in contradiction.proofs)  # otherwise the sets differ, which is listed
    ]
    return result


def _pairs(between: Iterable[Assertion]) -> Iterator[Pair]:
    by_pair: dict[tuple[str, str], list[Assertion]] = defaultdict(list)
    nothing: dict[str, list[Assertion]] = defaultdict(list)
    for assertion in between:
        if assertion.nothing_found:
            if assertion.is_answer:
                nothing[assertion.subject].append(assertion)
        else:
            by_pair[assertion.subject, assertion.object].append(assertion)
    for (subject, target), rows in sorted(by_pair.items(), key=lambda item: tuple(map(ids.natural_key, item[0]))):
        yield Pair(subject, target, _kind(rows), tuple(rows))
        sets = {row.mapping_set for row in rows}
        against = [assertion for assertion in nothing[subject] if assertion.mapping_set not in sets]
        mapped = [row for row in rows if row.status.is_met]
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
    for contradiction in _empty(known, closure):
        if ids.home(contradiction.object) == second:
            yield contradiction


@remembered
def contradictions(crosswalk: Crosswalk, max_hops: int = MAX_HOPS) -> tuple[Contradiction, ...]:
    """Return every pair of provisions of any two documents whose paths contradict each other, each pair once.

    One wrong mapping appears at every pair of ends along the circle that it closes.
    """
    known = network(crosswalk)
    everything = np.arange(len(known.names), dtype=np.int32)
    return tuple(_empty(known, close(known, everything, max_hops, halves=True)))


def circles(contradictions: Iterable[Contradiction]) -> list[list[Contradiction]]:
    """Return contradictions grouped by the mappings they rest on: each group is one circle, seen from its pairs."""
    groups: dict[frozenset[tuple[str | None, frozenset[str]]], list[Contradiction]] = defaultdict(list)
    for contradiction in contradictions:
        rows = {
            (hop.mapping_set, frozenset((hop.subject, hop.object))) for _, path in contradiction.proofs for hop in path
        }
        groups[frozenset(rows)].append(contradiction)
    return list(groups.values())


def _empty(known: Network, closure: Closure) -> Iterator[Contradiction]:
    for pair in np.flatnonzero(closure.mask == 0).tolist():
        subject, target = (known.names[int(ends[pair])] for ends in (closure.start, closure.target))
        derived = Derived(subject, target, Relation.NONE, int(closure.shortest[pair]), (Source(known, closure, pair),))
        yield _least(subject, target, derived)


def _least(subject: str, target: str, derived: Derived) -> Contradiction:
    """Return a smallest set of paths that contradict each other: two if two do, otherwise as many as are needed."""
    proofs = sorted(derived.proofs(), key=lambda proof: (len(proof[1]), proof[0].bit_count(), weakest(proof[1])))
    for pair in combinations(proofs, 2):
        if not pair[0][0] & pair[1][0]:
            return Contradiction(subject, target, pair, len(proofs))
    kept = list(proofs)
    for proof in reversed(proofs):
        without = [other for other in kept if other is not proof]
        if not _together(mask for mask, _ in without):
            kept = without
    return Contradiction(subject, target, tuple(kept), len(proofs))
