"""One provision against all compared documents, and the two directions of asking for more."""

from __future__ import annotations

from pathlib import Path

import pytest

import crosswalk
from crosswalk.analysis.answers import Difference, answers, compared, differences, there
from crosswalk.analysis.beyond import asked_beyond, asks_more, others
from crosswalk.analysis.catalogue import provisions
from crosswalk.analysis.coverage import coverage
from crosswalk.analysis.derive import Derived
from crosswalk.analysis.stated import Stated, stated
from crosswalk.errors import CrosswalkError
from crosswalk.store.holder import Crosswalk
from tests.support import CODE, CURATED

ACT = "eu-ai-act-2024"
FOLDER = Path(__file__).parent / "inputs" / "statuses"


@pytest.fixture(scope="module")
def small() -> Crosswalk:
    return crosswalk.load([FOLDER], only_data=True)


def test_compared_are_the_documents_of_which_overlap_or_none_is_asserted(small: Crosswalk) -> None:
    assert list(compared(small, "focus-1.0")) == ["mid-1.0", "ref-1.0"]  # absent-1.0 is only cited
    assert list(compared(small, "groups-1.0")) == ["ref-1.0"]
    assert list(compared(small, "absent-1.0")) == []


def test_answers_are_those_of_coverage(small: Crosswalk) -> None:
    for number in ("1.1", "1.6", "1.8", "1.10", "2.2"):
        found = {reply.reference: reply.answer.status for reply in answers(small, f"focus-1.0:{number}")}
        whole = coverage(small, "focus-1.0", ["mid-1.0", "ref-1.0"])
        assert found == {
            one.reference: answer.status
            for one in whole
            for answer in one.answers
            if answer.provision.id == f"focus-1.0:{number}"
        }


def test_only_statements_about_overlap_are_assertions(small: Crosswalk) -> None:
    reply = next(one for one in answers(small, "focus-1.0:1.11") if one.reference == "ref-1.0")
    assert {one.object for one in reply.assertions} == {"ref-1.0:R6", "ref-1.0:R7"}  # R8 is only cited
    nothing = next(one for one in answers(small, "focus-1.0:1.8") if one.reference == "ref-1.0")
    assert [one.comment for one in nothing.assertions] == ["Nothing there speaks of it."]
    assert nothing.differences == {}


@pytest.mark.parametrize(
    ("provision", "told"),
    [
        ("focus-1.0:9.9", "There is no provision"),
        ("focus-1.0:2", "only its parts are compared"),
        ("nowhere-1.0:1", "There is no document"),
    ],
)
def test_what_cannot_be_answered_is_reported(small: Crosswalk, provision: str, told: str) -> None:
    with pytest.raises(CrosswalkError, match=told):
        answers(small, provision)


def test_level_and_roles_are_marked_beside_the_relation(shipped: Crosswalk) -> None:
    code = {one.id: one for one in provisions(shipped, CODE)}
    anssi = {one.id: one for one in provisions(shipped, "anssi-genai-1.0")}
    here, there = code[f"{CODE}:6.3"], anssi["anssi-genai-1.0:R12"]
    mine, theirs = stated(shipped, here), stated(shipped, there)
    assert differences(mine, theirs) == (Difference("level", "shall", "should", True),)
    assert differences(theirs, mine) == (Difference("level", "should", "shall", False),)
    assert (here.roles, there.roles) == (("developer",), ()), "what is not stated is not a difference"
    assert differences(mine, mine) == ()
    reply = next(one for one in answers(shipped, here.id) if one.reference == "anssi-genai-1.0")
    assert reply.differences[there.id] == differences(mine, theirs)


def test_what_has_no_level_has_that_of_its_parts(shipped: Crosswalk) -> None:
    act = {one.notation: stated(shipped, one) for one in provisions(shipped, ACT) if one.kind == "article"}
    assert act["Art. 15"].level == "shall (in its paragraphs)"
    assert act["Art. 73"].level == "shall, may (in its paragraphs)"
    assert act["Art. 73"].as_json("object_") == {
        "object_level": None,
        "object_level_in_parts": ["shall", "may"],
    }
    assert sum(one.level is None for one in act.values()) == 91, "nobody has read the verbs of these"
    assert {one.own for one in act.values()} - {None} == {"shall"}
    [of_itself] = [one for one in provisions(shipped, ACT) if one.id == f"{ACT}:Art-15(1)"]
    assert stated(shipped, of_itself).as_json() == {"level": "shall"}


@pytest.mark.parametrize(
    ("here", "there", "weaker"),
    [
        (["shall"], ["should"], True),
        (["should"], ["shall"], False),
        (["shall"], ["shall"], False),
        (["shall", "may"], ["should"], False),  # the mapping may be about what it permits
        (["shall"], ["should", "may"], True),
        (["shall"], ["shall", "may"], False),
        ([], ["should"], None),
        (["shall"], [], None),
    ],
)
def test_a_verb_is_weaker_where_it_cannot_be_otherwise(here: list[str], there: list[str], weaker: bool | None) -> None:
    assert Stated(tuple(there), "part").is_weaker_than(Stated(tuple(here), "part")) is weaker


def test_only_what_answers_can_have_a_weaker_verb(shipped: Crosswalk) -> None:
    """A should that is cited does not answer a shall."""
    seen = set()
    for reference in ("anssi-genai-1.0", "etsi-en-303-645-3.1.3", ACT, "owasp-llm-2025"):
        [whole] = coverage(shipped, CODE, reference)
        for answer in whole.answers:
            for end in answer.ends:
                beside = there(shipped, answer.provision, end)
                states = isinstance(end, Derived) or (end.is_set_relation and end.is_answer)
                assert beside.is_weaker is None or states
                seen.add((states, beside.is_weaker))
    assert {(True, True), (True, False), (True, None), (False, None)} <= seen


def test_twelve_documents_answer_every_provision_of_the_code(shipped: Crosswalk) -> None:
    assert {reference for _, reference in CURATED} == set(others(shipped, CODE))
    assert len(CURATED) == 12
    found = asks_more(shipped, CODE)
    assert len(found) == 72
    assert all(sum(one.counts.values()) == 12 and not one.counts["unmapped"] for one in found)
    none = [one.counts["no-counterpart"] for one in found]
    assert none == sorted(none, reverse=True)
    assert all(one.alone == (one.counts["covered"] == 0) for one in found)


def test_a_document_that_nobody_compared_asks_no_more(small: Crosswalk) -> None:
    with pytest.raises(CrosswalkError, match="absent-1.0 has not been compared with any other document"):
        asks_more(small, "absent-1.0")


def test_the_other_direction_counts_the_units_that_were_mapped(shipped: Crosswalk) -> None:
    sections = asked_beyond(shipped, CODE, "owasp-aisvs-1.0")
    assert sections.units == {"section": 28, "requirement": 64}
    [reverse] = coverage(shipped, "nist-ai-rmf-1.0", [CODE])
    assert asked_beyond(shipped, CODE, "nist-ai-rmf-1.0").as_json() == reverse.as_json()
    assert reverse.counts["unmapped"] > 0
