"""What follows between two documents and no mapping set says: derived overlaps, and answers carried along *equal*."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosswalk.algebra import Relation, names
from crosswalk.analysis.coverage import Coverage, coverage
from crosswalk.analysis.derive import Derived
from crosswalk.analysis.mappings import NO_TERM, Assertion
from crosswalk.errors import NothingLoaded
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import RELATED, RELATIONS, said

_STEP = " → "


@dataclass(frozen=True, slots=True)
class Chain:
    """A mapping that follows along others, written as the strongest row of SSSOM that is true."""

    focal: str
    reference: str
    subject: str
    object: str
    relation: str  #: a name of `vocabulary.RELATIONS`
    exact: str  #: what is proved, in the words of the relations
    path: str  #: the provisions along which it follows

    @property
    def predicate(self) -> str:
        """The predicate of its row, a CURIE."""
        return RELATIONS[self.relation].predicate

    @property
    def modifier(self) -> str:
        """The modifier of its row, or ""."""
        return RELATIONS[self.relation].modifier

    @property
    def sentence(self) -> str:
        """What is proved, and along what.

        >>> Chain("a-1", "c-1", "a-1:1", "c-1:2", "related", "equal or subset-of", "a-1:1 → b-1:1 → c-1:2").sentence
        'Computed along a-1:1 → b-1:1 → c-1:2: asks for the same as or is contained in.'
        """
        return f"Computed along {self.path}: {said(self.exact)}."


def chained(crosswalk: Crosswalk, focal: str, reference: str) -> tuple[Chain, ...]:
    """Return what follows for the provisions of `focal` against `reference`, in their order; nothing where no provision
    of `focal` is loaded.
    """
    try:
        [answers] = coverage(crosswalk, focal, reference)
    except NothingLoaded:
        return ()
    return tuple(_chains(answers))


def _chains(answers: Coverage) -> Iterator[Chain]:
    for answer in answers.answers:
        for end in answer.ends:
            if isinstance(end, Derived):
                yield _derived(answers, end)
            elif end.carried_from and end.relation in RELATIONS and not end.dangling:
                yield _carried(answers, end)


def _derived(answers: Coverage, end: Derived) -> Chain:
    hops = end.paths[0]
    path = _STEP.join((hops[0].subject, *(hop.object for hop in hops)))
    return Chain(answers.focal, answers.reference, end.subject, end.object, _strongest(end.mask), end.relation, path)


def _carried(answers: Coverage, end: Assertion) -> Chain:
    """Return an answer that a provision has from one that is equal to it, along the rows that say so."""
    nodes = dict.fromkeys(node for hop in end.along for node in (hop.subject, hop.object))
    path = _STEP.join(dict.fromkeys((end.subject, *nodes, *((end.object,) if end.object != NO_TERM else ()))))
    return Chain(answers.focal, answers.reference, end.subject, end.object, end.relation, end.relation, path)


def _strongest(mask: Relation) -> str:
    """Return the relation whose row says as much of this mask as one row can: itself, or that the two are related."""
    single = names(mask)
    return single[0] if len(single) == 1 else RELATED
