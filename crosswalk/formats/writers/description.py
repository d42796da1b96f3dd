"""What an export says of itself as linked data: a [DCAT](https://www.w3.org/TR/vocab-dcat-3/) dataset with its version,
date, licence and size, by [VoID](https://www.w3.org/TR/void/), and the mapping sets and documents in it as its parts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from crosswalk import ids
from crosswalk.formats.writers import Scope
from crosswalk.sources.provenance import provenance
from crosswalk.store.holder import Crosswalk

#: The named graph of the description, as VoID names the resource that describes a dataset.
DESCRIPTION = ox.NamedNode(ids.BASE + "void")
_TITLE = "Crosswalk: how standards, laws and guidance on the cyber security of AI relate"


def _node(prefix: str, name: str) -> ox.NamedNode:
    return ox.NamedNode(ids.PREFIXES[prefix] + name)


_A = _node("rdf", "type")
#: The dataset that an export is of.
DATASET = ox.NamedNode(ids.BASE)


def described(crosswalk: Crosswalk, scope: Scope, quads: Sequence[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield the statements that describe a dataset of these statements, in the graph `DESCRIPTION`."""
    for subject, predicate, value in _facts(crosswalk, scope, quads):
        yield ox.Quad(subject, predicate, value, DESCRIPTION)


def _facts(
    crosswalk: Crosswalk, scope: Scope, quads: Sequence[ox.Quad]
) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]:
    made = provenance(crosswalk.layout)
    yield DESCRIPTION, _A, _node("void", "DatasetDescription")
    yield DESCRIPTION, _node("foaf", "primaryTopic"), DATASET
    yield DATASET, _A, _node("dcat", "Dataset")
    yield DATASET, _A, _node("void", "Dataset")
    yield DATASET, _node("dcterms", "title"), ox.Literal(_TITLE, language="en")
    yield DATASET, _node("dcterms", "description"), ox.Literal(f"What is in it: {scope.extent}.", language="en")
    yield DATASET, _node("dcterms", "identifier"), ox.Literal(made.data)
    yield DATASET, _node("dcterms", "provenance"), ox.Literal(made.sentence(), language="en")
    if made.date:
        yield DATASET, _node("dcterms", "issued"), ox.Literal(made.date, datatype=_node("xsd", "date"))
        yield DATASET, _node("dcat", "version"), ox.Literal(made.date.replace("-", "."))
    if made.licence:
        yield DATASET, _node("dcterms", "license"), ox.NamedNode(made.licence)
    yield DATASET, _node("void", "uriSpace"), ox.Literal(ids.BASE)
    yield DATASET, _node("void", "triples"), ox.Literal(len(quads))
    yield DATASET, _node("void", "distinctSubjects"), ox.Literal(len({quad.subject for quad in quads}))
    used = {namespace for quad in quads if (namespace := _namespace(quad.predicate))}
    for namespace in used:
        yield DATASET, _node("void", "vocabulary"), ox.NamedNode(namespace)
    for graph, number in Counter(quad.graph_name for quad in quads).items():
        if isinstance(graph, ox.NamedNode) and graph.value.startswith((ids.DOC, ids.SET)):
            yield DATASET, _node("void", "subset"), graph
            yield graph, _node("void", "triples"), ox.Literal(number)


def _namespace(predicate: ox.NamedNode) -> str | None:
    return next((one for one in _NAMESPACES if predicate.value.startswith(one)), None)


_NAMESPACES = tuple(
    namespace for prefix, namespace in ids.PREFIXES.items() if not prefix.startswith("cw") or prefix == "cw"
)
