"""What [SKOS](https://www.w3.org/TR/skos-reference/) tools look for and the graph leaves out, because it follows.

The graph says only `skos:broader`, and names a document by its title. An export also has `skos:narrower`, the top
concepts of each scheme, and a preferred label of every scheme. The graph in the store stays as small as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from crosswalk import ids


def _skos(name: str) -> ox.NamedNode:
    return ox.NamedNode(ids.PREFIXES["skos"] + name)


_A = ox.NamedNode(ids.PREFIXES["rdf"] + "type")
_TITLE = ox.NamedNode(ids.PREFIXES["dcterms"] + "title")
_IDENTIFIER = ox.NamedNode(ids.PREFIXES["dcterms"] + "identifier")
_SCHEME, _IN_SCHEME, _PREF_LABEL = _skos("ConceptScheme"), _skos("inScheme"), _skos("prefLabel")
_BROADER, _NARROWER = _skos("broader"), _skos("narrower")
_HAS_TOP, _TOP_OF = _skos("hasTopConcept"), _skos("topConceptOf")


def completed(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield the statements, and what follows from them, each in the named graph of what it follows from."""
    schemes: dict[ox.Quad, None] = {}
    names: dict[object, ox.Quad] = {}
    inside: list[ox.Quad] = []
    below: set[object] = set()
    for quad in quads:
        yield quad
        if quad.predicate == _BROADER and not isinstance(quad.object, ox.Literal):
            below.add(quad.subject)
            yield _turned(quad, _NARROWER)
        elif quad.predicate == _IN_SCHEME:
            inside.append(quad)
        elif quad.predicate == _A and quad.object == _SCHEME:
            schemes[quad] = None
        elif quad.predicate == _TITLE or (quad.predicate == _IDENTIFIER and quad.subject not in names):
            names[quad.subject] = quad
    for quad in inside:
        if quad.subject not in below:
            yield ox.Quad(quad.subject, _TOP_OF, quad.object, quad.graph_name)
            yield _turned(quad, _HAS_TOP)
    for quad in schemes:
        if name := names.get(quad.subject):
            yield ox.Quad(quad.subject, _PREF_LABEL, name.object, quad.graph_name)


def _turned(quad: ox.Quad, predicate: ox.NamedNode) -> ox.Quad:
    assert not isinstance(quad.object, ox.Literal), "a scheme and a parent have names"
    return ox.Quad(quad.object, predicate, quad.subject, quad.graph_name)
