"""Say mapping sets in RDF: each mapping reified in the shape of SSSOM's own serialisation, with an IRI, and as a plain
triple beside it where it is positive.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from crosswalk import ids
from crosswalk.sources import Mapping, MappingSet
from crosswalk.store.evidence import Grader
from crosswalk.store.rdf.terms import A, Term, Triples, iri, iri_or_text, node, text, typed

P = ids.PREFIXES
_NOT = "Not"
_SET_RELATIONS = {
    P["skos"] + "exactMatch": "equal",
    P["skos"] + "broadMatch": "subset-of",
    P["skos"] + "narrowMatch": "superset-of",
    P["skos"] + "relatedMatch": "intersects-with",
    P["skos"] + "closeMatch": "related",
    P["dcterms"] + "references": "cites",
}
_CITATIONS = node("cw", "citations")
_GRADE = node("cw", "grade")
_LAYER = node("cw", "layer")
_RELATION = node("cw", "relation")
_DESCRIPTION = node("dcterms", "description")
_IDENTIFIER = node("dcterms", "identifier")
_LICENSE = node("dcterms", "license")
_TITLE = node("dcterms", "title")
_AXIOM = node("owl", "Axiom")
_ANNOTATED_PROPERTY = node("owl", "annotatedProperty")
_ANNOTATED_SOURCE = node("owl", "annotatedSource")
_ANNOTATED_TARGET = node("owl", "annotatedTarget")
_AUTHORED_ON = node("pav", "authoredOn")
_COMMENT = node("rdfs", "comment")
_MAPPING = node("sssom", "Mapping")
_MAPPING_SET = node("sssom", "MappingSet")
_CONFIDENCE = node("sssom", "confidence")
_CREATOR_LABEL = node("sssom", "creator_label")
_MAPPING_JUSTIFICATION = node("sssom", "mapping_justification")
_MAPPING_PROVIDER = node("sssom", "mapping_provider")
_MAPPING_TOOL = node("sssom", "mapping_tool")
_MAPPINGS = node("sssom", "mappings")
_PREDICATE_MODIFIER = node("sssom", "predicate_modifier")
_REVIEWER_LABEL = node("sssom", "reviewer_label")


def mapping_set_triples(mapping_set: MappingSet, grader: Grader) -> Triples:
    """Yield a mapping set and each of its mappings, graded."""
    this = iri(mapping_set.iri)
    yield this, A, _MAPPING_SET
    yield this, _IDENTIFIER, text(mapping_set.id)
    yield this, _LAYER, text(mapping_set.layer)
    if mapping_set.title:
        yield this, _TITLE, text(mapping_set.title)
    if mapping_set.description:
        yield this, _DESCRIPTION, text(mapping_set.description)
    if mapping_set.license:
        yield this, _LICENSE, iri_or_text(mapping_set.license)
    for creator in mapping_set.creators:
        yield this, _CREATOR_LABEL, text(creator)
    for predicate, value in sorted(_provenance(mapping_set)):
        yield this, predicate, value
    for mapping in mapping_set.mappings:
        one = iri(f"{mapping_set.iri}/{mapping.id}")
        yield this, _MAPPINGS, one
        yield from _mapping(one, mapping, grader.grade(mapping, mapping_set))


def _provenance(mapping_set: MappingSet) -> Iterator[tuple[Term, Term]]:
    """Yield what the header says once and sssom-pydantic propagates to each row: it belongs to the set."""
    rows = mapping_set.mappings
    for provider in {row.provider for row in rows if row.provider}:
        yield _MAPPING_PROVIDER, iri(provider)
    for tool in {row.tool for row in rows if row.tool}:
        yield _MAPPING_TOOL, text(tool)
    for day in {row.date for row in rows if row.date}:
        yield _AUTHORED_ON, typed(day, "date")
    for end in ("subject_source", "object_source"):
        for source in {getattr(row, end) for row in rows} - {None}:
            yield node("sssom", end), iri(source)


def _mapping(this: Term, mapping: Mapping, grade: str) -> Triples:
    subject, predicate, target = map(iri, (mapping.subject, mapping.predicate, mapping.object))
    yield this, A, _MAPPING
    yield this, A, _AXIOM
    yield this, _ANNOTATED_SOURCE, subject
    yield this, _ANNOTATED_PROPERTY, predicate
    yield this, _ANNOTATED_TARGET, target
    yield this, _MAPPING_JUSTIFICATION, iri(mapping.justification)
    yield this, _RELATION, iri(ids.NS + _relation(mapping))
    yield this, _GRADE, text(grade)
    for name, end, source in (
        ("subjectDocument", mapping.subject, mapping.subject_source),
        ("objectDocument", mapping.object, mapping.object_source),
    ):
        document = source if end == ids.NO_TERM_FOUND else ids.document_of(end)
        if document:
            yield this, node("cw", name), iri(document)
    for end in ("subject_source", "object_source"):
        if source := getattr(mapping, end):
            yield this, node("sssom", end), iri(source)
    if mapping.modifier:
        yield this, _PREDICATE_MODIFIER, text(mapping.modifier)
    if mapping.comment:
        yield this, _COMMENT, text(mapping.comment)
    if mapping.confidence is not None:
        yield this, _CONFIDENCE, typed(f"{Decimal(str(mapping.confidence)):f}", "decimal")
    if mapping.reviewer:
        yield this, _REVIEWER_LABEL, text(mapping.reviewer)
    if mapping.date:
        yield this, _AUTHORED_ON, typed(mapping.date, "date")
    yield from _extensions(this, mapping)
    if not mapping.modifier and ids.NO_TERM_FOUND not in (mapping.subject, mapping.object):
        yield subject, predicate, target


def _extensions(this: Term, mapping: Mapping) -> Triples:
    for column, name in (("subject_hash", "subjectHash"), ("object_hash", "objectHash")):
        if value := mapping.extensions.get(column):
            yield this, node("cw", name), text(str(value))
    if citations := mapping.extensions.get("citations"):
        yield this, _CITATIONS, typed(citations, "integer")


def _relation(mapping: Mapping) -> str:
    """Return the local name of the relation individual that a row asserts (design §4)."""
    if ids.NO_TERM_FOUND in (mapping.subject, mapping.object):
        return "no-counterpart"
    if mapping.modifier == _NOT:
        return "no-relationship"
    return _SET_RELATIONS.get(mapping.predicate, "association")
