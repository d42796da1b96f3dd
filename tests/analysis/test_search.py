"""Search: every kind of thing by its words, the exact one first, forgiving one slip."""

from __future__ import annotations

import pytest

from crosswalk.analysis.search import search
from crosswalk.store.holder import Crosswalk


def hits(crosswalk: Crosswalk, text: str, limit: int = 25) -> list[tuple[str, str]]:
    """Return the kind and the id of each hit."""
    return [(hit.type, hit.id) for hit in search(crosswalk, text, limit=limit)]


@pytest.mark.parametrize(
    ("text", "kind", "first"),
    [
        ("focus-1.0", "document", "focus-1.0"),
        ("ref-1.0", "document", "ref-1.0"),  # and not a set that has both words in its id
        ("FOCUS STANDARD", "document", "focus-1.0"),
        ("Middle 2", "provision", "mid-1.0:M2"),
        ("mid-1.0:M2", "provision", "mid-1.0:M2"),
        ("R9", "provision", "ref-1.0:R9"),
        ("mid-1.0--ref-1.0", "mapping set", "mid-1.0--ref-1.0"),
        ("Example Forum", "organisation", "example-forum"),
        ("Exampel Forum", "organisation", "example-forum"),
        ("ommittee of the Exampl", "organisation", "example-committee"),
        ("a part of tow one", "provision", "focus-1.0:2.1.1"),
    ],
)
def test_the_thing_that_is_meant_comes_first(statuses: Crosswalk, text: str, kind: str, first: str) -> None:
    assert hits(statuses, text)[0] == (kind, first)


def test_an_abbreviation_and_a_number_of_a_work_item_are_found(tracked: Crosswalk) -> None:
    assert hits(tracked, "SSB 5")[0] == ("work item", "south-5")
    assert ("organisation", "north-body") in hits(tracked, "NSB")


def test_what_is_alike_is_in_the_order_of_ids_and_no_more_than_asked_for(statuses: Crosswalk) -> None:
    assert hits(statuses, "Middle", limit=2) == [("provision", "mid-1.0:M1"), ("provision", "mid-1.0:M2")]
    assert len(hits(statuses, "Provision of one", limit=7)) == 7


@pytest.mark.parametrize("text", ["", "  ", "?!", "qqqqxxxxzzzz"])
def test_nothing_is_like_nothing(statuses: Crosswalk, text: str) -> None:
    assert hits(statuses, text) == []
