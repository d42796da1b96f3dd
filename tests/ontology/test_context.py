"""The JSON-LD context says every property that the store writes: a round trip loses nothing."""

import json

import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from crosswalk import ids
from crosswalk.sources import Layout, read_sources, shipped_root
from crosswalk.store import build

CONTEXT = json.loads((shipped_root() / "ontology" / "context.jsonld").read_text(encoding="utf-8"))
GRAPHS = {
    "document": ids.DOC + "ncsc-secure-ai-2023",
    "mapping set": ids.SET + "dsit-ai-code-2025--references",
    "organisations": ids.BASE + "source/0/organisations",
}


@pytest.fixture(scope="module")
def dataset() -> ox.Store:
    return build(read_sources(Layout()))


@pytest.mark.parametrize("name", GRAPHS)
def test_round_trip(name: str, dataset: ox.Store) -> None:
    quads = dataset.quads_for_pattern(None, None, None, ox.NamedNode(GRAPHS[name]))
    triples = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    graph = Graph().parse(data=triples, format="nt")
    assert len(graph) > 80
    written = graph.serialize(format="json-ld", context=CONTEXT["@context"])
    assert isomorphic(graph, Graph().parse(data=written, format="json-ld"))


def test_words_are_short_in_json(dataset: ox.Store) -> None:
    quads = dataset.quads_for_pattern(None, None, None, ox.NamedNode(GRAPHS["document"]))
    triples = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    written = Graph().parse(data=triples, format="nt").serialize(format="json-ld", context=CONTEXT["@context"])
    keys = {key for node in json.loads(written)["@graph"] for key in node}
    assert not [key for key in keys if "://" in key]
