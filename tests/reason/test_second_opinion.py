"""Two opinions that share no code: HermiT's chains against our fixpoint and closure, and its classes against our verdict."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

import crosswalk
from crosswalk.algebra import BASE_RELATIONS, CHILD_TO_PARENT, COMPOSITION, Relation, inverse
from crosswalk.analysis.closure import close
from crosswalk.analysis.network import Row, make, network
from crosswalk.reason import entailed
from crosswalk.reason.chains import definite
from crosswalk.store.holder import Crosswalk
from tests.oracles.classes import unsatisfiable
from tests.oracles.consistency import contradictory, cores, matrix, tightened

Told = tuple[str, Relation, str]
INPUTS = Path(__file__).parents[1] / "analysis" / "inputs"
CASES = 240


def fixpoint(rows: Iterable[Told]) -> set[Told]:
    """Return what the definite compositions alone give, to any length."""
    told = {(s, r, o) for s, r, o in rows} | {(o, inverse(r), s) for s, r, o in rows}
    waiting = list(told)
    beside: dict[str, set[tuple[Relation, str]]] = {}
    for s, r, o in told:
        beside.setdefault(s, set()).add((r, o))
    while waiting:
        first, one, middle = waiting.pop()
        new = [(first, COMPOSITION[one, two], last) for two, last in beside.get(middle, ())]
        new += [(before, COMPOSITION[inverse(back), one], middle) for back, before in beside.get(first, ())]
        for s, r, o in new:
            for each in ((s, r, o), (o, inverse(r), s)):
                if r in BASE_RELATIONS and each[0] != each[2] and each not in told:
                    told.add(each)
                    beside.setdefault(each[0], set()).add(each[1:])
                    waiting.append(each)
    return told


def stated(held: Crosswalk) -> list[Told]:
    known = network(held)
    rows = [(known.names[row.subject], row.mask, known.names[row.object]) for row in known.mappings]
    return [row for row in rows if row[1] in BASE_RELATIONS]


def test_thirteen_compositions_are_definite_and_hermit_follows_all_25_cells() -> None:
    """For each pair of base relations: the composition where it is one relation, and nothing where it is not."""
    assert len(definite()) == 13
    rows = [
        row
        for number, (one, two) in enumerate((a, b) for a in BASE_RELATIONS for b in BASE_RELATIONS)
        for row in ((f"a{number}", one, f"b{number}"), (f"b{number}", two, f"c{number}"))
    ]
    found = entailed(rows)
    for number, (one, two) in enumerate((a, b) for a in BASE_RELATIONS for b in BASE_RELATIONS):
        follows = {r for s, r, o in found if (s, o) == (f"a{number}", f"c{number}")}
        composed = COMPOSITION[one, two]
        assert follows == ({composed} if composed in BASE_RELATIONS else set()), (one, two)


@pytest.mark.parametrize("folder", ["chains", "planted"])
def test_chains_are_our_fixpoint_on_a_fixture(folder: str) -> None:
    rows = stated(crosswalk.load([INPUTS / folder], only_data=True))
    assert len(rows) > 8
    assert entailed(rows) == fixpoint(rows)


CIRCLE = {
    "atlas-over-or-under-reliance",
    "ASI09",
    "LLM09",
}  # the three rows of the shipped data that cannot all be true


def test_chains_are_our_fixpoint_on_the_shipped_data_and_lie_inside_our_closure(shipped: Crosswalk) -> None:
    rows = stated(shipped)
    found = entailed(rows)
    assert found == fixpoint(rows)
    assert len(found) > 2 * len(rows)
    known = network(shipped)
    closure = close(known, np.arange(len(known.names), dtype=np.int32), 3)
    pairs = zip(closure.start.tolist(), closure.target.tolist(), strict=True)
    masks = dict(zip(((known.names[a], known.names[b]) for a, b in pairs), closure.mask.tolist(), strict=True))
    inside = [masks[s, o] for s, r, o in found if (s, o) in masks]
    assert len(inside) > 1_300
    for s, r, o in found:
        if (s, o) in masks:
            assert masks[s, o] == r or (masks[s, o] == 0 and {s.split(":")[1], o.split(":")[1]} <= CIRCLE), (s, r, o)


@pytest.mark.slow
def test_chains_lie_inside_what_is_left_possible_along_paths_of_any_length(shipped: Crosswalk) -> None:
    known = network(shipped)

    def is_sound(row: Row) -> bool:
        return not {known.names[end].split(":")[1] for end in (row.subject, row.object)} <= CIRCLE

    rows = [row for row in (*known.mappings, *known.stated_parents) if is_sound(row)]
    told = [(known.names[row.subject], row.mask, known.names[row.object]) for row in rows if row.mask in BASE_RELATIONS]
    found = entailed(told)
    inside = 0
    for nodes in cores(known):
        masks = tightened(matrix(rows, nodes))
        assert masks.all(), "without these three rows everything can be true"
        place = {known.names[node]: number for number, node in enumerate(nodes)}
        for s, r, o in found:
            if s in place and o in place:
                assert masks[place[s], place[o]] == r
                inside += 1
    assert inside > 500


def random_case(chance: random.Random) -> list[Told]:
    """Return rows over a few provisions: some true of random sets, some of them changed at random."""
    from tests.analysis.worlds import truth

    sets = [frozenset(chance.sample(range(6), chance.randint(1, 5))) for _ in range(chance.randint(3, 6))]
    rows: list[Told] = []
    for one in range(len(sets)):
        for other in range(one + 1, len(sets)):
            if chance.random() < 0.65:
                mask = truth(sets[one], sets[other])
                if mask is not Relation.NO_RELATIONSHIP and chance.random() < 0.25:
                    mask = Relation.RELATED
                if mask in (Relation.EQUAL, Relation.SUBSET_OF) and chance.random() < 0.2:
                    mask = CHILD_TO_PARENT
                rows.append((f"p{one}", mask, f"p{other}"))
    if rows and chance.random() < 0.62:
        place = chance.randrange(len(rows))
        subject, _, target = rows[place]
        rows[place] = (subject, chance.choice(BASE_RELATIONS), target)
        if chance.random() < 0.6:
            place = chance.randrange(len(rows))
            rows[place] = (rows[place][0], chance.choice(BASE_RELATIONS), rows[place][2])
    return rows


def ours(rows: list[Told]) -> bool:
    return bool(contradictory(make([], [(s, o, mask, "s", "E") for s, mask, o in rows])))


def test_hermit_and_we_agree_on_which_random_cases_are_contradictory() -> None:
    chance = random.Random(7)
    kinds: dict[bool, list[list[Told]]] = {True: [], False: []}
    while min(map(len, kinds.values())) < CASES // 2:
        rows = random_case(chance)
        if rows and len(kinds[ours(rows)]) < CASES // 2:
            kinds[ours(rows)].append(rows)
    verdicts = unsatisfiable([*kinds[True], *kinds[False]])
    assert verdicts == [True] * (CASES // 2) + [False] * (CASES // 2)


def test_the_planted_contradiction_and_the_one_in_the_shipped_data_are_seen_by_both(shipped: Crosswalk) -> None:
    planted = stated(crosswalk.load([INPUTS / "planted"], only_data=True))
    without = [
        row for row in planted if row[1] is not Relation.NO_RELATIONSHIP and {row[0], row[2]} != {"a-1.0:3", "b-1.0:3"}
    ]
    known = network(shipped)
    rows = [
        (known.names[row.subject], row.mask, known.names[row.object])
        for row in known.mappings
        if {known.names[end].split(":")[1] for end in (row.subject, row.object)} <= CIRCLE
    ]
    assert len(rows) == 3
    cases = [planted, without, rows, *([*rows[:place], *rows[place + 1 :]] for place in range(3))]
    assert unsatisfiable(cases) == list(map(ours, cases)) == [True, False, True, False, False, False]
