"""Write documents, their provisions and organisations as RDF."""

from __future__ import annotations

from crosswalk import ids
from crosswalk.files.model import DocumentFile, OrganisationEntry, ProvisionEntry
from crosswalk.store.rdf.terms import A, Term, Triples, date, english, iri, iri_or_text, node, spoken, text, typed

_DOCUMENT = node("cw", "Document")
_PROVISION = node("cw", "Provision")
_AS_OF = node("cw", "asOf")
_AMENDED_BY = node("cw", "amendedBy")
_ANY_SIGN = node("cw", "anySign")
_ASSESSABLE = node("cw", "assessable")
_CITED_AS = node("cw", "citedAs")
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
_REPLACES_SHIPPED = node("cw", "replacesShipped")
_STAGE = node("cw", "stage")
_TEXT_POLICY = node("cw", "textPolicy")
_TOTAL = node("cw", "total")
_LANDING_PAGE = node("dcat", "landingPage")
_VERSION = node("dcat", "version")
_WITHDRAWN = node("cw", "withdrawn")
_ALTERNATIVE = node("dcterms", "alternative")
_DESCRIPTION = node("dcterms", "description")
_IDENTIFIER = node("dcterms", "identifier")
_IS_REPLACED_BY = node("dcterms", "isReplacedBy")
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


def organisation_triples(organisation: OrganisationEntry) -> Triples:
    """Yield the triples of an organisation."""
    about = iri(ids.ORG + organisation.id)
    yield about, A, _ORGANIZATION
    yield about, _IDENTIFIER, text(organisation.id)
    yield about, _PREF_LABEL, text(organisation.name)
    if organisation.kind:
        yield about, _KIND, text(organisation.kind)
    if organisation.abbreviation:
        yield about, _ALT_LABEL, text(organisation.abbreviation)
    if organisation.country:
        yield about, _COUNTRY, text(organisation.country)
    if organisation.part_of:
        yield about, _SUB_ORGANIZATION_OF, iri(ids.ORG + organisation.part_of)
    if organisation.url:
        yield about, _HOMEPAGE, iri(organisation.url)
    if organisation.note:
        yield about, _NOTE, text(organisation.note)


def document_triples(document: DocumentFile) -> Triples:
    """Yield the triples of a document, its links and its provisions."""
    about = iri(document.iri)
    yield about, A, _DOCUMENT
    yield about, A, _CONCEPT_SCHEME
    yield about, _IDENTIFIER, text(document.id)
    yield about, _TITLE, spoken(document.title, document.language)
    yield about, _VERSION, text(document.version)
    yield about, _STAGE, text(document.status.stage)
    yield about, _AS_OF, typed(document.status.as_of, "date")
    yield about, _SEEN, text(document.status.seen)
    yield about, _RIGHTS, iri_or_text(document.rights)
    yield about, _TEXT_POLICY, text(document.text_policy)
    yield about, _HIERARCHY, text(document.hierarchy)
    yield about, _LOADED, typed(document.loaded, "integer")
    if document.total is not None:
        yield about, _TOTAL, typed(document.total, "integer")
    if document.date != "unknown":
        yield about, _ISSUED, date(document.date)
    if document.short_title:
        yield about, _ALTERNATIVE, text(document.short_title)
    if document.url:
        yield about, _LANDING_PAGE, iri(document.url)
    if document.note:
        yield about, _NOTE, text(document.note)
    if document.replaces_shipped:
        yield about, _REPLACES_SHIPPED, typed(True, "boolean")
    yield from _links(about, document)
    yield from _standing(about, document)
    yield from _aliases(document)
    for position, provision in enumerate(document.provisions):
        yield from _provision(document, provision, position)


def _links(about: Term, document: DocumentFile) -> Triples:
    organisations = [
        ("dcterms", "publisher", document.publisher),
        ("dcterms", "creator", document.authors),
        ("cw", "coSealedBy", document.co_sealed_by),
        ("cw", "committee", [document.committee] if document.committee else []),
    ]
    for prefix, name, members in organisations:
        for member in members:
            yield about, node(prefix, name), iri(ids.ORG + member)
    for prefix, name, others in (
        ("dcterms", "replaces", document.replaces),
        ("prov", "wasDerivedFrom", document.derived_from),
    ):
        for other in others:
            yield about, node(prefix, name), iri(ids.DOC + other)


def _standing(about: Term, entry: DocumentFile | ProvisionEntry) -> Triples:
    """Yield whether a document or provision is still in force, and what took its place or changed it."""
    if entry.withdrawn:
        known = entry.withdrawn != "unknown"
        yield about, _WITHDRAWN, date(entry.withdrawn) if known else typed(True, "boolean")
    for later in entry.replaced_by:
        yield about, _IS_REPLACED_BY, iri(ids.expand(later))
    for amending in entry.amended_by:
        yield about, _AMENDED_BY, iri(ids.DOC + amending)


def _aliases(document: DocumentFile) -> Triples:
    """Yield how others cite a document, and each of its provisions."""
    if not (aliases := document.aliases):
        return
    for prefix in aliases.prefixes:
        yield iri(document.iri), _CITED_AS, text(prefix)
    for address in aliases.addresses:
        yield iri(document.iri), _CITED_AS, typed(address, "anyURI")
    if aliases.any_sign:
        yield iri(document.iri), _ANY_SIGN, typed(True, "boolean")
    for written, provision in aliases.ids.items():
        yield iri(f"{document.iri}/{provision}"), _CITED_AS, text(written)


def _provision(document: DocumentFile, provision: ProvisionEntry, position: int) -> Triples:
    about = iri(f"{document.iri}/{provision.id}")
    yield about, A, _PROVISION
    yield about, A, _CONCEPT
    yield about, _IN_SCHEME, iri(document.iri)
    yield about, _NOTATION, text(provision.notation or provision.id)
    yield about, _PREF_LABEL, english(provision.label)
    for field, name in (("label", _PREF_LABEL), ("summary", _DESCRIPTION)):
        for language, words in provision.in_other_languages(field).items():
            yield about, name, spoken(words, language)
    yield about, _KIND, text(provision.kind)
    yield about, _ASSESSABLE, typed(provision.kind in document.assessable and not provision.withdrawn, "boolean")
    yield about, _POSITION, typed(position, "integer")
    yield about, _CONTENT_HASH, text(provision.content_hash())
    if provision.parent:
        yield about, _BROADER, iri(f"{document.iri}/{provision.parent}")
    if provision.level:
        yield about, _LEVEL, iri(ids.NS + provision.level)
    if provision.priority:
        yield about, _PRIORITY, text(provision.priority)
    for role in provision.roles:
        yield about, _ROLE, iri(ids.NS + role)
    if provision.phase:
        yield about, _PHASE, iri(ids.NS + provision.phase)
    if provision.summary:
        yield about, _DESCRIPTION, english(provision.summary)
    if provision.note:
        yield about, _NOTE, english(provision.note)
    yield from _standing(about, provision)
