"""Say documents, their provisions and organisations in RDF."""

from __future__ import annotations

from crosswalk import ids
from crosswalk.sources import Document, Organisation, Provision
from crosswalk.store.rdf.terms import A, Term, Triples, date, english, iri, iri_or_text, node, text, typed

_DOCUMENT = node("cw", "Document")
_PROVISION = node("cw", "Provision")
_AS_OF = node("cw", "asOf")
_ASSESSABLE = node("cw", "assessable")
_CONTENT_HASH = node("cw", "contentHash")
_COUNTRY = node("cw", "country")
_HIERARCHY = node("cw", "hierarchy")
_KIND = node("cw", "kind")
_LEVEL = node("cw", "level")
_LOADED = node("cw", "loaded")
_PHASE = node("cw", "phase")
_POSITION = node("cw", "position")
_PRIORITY = node("cw", "priority")
_ROLE = node("cw", "role")
_SEEN = node("cw", "seen")
_STAGE = node("cw", "stage")
_TEXT_POLICY = node("cw", "textPolicy")
_TOTAL = node("cw", "total")
_LANDING_PAGE = node("dcat", "landingPage")
_VERSION = node("dcat", "version")
_ALTERNATIVE = node("dcterms", "alternative")
_DESCRIPTION = node("dcterms", "description")
_IDENTIFIER = node("dcterms", "identifier")
_ISSUED = node("dcterms", "issued")
_RIGHTS = node("dcterms", "rights")
_TITLE = node("dcterms", "title")
_HOMEPAGE = node("foaf", "homepage")
_ORGANIZATION = node("org", "Organization")
_SUB_ORGANIZATION_OF = node("org", "subOrganizationOf")
_CONCEPT = node("skos", "Concept")
_CONCEPT_SCHEME = node("skos", "ConceptScheme")
_ALT_LABEL = node("skos", "altLabel")
_BROADER = node("skos", "broader")
_IN_SCHEME = node("skos", "inScheme")
_NOTATION = node("skos", "notation")
_NOTE = node("skos", "note")
_PREF_LABEL = node("skos", "prefLabel")


def organisation_triples(organisation: Organisation) -> Triples:
    """Yield what is known of an organisation."""
    this = iri(ids.ORG + organisation.id)
    yield this, A, _ORGANIZATION
    yield this, _IDENTIFIER, text(organisation.id)
    yield this, _PREF_LABEL, text(organisation.name)
    if organisation.kind:
        yield this, _KIND, text(organisation.kind)
    if organisation.abbreviation:
        yield this, _ALT_LABEL, text(organisation.abbreviation)
    if organisation.country:
        yield this, _COUNTRY, text(organisation.country)
    if organisation.part_of:
        yield this, _SUB_ORGANIZATION_OF, iri(ids.ORG + organisation.part_of)
    if organisation.url:
        yield this, _HOMEPAGE, iri(organisation.url)
    if organisation.note:
        yield this, _NOTE, text(organisation.note)


def document_triples(document: Document) -> Triples:
    """Yield a document, its links and its provisions."""
    this = iri(document.iri)
    yield this, A, _DOCUMENT
    yield this, A, _CONCEPT_SCHEME
    yield this, _IDENTIFIER, text(document.id)
    yield this, _TITLE, text(document.title)
    yield this, _VERSION, text(document.version)
    yield this, _STAGE, text(document.status.stage)
    yield this, _AS_OF, typed(document.status.as_of, "date")
    yield this, _SEEN, text(document.status.seen)
    yield this, _RIGHTS, iri_or_text(document.rights)
    yield this, _TEXT_POLICY, text(document.text_policy)
    yield this, _HIERARCHY, text(document.hierarchy)
    yield this, _LOADED, typed(document.loaded, "integer")
    if document.total is not None:
        yield this, _TOTAL, typed(document.total, "integer")
    if document.date != "unknown":
        yield this, _ISSUED, date(document.date)
    if document.short_title:
        yield this, _ALTERNATIVE, text(document.short_title)
    if document.url:
        yield this, _LANDING_PAGE, iri(document.url)
    if document.note:
        yield this, _NOTE, text(document.note)
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
    yield this, A, _PROVISION
    yield this, A, _CONCEPT
    yield this, _IN_SCHEME, iri(document.iri)
    yield this, _NOTATION, text(provision.notation or provision.id)
    yield this, _PREF_LABEL, english(provision.label)
    yield this, _KIND, text(provision.kind)
    yield this, _ASSESSABLE, typed(provision.kind in document.assessable, "boolean")
    yield this, _POSITION, typed(position, "integer")
    yield this, _CONTENT_HASH, text(provision.content_hash())
    if provision.parent:
        yield this, _BROADER, iri(f"{document.iri}/{provision.parent}")
    if provision.level:
        yield this, _LEVEL, iri(ids.NS + provision.level)
    if provision.priority:
        yield this, _PRIORITY, text(provision.priority)
    for role in provision.roles:
        yield this, _ROLE, iri(ids.NS + role)
    if provision.phase:
        yield this, _PHASE, iri(ids.NS + provision.phase)
    if provision.summary:
        yield this, _DESCRIPTION, english(provision.summary)
    if provision.note:
        yield this, _NOTE, english(provision.note)
