"""[Turtle](https://www.w3.org/TR/turtle/), with the project's prefixes."""

from __future__ import annotations

from crosswalk import ids
from crosswalk.errors import StoreError, UsageError
from crosswalk.formats.writers import Writer
from crosswalk.sparql import Table
from crosswalk.store.holder import Crosswalk
from crosswalk.text import escaped_turtle

_EVERYTHING = "CONSTRUCT { ?subject ?predicate ?object } WHERE { ?subject ?predicate ?object }"


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


def _whole(crosswalk: Crosswalk) -> bytes:
    import pyoxigraph as ox

    answer = crosswalk.store.query(_EVERYTHING)
    if isinstance(answer, (ox.QueryBoolean, ox.QuerySolutions)):
        raise StoreError("The store did not answer a CONSTRUCT query with a graph.")
    triples = sorted(answer, key=str)
    written = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=ids.PREFIXES) or b""
    return escaped_turtle(written.decode()).encode()


WRITER = Writer(
    "turtle",
    "the graph, without its named graphs",
    "text/turtle",
    ".ttl",
    answer=_answer,
    whole=_whole,
    graphs_only=True,
    written="Turtle",
)
