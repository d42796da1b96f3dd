"""What follows from the asserted mappings for one document: each pair with its mask and every path that supports it.

A derivation uses up to `max_hops` mapping steps and one parent link at each end (design §4). Nothing derived is ever
written to a file, and its grade is F: computed, and so never better than its weakest step.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from crosswalk.algebra import Relation, inverse, is_provable_overlap, phrase
from crosswalk.analysis.closure import Closure, close
from crosswalk.analysis.network import Network, network
from crosswalk.store.holder import Crosswalk

MAX_HOPS = 2
GRADE = "F"


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path: a mapping of a set, or a step to a parent or part (no mapping set)."""

    subject: str
    object: str
    mask: Relation
    mapping_set: str | None = None
    grade: str | None = None
    said: str | None = None  #: the name of what joins the two where the mask is not all

    @property
    def relation(self) -> str:
        """The relation in words: of an association its name, of a heading “stands under” or “holds”."""
        return self.said or phrase(self.mask)

    def as_json(self) -> dict[str, Any]:
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
    """Everything that the paths between two provisions prove."""

    subject: str
    object: str
    mask: Relation
    shortest: int  #: the number of mappings of the shortest path
    _where: tuple[Network, Closure, int]

    @property
    def is_overlap(self) -> bool:
        """True when the two provisions provably have something in common."""
        return is_provable_overlap(self.mask)

    @property
    def paths(self) -> list[Path]:
        """Every supporting path, those of fewest mappings first."""
        return [path for _, path in self.proofs()]

    def proofs(self) -> Iterator[tuple[Relation, Path]]:
        """Yield what each path proves by itself, with the path."""
        network, closure, pair = self._where
        for number in closure.paths(pair):
            yield closure.mask_of(number), _hops(network, closure, number, self.subject)


def derive(crosswalk: Crosswalk, document: str, max_hops: int = MAX_HOPS) -> dict[str, dict[str, Derived]]:
    """Return provision → (provision of another document → what is derived), for the assessable provisions of
    `document`.

    Pairs about which the paths say nothing are left out. An empty mask means that the paths contradict each other.
    """
    key = ("derive", document, max_hops)
    if key not in crosswalk.answers:
        known = network(crosswalk)
        starts = known.of(document)
        nothing: dict[str, dict[str, Derived]] = {known.names[one]: {} for one in starts.tolist()}
        crosswalk.answers[key] = nothing | by_name(known, close(known, starts, max_hops))
    found: dict[str, dict[str, Derived]] = crosswalk.answers[key]
    return found


def by_name(network: Network, closure: Closure) -> dict[str, dict[str, Derived]]:
    """Return a closure as start → (target → what is derived)."""
    found: dict[str, dict[str, Derived]] = {}
    columns = (closure.start, closure.target, closure.mask, closure.shortest)
    for pair, (start, target, mask, hops) in enumerate(zip(*(one.tolist() for one in columns), strict=True)):
        subject, other = network.names[start], network.names[target]
        one = Derived(subject, other, Relation(mask), hops, (network, closure, pair))
        found.setdefault(subject, {})[other] = one
    return found


def _hops(network: Network, closure: Closure, path: int, subject: str) -> Path:
    hops, at = [], network.numbers[subject]
    for step in closure.steps(path):
        row = (network.mappings if step.is_mapping else network.told_parents)[step.row]
        mask = row.mask if row.subject == at else inverse(row.mask)
        hops.append(Hop(network.names[at], network.names[step.node], mask, row.mapping_set, row.grade))
        at = step.node
    return tuple(hops)


def weakest(path: Path) -> str:
    """Return the worst grade on a path: a parent link is the publisher's own word and weakens nothing.

    >>> weakest((Hop("a:1", "b:1", Relation.EQUAL, "s", "A"), Hop("b:1", "c:1", Relation.EQUAL, "t", "E")))
    'E'
    """
    return max((hop.grade for hop in path if hop.grade), default="A")
