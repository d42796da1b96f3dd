"""GraphML: every node has a label and the title of its document; of two documents it has what joins them."""

from __future__ import annotations

import io

import networkx as nx

from crosswalk.analysis.catalogue import document, labels, provisions
from crosswalk.formats.writers import export, exported
from crosswalk.store.holder import Crosswalk

PAIR = ("one-2025", "two-2.0")


def test_every_node_has_its_label(small: Crosswalk) -> None:
    graph = nx.read_graphml(io.BytesIO(export(small, "graphml")), force_multigraph=True)
    names = labels(small)
    assert len(graph) > 5
    for node, data in graph.nodes(data=True):
        assert data["label"] == (names[node].name if node in names else node)
    assert graph.nodes["one-2025:1.1"]["document_title"] == document(small, "one-2025").title


def test_two_documents_have_their_provisions_and_what_is_between_them(small: Crosswalk) -> None:
    whole = nx.read_graphml(io.BytesIO(export(small, "graphml")), force_multigraph=True)
    graph = nx.read_graphml(io.BytesIO(export(small, "graphml", *PAIR)), force_multigraph=True)
    assert {data["document"] for _, data in graph.nodes(data=True)} == set(PAIR)
    assert {provision.id for name in PAIR for provision in provisions(small, name)} <= set(graph)
    inside = whole.subgraph([node for node, data in whole.nodes(data=True) if data["document"] in PAIR])
    assert graph.number_of_edges() == inside.number_of_edges() > 0


def test_the_reasons_are_counted_as_left_out(small: Crosswalk) -> None:
    made = exported(small, "graphml")
    graph = nx.read_graphml(io.BytesIO(made.content), force_multigraph=True)
    mappings = sum(data["kind"] == "mapping" for *_, data in graph.edges(data=True))
    assert made.losses[0].count == mappings > 0
