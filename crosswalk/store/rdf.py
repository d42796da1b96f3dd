"""Say the parsed files in RDF: one named graph per source file, the vocabulary of ontology/crosswalk.ttl, stable IRIs.

Mappings are reified in the shape that SSSOM's RDF serialisation has (`owl:Axiom` with annotatedSource/Property/Target),
with IRIs in place of blank nodes, and stand as plain triples beside it where they are positive.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from crosswalk import ids
from crosswalk.sources import Document, Mapping, MappingSet, Organisation, Provision, Sources
from crosswalk.store.evidence import Grader

P = ids.PREFIXES
Node = NamedNode | Literal


def _node(prefix: str, name: str) -> NamedNode:
    return NamedNode(P[prefix] + name)


A = _node("rdf", "type")
_XSD = {name: _node("xsd", name) for name in ("date", "gYearMonth", "gYear", "integer", "decimal", "boolean")}
_NOT = "Not"
_SET_RELATIONS = {
    P["skos"] + "exactMatch": "equal",
    P["skos"] + "broadMatch": "subset-of",
    P["skos"] + "narrowMatch": "superset-of",
    P["skos"] + "relatedMatch": "intersects-with",
    P["skos"] + "closeMatch": "related",
    P["dcterms"] + "references": "cites",
}


def quads(sources: Sources) -> Iterator[Quad]:
    """Yield the quads of every document, organisation list and mapping set that was read (Turtle files are loaded as
    they are).
    """
    grader = Grader(sources)
    for file, document in sources.documents:
        yield from _in_graph(file.graph, _document(document))
    for file, organisations in sources.organisations:
        for organisation in organisations:
            yield from _in_graph(file.graph, _organisation(organisation))
    for file, mapping_set in sources.mapping_sets:
        yield from _in_graph(file.graph, _mapping_set(mapping_set, grader))


Triples = Iterator[tuple[NamedNode, NamedNode, Node]]


def _in_graph(graph: str, triples: Triples) -> Iterator[Quad]:
    name = NamedNode(graph)
    for subject, predicate, value in triples:
        yield Quad(subject, predicate, value, name)


def _text(value: str) -> Literal:
    return Literal(value)


def _english(value: str) -> Literal:
    return Literal(value, language="en")


def _typed(value: object, kind: str) -> Literal:
    return Literal(str(value).lower() if kind == "boolean" else str(value), datatype=_XSD[kind])


def _date(value: str) -> Literal:
    return _typed(value, {4: "gYear", 7: "gYearMonth"}.get(len(value), "date"))


def _iri_or_text(value: str) -> Node:
    return NamedNode(value) if value.startswith(("http://", "https://")) and ids.is_iri(value) else _text(value)


def _organisation(organisation: Organisation) -> Triples:
    this = NamedNode(ids.ORG + organisation.id)
    yield this, A, _node("org", "Organization")
    yield this, _node("dcterms", "identifier"), _text(organisation.id)
    yield this, _node("skos", "prefLabel"), _text(organisation.name)
    if organisation.kind:
        yield this, _node("cw", "bodyKind"), _text(organisation.kind)
    if organisation.abbreviation:
        yield this, _node("skos", "altLabel"), _text(organisation.abbreviation)
    if organisation.country:
        yield this, _node("cw", "country"), _text(organisation.country)
    if organisation.part_of:
        yield this, _node("org", "subOrganizationOf"), NamedNode(ids.ORG + organisation.part_of)
    if organisation.url:
        yield this, _node("foaf", "homepage"), NamedNode(organisation.url)
    if organisation.note:
        yield this, _node("skos", "note"), _text(organisation.note)


def _document(document: Document) -> Triples:
    this = NamedNode(document.iri)
    yield this, A, _node("cw", "Document")
    yield this, A, _node("skos", "ConceptScheme")
    yield this, _node("dcterms", "identifier"), _text(document.id)
    yield this, _node("dcterms", "title"), _text(document.title)
    yield this, _node("dcat", "version"), _text(document.version)
    yield this, _node("cw", "stage"), _text(document.status.stage)
    yield this, _node("cw", "asOf"), _typed(document.status.as_of, "date")
    yield this, _node("cw", "seen"), _text(document.status.seen)
    yield this, _node("dcterms", "rights"), _iri_or_text(document.rights)
    yield this, _node("cw", "textPolicy"), _text(document.text_policy)
    yield this, _node("cw", "hierarchy"), _text(document.hierarchy)
    yield this, _node("cw", "loaded"), _typed(document.loaded, "integer")
    if document.total is not None:
        yield this, _node("cw", "total"), _typed(document.total, "integer")
    if document.date != "unknown":
        yield this, _node("dcterms", "issued"), _date(document.date)
    if document.short_title:
        yield this, _node("dcterms", "alternative"), _text(document.short_title)
    if document.url:
        yield this, _node("dcat", "landingPage"), NamedNode(document.url)
    if document.note:
        yield this, _node("skos", "note"), _text(document.note)
    for kind in document.assessable:
        yield this, _node("cw", "assessableKind"), _text(kind)
    yield from _links(this, document)
    for position, provision in enumerate(document.provisions):
        yield from _provision(document, provision, position)


def _links(this: NamedNode, document: Document) -> Triples:
    organisations = [
        ("dcterms", "publisher", document.publisher),
        ("dcterms", "creator", document.authors),
        ("cw", "coSealedBy", document.co_sealed_by),
        ("cw", "committee", [document.committee] if document.committee else []),
    ]
    for prefix, name, members in organisations:
        for member in members:
            yield this, _node(prefix, name), NamedNode(ids.ORG + member)
    for prefix, name, others in (
        ("dcterms", "replaces", document.replaces),
        ("prov", "wasDerivedFrom", document.derived_from),
    ):
        for other in others:
            yield this, _node(prefix, name), NamedNode(ids.DOC + other)


def _provision(document: Document, provision: Provision, position: int) -> Triples:
    this = NamedNode(f"{document.iri}/{provision.id}")
    yield this, A, _node("cw", "Provision")
    yield this, A, _node("skos", "Concept")
    yield this, _node("skos", "inScheme"), NamedNode(document.iri)
    yield this, _node("skos", "notation"), _text(provision.notation or provision.id)
    yield this, _node("skos", "prefLabel"), _english(provision.label)
    yield this, _node("cw", "kind"), _text(provision.kind)
    yield this, _node("cw", "assessable"), _typed(provision.kind in document.assessable, "boolean")
    yield this, _node("cw", "position"), _typed(position, "integer")
    yield this, _node("cw", "contentHash"), _text(provision.content_hash())
    if provision.parent:
        yield this, _node("skos", "broader"), NamedNode(f"{document.iri}/{provision.parent}")
    if provision.level:
        yield this, _node("cw", "level"), NamedNode(ids.NS + provision.level)
    for role in provision.roles:
        yield this, _node("cw", "role"), NamedNode(ids.NS + role)
    if provision.phase:
        yield this, _node("cw", "phase"), NamedNode(ids.NS + provision.phase)
    if provision.summary:
        yield this, _node("dcterms", "description"), _english(provision.summary)
    if provision.note:
        yield this, _node("skos", "note"), _english(provision.note)


def _mapping_set(mapping_set: MappingSet, grader: Grader) -> Triples:
    this = NamedNode(mapping_set.iri)
    yield this, A, _node("sssom", "MappingSet")
    yield this, _node("dcterms", "identifier"), _text(mapping_set.id)
    yield this, _node("cw", "layer"), _text(mapping_set.layer)
    if mapping_set.title:
        yield this, _node("dcterms", "title"), _text(mapping_set.title)
    if mapping_set.description:
        yield this, _node("dcterms", "description"), _text(mapping_set.description)
    if mapping_set.license:
        yield this, _node("dcterms", "license"), _iri_or_text(mapping_set.license)
    for creator in mapping_set.creators:
        yield this, _node("sssom", "creator_label"), _text(creator)
    shared: set[tuple[NamedNode, Node]] = set()
    for mapping in mapping_set.mappings:
        node = NamedNode(f"{mapping_set.iri}/{mapping.id}")
        yield this, _node("sssom", "mappings"), node
        shared.update(_provenance(mapping))
        yield from _mapping(node, mapping, grader.grade(mapping, mapping_set))
    for predicate, value in sorted(shared, key=str):
        yield this, predicate, value


def _provenance(mapping: Mapping) -> Iterator[tuple[NamedNode, Node]]:
    """Yield what the header says once and sssom-pydantic propagates to each row: it belongs to the set."""
    if mapping.provider:
        yield _node("sssom", "mapping_provider"), NamedNode(mapping.provider)
    if mapping.tool:
        yield _node("sssom", "mapping_tool"), _text(mapping.tool)
    if mapping.date:
        yield _node("pav", "authoredOn"), _typed(mapping.date, "date")
    for end in ("subject_source", "object_source"):
        if source := getattr(mapping, end):
            yield _node("sssom", end), NamedNode(source)


def _mapping(this: NamedNode, mapping: Mapping, grade: str) -> Triples:
    subject, predicate, target = (NamedNode(iri) for iri in (mapping.subject, mapping.predicate, mapping.object))
    yield this, A, _node("sssom", "Mapping")
    yield this, A, _node("owl", "Axiom")
    yield this, _node("owl", "annotatedSource"), subject
    yield this, _node("owl", "annotatedProperty"), predicate
    yield this, _node("owl", "annotatedTarget"), target
    yield this, _node("sssom", "mapping_justification"), NamedNode(mapping.justification)
    yield this, _node("cw", "relation"), NamedNode(ids.NS + _relation(mapping))
    yield this, _node("cw", "grade"), _text(grade)
    for name, iri, source in (
        ("subjectDocument", mapping.subject, mapping.subject_source),
        ("objectDocument", mapping.object, mapping.object_source),
    ):
        document = source if iri == ids.NO_TERM_FOUND else ids.document_of(iri)
        if document:
            yield this, _node("cw", name), NamedNode(document)
    for end in ("subject_source", "object_source"):
        if source := getattr(mapping, end):
            yield this, _node("sssom", end), NamedNode(source)
    if mapping.modifier:
        yield this, _node("sssom", "predicate_modifier"), _text(mapping.modifier)
    if mapping.comment:
        yield this, _node("rdfs", "comment"), _text(mapping.comment)
    if mapping.confidence is not None:
        yield this, _node("sssom", "confidence"), _typed(f"{Decimal(str(mapping.confidence)):f}", "decimal")
    if mapping.reviewer:
        yield this, _node("sssom", "reviewer_label"), _text(mapping.reviewer)
    if mapping.date:
        yield this, _node("pav", "authoredOn"), _typed(mapping.date, "date")
    yield from _extensions(this, mapping)
    if not mapping.modifier and ids.NO_TERM_FOUND not in (mapping.subject, mapping.object):
        yield subject, predicate, target


def _extensions(this: NamedNode, mapping: Mapping) -> Triples:
    for column, name in (("subject_hash", "subjectHash"), ("object_hash", "objectHash")):
        if value := mapping.extensions.get(column):
            yield this, _node("cw", name), _text(str(value))
    if citations := mapping.extensions.get("citations"):
        yield this, _node("cw", "citations"), _typed(citations, "integer")


def _relation(mapping: Mapping) -> str:
    """Return the local name of the relation individual that a row asserts (design §4)."""
    if ids.NO_TERM_FOUND in (mapping.subject, mapping.object):
        return "no-counterpart"
    if mapping.modifier == _NOT:
        return "no-relationship"
    return _SET_RELATIONS.get(mapping.predicate, "association")
