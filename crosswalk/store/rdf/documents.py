"""Say documents, their provisions and organisations in RDF."""

from __future__ import annotations

from crosswalk import ids
from crosswalk.sources import Document, Organisation, Provision
from crosswalk.store.rdf.terms import A, Term, Triples, date, english, iri, iri_or_text, node, text, typed


def organisation_triples(organisation: Organisation) -> Triples:
    """Yield what is known of an organisation."""
    this = iri(ids.ORG + organisation.id)
    yield this, A, node("org", "Organization")
    yield this, node("dcterms", "identifier"), text(organisation.id)
    yield this, node("skos", "prefLabel"), text(organisation.name)
    if organisation.kind:
        yield this, node("cw", "kind"), text(organisation.kind)
    if organisation.abbreviation:
        yield this, node("skos", "altLabel"), text(organisation.abbreviation)
    if organisation.country:
        yield this, node("cw", "country"), text(organisation.country)
    if organisation.part_of:
        yield this, node("org", "subOrganizationOf"), iri(ids.ORG + organisation.part_of)
    if organisation.url:
        yield this, node("foaf", "homepage"), iri(organisation.url)
    if organisation.note:
        yield this, node("skos", "note"), text(organisation.note)


def document_triples(document: Document) -> Triples:
    """Yield a document, its links and its provisions."""
    this = iri(document.iri)
    yield this, A, node("cw", "Document")
    yield this, A, node("skos", "ConceptScheme")
    yield this, node("dcterms", "identifier"), text(document.id)
    yield this, node("dcterms", "title"), text(document.title)
    yield this, node("dcat", "version"), text(document.version)
    yield this, node("cw", "stage"), text(document.status.stage)
    yield this, node("cw", "asOf"), typed(document.status.as_of, "date")
    yield this, node("cw", "seen"), text(document.status.seen)
    yield this, node("dcterms", "rights"), iri_or_text(document.rights)
    yield this, node("cw", "textPolicy"), text(document.text_policy)
    yield this, node("cw", "hierarchy"), text(document.hierarchy)
    yield this, node("cw", "loaded"), typed(document.loaded, "integer")
    if document.total is not None:
        yield this, node("cw", "total"), typed(document.total, "integer")
    if document.date != "unknown":
        yield this, node("dcterms", "issued"), date(document.date)
    if document.short_title:
        yield this, node("dcterms", "alternative"), text(document.short_title)
    if document.url:
        yield this, node("dcat", "landingPage"), iri(document.url)
    if document.note:
        yield this, node("skos", "note"), text(document.note)
    yield from _links(this, document)
    for position, provision in enumerate(document.provisions):
        yield from _provision(document, provision, position)


def _links(this: Term, document: Document) -> Triples:
    organisations = [
        ("dcterms", "publisher", document.publisher),
        ("dcterms", "creator", document.authors),
        ("cw", "coSealedBy", document.co_sealed_by),
        ("cw", "committee", [document.committee] if document.committee else []),
    ]
    for prefix, name, members in organisations:
        for member in members:
            yield this, node(prefix, name), iri(ids.ORG + member)
    for prefix, name, others in (
        ("dcterms", "replaces", document.replaces),
        ("prov", "wasDerivedFrom", document.derived_from),
    ):
        for other in others:
            yield this, node(prefix, name), iri(ids.DOC + other)


def _provision(document: Document, provision: Provision, position: int) -> Triples:
    this = iri(f"{document.iri}/{provision.id}")
    yield this, A, node("cw", "Provision")
    yield this, A, node("skos", "Concept")
    yield this, node("skos", "inScheme"), iri(document.iri)
    yield this, node("skos", "notation"), text(provision.notation or provision.id)
    yield this, node("skos", "prefLabel"), english(provision.label)
    yield this, node("cw", "kind"), text(provision.kind)
    yield this, node("cw", "assessable"), typed(provision.kind in document.assessable, "boolean")
    yield this, node("cw", "position"), typed(position, "integer")
    yield this, node("cw", "contentHash"), text(provision.content_hash())
    if provision.parent:
        yield this, node("skos", "broader"), iri(f"{document.iri}/{provision.parent}")
    if provision.level:
        yield this, node("cw", "level"), iri(ids.NS + provision.level)
    if provision.priority:
        yield this, node("cw", "priority"), text(provision.priority)
    for role in provision.roles:
        yield this, node("cw", "role"), iri(ids.NS + role)
    if provision.phase:
        yield this, node("cw", "phase"), iri(ids.NS + provision.phase)
    if provision.summary:
        yield this, node("dcterms", "description"), english(provision.summary)
    if provision.note:
        yield this, node("skos", "note"), english(provision.note)
