"""Rival mapping sets: agree, differ, only in one; and a planted contradiction is found with its paths, and nothing else."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import crosswalk
from crosswalk.algebra import Relation, from_names
from crosswalk.analysis.agreement import KINDS, agreement, circles, contradictions
from crosswalk.errors import CrosswalkError
from crosswalk.store.holder import Crosswalk

INPUTS = Path(__file__).parent / "inputs"


@pytest.fixture(scope="module")
def planted() -> Crosswalk:
    return crosswalk.load([INPUTS / "planted"], only_data=True)


def told(pairs: list[dict[str, object]]) -> list[tuple[object, object, object]]:
    return [(pair["subject"], pair["object"], pair["kind"]) for pair in pairs]


def test_every_pair_is_where_it_belongs(planted: Crosswalk) -> None:
    found = agreement(planted, "a-1.0", "b-1.0").as_json()
    assert set(found) == {"agree", "differ", "only", "contradictions"}
    assert told(found["agree"]) == [("a-1.0:2", "b-1.0:2", "same"), ("a-1.0:5", "b-1.0:5", "compatible")]
    assert told(found["differ"]) == [
        ("a-1.0:3", "b-1.0:3", "contradictory"),
        ("a-1.0:6", "b-1.0:6", "one found nothing"),
    ]
    assert [pair[:2] for pair in told(found["only"])] == [
        ("a-1.0:1", "b-1.0:1"),
        ("a-1.0:4", "b-1.0:4"),
        ("a-1.0:6", "b-1.0:6"),
        ("a-1.0:7", "b-1.0:7"),
    ]
    assert {pair["kind"] for part in ("agree", "differ", "only") for pair in found[part]} == set(KINDS)


def test_each_says_who_says_what_in_one_direction(planted: Crosswalk) -> None:
    [pair] = [one for one in agreement(planted, "a-1.0", "b-1.0").differ if one.kind == "contradictory"]
    assert pair.as_json()["relations"] == [
        {"mapping_set": "a-1.0--b-1.0", "relation": "intersects-with", "grade": "E"},
        {"mapping_set": "b-1.0--a-1.0.other", "relation": "superset-of", "grade": "E"},
    ]
    [turned] = [one for one in agreement(planted, "b-1.0", "a-1.0").differ if one.kind == "contradictory"]
    assert [one.relation for one in turned.assertions] == ["intersects-with", "subset-of"]


def test_the_planted_contradiction_is_found_with_its_paths_and_nothing_else(planted: Crosswalk) -> None:
    [found] = agreement(planted, "a-1.0", "c-1.0").as_json()["contradictions"]
    assert (found["subject"], found["object"], found["all_paths"]) == ("a-1.0:1", "c-1.0:1", 2)
    assert [(path["relation"], [hop["object"] for hop in path["hops"]]) for path in found["paths"]] == [
        (["no-relationship"], ["c-1.0:1"]),
        (["equal"], ["b-1.0:1", "c-1.0:1"]),
    ]
    every = contradictions(planted)
    assert {tuple(sorted((one.subject, one.object))) for one in every} == {
        ("a-1.0:1", "b-1.0:1"),  # the same circle, from its other pairs
        ("a-1.0:1", "c-1.0:1"),
        ("b-1.0:1", "c-1.0:1"),
        ("a-1.0:3", "b-1.0:3"),  # two sets that differ
    }
    assert sorted(map(len, circles(every))) == [1, 3]


def test_the_paths_given_are_a_least_set_that_cannot_all_hold(planted: Crosswalk) -> None:
    for one in contradictions(planted, max_hops=3):
        masks = [mask for mask, _ in one.proofs]
        together = Relation.ANY
        for mask in masks:
            together &= mask
        assert together is Relation.NONE
        for left_out in range(len(masks)):
            rest = Relation.ANY
            for place, mask in enumerate(masks):
                rest &= mask if place != left_out else Relation.ANY
            assert rest


def test_without_the_planted_row_there_is_no_contradiction(tmp_path: Path) -> None:
    import shutil

    folder = Path(shutil.copytree(INPUTS / "planted", tmp_path / "data"))
    path = folder / "mappings/curated/a-1.0--c-1.0.sssom.tsv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "\tNot\t" not in line), encoding="utf-8")
    held = crosswalk.load([folder], only_data=True)
    for first, second in (("a-1.0", "b-1.0"), ("a-1.0", "c-1.0"), ("b-1.0", "c-1.0")):
        assert agreement(held, first, second).contradictions == []
    assert [(one.subject, one.object) for one in contradictions(held)] == [("a-1.0:3", "b-1.0:3")]


def test_no_set_between_them(planted: Crosswalk) -> None:
    held = crosswalk.load([INPUTS / "statuses"], only_data=True)
    found = agreement(held, "whole-1.0", "mid-1.0")
    assert (found.sets, found.agree, found.differ, found.only) == ([], [], [], [])


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        ("a-1.0", "a-1.0", "name two"),
        ("a-1.0", "b-2.0", "Did you mean b-1.0"),
        ("zzz", "b-1.0", "There is no document"),
    ],
)
def test_what_is_no_pair_of_documents_is_refused(planted: Crosswalk, first: str, second: str, says: str) -> None:
    with pytest.raises(CrosswalkError) as error:
        agreement(planted, first, second)
    assert says in str(error.value)


def test_what_contradicts_in_the_shipped_data_is_known(shipped: Crosswalk) -> None:
    """Three rows of IBM's sets cannot all be true; IBM's own remark beside one of them says the reverse of its predicate.
    docs/derivation.md describes it. Anything else here is news.
    """
    [circle] = circles(contradictions(shipped, max_hops=3))
    ends = {end.split(":")[1] for one in circle for end in (one.subject, one.object)}
    assert ends == {"atlas-over-or-under-reliance", "ASI09", "LLM09"}
    sets = {hop.mapping_set for one in circle for _, path in one.proofs for hop in path}
    assert sets == {
        "ibm-risk-atlas-2026-07--owasp-llm-2025.ibm",
        "owasp-agentic-2026--ibm-risk-atlas-2026-07.ibm",
        "owasp-agentic-2026--owasp-llm-2025.ibm",
    }


def test_the_words_of_a_pair_compose_to_what_is_said_of_it(shipped: Crosswalk) -> None:
    chance = random.Random(4)
    found = agreement(shipped, "dsit-ai-code-2025", "ncsc-secure-ai-2023")
    for pair in chance.sample(found.only, 20):
        assert all(from_names([one.relation]) for one in pair.assertions)
    assert found.differ == found.contradictions == []
