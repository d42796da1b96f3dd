"""The statements of the graph as the writers of RDF take them: in one order, and with names that stay the same.

Two runs, and two machines, write the same bytes: what has no name of its own gets the one that
[RDF Dataset Canonicalization](https://www.w3.org/TR/rdf-canon/) gives it, and everything is sorted.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from crosswalk import ids
from crosswalk.errors import StoreError
from crosswalk.formats.writers import Extent, Loss, Scope, origin
from crosswalk.formats.writers.description import DATASET, described
from crosswalk.formats.writers.skos import completed
from crosswalk.sparql import ask
from crosswalk.store.holder import Crosswalk
from crosswalk.store.seam import answering
from crosswalk.text import one_line

_EVERYTHING = (
    "SELECT ?graph ?subject ?predicate ?object WHERE {{ {graphs}GRAPH ?graph {{ ?subject ?predicate ?object }} }}"
)


_MAPPING = ox.NamedNode(ids.PREFIXES["sssom"] + "Mapping")


def statements(crosswalk: Crosswalk, scope: Scope) -> list[ox.Quad]:
    """Return every statement of a scope, each in its named graph, sorted: by graph, subject, predicate, object.

    What [SKOS](https://www.w3.org/TR/skos-reference/) expects and follows from the graph is added, and a graph that
    describes the dataset. Raises StoreError when the store cannot answer.
    """
    whole = read(crosswalk, graphs_of(crosswalk, scope))
    if scope.extent is Extent.SET:  # which SSSOM's own tools read, and they allow a row one type
        whole = [quad for quad in whole if quad.object != _MAPPING]
    found = _named(completed(quad for quad in whole if quad.subject != DATASET))  # the store's own mark of its version
    return sorted([*found, *described(crosswalk, scope, found)], key=_place)


def read(crosswalk: Crosswalk, graphs: Iterable[str] | None = None) -> list[ox.Quad]:
    """Return the statements of some named graphs, or of all, in no order. Raises StoreError when the store cannot
    answer.
    """
    values = "" if graphs is None else f"VALUES ?graph {{ {' '.join(f'<{name}>' for name in graphs)} }} "
    answer = crosswalk.store.query(_EVERYTHING.format(graphs=values))
    if not isinstance(answer, ox.QuerySolutions):
        raise StoreError("The store did not answer a SELECT query with rows.")
    with answering():
        return [ox.Quad(row[1], row[2], row[3], row[0]) for row in answer]


def graphs_of(crosswalk: Crosswalk, scope: Scope) -> list[str] | None:
    """Return the named graphs of a scope, None for all: of two documents both, and every set that joins them."""
    match scope.extent:
        case Extent.WHOLE:
            return None
        case Extent.SET:
            return [f"{ids.SET}{scope.mapping_set}"]
        case Extent.DOCUMENT:
            return _of_documents(crosswalk, filter(None, [scope.focal]))
        case Extent.PAIR:
            sets = ask(crosswalk, "sets-between", focal=scope.pair[0], reference=scope.pair[1])
            return [*_of_documents(crosswalk, scope.pair), *(f"{ids.SET}{row[0]}" for row in sets.rows)]


def _of_documents(crosswalk: Crosswalk, documents: Iterable[str]) -> list[str]:
    """Return the named graphs of documents, and those of what they ask."""
    chosen = tuple(documents)
    asks = (file.graph for file in crosswalk.layout.files() if file.kind == "asks" and file.path.stem in chosen)
    return [*(ids.DOC + name for name in chosen), *asks]


def unsaid(crosswalk: Crosswalk, scope: Scope) -> tuple[Loss, ...]:
    """Return what no export of RDF says: what is computed and never written to the graph."""
    if scope.extent is not Extent.PAIR:
        return ()
    from crosswalk.formats.writers.between import chained

    return (Loss(len(chained(crosswalk, *scope.pair)), "derived or carried mapping"),)


def comments(crosswalk: Crosswalk, form: str, scope: Scope) -> str:
    """Return comment lines for the top of a file in Turtle, TriG or N-Quads: where it comes from."""
    return "".join(f"# {one_line(line)}\n" for line in origin(crosswalk, form, scope))


def _place(quad: ox.Quad) -> tuple[str, str, str, str]:
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)


def _named(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Return the statements with a stable name for each blank node."""
    whole = list(quads)
    nameless = ox.Dataset(quad for quad in whole if _is_nameless(quad))
    nameless.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return [*(quad for quad in whole if not _is_nameless(quad)), *nameless]


def _is_nameless(quad: ox.Quad) -> bool:
    return isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)
