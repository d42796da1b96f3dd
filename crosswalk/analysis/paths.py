"""Paths between two provisions, hop by hop: mappings, and steps to a parent or part."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from crosswalk.algebra import Relation, compose, phrase
from crosswalk.analysis import Json
from crosswalk.vocabulary import Grade


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path: a mapping of a set, or a step to a parent or part (no mapping set)."""

    subject: str
    object: str
    mask: Relation
    mapping_set: str | None = None
    grade: Grade | None = None
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


def weakest(path: Path) -> Grade:
    """Return the worst grade on a path. A parent link is the publisher's own statement and weakens nothing.

    >>> weakest((Hop("a:1", "b:1", Relation.EQUAL, "s", Grade.A), Hop("b:1", "c:1", Relation.EQUAL, "t", Grade.E)))
    'E'
    """
    return max((hop.grade for hop in path if hop.grade), default=Grade.A)


def reached(hops: Path) -> list[Relation]:
    """Return what is proved after each hop.

    >>> from crosswalk.algebra import names
    >>> [names(mask) for mask in reached((Hop("a:1", "b:1", Relation.SUBSET_OF), Hop("b:1", "c:1", Relation.EQUAL)))]
    [['subset-of'], ['subset-of']]
    """
    return list(accumulate((hop.mask for hop in hops), compose))
