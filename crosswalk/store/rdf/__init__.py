"""Write the parsed files as RDF: one named graph per source file, the terms of ontology/crosswalk.ttl, stable IRIs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from crosswalk.formats.readers import Contents
from crosswalk.store.evidence import Grader
from crosswalk.store.rdf.asks import asks_triples, catalogue_triples
from crosswalk.store.rdf.documents import document_triples, organisation_triples
from crosswalk.store.rdf.mappings import mapping_set_triples
from crosswalk.store.rdf.term_entries import term_triples
from crosswalk.store.rdf.terms import Triples
from crosswalk.store.rdf.work_items import work_item_triples

__all__ = ["graphs"]


#: Statements that are written as text at a time.
_AT_A_TIME = 20_000


def graphs(contents: Contents) -> Iterator[tuple[str, bytes]]:
    """Yield the statements of every file that was read, as [N-Triples](https://www.w3.org/TR/n-triples/), with the IRI
    of the named graph that they belong to. Turtle files are loaded unchanged.

    A large graph comes in several pieces, so that its text is never in memory as a whole.
    """
    for name, triples in _graphs(contents):
        while piece := list(islice(triples, _AT_A_TIME)):
            yield name, " .\n".join([*map(" ".join, piece), ""]).encode()


def _graphs(contents: Contents) -> Iterator[tuple[str, Triples]]:
    grader = Grader(contents)
    for file, document in contents.documents:
        yield file.graph, document_triples(document)
    for file, organisations in contents.organisations:
        yield file.graph, chain.from_iterable(map(organisation_triples, organisations))
    for file, items in contents.work_items:
        yield file.graph, chain.from_iterable(map(work_item_triples, items))
    for file, terms in contents.terms:
        yield file.graph, chain.from_iterable(map(term_triples, terms))
    for file, asks in contents.asks:
        yield file.graph, asks_triples(asks)
    for file, catalogue in contents.catalogues:
        yield file.graph, catalogue_triples(catalogue)
    for file, mapping_set in contents.mapping_sets:
        yield file.graph, mapping_set_triples(mapping_set, grader)
