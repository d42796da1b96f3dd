"""[Turtle](https://www.w3.org/TR/turtle/), with the project's prefixes."""

from __future__ import annotations

from crosswalk import ids
from crosswalk.errors import UsageError
from crosswalk.formats.writers import Extent, Loss, Scope, Writer, Written
from crosswalk.formats.writers.statements import comments, statements, unsaid
from crosswalk.sparql import Table
from crosswalk.store.holder import Crosswalk
from crosswalk.text import escaped_turtle


def _answer(table: Table) -> str:
    if table.graph is None:
        raise UsageError(
            "Only a CONSTRUCT or DESCRIBE query answers with a graph; use --format table, json, xml, csv or tsv."
        )
    from rdflib import Graph

    graph = Graph()
    for prefix, namespace in ids.PREFIXES.items():
        graph.bind(prefix, namespace)
    return escaped_turtle(graph.parse(data=table.graph, format="nt").serialize(format="turtle"))


def _write(crosswalk: Crosswalk, scope: Scope) -> Written:
    import pyoxigraph as ox

    quads = statements(crosswalk, scope)
    triples = sorted({quad.triple for quad in quads}, key=lambda one: (str(one.subject), str(one)))
    written = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=ids.PREFIXES) or b""
    text = comments(crosswalk, WRITER.name, scope) + escaped_turtle(written.decode())
    merged = Loss(len({quad.graph_name for quad in quads}), "named graph")
    return Written(text.encode(), (merged if scope.extent is not Extent.SET else _NOTHING, *unsaid(crosswalk, scope)))


_NOTHING = Loss(0, "named graph")
WRITER = Writer(
    "turtle",
    "every statement, without its named graph",
    "text/turtle",
    ".ttl",
    answer=_answer,
    write=_write,
    extents=tuple(Extent),
    graphs_only=True,
    written="Turtle",
)
