"""Whether all rows can be true at once: exact on small networks, and as a search through all real sets finds."""

from __future__ import annotations

import random
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from crosswalk.algebra import BASE_RELATIONS, Relation
from crosswalk.analysis.network import make
from tests.analysis.worlds import true_world, truth
from tests.oracles.consistency import contradictory, cores, matrix, tightened

seeds = st.integers(0, 2**32)
SETS = [
    frozenset(one) for one in ([0], [1], [2], [0, 1], [1, 2], [0, 2], [0, 1, 2], [3], [0, 3], [1, 2, 3], [0, 1, 2, 3])
]


@given(seeds)
def test_rows_that_are_true_of_sets_are_consistent(seed: int) -> None:
    assert contradictory(true_world(random.Random(seed)).network) == []


@given(seeds)
def test_three_provisions_as_a_search_through_sets_finds(seed: int) -> None:
    chance = random.Random(seed)
    stated = [
        (0, 1, chance.choice(BASE_RELATIONS)),
        (1, 2, chance.choice(BASE_RELATIONS)),
        (0, 2, chance.choice(BASE_RELATIONS)),
    ]
    possible = any(all(truth(sets[a], sets[b]) is mask for a, b, mask in stated) for sets in product(SETS, repeat=3))
    network = make([(f"d{n}:1", f"d{n}", True) for n in range(3)],
                   [(f"d{a}:1", f"d{b}:1", mask, "s", "E") for a, b, mask in stated])  # fmt: skip
    assert bool(contradictory(network)) is not possible


def test_a_contradiction_along_a_long_circle_is_found() -> None:
    many = 9
    rows = [(f"d{n}:1", f"d{n + 1}:1", Relation.SUBSET_OF, "s", "E") for n in range(many)]
    rows.append(("d0:1", f"d{many}:1", Relation.NO_RELATIONSHIP, "t", "E"))
    network = make([(f"d{n}:1", f"d{n}", True) for n in range(many + 1)], rows)
    assert contradictory(network) == [list(range(many + 1))]
    assert contradictory(make([], rows[:-1])) == []


def test_two_sets_that_contradict_each_other_on_one_pair() -> None:
    rows = [("a:1", "b:1", Relation.EQUAL, "s", "E"), ("b:1", "a:1", Relation.NO_RELATIONSHIP, "t", "E")]
    assert contradictory(make([], rows)) == [[0, 1]]


def test_what_hangs_on_one_thread_is_left_out_of_the_cores() -> None:
    triangle = [("a:1", "b:1"), ("b:1", "c:1"), ("c:1", "a:1")]
    thread = [("c:1", "d:1"), ("d:1", "e:1")]
    network = make([], [(a, b, Relation.RELATED, "s", "E") for a, b in [*triangle, *thread]])
    assert [[network.names[one] for one in core] for core in cores(network)] == [["a:1", "b:1", "c:1"]]


def test_tightening_leaves_what_is_still_possible() -> None:
    network = make([], [("a:1", "b:1", Relation.SUBSET_OF, "s", "E"), ("b:1", "c:1", Relation.SUBSET_OF, "s", "E"),
                        ("a:1", "c:1", Relation.RELATED, "t", "E")])  # fmt: skip
    held = tightened(matrix(network.mappings, [0, 1, 2]))
    assert held[0, 2] == Relation.SUBSET_OF
    assert held[2, 0] == Relation.SUPERSET_OF
