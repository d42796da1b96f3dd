"""The mappings of one document, read from its side: assertions made in the other direction are turned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from crosswalk import ids
from crosswalk.algebra import Relation, from_names, inverse, phrase
from crosswalk.analysis import Json
from crosswalk.sparql import ask
from crosswalk.store.holder import Crosswalk, remembered
from crosswalk.vocabulary import ABOUT_OVERLAP, ASSOCIATION, CITES, SET_RELATIONS, Status, status_of

NO_TERM = ids.short(ids.NO_TERM_FOUND)


@dataclass(frozen=True, slots=True)
class Mapping:
    """One row of a mapping set as it was written, with the evidence behind it
    ([SSSOM](https://mapping-commons.github.io/sssom/)).

    >>> from crosswalk.store.holder import load
    >>> assertions(load(), "etsi-en-304-223-2.1.1")[0].mapping.justification.startswith("semapv:")
    True
    """

    mapping_set: str
    subject: str
    predicate: str
    object: str
    relation: str  #: a name of `vocabulary.RELATIONS`, or an association's own
    grade: str
    justification: str
    date: str | None
    provider: str | None  #: the organisation that asserts the set
    creator: str | None
    license: str | None
    reviewer: str | None
    comment: str | None

    @property
    def nothing_found(self) -> bool:
        """True where the row states that the other document has no counterpart."""
        return NO_TERM in (self.subject, self.object)


@dataclass(frozen=True, slots=True)
class Assertion:
    """One mapping as seen from `subject`: `relation` reads subject → object, whichever way the row was written.

    `turned` is True where the row was written in the other direction, `inherited` where it was made at a parent.

    >>> from crosswalk.store.holder import load
    >>> {entry.relation for entry in assertions(load(), "etsi-en-304-223-2.1.1") if entry.is_whole_document}
    {'cites'}
    """

    subject: str
    object: str
    relation: str
    object_document: str
    mapping: Mapping
    turned: bool = False
    inherited: bool = False

    @property
    def mapping_set(self) -> str:
        """The id of the set that asserts it."""
        return self.mapping.mapping_set

    @property
    def grade(self) -> str:
        """How good the evidence is: a Grade."""
        return self.mapping.grade

    @property
    def comment(self) -> str | None:
        """The reason given in the set."""
        return self.mapping.comment

    @property
    def mask(self) -> Relation:
        """The base relations that a set relation leaves possible. Raises KeyError for any other relation."""
        return from_names([self.relation])

    @property
    def status(self) -> Status:
        """The status that it gives to its subject."""
        return status_of(self.relation)

    @property
    def is_set_relation(self) -> bool:
        """True where it states what the two provisions have in common."""
        return self.relation in SET_RELATIONS

    @property
    def is_about_overlap(self) -> bool:
        """True for a set relation, and for “nothing found”."""
        return self.relation in ABOUT_OVERLAP

    @property
    def nothing_found(self) -> bool:
        """True where nothing was found in the other document."""
        return self.object == NO_TERM

    @property
    def is_whole_document(self) -> bool:
        """True where the other end is a document as a whole."""
        return self.object == self.object_document

    def as_json(self) -> Json:
        """Return the assertion as `crosswalk coverage --format json` prints it."""
        base: Json = {
            "object": self.object,
            "relation": self.relation,
            "mapping_set": self.mapping_set,
            "grade": self.grade,
        }
        return base | ({"inherited": True} if self.inherited else {})


def relation_name(relation: str, predicate: str) -> str:
    """Return the relation's name, which for an association is its own: the local part of its property.

    >>> relation_name("subset-of", "skos:broadMatch"), relation_name("association", "mitigates")
    ('subset-of', 'mitigates')
    """
    if relation != ASSOCIATION:
        return relation
    return predicate.rsplit("/", 1)[-1].rsplit("#", 1)[-1].rsplit(":", 1)[-1]


class _AssertionRow(NamedTuple):
    subject: str
    predicate: str
    object: str
    relation: str
    grade: str
    mapping_set: str
    subject_document: str
    object_document: str
    comment: str | None
    justification: str
    date: str | None
    reviewer: str | None


class _SetRow(NamedTuple):
    id: str
    provider: str | None
    creator: str | None
    license: str | None


@dataclass(frozen=True, slots=True)
class SetEvidence:
    """What the header of a mapping set states for all its rows."""

    provider: str | None
    creator: str | None
    license: str | None


@remembered
def set_evidence(crosswalk: Crosswalk) -> dict[str, SetEvidence]:
    """Return what each mapping set states for all its rows, by the id of the set."""
    rows = ask(crosswalk, "mapping-sets").into(_SetRow)
    return {row.id: SetEvidence(row.provider, row.creator, row.license) for row in rows}


@remembered
def assertions(crosswalk: Crosswalk, document_id: str) -> tuple[Assertion, ...]:
    """Return every mapping of a document or its provisions, read from its side.

    A citation and a “nothing found” count only in the direction in which they were written. A mapping inside one
    document is read from both ends. The result is empty for a document without mappings, and for an unknown one.

    >>> from crosswalk.store.holder import load
    >>> {entry.subject.partition(":")[0] for entry in assertions(load(), "owasp-llm-2025")}
    {'owasp-llm-2025'}
    """
    return tuple(_assertions(crosswalk, document_id))


def _assertions(crosswalk: Crosswalk, document_id: str) -> Iterator[Assertion]:
    evidence = set_evidence(crosswalk)
    for row in ask(crosswalk, "mappings-of-document", document=ids.DOC + document_id).into(_AssertionRow):
        relation = relation_name(row.relation, row.predicate)
        of_set = evidence[row.mapping_set]
        mapping = Mapping(
            row.mapping_set,
            row.subject,
            row.predicate,
            row.object,
            relation,
            row.grade,
            row.justification,
            row.date,
            of_set.provider,
            of_set.creator,
            of_set.license,
            row.reviewer,
            row.comment,
        )
        written = Assertion(row.subject, row.object, relation, row.object_document, mapping)
        if row.subject_document == document_id and row.subject != NO_TERM:
            yield written
        if row.object_document == document_id and row.object != NO_TERM and relation != CITES:
            yield turn(written, row.subject_document)


def turn(written: Assertion, subject_document: str) -> Assertion:
    """Return an assertion read from its other end."""
    relation = phrase(inverse(written.mask)) if written.is_set_relation else written.relation
    return replace(
        written,
        subject=written.object,
        object=written.subject,
        relation=relation,
        object_document=subject_document,
        turned=True,
    )
