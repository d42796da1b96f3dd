"""What follows from the asserted mappings of one document: each pair with its mask and every path that supports it.

A derivation uses up to `max_hops` mapping steps and one parent link at each end (docs/derivation.md). Nothing derived
is ever written to a file, and its grade is F: computed, and so never better than its weakest step.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from types import MappingProxyType

from crosswalk.algebra import Relation, compose, inverse, is_provable_overlap, phrase
from crosswalk.analysis import Json
from crosswalk.analysis.closure import Closure, close
from crosswalk.analysis.network import Network, network
from crosswalk.limits import MAX_HOPS
from crosswalk.store.holder import Crosswalk, remembered
from crosswalk.vocabulary import Grade, Status


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path: a mapping of a set, or a step to a parent or part (no mapping set)."""

    subject: str
    object: str
    mask: Relation
    mapping_set: str | None = None
    grade: str | None = None
    link: str | None = None  #: the name of an association or parent link

    @property
    def relation(self) -> str:
        """The relation in words: for an association its name, for a parent link “under” or “contains”."""
        return self.link or phrase(self.mask)

    def as_json(self) -> Json:
        """Return {"subject", "relation", "object", "mapping_set", "grade"}."""
        return {
            "subject": self.subject,
            "relation": self.relation,
            "object": self.object,
            "mapping_set": self.mapping_set,
            "grade": self.grade,
        }


Path = tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class Derived:
    """Everything that the paths between two provisions prove.

    >>> from crosswalk.store.holder import load
    >>> derived = derive(load(), "etsi-en-304-223-2.1.1")["etsi-en-304-223-2.1.1:5.1.1-1"]["ncsc-secure-ai-2023:1.1"]
    >>> derived.grade, len(derived.paths) > 0
    ('F', True)
    """

    subject: str
    object: str
    mask: Relation
    shortest: int  #: the number of mappings of the shortest path
    _where: tuple[Network, Closure, int] = field(repr=False, compare=False)

    @property
    def relation(self) -> str:
        """What is proved, in one cell of a table."""
        return phrase(self.mask)

    @property
    def grade(self) -> str:
        """F, since it is computed."""
        return Grade.F

    @property
    def mapping_set(self) -> None:
        """None, since no mapping set asserts it."""

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

    @property
    def paths(self) -> list[Path]:
        """Every supporting path, those with the fewest mappings first."""
        return [path for _, path in self.proofs()]

    def proofs(self) -> Iterator[tuple[Relation, Path]]:
        """Yield what each path proves by itself, with the path."""
        network, closure, pair = self._where
        for number in closure.paths(pair):
            yield closure.mask_of(number), _hops(network, closure, number, self.subject)


@remembered
def derive(crosswalk: Crosswalk, document: str, max_hops: int = MAX_HOPS) -> Mapping[str, Mapping[str, Derived]]:
    """Return provision → (provision of another document → what is derived), for the assessable provisions of
    `document`.

    A path has at most `max_hops` mappings and one parent link at each end (docs/derivation.md). Pairs about which the
    paths prove nothing are left out. An empty mask means that the paths contradict each other. The result is empty
    where the document is unknown or has no assessable provisions.

    >>> from crosswalk.store.holder import load
    >>> derive(load(), "etsi-en-304-223-2.1.1")["etsi-en-304-223-2.1.1:5.1.1-1"]["ncsc-secure-ai-2023:1.1"].is_overlap
    True
    """
    known = network(crosswalk)
    starts = known.of(document)
    nothing: dict[str, dict[str, Derived]] = {known.names[start]: {} for start in starts.tolist()}
    proofs = nothing | by_name(known, close(known, starts, max_hops))
    return MappingProxyType({start: MappingProxyType(targets) for start, targets in proofs.items()})


def by_name(network: Network, closure: Closure) -> dict[str, dict[str, Derived]]:
    """Return a closure as start → (target → what is derived)."""
    proofs: dict[str, dict[str, Derived]] = {}
    columns = (closure.start, closure.target, closure.mask, closure.shortest)
    for pair, (start, target, mask, hops) in enumerate(zip(*(column.tolist() for column in columns), strict=True)):
        subject, other = network.names[start], network.names[target]
        proofs.setdefault(subject, {})[other] = Derived(subject, other, _MASKS[mask], hops, (network, closure, pair))
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


def weakest(path: Path) -> str:
    """Return the worst grade on a path. A parent link is the publisher's own statement and weakens nothing.

    >>> weakest((Hop("a:1", "b:1", Relation.EQUAL, "s", "A"), Hop("b:1", "c:1", Relation.EQUAL, "t", "E")))
    'E'
    """
    return max((hop.grade for hop in path if hop.grade), default="A")


def reached(hops: Path) -> list[Relation]:
    """Return what is proved after each hop.

    >>> from crosswalk.algebra import names
    >>> [names(mask) for mask in reached((Hop("a:1", "b:1", Relation.SUBSET_OF), Hop("b:1", "c:1", Relation.EQUAL)))]
    [['subset-of'], ['subset-of']]
    """
    return list(accumulate((hop.mask for hop in hops), compose))
