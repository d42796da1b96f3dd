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


def mapping_set_triples(mapping_set: MappingSet, grader: Grader) -> Triples:
    """Yield a mapping set and each of its mappings, graded."""
    this = iri(mapping_set.iri)
    yield this, A, node("sssom", "MappingSet")
    yield this, node("dcterms", "identifier"), text(mapping_set.id)
    yield this, node("cw", "layer"), text(mapping_set.layer)
    if mapping_set.title:
        yield this, node("dcterms", "title"), text(mapping_set.title)
    if mapping_set.description:
        yield this, node("dcterms", "description"), text(mapping_set.description)
    if mapping_set.license:
        yield this, node("dcterms", "license"), iri_or_text(mapping_set.license)
    for creator in mapping_set.creators:
        yield this, node("sssom", "creator_label"), text(creator)
    for predicate, value in sorted(_provenance(mapping_set)):
        yield this, predicate, value
    for mapping in mapping_set.mappings:
        one = iri(f"{mapping_set.iri}/{mapping.id}")
        yield this, node("sssom", "mappings"), one
        yield from _mapping(one, mapping, grader.grade(mapping, mapping_set))


def _provenance(mapping_set: MappingSet) -> Iterator[tuple[Term, Term]]:
    """Yield what the header says once and sssom-pydantic propagates to each row: it belongs to the set."""
    rows = mapping_set.mappings
    for provider in {row.provider for row in rows if row.provider}:
        yield node("sssom", "mapping_provider"), iri(provider)
    for tool in {row.tool for row in rows if row.tool}:
        yield node("sssom", "mapping_tool"), text(tool)
    for day in {row.date for row in rows if row.date}:
        yield node("pav", "authoredOn"), typed(day, "date")
    for end in ("subject_source", "object_source"):
        for source in {getattr(row, end) for row in rows} - {None}:
            yield node("sssom", end), iri(source)


def _mapping(this: Term, mapping: Mapping, grade: str) -> Triples:
    subject, predicate, target = map(iri, (mapping.subject, mapping.predicate, mapping.object))
    yield this, A, node("sssom", "Mapping")
    yield this, A, node("owl", "Axiom")
    yield this, node("owl", "annotatedSource"), subject
    yield this, node("owl", "annotatedProperty"), predicate
    yield this, node("owl", "annotatedTarget"), target
    yield this, node("sssom", "mapping_justification"), iri(mapping.justification)
    yield this, node("cw", "relation"), iri(ids.NS + _relation(mapping))
    yield this, node("cw", "grade"), text(grade)
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
        yield this, node("sssom", "predicate_modifier"), text(mapping.modifier)
    if mapping.comment:
        yield this, node("rdfs", "comment"), text(mapping.comment)
    if mapping.confidence is not None:
        yield this, node("sssom", "confidence"), typed(f"{Decimal(str(mapping.confidence)):f}", "decimal")
    if mapping.reviewer:
        yield this, node("sssom", "reviewer_label"), text(mapping.reviewer)
    if mapping.date:
        yield this, node("pav", "authoredOn"), typed(mapping.date, "date")
    yield from _extensions(this, mapping)
    if not mapping.modifier and ids.NO_TERM_FOUND not in (mapping.subject, mapping.object):
        yield subject, predicate, target


def _extensions(this: Term, mapping: Mapping) -> Triples:
    for column, name in (("subject_hash", "subjectHash"), ("object_hash", "objectHash")):
        if value := mapping.extensions.get(column):
            yield this, node("cw", name), text(str(value))
    if citations := mapping.extensions.get("citations"):
        yield this, node("cw", "citations"), typed(citations, "integer")


def _relation(mapping: Mapping) -> str:
    """Return the local name of the relation individual that a row asserts (design §4)."""
    if ids.NO_TERM_FOUND in (mapping.subject, mapping.object):
        return "no-counterpart"
    if mapping.modifier == _NOT:
        return "no-relationship"
    return _SET_RELATIONS.get(mapping.predicate, "association")
