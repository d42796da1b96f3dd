"""Write mapping sets as RDF: each mapping reified in the shape of SSSOM's own serialisation, with an IRI, and as a
plain triple beside it where it is positive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain

from crosswalk import ids
from crosswalk.files.model import MappingRow, MappingSetFile, SetExtensions
from crosswalk.store.evidence import Grader
from crosswalk.store.rdf.asks import read_against_triples, row_triples
from crosswalk.store.rdf.terms import A, Term, Triples, iri, iri_or_text, node, text, typed
from crosswalk.vocabulary import Grade, relation_of

_AGREEMENT_CELLS = node("cw", "agreementCells")
_AGREEMENT_OVERLAP = node("cw", "agreementOverlap")
_AGREEMENT_RELATION = node("cw", "agreementRelation")
_BASIS = node("cw", "basis")
_CITATIONS = node("cw", "citations")
_GRADE = node("cw", "grade")
_LAYER = node("cw", "layer")
_OBJECT_DOCUMENT = node("cw", "objectDocument")
_OBJECT_HASH = node("cw", "objectHash")
_RELATION = node("cw", "relation")
_SUBJECT_DOCUMENT = node("cw", "subjectDocument")
_SUBJECT_HASH = node("cw", "subjectHash")
_DESCRIPTION = node("dcterms", "description")
_IDENTIFIER = node("dcterms", "identifier")
_LICENSE = node("dcterms", "license")
_TITLE = node("dcterms", "title")
_AXIOM = node("owl", "Axiom")
_ANNOTATED_PROPERTY = node("owl", "annotatedProperty")
_ANNOTATED_SOURCE = node("owl", "annotatedSource")
_ANNOTATED_TARGET = node("owl", "annotatedTarget")
_CREATED = node("dcterms", "created")
_COMMENT = node("rdfs", "comment")
_MAPPING = node("sssom", "Mapping")
_MEASURE_SET = node("cw", "MeasureSet")
_MAPPING_SET = node("sssom", "MappingSet")
_CONFIDENCE = node("sssom", "confidence")
_CREATOR_LABEL = node("sssom", "creator_label")
_MAPPING_JUSTIFICATION = node("sssom", "mapping_justification")
_MAPPING_PROVIDER = node("sssom", "mapping_provider")
_MAPPING_TOOL = node("sssom", "mapping_tool")
_MAPPINGS = node("sssom", "mappings")
_OBJECT_LABEL = node("sssom", "object_label")
_OBJECT_SOURCE = node("sssom", "object_source")
_NEGATED = node("sssom", "NegatedPredicate")
_PREDICATE_MODIFIER = node("sssom", "predicate_modifier")
_REVIEWER_LABEL = node("sssom", "reviewer_label")
_SUBJECT_LABEL = node("sssom", "subject_label")
_SUBJECT_SOURCE = node("sssom", "subject_source")

#: The layer, and folder, of the sets that lead from asks to measures.
MEASURES = "measures"


def mapping_set_triples(mapping_set: MappingSetFile, grader: Grader) -> Triples:
    """Yield the triples of a mapping set and of each of its mappings, with its grade."""
    about = iri(mapping_set.iri)
    of_asks = mapping_set.layer == MEASURES
    yield about, A, _MEASURE_SET if of_asks else _MAPPING_SET
    yield about, _IDENTIFIER, text(mapping_set.id)
    yield about, _LAYER, text(mapping_set.layer)
    if mapping_set.title:
        yield about, _TITLE, text(mapping_set.title)
    if mapping_set.description:
        yield about, _DESCRIPTION, text(mapping_set.description)
    if mapping_set.license:
        yield about, _LICENSE, iri_or_text(mapping_set.license)
    for creator in mapping_set.creators:
        yield about, _CREATOR_LABEL, text(creator)
    for predicate, value in chain(sorted(_provenance(mapping_set)), _declared(mapping_set.extensions)):
        yield about, predicate, value
    if of_asks:
        yield from read_against_triples(mapping_set)
        yield from chain.from_iterable(row_triples(mapping_set, row, grader) for row in mapping_set.mappings)
        return
    of_rows = _differing(mapping_set)
    for mapping in mapping_set.mappings:
        row = f"{about[:-1]}/{mapping.id}>"
        yield about, _MAPPINGS, row
        for predicate, value in _facts(mapping, grader.grade(mapping, mapping_set)):
            yield row, predicate, value
        for predicate, value in _stated_by(mapping, of_rows):
            yield row, predicate, value
        if not mapping.modifier and not _nothing_found(mapping):
            yield iri(mapping.subject), iri(mapping.predicate), iri(mapping.object)


def _provenance(mapping_set: MappingSetFile) -> Iterator[tuple[Term, Term]]:
    """Yield what the header states once and sssom-pydantic copies to each row: it belongs to the set."""
    rows = mapping_set.mappings
    for provider in {row.provider for row in rows if row.provider}:
        yield _MAPPING_PROVIDER, iri(provider)
    for tool in {row.tool for row in rows if row.tool}:
        yield _MAPPING_TOOL, text(tool)
    for day in {row.date for row in rows if row.date}:
        yield _CREATED, typed(day, "date")
    for end in ("subject_source", "object_source"):
        for source in {getattr(row, end) for row in rows} - {None}:
            yield node("sssom", end), iri(source)


def _differing(mapping_set: MappingSetFile) -> list[str]:
    """Return which of provider and tool the rows of a set do not agree on, so that each row must say its own."""
    rows = mapping_set.mappings
    return [name for name in ("provider", "tool") if len({getattr(row, name) for row in rows}) > 1]


def _stated_by(mapping: MappingRow, names: Iterable[str]) -> Iterator[tuple[Term, Term]]:
    if "provider" in names and mapping.provider:
        yield _MAPPING_PROVIDER, iri(mapping.provider)
    if "tool" in names and mapping.tool:
        yield _MAPPING_TOOL, text(mapping.tool)


def _declared(said: SetExtensions) -> Iterator[tuple[Term, Term]]:
    """Yield what the header states in declared slots."""
    if said.basis:
        yield _BASIS, text(said.basis)
    for kappa, name in ((said.agreement_overlap, _AGREEMENT_OVERLAP), (said.agreement_relation, _AGREEMENT_RELATION)):
        if kappa is not None:
            yield name, typed(f"{Decimal(str(kappa)):f}", "decimal")
    if said.agreement_cells:
        yield _AGREEMENT_CELLS, typed(said.agreement_cells, "integer")


def _nothing_found(mapping: MappingRow) -> bool:
    return ids.NO_TERM_FOUND in (mapping.subject, mapping.object)


def _facts(mapping: MappingRow, grade: Grade) -> list[tuple[Term, Term]]:
    """Return what is said of a row: each property with its value."""
    relation = relation_of(mapping.predicate, mapping.modifier, nothing_found=_nothing_found(mapping))
    facts = [
        (A, _MAPPING),
        (A, _AXIOM),
        (_ANNOTATED_SOURCE, iri(mapping.subject)),
        (_ANNOTATED_PROPERTY, iri(mapping.predicate)),
        (_ANNOTATED_TARGET, iri(mapping.object)),
        (_MAPPING_JUSTIFICATION, iri(mapping.justification)),
        (_RELATION, iri(ids.NS + relation)),
        (_GRADE, text(grade)),
    ]
    for of_document, of_source, end, source in (
        (_SUBJECT_DOCUMENT, _SUBJECT_SOURCE, mapping.subject, mapping.subject_source),
        (_OBJECT_DOCUMENT, _OBJECT_SOURCE, mapping.object, mapping.object_source),
    ):
        if document := source if end == ids.NO_TERM_FOUND else ids.document_of(end):
            facts.append((of_document, iri(document)))
        if source:
            facts.append((of_source, iri(source)))
    if mapping.modifier:
        facts.append((_PREDICATE_MODIFIER, _NEGATED if mapping.modifier == "Not" else text(mapping.modifier)))
    for label, name in ((mapping.subject_label, _SUBJECT_LABEL), (mapping.object_label, _OBJECT_LABEL)):
        if label:
            facts.append((name, text(label)))
    if mapping.comment:
        facts.append((_COMMENT, text(mapping.comment)))
    if mapping.confidence is not None:
        facts.append((_CONFIDENCE, typed(repr(float(mapping.confidence)), "double")))
    if mapping.reviewer:
        facts.append((_REVIEWER_LABEL, text(mapping.reviewer)))
    if mapping.date:
        facts.append((_CREATED, typed(mapping.date, "date")))
    if mapping.extensions:
        facts += _extensions(mapping)
    return facts


def _extensions(mapping: MappingRow) -> Iterator[tuple[Term, Term]]:
    for column, name in (("subject_hash", _SUBJECT_HASH), ("object_hash", _OBJECT_HASH)):
        if value := mapping.extensions.get(column):
            yield name, text(str(value))
    if citations := mapping.extensions.get("citations"):
        yield _CITATIONS, typed(citations, "integer")
