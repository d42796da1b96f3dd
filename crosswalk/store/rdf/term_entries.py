"""Write the terms of the field as RDF: SKOS concepts with their names, definition and source."""

from __future__ import annotations

from crosswalk import ids
from crosswalk.files.model import TermEntry
from crosswalk.store.rdf.terms import A, Triples, english, iri, node, text


def term_triples(term: TermEntry) -> Triples:
    """Yield the triples of a term."""
    about = iri(term.iri)
    yield about, A, node("skos", "Concept")
    yield about, node("dcterms", "identifier"), text(term.id)
    yield about, node("skos", "prefLabel"), english(term.term)
    for alias in term.aliases:
        yield about, node("skos", "altLabel"), english(alias)
    yield about, node("skos", "definition"), english(term.definition)
    yield about, node("dcterms", "source"), iri(ids.DOC + term.source.document)
    yield about, node("dcterms", "bibliographicCitation"), text(term.source.at)
    yield about, node("cw", "seen"), text(term.source.seen)
    if term.source.url:
        yield about, node("rdfs", "seeAlso"), iri(term.source.url)
