"""What follows from the asserted mappings of one document: each pair with its mask and every path that supports it.

A derivation uses up to `max_hops` mapping steps and one parent link at each end (docs/derivation.md). Nothing derived
is ever written to a file, and its grade is F: computed, and so never better than its weakest step.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from crosswalk import ids
from crosswalk.algebra import Relation, inverse, is_provable_overlap, phrase
from crosswalk.analysis import Json
from crosswalk.analysis.catalogue import document as catalogued
from crosswalk.analysis.closure import Closure, close
from crosswalk.analysis.equals import equals
from crosswalk.analysis.network import Network, network
from crosswalk.analysis.paths import Hop, Path
from crosswalk.limits import MAX_HOPS
from crosswalk.store.holder import Crosswalk, remembered
from crosswalk.vocabulary import Grade, Status


class Source(NamedTuple):
    """Where paths come from: a pair of a closure, and the rows before and after it that say equal."""

    network: Network
    closure: Closure
    pair: int
    before: Path = ()
    after: Path = ()

    def proofs(self) -> Iterator[tuple[Relation, Path]]:
        start = self.network.names[self.closure.start[self.pair]]
        for number in self.closure.paths(self.pair):
            hops = _hops(self.network, self.closure, number, start)
            yield self.closure.mask_of(number), (*self.before, *hops, *self.after)


@dataclass(frozen=True, slots=True)
class Derived:
    """Everything that the paths between two provisions prove.

    Paths between provisions that are equal to the two ends count, with the rows that say equal. `carried_from` is the
    provision at which they really begin or end, where there are no others.

    >>> from crosswalk.store.holder import load
    >>> derived = derive(load(), "etsi-en-304-223-2.1.1")["etsi-en-304-223-2.1.1:5.1.1-1"]["ncsc-secure-ai-2023:1.1"]
    >>> derived.grade, len(derived.paths) > 0
    ('F', True)
    """

    subject: str
    object: str
    mask: Relation
    shortest: int  #: the number of mappings of the shortest path, without those that say equal at its ends
    _sources: tuple[Source, ...] = field(repr=False, compare=False)
    carried_from: str | None = None

    @property
    def relation(self) -> str:
        """What is proved, in one cell of a table."""
        return phrase(self.mask)

    @property
    def grade(self) -> Grade:
        """F, since it is computed."""
        return Grade.F

    @property
    def mapping_set(self) -> None:
        """None, since no mapping set asserts it."""

    @property
    def dangling(self) -> bool:
        """False: no path leads through a provision that does not exist."""
        return False

    @property
    def inherited(self) -> bool:
        """False: only citations and other associations are inherited."""
        return False

    @property
    def status(self) -> Status:
        """The status of its subject."""
        return Status.DERIVED if self.is_overlap else Status.UNMAPPED

    @property
    def is_overlap(self) -> bool:
        """True when the two provisions provably have something in common."""
        return is_provable_overlap(self.mask)

    def as_json(self) -> Json:
        """Return the derivation as `crosswalk coverage --format json` prints it, beside the mappings."""
        row: Json = {"object": self.object, "relation": self.relation, "mapping_set": None, "grade": self.grade}
        return row | ({"carried_from": self.carried_from} if self.carried_from else {})

    @property
    def paths(self) -> list[Path]:
        """Every supporting path, those with the fewest mappings first."""
        return [path for _, path in self.proofs()]

    def proofs(self) -> Iterator[tuple[Relation, Path]]:
        """Yield what each path proves by itself, with the path, those with the fewest mappings first."""
        found = {path: mask for source in self._sources for mask, path in source.proofs()}
        straight = {path: mask for path, mask in found.items() if _is_straight(path)} or found
        yield from ((mask, path) for path, mask in sorted(straight.items(), key=lambda proof: len(proof[0])))

    def equal_at(self, subject: str, target: str, before: Path, after: Path, source: str | None) -> Derived:
        """Return the same paths for provisions that are equal to the ends."""
        carried = tuple(
            each._replace(before=(*before, *each.before), after=(*each.after, *after)) for each in self._sources
        )
        return Derived(subject, target, self.mask, self.shortest, carried, self.carried_from or source)

    def together(self, other: Derived) -> Derived:
        """Return what the paths of both prove together."""
        carried_from = self.carried_from and other.carried_from and self.carried_from
        mask, shortest = self.mask & other.mask, min(self.shortest, other.shortest)
        return Derived(self.subject, self.object, mask, shortest, (*self._sources, *other._sources), carried_from)


def _is_straight(path: Path) -> bool:
    """Return True where a path does not come back to a provision."""
    nodes = [path[0].subject, *(hop.object for hop in path)] if path else []
    return len(set(nodes)) == len(nodes)


_Proofs = dict[str, dict[str, Derived]]


@remembered
def derive(crosswalk: Crosswalk, document: str, max_hops: int = MAX_HOPS) -> Mapping[str, Mapping[str, Derived]]:
    """Return provision → (provision of another document → what is derived), for the provisions of `document`.

    A path has at most `max_hops` mappings and one parent link at each end; what follows for a provision follows for
    those that are asserted equal to it (docs/derivation.md). Pairs about which the paths prove nothing are left out.
    An empty mask means that the paths contradict each other. Every assessable provision is a key; a document without
    provisions has none. The relations are those of [NIST IR 8477](https://doi.org/10.6028/NIST.IR.8477). Raises
    UnknownId for a document that does not exist, and UsageError for more mappings than `crosswalk.limits` allows.

    >>> from crosswalk.store.holder import load
    >>> derive(load(), "etsi-en-304-223-2.1.1")["etsi-en-304-223-2.1.1:5.1.1-1"]["ncsc-secure-ai-2023:1.1"].is_overlap
    True
    """
    catalogued(crosswalk, document)
    known = network(crosswalk)
    proofs: _Proofs = {known.names[start]: {} for start in known.of(document).tolist()}
    proofs |= by_name(known, close(known, known.of(document, assessable=False), max_hops))
    _carry(crosswalk, document, proofs, max_hops)
    return proofs


def _carry(crosswalk: Crosswalk, document: str, proofs: _Proofs, max_hops: int) -> None:
    """Add what follows for provisions that are equal to others, on this side and then on the other."""
    known, same = network(crosswalk), equals(crosswalk)
    names = (known.names[node] for node in known.of(document, assessable=False).tolist())
    here = {name: same[name] for name in names if name in same}
    members = sorted({known.numbers[other.provision] for others in here.values() for other in others})
    theirs = by_name(known, close(known, np.array(members, dtype=np.int32), max_hops))
    for subject, others in here.items():
        for other in others:
            for end, proof in theirs.get(other.provision, {}).items():
                if ids.home(end) != document:
                    carried = proof.equal_at(subject, end, other.along, (), other.provision)
                    _add(proofs.setdefault(subject, {}), carried)
    for targets in proofs.values():
        for proof in [proof for end, proof in targets.items() if end in same]:
            for other in same[proof.object]:
                if ids.home(other.provision) != document:
                    _add(targets, proof.equal_at(proof.subject, other.provision, (), other.along, proof.object))


def _add(targets: dict[str, Derived], carried: Derived) -> None:
    known = targets.get(carried.object)
    targets[carried.object] = known.together(carried) if known else carried


def by_name(network: Network, closure: Closure) -> dict[str, dict[str, Derived]]:
    """Return a closure as start → (target → what is derived)."""
    proofs: dict[str, dict[str, Derived]] = {}
    columns = (closure.start, closure.target, closure.mask, closure.shortest)
    for pair, (start, target, mask, hops) in enumerate(zip(*(column.tolist() for column in columns), strict=True)):
        subject, other = network.names[start], network.names[target]
        proofs.setdefault(subject, {})[other] = Derived(
            subject, other, _MASKS[mask], hops, (Source(network, closure, pair),)
        )
    return proofs


_MASKS = [Relation(mask) for mask in range(32)]


def _hops(network: Network, closure: Closure, path: int, subject: str) -> Path:
    hops, at = [], network.numbers[subject]
    for step in closure.steps(path):
        row = (network.mappings if step.is_mapping else network.stated_parents)[step.row]
        mask = row.mask if row.subject == at else inverse(row.mask)
        hops.append(Hop(network.names[at], network.names[step.node], mask, row.mapping_set, row.grade))
        at = step.node
    return tuple(hops)
