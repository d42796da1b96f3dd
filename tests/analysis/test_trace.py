"""From one provision to another: what is proved and by which path, and where nothing is, which hop lost it."""

from __future__ import annotations

from pathlib import Path

import pytest

import crosswalk
from crosswalk.algebra import Relation, names, phrase
from crosswalk.analysis.coverage import coverage
from crosswalk.analysis.trace import trace
from crosswalk.errors import CrosswalkError
from crosswalk.store.holder import Crosswalk
from crosswalk.wording import traced, where_lost

INPUTS = Path(__file__).parent / "inputs"


@pytest.fixture(scope="module")
def chains() -> Crosswalk:
    return crosswalk.load([INPUTS / "chains"], only_data=True)


@pytest.fixture(scope="module")
def planted() -> Crosswalk:
    return crosswalk.load([INPUTS / "planted"], only_data=True)


def test_a_path_hop_by_hop_as_json(chains: Crosswalk) -> None:
    assert trace(chains, "a-1.0:1", "c-1.0:1").as_json() == [
        {
            "relation": ["subset-of"],
            "hops": [
                {"subject": "a-1.0:1", "relation": "subset-of", "object": "b-1.0:1", "mapping_set": "a-1.0--b-1.0", "grade": "E"},
                {"subject": "b-1.0:1", "relation": "subset-of", "object": "c-1.0:1", "mapping_set": "b-1.0--c-1.0", "grade": "E"},
            ],
            "contradiction": False,
            "grade": "E",
            "uninformative_after": None,
        }
    ]  # fmt: skip


def test_hops_against_the_direction_of_a_row_are_turned(chains: Crosswalk) -> None:
    [proof] = trace(chains, "c-1.0:1", "a-1.0:1").proofs
    assert [hop.relation for hop in proof.hops] == ["superset-of", "superset-of"]


def test_all_paths_together_prove_more_and_the_best_comes_first(chains: Crosswalk) -> None:
    found = trace(chains, "a-1.0:2", "c-1.0:2")
    assert found.mask is Relation.INTERSECTS_WITH
    assert [len(names(proof.mask)) for proof in found.proofs] == [2, 2]
    assert traced(found) == "a-1.0:2 intersects-with c-1.0:2, by 2 paths together."
    planted = [proof.mask.bit_count() for proof in found.proofs]
    assert planted == sorted(planted)


def test_longer_paths_are_followed_when_asked_for(chains: Crosswalk) -> None:
    short = trace(chains, "a-1.0:1", "d-1.0:1")
    assert not short.is_proved
    assert "more than are followed" in traced(short)
    assert phrase(trace(chains, "a-1.0:1", "d-1.0:1", max_hops=3).mask) == "subset-of"


def test_the_hop_that_lost_the_information_is_named(planted: Crosswalk) -> None:
    found = trace(planted, "a-1.0:7", "c-1.0:7")
    assert (found.is_proved, found.is_contradiction) == (False, False)
    [proof] = [one for one in found.proofs if len(one.hops) == 2]
    assert proof.lost == 2
    assert where_lost(proof) == (
        "the proof ends at hop 2, b-1.0:7 intersects-with c-1.0:7 (b-1.0--c-1.0): "
        "intersects-with, then intersects-with, can be anything"
    )
    assert found.as_json()[0]["relation"] == names(Relation.ANY)
    assert found.as_json()[0]["uninformative_after"] == 2


def test_a_citation_on_the_way_says_nothing_about_overlap() -> None:
    held = crosswalk.load([INPUTS / "statuses"], only_data=True)
    found = trace(held, "focus-1.0:1.7", "ref-1.0:R1")
    assert not found.is_proved
    assert "focus-1.0:1.7 references ref-1.0:R1" in traced(found)
    assert "says nothing about overlap" in traced(found)


def test_paths_that_contradict_each_other_say_so(planted: Crosswalk) -> None:
    found = trace(planted, "a-1.0:1", "c-1.0:1")
    assert found.is_contradiction
    assert [one["contradiction"] for one in found.as_json()] == [True, True]
    assert "contradict each other" in traced(found)


def test_no_path_at_all(planted: Crosswalk) -> None:
    found = trace(planted, "a-1.0:4", "c-1.0:6")
    assert found.as_json() == []
    assert traced(found) == "No path of mappings leads from a-1.0:4 to c-1.0:6."


@pytest.mark.parametrize(
    ("start", "end", "says"),
    [
        ("a-1.0:1", "b-1.0:11", "There is no provision “b-1.0:11” here. Did you mean b-1.0:1"),
        ("a-1.0:1", "b-1.0", "“b-1.0” is not a provision"),
        ("a-2.0", "b-1.0:1", "Did you mean a-1.0"),
        ("a-1.0:1", "a-1.0:2", "belong to one document"),
        ("a b", "b-1.0:1", "a b"),
    ],
)
def test_what_is_no_pair_of_provisions_is_refused(planted: Crosswalk, start: str, end: str, says: str) -> None:
    with pytest.raises(CrosswalkError, match=".") as error:
        trace(planted, start, end)
    assert says in str(error.value)


def test_from_the_code_to_a_document_that_no_set_maps_it_to(shipped: Crosswalk) -> None:
    """On the shipped data a relation is proved, hop by hop, where nobody has asserted one."""
    joined = {tuple(name.split("--")[:2]) for name in _sets(shipped)}
    assert ("dsit-ai-code-2025", "owasp-agentic-2026") not in joined
    assert ("owasp-agentic-2026", "dsit-ai-code-2025") not in joined
    [found] = coverage(shipped, "dsit-ai-code-2025", ["owasp-agentic-2026"])
    derived = [answer for answer in found.answers if answer.status == "derived"]
    assert len(derived) >= 5
    for answer in derived:
        for one in answer.derived:
            told = trace(shipped, one.subject, one.object)
            assert told.mask is one.mask
            assert told.is_proved
            assert {proof.hops for proof in told.proofs} == set(one.paths)
            assert all(len(proof.hops) > 1 for proof in told.proofs)


def _sets(held: Crosswalk) -> list[str]:
    from crosswalk.analysis.catalogue import mapping_sets

    return [entry.id for entry in mapping_sets(held)]
