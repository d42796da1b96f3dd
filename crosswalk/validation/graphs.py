"""The dataset as pySHACL reads it: an rdflib graph, either copied or looked up statement by statement.

A copy costs about as much as reading all files, and each look-up in it is fast. A view costs nothing until it is asked,
which is right when few nodes are asked about.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

import pyoxigraph as ox
from rdflib import XSD, BNode, Graph, Literal, URIRef
from rdflib.plugins.stores.memory import Memory

if TYPE_CHECKING:
    from rdflib.graph import _ContextType, _TriplePatternType, _TripleType

    _Found = Generator[tuple[_TripleType, Generator[_ContextType | None, None, None]], None, None]

#: A term that a statement of ours may hold, in each of the two libraries.
OxTerm = ox.NamedNode | ox.BlankNode | ox.Literal
Term = URIRef | BNode | Literal


def copied(dataset: ox.Store) -> Graph:
    """Return the union of all named graphs as one rdflib graph. Terms are passed on one by one: parsing them from text
    would take twice as long.
    """
    from crosswalk.validation.prepared import PreparedGraph

    graph = PreparedGraph()
    known: dict[object, Term] = {}
    for quad in dataset:
        terms = []
        for term in (quad.subject, quad.predicate, quad.object):
            if (same := known.get(term)) is None:
                same = known[term] = from_ox(term)
            terms.append(same)
        graph.store.add((terms[0], terms[1], terms[2]), graph)
    return graph


def viewed(dataset: ox.Store) -> Graph:
    """Return an rdflib graph that looks every statement up in the dataset. It cannot be written to."""
    from crosswalk.validation.prepared import PreparedGraph

    store = _View(dataset)
    store.graph = PreparedGraph(store=store)
    return store.graph


class _View(Memory):
    """An rdflib store whose prefixes are its own and whose statements are those of a dataset."""

    def __init__(self, dataset: ox.Store) -> None:
        super().__init__()
        self._dataset = dataset
        self._size = len(dataset)  # which pyoxigraph counts each time, and pySHACL asks several times for each result
        self.graph = Graph()  #: the graph that all statements are in

    def triples(self, triple_pattern: _TriplePatternType, context: _ContextType | None = None) -> _Found:
        """Yield the statements of all named graphs that fit, each once."""
        subject, predicate, value = triple_pattern
        if isinstance(subject, Literal) or not isinstance(predicate, URIRef | None):
            return
        quads = self._dataset.quads_for_pattern(
            None if subject is None else to_ox(subject),  # type: ignore[arg-type]  # it is not a literal
            None if predicate is None else ox.NamedNode(predicate),
            None if value is None else to_ox(value),
            None,
        )
        for found in {(quad.subject, quad.predicate, quad.object): None for quad in quads}:
            yield (from_ox(found[0]), from_ox(found[1]), from_ox(found[2])), self.contexts()

    def contexts(self, triple: _TripleType | None = None) -> Generator[_ContextType, None, None]:
        """Yield the one graph."""
        yield self.graph

    def __len__(self, context: _ContextType | None = None) -> int:
        return self._size

    def add(self, triple: _TripleType, context: _ContextType, quoted: bool = False) -> None:
        """Raise TypeError: a view is not written to."""
        raise TypeError("this graph is a view of a dataset and cannot be written to")


def from_ox(term: object) -> Term:
    """Return a term of pyoxigraph as rdflib has it: a plain literal has no datatype there."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if not isinstance(term, ox.Literal):
        raise TypeError(f"{term} is not a term of RDF 1.1")
    datatype = URIRef(term.datatype.value)
    plain = term.language or datatype == XSD.string
    return Literal(term.value, lang=term.language, datatype=None if plain else datatype)


def to_ox(term: object) -> OxTerm:
    """Return a term of rdflib as pyoxigraph has it."""
    if isinstance(term, URIRef):
        return ox.NamedNode(term)
    if isinstance(term, BNode):
        return ox.BlankNode(term)
    if not isinstance(term, Literal):
        raise TypeError(f"{term!r} is not a term of RDF 1.1")
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(term.datatype) if term.datatype else None)
