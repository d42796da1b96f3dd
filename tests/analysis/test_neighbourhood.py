"""What stands next to a thing, and the branches of the mind map, on a folder whose every row is known."""

from __future__ import annotations

from pathlib import Path

import pytest

import crosswalk
from crosswalk.analysis.coverage import coverage
from crosswalk.analysis.graph import CONTAINS, UNDER
from crosswalk.analysis.headings import headings
from crosswalk.analysis.mindmap import Asked, mind_map
from crosswalk.analysis.neighbourhood import Link, neighbourhood
from crosswalk.errors import CrosswalkError
from crosswalk.store.holder import Crosswalk

FOLDER = Path(__file__).parent / "inputs" / "statuses"


@pytest.fixture(scope="module")
def small() -> Crosswalk:
    return crosswalk.load([FOLDER], only_data=True)


def test_one_step_goes_to_the_heading_the_parts_and_every_other_end(small: Crosswalk) -> None:
    found = neighbourhood(small, "focus-1.0:2.1")
    assert [(link.far, link.relation, link.status) for link in found.links] == [
        ("focus-1.0:2", UNDER, None),
        ("focus-1.0:2.1.1", CONTAINS, None),
        ("mid-1.0:M1", "equal", "covered"),
    ]


@pytest.mark.parametrize(
    ("focus", "far", "relation", "status"),
    [
        ("focus-1.0:1.3", "ref-1.0:R3", "superset-of", "partial"),
        ("ref-1.0:R3", "focus-1.0:1.3", "subset-of", "covered"),  # the same row from its other end
        ("focus-1.0:1.8", "ref-1.0", "no-counterpart", "no-counterpart"),  # the document that was searched
        ("focus-1.0:1.9", "ref-1.0:R1", "no-relationship", "unmapped"),
        ("focus-1.0:1.1", "absent-1.0", "cites", "cited"),
    ],
)
def test_a_link_says_what_its_best_mapping_says(
    small: Crosswalk, focus: str, far: str, relation: str, status: str
) -> None:
    link = next(one for one in neighbourhood(small, focus).links if one.far == far)
    assert (link.near, link.relation, link.status, link.steps) == (focus, relation, status, 1)


def test_two_steps_go_on_from_provisions_and_name_through_which(small: Crosswalk) -> None:
    found = {one.far: one for one in neighbourhood(small, "focus-1.0:1.6", steps=2).links}
    assert found["ref-1.0:R2"] == Link(
        "mid-1.0:M1", "ref-1.0:R2", "subset-of", "covered", "E", ("mid-1.0--ref-1.0",), 1, 2
    )
    assert found["mid-1.0:M1"].steps == 1
    assert "focus-1.0:1.6" not in found, "nothing stands around itself"


def test_a_document_is_next_to_the_documents_that_mappings_join_to_it(small: Crosswalk) -> None:
    found = {one.far: one for one in neighbourhood(small, "focus-1.0").links}
    assert set(found) == {"absent-1.0", "mid-1.0", "ref-1.0"}
    assert (found["mid-1.0"].mappings, found["mid-1.0"].status) == (5, "covered")
    assert found["absent-1.0"].status == "cited"


def test_what_is_too_much_is_counted_and_the_nearest_stay(small: Crosswalk) -> None:
    everything = neighbourhood(small, "focus-1.0:1", steps=2)
    some = neighbourhood(small, "focus-1.0:1", steps=2, most=5)
    assert some.links == everything.links[:4]
    assert some.left_out == len(everything.links) - 4 > 0
    assert set(some.tree()) == {"focus-1.0:1", *(one.far for one in some.links)}


def test_an_unknown_thing_is_reported(small: Crosswalk) -> None:
    for thing in ("focus-1.0:9.9", "fokus-1.0", "fokus-1.0:1"):
        with pytest.raises(CrosswalkError, match="There is no"):
            neighbourhood(small, thing)


def test_a_branch_holds_what_is_asserted_of_overlap_and_its_counts_are_those_of_coverage(small: Crosswalk) -> None:
    assert [one.id for one in headings(small, "focus-1.0")] == ["focus-1.0:1", "focus-1.0:2"]
    found = {one.reference: one for one in mind_map(small, "focus-1.0:2")}
    assert set(found) == {"mid-1.0", "ref-1.0"}
    assert found["mid-1.0"].asked == (Asked("mid-1.0:M1", (("focus-1.0:2.1", "equal"),), "covered"),)
    assert [one.provision for one in found["ref-1.0"].asked] == ["ref-1.0:R2", "ref-1.0:R3"]
    assert found["ref-1.0"].asked[0].status == "derived", "the citation of R2 at the heading asks nothing"
    both = [mind_map(small, one.id) for one in headings(small, "focus-1.0")]
    whole = {one.reference: one.counts for one in coverage(small, "focus-1.0", ["mid-1.0", "ref-1.0"])}
    for reference, counts in whole.items():
        parts = [one.counts for many in both for one in many if one.reference == reference]
        assert {status: sum(part[status] for part in parts) for status in counts} == counts


def test_a_document_as_a_whole_can_be_asked_for_and_what_has_nothing_in_common_is_not(small: Crosswalk) -> None:
    asked = {one.provision: one for branch in mind_map(small, "focus-1.0:1") for one in branch.asked}
    assert asked["ref-1.0"].relations == (("focus-1.0:1.20", "subset-of"),)
    assert all("no-relationship" not in {relation for _, relation in one.relations} for one in asked.values())
    assert "ref-1.0:R9" not in asked, "only ruled out"


def test_a_provision_without_parts_has_no_branches(small: Crosswalk) -> None:
    with pytest.raises(CrosswalkError, match="Nothing is under"):
        mind_map(small, "focus-1.0:1.1")
