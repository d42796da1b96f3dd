"""What a document asks for beyond the others, and what each of them asks that it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

import crosswalk
from crosswalk.analysis.beyond import asked_beyond, asks_more, others
from crosswalk.errors import CrosswalkError
from crosswalk.store.holder import Crosswalk

INPUTS = Path(__file__).parent / "inputs"


def test_the_others_are_the_compared_documents(statuses: Crosswalk) -> None:
    assert others(statuses, "focus-1.0") == ["mid-1.0", "ref-1.0"]
    assert others(statuses, "absent-1.0") == []


def test_another_edition_is_not_another_document() -> None:
    editions = crosswalk.load([INPUTS / "editions"], only_data=True)
    assert others(editions, "std-1.0") == ["else-1.0"]
    assert others(editions, "std-2.0") == []  # although a set maps it to std-3.0


def test_what_the_others_have_nothing_for_comes_first(statuses: Crosswalk) -> None:
    reaches = asks_more(statuses, "focus-1.0")
    assert len(reaches) == 24
    assert all(sum(reach.counts.values()) == 2 for reach in reaches), "one answer for each of the two others"
    first = [reach.provision.id for reach in reaches if reach.counts["no-counterpart"]]
    assert first == ["focus-1.0:1.8", "focus-1.0:1.17", "focus-1.0:2.2"]
    assert [reach.provision.id for reach in reaches[:3]] == first


@pytest.mark.parametrize(
    ("provision", "alone"),
    [
        ("1.1", False),  # equal R1
        ("1.6", False),  # derived towards ref-1.0, but equal M1
        ("1.3", True),  # partial only
        ("1.8", True),
        ("1.10", True),
    ],
)
def test_a_provision_is_alone_when_nobody_covers_it(statuses: Crosswalk, provision: str, alone: bool) -> None:
    [reach] = [reach for reach in asks_more(statuses, "focus-1.0") if reach.provision.id == f"focus-1.0:{provision}"]
    assert reach.alone is alone


def test_a_document_that_has_not_been_compared_is_refused(statuses: Crosswalk) -> None:
    with pytest.raises(CrosswalkError, match=r"absent-1\.0"):
        asks_more(statuses, "absent-1.0")


def test_the_other_direction_counts_what_was_mapped(statuses: Crosswalk) -> None:
    rules = asked_beyond(statuses, "focus-1.0", "ref-1.0")
    assert {status: number for status, number in rules.counts.items() if number} == {
        "covered": 3,
        "partial": 4,
        "unmapped": 2,
    }
    heading = asked_beyond(statuses, "ref-1.0", "parts-1.0")  # the mapping is to the principle P, not to its parts
    assert [(answer.provision.id, answer.status) for answer in heading.answers] == [("parts-1.0:P", "covered")]
