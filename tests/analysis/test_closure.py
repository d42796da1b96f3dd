"""The closure: the same as walking every path, never false of real sets, never less for knowing more, in any order."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswalk.algebra import Relation, compose, inverse
from crosswalk.analysis.closure import TABLE, Closure, close
from crosswalk.analysis.network import Network, make
from crosswalk.errors import UsageError
from tests.analysis.worlds import World, by_loops, everything, true_world, truth

#: Many random worlds are walked once an issue (`make slow`), a tenth of them each time.
CASES = [1_000, pytest.param(10_000, marks=pytest.mark.slow)]
seeds = st.integers(0, 2**32)


def masks(network: Network, closure: Closure) -> dict[tuple[str, str], Relation]:
    names = network.names
    columns = (closure.start.tolist(), closure.target.tolist(), closure.mask.tolist())
    return {(names[start], names[end]): Relation(mask) for start, end, mask in zip(*columns, strict=True)}


def closed(world: World, hops: int = 2) -> dict[tuple[str, str], Relation]:
    network = world.network
    return masks(network, close(network, everything(network), hops))


def test_the_table_is_the_algebra() -> None:
    assert TABLE.shape == (32, 32)
    for first in range(32):
        for second in range(32):
            assert TABLE[first, second] == compose(Relation(first), Relation(second))


@given(seeds, st.integers(1, 3))
def test_it_is_what_walking_every_path_gives(seed: int, hops: int) -> None:
    world = true_world(random.Random(seed))
    assert closed(world, hops) == by_loops(world, hops)


@pytest.mark.parametrize("cases", CASES)
def test_nothing_false_of_real_sets_is_derived_in_random_cases(cases: int) -> None:
    proved = informative = 0
    for seed in range(cases):
        world = true_world(random.Random(seed))
        for (start, end), mask in closed(world, 1 + seed % 3).items():
            assert mask & truth(world.sets[start], world.sets[end]), (seed, start, end)
            proved += not mask & Relation.NO_RELATIONSHIP
            informative += 1
    assert informative > 5 * cases
    assert proved > cases


@given(seeds, st.integers(1, 3))
def test_one_more_true_row_never_makes_a_mask_larger(seed: int, hops: int) -> None:
    world = true_world(random.Random(seed))
    if not world.rows:
        return
    fewer = closed(World(world.sets, world.rows[:-1], world.parents), hops)
    more = closed(world, hops)
    for pair, mask in fewer.items():
        assert more[pair] & mask == more[pair]


@given(seeds, st.integers(1, 3))
def test_the_order_of_rows_and_provisions_does_not_matter(seed: int, hops: int) -> None:
    chance = random.Random(seed)
    world = true_world(chance)
    rows, names = list(world.rows), list(world.sets)
    chance.shuffle(rows)
    chance.shuffle(names)
    turned = [(o, s, inverse(mask), name, grade) if chance.random() < 0.5 else (s, o, mask, name, grade)
              for s, o, mask, name, grade in rows]  # fmt: skip
    other = World({name: world.sets[name] for name in names}, turned, world.parents)
    assert closed(other, hops) == closed(world, hops)


@given(seeds, st.integers(1, 3))
def test_it_reads_the_same_from_both_ends_and_halves_tell_each_pair_once(seed: int, hops: int) -> None:
    world = true_world(random.Random(seed))
    found = closed(world, hops)
    assert {(end, start): inverse(mask) for (start, end), mask in found.items()} == found
    network = world.network
    half = masks(network, close(network, everything(network), hops, halves=True))
    assert half == {pair: mask for pair, mask in found.items() if network.numbers[pair[0]] < network.numbers[pair[1]]}


@given(seeds, st.integers(1, 3))
def test_the_paths_of_a_pair_are_its_proof(seed: int, hops: int) -> None:
    world = true_world(random.Random(seed))
    network = world.network
    closure = close(network, everything(network), hops)
    told = [*network.mappings, *network.stated_parents]
    assert closure.offset[-1] == len(closure.order)
    for pair in range(len(closure)):
        together, fewest = Relation.ANY, 9
        for path in closure.paths(pair):
            at, mask, mappings = int(closure.start[pair]), Relation.EQUAL, 0
            seen = {at}
            for step in closure.steps(path):
                row = (network.mappings if step.is_mapping else network.stated_parents)[step.row]
                assert {at, step.node} == {row.subject, row.object}
                assert step.node not in seen
                mask = compose(mask, row.mask if row.subject == at else inverse(row.mask))
                mappings += step.is_mapping
                at = step.node
                seen.add(at)
            assert at == closure.target[pair]
            assert mask is closure.mask_of(path)
            assert 1 <= mappings <= hops
            together, fewest = together & mask, min(fewest, mappings)
        assert together == closure.mask[pair]
        assert fewest == closure.shortest[pair]
    assert told or not len(closure)


def test_middles_stand_in_the_order_of_the_paths() -> None:
    network = make([("a:1", "a", True), ("b:1", "b", True), ("c:1", "c", True)],
                   [("a:1", "b:1", Relation.SUBSET_OF, "s", "E"), ("b:1", "c:1", Relation.SUBSET_OF, "t", "E")])  # fmt: skip
    closure = close(network, everything(network), halves=True)
    pairs = [(network.names[a], network.names[b]) for a, b in zip(closure.start, closure.target, strict=True)]
    middles = [network.names[one] for one in closure.middles()]
    assert dict(zip(pairs, middles, strict=True)) == {
        ("a:1", "b:1"): "a:1",
        ("a:1", "c:1"): "b:1",
        ("b:1", "c:1"): "b:1",
    }


def test_more_nodes_than_sixteen_bits_are_sorted_too() -> None:
    many = 70_000
    nodes = [(f"a:{number}", "a", True) for number in range(many)] + [("b:1", "b", True), ("b:2", "b", True)]
    rows = [
        (f"a:{number}", f"b:{1 + number % 2}", Relation.EQUAL, "s", "E") for number in (0, 65_535, 65_536, many - 1)
    ]
    network = make(nodes, rows)
    closure = close(network, everything(network), 1)
    order = list(zip(closure.start.tolist(), closure.target.tolist(), strict=True))
    assert order == sorted(order)
    assert len(order) == 8


@pytest.mark.parametrize("starts", [[], [0]])
def test_nothing_follows_from_nothing(starts: list[int]) -> None:
    network = make([("a:1", "a", True)], [])
    assert len(close(network, np.array(starts, dtype=np.int32))) == 0


def test_too_many_paths_are_refused_before_their_memory_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    world = true_world(random.Random(3))
    assert closed(world)
    monkeypatch.setattr("crosswalk.analysis.closure.MOST_PATHS", 2)
    with pytest.raises(UsageError, match="A step may lead to at most 2 paths, not [0-9]+; ask for fewer hops"):
        closed(world)
