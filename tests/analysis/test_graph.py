"""The networkx graph: which edges there are, in which direction, and what they say."""

from __future__ import annotations

from crosswalk.algebra import Relation
from crosswalk.analysis.graph import KINDS, mapping_graph
from crosswalk.store.holder import Crosswalk


def test_provisions_are_nodes_that_know_their_document(statuses: Crosswalk) -> None:
    graph = mapping_graph(statuses)
    assert graph.nodes["focus-1.0:1.1"] == {"document": "focus-1.0", "assessable": True}
    assert graph.nodes["focus-1.0:1"] == {"document": "focus-1.0", "assessable": False}, "a heading"
    assert "sssom:NoTermFound" not in graph
    assert not any(graph.has_edge(name, name) for name in graph)


def test_a_mapping_is_an_edge_each_way_with_the_inverse_mask(linked: Crosswalk) -> None:
    graph = mapping_graph(linked)
    assert {edge["kind"] for _, _, edge in graph.edges(data=True)} == {"mapping", "hierarchy"} < set(KINDS)
    mappings = [edge for _, _, edge in graph.edges(data=True) if edge["kind"] == "mapping"]
    assert len(mappings) == 2 * 20, "the folder has 20 rows"
    [there], [back] = graph["a-1.0:5"]["b-1.0:5"].values(), graph["b-1.0:5"]["a-1.0:5"].values()
    assert (there["mask"], back["mask"]) == (Relation.SUPERSET_OF, Relation.SUBSET_OF)
    assert there["mapping_set"] == back["mapping_set"] == "a-1.0--b-1.0"
    assert there["grade"] == back["grade"] == "E"


def test_a_parent_says_something_only_where_it_is_the_sum_of_its_parts(statuses: Crosswalk) -> None:
    graph = mapping_graph(statuses)
    [part], [whole] = graph["parts-1.0:P.1"]["parts-1.0:P"].values(), graph["parts-1.0:P"]["parts-1.0:P.1"].values()
    assert part["mask"] == Relation.EQUAL | Relation.SUBSET_OF
    assert whole["mask"] == Relation.EQUAL | Relation.SUPERSET_OF
    [group] = graph["groups-1.0:P.1"]["groups-1.0:P"].values()
    assert group["kind"] == "hierarchy"
    assert group["mask"] == Relation.ANY


def test_an_association_has_its_own_name_and_says_nothing_about_overlap(statuses: Crosswalk) -> None:
    [edge] = mapping_graph(statuses)["ref-1.0:R5"]["focus-1.0:1.14"].values()
    assert (edge["kind"], edge["relation"], edge["mask"]) == ("association", "mitigates", Relation.ANY)
