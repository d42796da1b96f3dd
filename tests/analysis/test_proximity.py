"""Nearness: OpenCRE's scores, networkx's distances, paths that cost what they say, and never a mapping."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import crosswalk
from crosswalk.algebra import CHILD_TO_PARENT, Relation
from crosswalk.analysis.network import make, network
from crosswalk.analysis.proximity import DEFAULT, OPENCRE, Penalties, edges, near, nearest, steps
from tests.analysis.worlds import true_world

INPUTS = Path(__file__).parent / "inputs"

# A hub of concepts: whole ← part ← small; other is related to whole. Documents a and b have one provision at each.
CONCEPTS = ("whole", "part", "small", "other", "apart")
NODES = [(f"hub:{name}", "hub", True) for name in CONCEPTS] + [
    (f"{document}:{name}", document, True) for document in "ab" for name in CONCEPTS
]
LINKS = [
    (f"{document}:{name}", f"hub:{name}", Relation.INTERSECTS_WITH, "s", "E") for document in "ab" for name in CONCEPTS
]
RELATED = [("hub:whole", "hub:other", Relation.RELATED, "s", "E")]
PARENTS = [("hub:part", "hub:whole", CHILD_TO_PARENT), ("hub:small", "hub:part", Relation.ANY)]
HUB = make(NODES, [*LINKS, *RELATED], PARENTS)

CASES = [
    ("direct siblings", "part", "part", ["stated", "stated"], 0),
    ("one up", "part", "whole", ["stated", "up", "stated"], 2),
    ("one down", "whole", "part", ["stated", "down", "stated"], 1),
    ("related", "whole", "other", ["stated", "related", "stated"], 2),
    ("two up", "small", "whole", ["stated", "up", "up", "stated"], 4),
    ("two down", "whole", "small", ["stated", "down", "down", "stated"], 2),
    ("up and related", "part", "other", ["stated", "up", "related", "stated"], 4),
    ("related and down", "other", "part", ["stated", "related", "down", "stated"], 3),
    ("one of each", "small", "other", ["stated", "up", "up", "related", "stated"], 6),
]


@pytest.mark.parametrize(
    ("start", "end", "kinds", "score"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_scores_on_the_penalties_of_opencre(start: str, end: str, kinds: list[str], score: int) -> None:
    assert sum(getattr(OPENCRE, kind) for kind in kinds) == score
    source, target = HUB.numbers[f"a:{start}"], HUB.numbers[f"b:{end}"]
    found = near(steps(HUB, OPENCRE), np.array([source], dtype=np.int32))
    assert found.scores[0, target] == score
    path = [HUB.names[node] for node in found.path(0, target)]
    assert (path[0], path[-1]) == (f"a:{start}", f"b:{end}")
    assert len(path) == len(kinds) + 1


def test_all_nine_cases_are_there() -> None:
    assert len(CASES) == len({case[0] for case in CASES}) == 9


def test_no_path_no_score() -> None:
    source = HUB.numbers["a:apart"]
    found = near(steps(HUB, OPENCRE), np.array([source], dtype=np.int32))
    assert found.scores[0, HUB.numbers["b:whole"]] == -1
    assert found.path(0, HUB.numbers["b:whole"]) == []
    assert found.path(0, source) == [source]


@given(st.integers(0, 2**32), st.integers(1, 130))
def test_scores_are_those_of_networkx_and_paths_cost_them(seed: int, sources: int) -> None:
    chance = random.Random(seed)
    size = chance.randint(2, 40)
    told = [
        (chance.randrange(size), chance.randrange(size), chance.choice([0, 0, 1, 2, 5]))
        for _ in range(chance.randint(0, 90))
    ]
    graph = nx.DiGraph()
    graph.add_nodes_from(range(size))
    for source, target, penalty in told:
        if not graph.has_edge(source, target) or penalty < graph[source][target]["weight"]:
            graph.add_edge(source, target, weight=penalty)
    starts = [chance.randrange(size) for _ in range(sources)]
    found = near(edges(told, size), np.array(starts, dtype=np.int32))
    for place, start in enumerate(starts):
        expected = nx.single_source_dijkstra_path_length(graph, start)
        for node in range(size):
            assert found.scores[place, node] == expected.get(node, -1)
            path = found.path(place, node)
            if path:
                assert (path[0], path[-1]) == (start, node)
                assert sum(graph[a][b]["weight"] for a, b in pairwise(path)) == expected[node]


def test_what_costs_more_than_the_cutoff_is_not_reached() -> None:
    found = near(edges([(0, 1, 2), (1, 2, 2)], 3), np.array([0], dtype=np.int32), cutoff=3)
    assert found.scores.tolist() == [[0, 2, -1]]


@pytest.mark.parametrize("penalty", [-1, 0.5])
def test_a_penalty_is_a_whole_number_from_0(penalty: float) -> None:
    with pytest.raises(ValueError, match="whole number"):
        edges([(0, 1, penalty)], 2)  # type: ignore[list-item]


def test_penalties_can_be_chosen_and_no_relationship_is_never_walked() -> None:
    rows = [("a:1", "b:1", Relation.EQUAL, "s", "E"), ("a:2", "b:2", Relation.NO_RELATIONSHIP, "s", "E")]
    network = make([], rows, [], [("a:3", "b:3", "mitigates", "s", "A")])
    dear = Penalties(equal=7, stated=8, related=9, associated=4)
    found = near(steps(network, dear), np.arange(6, dtype=np.int32))
    scores = {
        (network.names[a], network.names[b]): int(found.scores[a, b]) for a in range(6) for b in range(6) if a != b
    }
    assert {pair: score for pair, score in scores.items() if score >= 0} == {
        ("a:1", "b:1"): 7, ("b:1", "a:1"): 7, ("a:3", "b:3"): 4, ("b:3", "a:3"): 4,
    }  # fmt: skip


@given(st.integers(0, 2**32))
def test_a_derived_overlap_is_always_near(seed: int) -> None:
    """Where something is proved there is a path, so a gap is never left without a place to look."""
    from crosswalk.analysis.closure import close

    network = true_world(random.Random(seed)).network
    everything = np.arange(len(network.names), dtype=np.int32)
    closure, found = close(network, everything), near(steps(network), everything)
    for start, end, mask in zip(closure.start.tolist(), closure.target.tolist(), closure.mask.tolist(), strict=True):
        if not mask & Relation.NO_RELATIONSHIP:
            assert found.scores[start, end] >= 0


def test_nearest_says_where_and_how_near() -> None:
    held = crosswalk.load([INPUTS / "statuses"], only_data=True)
    found = nearest(held, "ref-1.0")
    known = network(held)
    walked = near(steps(known), np.arange(len(known.names), dtype=np.int32))
    assert "mid-1.0:M1" in found
    for provision, candidate in found.items():
        assert candidate.provision.startswith("ref-1.0:")
        assert candidate.score == walked.scores[known.numbers[provision], known.numbers[candidate.provision]] >= 0
        assert not provision.startswith("ref-1.0:")
    assert nearest(held, "absent-1.0") == {}
    assert nearest(held, "ref-1.0", DEFAULT) is found
