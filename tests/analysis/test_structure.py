"""The shape of the crosswalk: hubs, bridges, communities and orphans on a crosswalk that a person can draw."""

from __future__ import annotations

import io
from pathlib import Path

import networkx as nx
import pytest

import crosswalk
from crosswalk.analysis.graph import mapping_graph
from crosswalk.analysis.network import network
from crosswalk.analysis.structure import Hub, bridges, communities, components, document_graph, hubs, orphans
from crosswalk.formats.writers.graphml import graphml
from crosswalk.store.holder import Crosswalk

INPUTS = Path(__file__).parent / "inputs"


@pytest.fixture(scope="module")
def planted() -> Crosswalk:
    return crosswalk.load([INPUTS / "planted"], only_data=True)


@pytest.fixture(scope="module")
def chains() -> Crosswalk:
    return crosswalk.load([INPUTS / "chains"], only_data=True)


def test_the_documents_and_what_joins_them(planted: Crosswalk) -> None:
    graph = document_graph(planted)
    edge = graph["a-1.0"]["b-1.0"]
    assert edge["sets"] == {"a-1.0--b-1.0", "b-1.0--a-1.0.other"}
    assert (edge["mappings"], edge["assertions"]) == (11, 10)  # the citation joins, and states no relation
    assert sorted(map(sorted, graph.edges)) == [["a-1.0", "b-1.0"], ["a-1.0", "c-1.0"], ["b-1.0", "c-1.0"]]


def test_hubs_are_joined_to_most_documents(planted: Crosswalk) -> None:
    found = hubs(planted)
    assert found[0] == Hub("a-1.0:1", documents=2, mappings=2)
    assert [hub.documents for hub in found] == sorted((hub.documents for hub in found), reverse=True)
    assert hubs(planted, most=1) == found[:1]


def test_bridges_part_what_nothing_else_joins(planted: Crosswalk, chains: Crosswalk) -> None:
    assert bridges(planted) == []  # a triangle has none
    found = {bridge.documents: bridge.parts for bridge in bridges(chains)}
    assert found[("c-1.0", "d-1.0")] == 1
    graph = document_graph(chains)
    for one, other in found:
        cut = graph.copy()
        cut.remove_edge(one, other)
        assert not nx.has_path(cut, one, other)


def test_communities_and_components_hold_every_joined_document_once(shipped: Crosswalk) -> None:
    found = communities(shipped)
    joined = {name for name in document_graph(shipped) if document_graph(shipped).degree(name)}
    assert sorted(name for one in found for name in one) == sorted(joined)
    assert found == communities(shipped)
    assert any({"nist-csf-2.0", "nist-sp-800-53-5.2.0"} <= set(one) for one in found)
    assert sum(components(shipped)) == len(joined)


def test_orphans_are_loaded_and_joined_to_nothing(shipped: Crosswalk) -> None:
    found = orphans(shipped)
    assert "dsit-ai-code-2025" not in found
    assert "nist-ai-rmf-1.0" not in found
    for name in found:
        assert document_graph(shipped).degree(name) == 0


def test_graphml_can_be_read_again_and_has_every_link(planted: Crosswalk, shipped: Crosswalk) -> None:
    for held in (planted, shipped):
        known = network(held)
        graph = nx.read_graphml(io.BytesIO(graphml(held)), force_multigraph=True)
        assert set(graph) == set(known.names)
        assert graph.number_of_edges() == len(known.mappings) + len(known.associations) + len(known.parents)
    graph = nx.read_graphml(io.BytesIO(graphml(planted)), force_multigraph=True)
    assert all(data["label"] for _, data in graph.nodes(data=True))
    told = {(s, t, edge["relation"], edge["mapping_set"]) for s, t, edge in graph.edges(data=True)}
    assert ("a-1.0:2", "b-1.0:2", "subset-of", "a-1.0--b-1.0") in told
    assert ("b-1.0:2", "a-1.0:2", "superset-of", "b-1.0--a-1.0.other") in told
    assert ("b-1.0:1", "a-1.0:1", "references", "b-1.0--a-1.0.other") in told


def test_the_multigraph_has_every_kind_of_edge_in_both_directions(shipped: Crosswalk) -> None:
    graph = mapping_graph(shipped)
    kinds = {data["kind"] for _, _, data in graph.edges(data=True)}
    assert kinds == {"mapping", "association", "hierarchy"}
    for start, end, data in list(graph.edges(data=True))[:200]:
        assert any(back["kind"] == data["kind"] for back in graph[end][start].values())
