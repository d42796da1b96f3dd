"""The mappings of one document, read from its side: assertions made in the other direction are turned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, replace
from typing import NamedTuple

from crosswalk import ids
from crosswalk.algebra import Relation
from crosswalk.analysis import Json
from crosswalk.analysis.catalogue import Document, document, document_index, loaded_documents
from crosswalk.analysis.network import network
from crosswalk.analysis.paths import Path, weakest
from crosswalk.analysis.standing import standings
from crosswalk.sparql import ask
from crosswalk.store.holder import Crosswalk, Frozen, is_remembered, remembered
from crosswalk.vocabulary import (
    ABOUT_OVERLAP,
    ASSOCIATION,
    CITES,
    NOTHING_FOUND,
    RELATIONS,
    SET_RELATIONS,
    Grade,
    Status,
    grade_of,
    mask_of,
    status_of,
    turned,
)

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
    grade: Grade
    justification: str
    date: str | None
    provider: str | None  #: the organisation that asserts the set
    creator: str | None
    license: str | None
    reviewer: str | None
    comment: str | None
    basis: str | None = None  #: what its set was made from: a Basis

    @property
    def nothing_found(self) -> bool:
        """True where the row states that the other document has no counterpart."""
        return NO_TERM in (self.subject, self.object)


@dataclass(frozen=True, slots=True)
class Assertion:
    """One mapping as seen from `subject`: `relation` reads subject → object, whichever way the row was written.

    `turned` is True where the row was written in the other direction, `inherited` where it was made at a parent.
    `missing` has the ends that are withdrawn, or do not exist in a document that is loaded in full: such a row answers
    nothing. A row that answers for a provision which is equal to its own end is carried from that end, `along` the rows
    that say equal.

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
    missing: tuple[str, ...] = ()
    carried_from: str | None = None  #: the provision, or where nothing was found the document, that the row names
    along: Path = ()

    @property
    def dangling(self) -> bool:
        """True where an end is missing."""
        return bool(self.missing)

    @property
    def mapping_set(self) -> str:
        """The id of the set that asserts it."""
        return self.mapping.mapping_set

    @property
    def grade(self) -> Grade:
        """How good the evidence is: a Grade, that of the weakest row where it is carried along others."""
        return max(self.mapping.grade, weakest(self.along))

    @property
    def comment(self) -> str | None:
        """The reason given in the set."""
        return self.mapping.comment

    @property
    def mask(self) -> Relation:
        """The base relations that it leaves possible: any, unless it is a set relation."""
        return mask_of(self.relation)

    @property
    def status(self) -> Status:
        """The status that it gives to its subject."""
        return Status.UNMAPPED if self.dangling else status_of(self.relation)

    @property
    def is_answer(self) -> bool:
        """True where it answers for the other document: it states an overlap, or that nothing was found there."""
        word = RELATIONS.get(self.relation)
        return word is not None and word.is_answer and not self.dangling

    @property
    def is_set_relation(self) -> bool:
        """True where it states what the two provisions have in common."""
        return self.relation in SET_RELATIONS

    @property
    def is_about_overlap(self) -> bool:
        """True for a set relation, and for what says that nothing was found."""
        return self.relation in ABOUT_OVERLAP

    @property
    def nothing_found(self) -> bool:
        """True where the row says that nothing, or nothing of one kind, was found in the other document."""
        return self.relation in NOTHING_FOUND

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
        marks = {"inherited": self.inherited, "dangling": self.dangling, "carried_from": self.carried_from}
        return base | {name: value for name, value in marks.items() if value}


def relation_name(relation: str, predicate: str) -> str:
    """Return the relation's name, which for an association is its own: the local part of its property.

    >>> relation_name("subset-of", "skos:broadMatch"), relation_name("association", "mitigates")
    ('subset-of', 'mitigates')
    """
    if relation != ASSOCIATION:
        return relation
    return predicate.rsplit("/", 1)[-1].rsplit("#", 1)[-1].rsplit(":", 1)[-1]


class _AssertionRow(NamedTuple):
    mapping: str
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
    basis: str | None


@dataclass(frozen=True, slots=True)
class SetEvidence:
    """What the header of a mapping set states for all its rows."""

    provider: str | None
    creator: str | None
    license: str | None
    basis: str | None


@remembered
def set_evidence(crosswalk: Crosswalk) -> MappingOf[str, SetEvidence]:
    """Return what each mapping set states for all its rows, by the id of the set."""
    rows = ask(crosswalk, "mapping-sets").into(_SetRow)
    return {row.id: SetEvidence(row.provider, row.creator, row.license, row.basis) for row in rows}


@dataclass(frozen=True, slots=True)
class Rows:
    """The mappings of some documents, by document: `own` are read from its side, `back` cannot be: they were written
    about other documents, and a citation or a “nothing found” says nothing in the other direction.
    """

    own: MappingOf[str, tuple[Assertion, ...]]
    back: MappingOf[str, tuple[Assertion, ...]]


def assertions(crosswalk: Crosswalk, document_id: str) -> tuple[Assertion, ...]:
    """Return every mapping of a document or its provisions, read from its side.

    A citation and a “nothing found” count only in the direction in which they were written. A mapping inside one
    document is read from both ends. The result is empty for a document without mappings. Each has its row of
    [SSSOM](https://mapping-commons.github.io/sssom/). Raises UnknownId for a document that does not exist.

    >>> from crosswalk.store.holder import load
    >>> {entry.subject.partition(":")[0] for entry in assertions(load(), "owasp-llm-2025")}
    {'owasp-llm-2025'}
    """
    document(crosswalk, document_id)
    return rows_of(crosswalk, (document_id,)).own[document_id]


def rows_of(crosswalk: Crosswalk, documents: Iterable[str]) -> Rows:
    """Return the mappings of each of some documents; a row between two of them is read once for both."""
    wanted = tuple(documents)
    if is_remembered(crosswalk, every_row) and set(wanted) <= (every := every_row(crosswalk)).own.keys():
        return every
    return _rows_of(crosswalk, wanted)


@remembered
def _rows_of(crosswalk: Crosswalk, documents: tuple[str, ...]) -> Rows:
    return _read(crosswalk, documents)


@remembered
def every_row(crosswalk: Crosswalk) -> Rows:
    """Return the mappings of each document that is loaded, which takes one query and not one for each document."""
    return _read(crosswalk, loaded_documents(crosswalk))


@remembered
def assertions_by_subject(crosswalk: Crosswalk, document_id: str) -> MappingOf[str, tuple[Assertion, ...]]:
    """Return the assertions of a document by their subjects."""
    index: dict[str, list[Assertion]] = defaultdict(list)
    for assertion in assertions(crosswalk, document_id):
        index[assertion.subject].append(assertion)
    return {subject: tuple(rows) for subject, rows in index.items()}


def _read(crosswalk: Crosswalk, wanted: Iterable[str]) -> Rows:
    found: dict[str, list[Assertion]] = {document_id: [] for document_id in wanted}
    back: dict[str, list[Assertion]] = {document_id: [] for document_id in found}
    if not found:
        return Rows(Frozen({}), Frozen({}))
    withdrawn = {name for name, found in standings(crosswalk).items() if found.is_withdrawn and ids.is_provision(name)}
    is_missing = _Existence(document_index(crosswalk), network(crosswalk).provisions, withdrawn).is_missing
    evidence = set_evidence(crosswalk)
    rows = ask(crosswalk, "mappings-of-document", document=[ids.DOC + document_id for document_id in found])
    for row in rows.into(_AssertionRow):
        written = _written(row, evidence[row.mapping_set])
        if missing := tuple(filter(is_missing, (row.object, row.subject))):
            written = replace(written, missing=missing)
        if row.subject_document in found and row.subject != NO_TERM:
            found[row.subject_document].append(written)
        if row.object_document in found:
            if row.object != NO_TERM and written.relation != CITES:
                found[row.object_document].append(turn(written, row.subject_document))
            elif row.subject_document != row.object_document:
                back[row.object_document].append(written)
        if row.subject == NO_TERM and row.subject_document in found:
            back[row.subject_document].append(turn(written, row.subject_document))
    return Rows(*(Frozen({name: tuple(rows) for name, rows in read.items()}) for read in (found, back)))


def _written(row: _AssertionRow, of_set: SetEvidence) -> Assertion:
    relation = relation_name(row.relation, row.predicate)
    mapping = Mapping(
        row.mapping_set,
        row.subject,
        row.predicate,
        row.object,
        relation,
        grade_of(row.grade),
        row.justification,
        row.date,
        of_set.provider,
        of_set.creator,
        of_set.license,
        row.reviewer,
        row.comment,
        of_set.basis,
    )
    return Assertion(row.subject, row.object, relation, row.object_document, mapping)


@dataclass(frozen=True, slots=True)
class _Existence:
    """What there is: an end is missing where its document is loaded in full and has no such provision, or where the
    provision has been withdrawn.
    """

    documents: MappingOf[str, Document]
    provisions: Container[str]
    withdrawn: Container[str]

    def is_missing(self, end: str) -> bool:
        if end in self.withdrawn:
            return True
        if end == NO_TERM or end in self.documents or end in self.provisions:
            return False
        entry = self.documents.get(ids.home(end))
        return entry is not None and entry.is_whole


def turn(written: Assertion, subject_document: str) -> Assertion:
    """Return an assertion read from its other end."""
    return replace(
        written,
        subject=written.object,
        object=written.subject,
        relation=turned(written.relation),
        object_document=subject_document,
        turned=True,
    )
