"""Write asks, measures and the rows between them as RDF.

They have classes of their own, so that what counts provisions and follows mappings never meets them: an ask is a part
of a provision, and a row from an ask to a measure is not a mapping between two documents.
"""

from __future__ import annotations

from crosswalk import ids
from crosswalk.files.model import AsksFile, CatalogueFile, MappingRow, MappingSetFile
from crosswalk.store.evidence import Grader
from crosswalk.store.rdf.terms import A, Triples, english, iri, node, text, typed
from crosswalk.vocabulary import Reading

_ASK = node("cw", "Ask")
_ASK_ROW = node("cw", "AskRow")
_BESIDE = node("cw", "beside")
_CONTENT_HASH = node("cw", "contentHash")
_GRADE = node("cw", "grade")
_LEVEL = node("cw", "level")
_MEASURE = node("cw", "Measure")
_OBJECT_HASH = node("cw", "objectHash")
_POSITION = node("cw", "position")
_READ_AGAINST = node("cw", "readAgainst")
_READING = node("cw", "reading")
_READING_NOTE = node("cw", "readingNote")
_REMAINDER = node("cw", "remainder")
_ROLE = node("cw", "role")
_ROW_OF = node("cw", "rowOf")
_SUBJECT_HASH = node("cw", "subjectHash")
_THEME = node("cw", "theme")
_WHEN = node("cw", "when")
_HAS_PART = node("dcterms", "hasPart")
_IDENTIFIER = node("dcterms", "identifier")
_IS_PART_OF = node("dcterms", "isPartOf")
_AXIOM = node("owl", "Axiom")
_ANNOTATED_PROPERTY = node("owl", "annotatedProperty")
_ANNOTATED_SOURCE = node("owl", "annotatedSource")
_ANNOTATED_TARGET = node("owl", "annotatedTarget")
_CREATED = node("dcterms", "created")
_COMMENT = node("rdfs", "comment")
_CONCEPT_SCHEME = node("skos", "ConceptScheme")
_DEFINITION = node("skos", "definition")
_NOTATION = node("skos", "notation")
_NOTE = node("skos", "note")
_PREF_LABEL = node("skos", "prefLabel")
_MAPPING_JUSTIFICATION = node("sssom", "mapping_justification")
_REVIEWER_LABEL = node("sssom", "reviewer_label")


def asks_triples(asks: AsksFile) -> Triples:
    """Yield the triples of what the provisions of a document ask, and of what was found in reading each."""
    provisions = dict.fromkeys(ask.provision for ask in asks.asks)
    for position, ask in enumerate(asks.asks):
        about = iri(f"{asks.iri}/{ask.id}")
        yield about, A, _ASK
        yield about, _IS_PART_OF, iri(f"{asks.iri}/{ask.provision}")
        yield about, _NOTATION, text(ask.id)
        yield about, _PREF_LABEL, english(ask.text)
        yield about, _THEME, text(ask.theme)
        yield about, _POSITION, typed(position, "integer")
        yield about, _CONTENT_HASH, text(ask.content_hash())
        if ask.when:
            yield about, _WHEN, english(ask.when)
        if ask.level:
            yield about, _LEVEL, iri(ids.NS + ask.level)
        for role in ask.roles:
            yield about, _ROLE, iri(ids.NS + role)
        if ask.note:
            yield about, _NOTE, english(ask.note)
        for part in ask.parts:
            yield about, _HAS_PART, iri(f"{asks.iri}/{part}")
    for unit in asks.units:
        about = iri(f"{asks.iri}/{unit.id}")
        if unit.remainder:
            provisions.setdefault(unit.id)
            yield about, _REMAINDER, english(unit.remainder)
        else:
            yield about, _READING, text(unit.reading)
            yield about, _READING_NOTE, english(unit.note)
    for provision in provisions:
        yield iri(f"{asks.iri}/{provision}"), _READING, text(Reading.ASKS)


def catalogue_triples(catalogue: CatalogueFile) -> Triples:
    """Yield the triples of an edition of the catalogue of measures."""
    scheme = iri(catalogue.iri)
    yield scheme, A, _CONCEPT_SCHEME
    yield scheme, _IDENTIFIER, text(catalogue.id)
    for position, measure in enumerate(catalogue.measures):
        about = iri(f"{catalogue.iri}/{measure.id}")
        yield about, A, _MEASURE
        yield about, _IS_PART_OF, scheme
        yield about, _NOTATION, text(measure.id)
        yield about, _DEFINITION, english(measure.evidence)
        yield about, _THEME, text(measure.theme)
        yield about, _POSITION, typed(position, "integer")
        yield about, _CONTENT_HASH, text(measure.content_hash())


def row_triples(mapping_set: MappingSetFile, row: MappingRow, grader: Grader) -> Triples:
    """Yield the triples of a row from an ask to a measure, and the statement that it makes."""
    about = iri(f"{mapping_set.iri}/{row.id}")
    yield about, A, _ASK_ROW
    yield about, A, _AXIOM
    yield about, _ROW_OF, iri(mapping_set.iri)
    yield about, _ANNOTATED_SOURCE, iri(row.subject)
    yield about, _ANNOTATED_PROPERTY, iri(row.predicate)
    yield about, _ANNOTATED_TARGET, iri(row.object)
    yield about, _MAPPING_JUSTIFICATION, iri(row.justification)
    yield about, _GRADE, text(grader.grade(row, mapping_set))
    if beside := row.extensions.get("beside"):
        yield about, _BESIDE, english(str(beside))
    if row.comment:
        yield about, _COMMENT, text(row.comment)
    if row.reviewer:
        yield about, _REVIEWER_LABEL, text(row.reviewer)
    if row.date:
        yield about, _CREATED, typed(row.date, "date")
    for column, name in (("subject_hash", _SUBJECT_HASH), ("object_hash", _OBJECT_HASH)):
        if value := row.extensions.get(column):
            yield about, name, text(str(value))
    if not row.modifier:
        yield iri(row.subject), iri(row.predicate), iri(row.object)


def read_against_triples(mapping_set: MappingSetFile) -> Triples:
    """Yield what the asks of a set were read against, all of them."""
    for other in mapping_set.extensions.read_against:
        yield iri(mapping_set.iri), _READ_AGAINST, iri(ids.DOC + other)
