"""The branches of one heading: which document asks what, and with which relation."""

from __future__ import annotations

import pytest

from crosswalk.analysis.mindmap import mind_map
from crosswalk.errors import CrosswalkError
from crosswalk.store.holder import Crosswalk


def test_the_document_that_asks_most_comes_first(statuses: Crosswalk) -> None:
    assert [(branch.reference, len(branch.asked)) for branch in mind_map(statuses, "focus-1.0:1")] == [
        ("ref-1.0", 8),  # R1 to R7 and the document as a whole
        ("mid-1.0", 3),
    ]
    assert [(branch.reference, len(branch.asked)) for branch in mind_map(statuses, "focus-1.0:2")] == [
        ("ref-1.0", 2),  # one of them is derived only
        ("mid-1.0", 1),
    ]


@pytest.mark.parametrize(
    ("reference", "provision", "relations", "status"),
    [
        ("ref-1.0", "ref-1.0:R1", {("1.1", "equal")}, "covered"),  # 1.7 cites it and 1.9 rules it out: neither asks
        ("ref-1.0", "ref-1.0:R3", {("1.3", "superset-of"), ("1.12", "superset-of")}, "partial"),
        ("ref-1.0", "ref-1.0:R4", {("1.4", "intersects-with"), ("1.13", "subset-of")}, "covered"),
        ("mid-1.0", "mid-1.0:M1", {("1.6", "equal"), ("1.19", "equal")}, "covered"),  # 2.1 is under another heading
        ("mid-1.0", "mid-1.0:M2", {("1.7", "intersects-with")}, "partial"),
    ],
)
def test_a_provision_has_every_relation_and_the_best_status(
    statuses: Crosswalk, reference: str, provision: str, relations: set[tuple[str, str]], status: str
) -> None:
    branch = next(branch for branch in mind_map(statuses, "focus-1.0:1") if branch.reference == reference)
    [asked] = [asked for asked in branch.asked if asked.provision == provision]
    assert {(mine.removeprefix("focus-1.0:"), relation) for mine, relation in asked.relations} == relations
    assert asked.status == status


def test_the_counts_are_of_what_is_under_the_heading_with_the_derived(statuses: Crosswalk) -> None:
    """Under heading 2: 2.1 is derived, 2.1.1 is cited through it, 2.2 has no counterpart, 2.3 is partial."""
    branch = next(branch for branch in mind_map(statuses, "focus-1.0:2") if branch.reference == "ref-1.0")
    assert {status: number for status, number in branch.counts.items() if number} == {
        "partial": 1,
        "derived": 1,
        "no-counterpart": 1,
        "cited": 1,
    }


def test_a_document_without_headings_has_no_mind_map(statuses: Crosswalk) -> None:
    with pytest.raises(CrosswalkError, match="Nothing is under “ref-1.0:R1”"):
        mind_map(statuses, "ref-1.0:R1")
