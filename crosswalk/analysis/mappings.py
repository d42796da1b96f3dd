"""The mappings around one document, told from that document's side: assertions made the other way round are turned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from crosswalk import ids
from crosswalk.algebra import Relation, from_names, inverse, phrase
from crosswalk.sparql import ask
from crosswalk.store.holder import Crosswalk

SET_RELATIONS = frozenset({"equal", "subset-of", "superset-of", "intersects-with", "no-relationship", "related"})
GRADES = "ABCDEF"
NO_TERM = ids.short(ids.NO_TERM_FOUND)


@dataclass(frozen=True, slots=True)
class Assertion:
    """One mapping as seen from `subject`: `relation` reads subject → object whichever way the row was written."""

    subject: str
    object: str
    relation: str
    mapping_set: str
    grade: str
    object_document: str
    comment: str | None = None
    turned: bool = False
    inherited: bool = False

    @property
    def mask(self) -> Relation:
        """The set-theory mask of the assertion."""
        return from_names([self.relation])

    def as_json(self) -> dict[str, Any]:
        """Return the assertion as `crosswalk coverage --format json` prints it."""
        base: dict[str, Any] = {
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
    return predicate.rsplit("/", 1)[-1].rsplit("#", 1)[-1].rsplit(":", 1)[-1] if relation == "association" else relation


def assertions(crosswalk: Crosswalk, document_id: str) -> Iterator[Assertion]:
    """Yield every mapping that speaks about a document or its provisions, told from its side.

    A citation and a “nothing found” hold in the direction they were written only. A mapping inside one document is told
    from both ends.
    """
    for row in ask(crosswalk, "mappings-of-document", document=ids.DOC + document_id).records():
        relation = relation_name(row["relation"], row["predicate"])
        told = Assertion(
            row["subject"],
            row["object"],
            relation,
            row["mapping_set"],
            row["grade"],
            row["object_document"],
            row["comment"],
        )
        if row["subject_document"] == document_id and told.subject != NO_TERM:
            yield told
        if row["object_document"] == document_id and told.object != NO_TERM and relation != "cites":
            yield turn(told, row["subject_document"])


def turn(told: Assertion, subject_document: str) -> Assertion:
    """Return an assertion read from its other end."""
    relation = told.relation
    if relation in SET_RELATIONS:
        relation = phrase(inverse(told.mask))
    return replace(
        told, subject=told.object, object=told.subject, relation=relation, object_document=subject_document, turned=True
    )
