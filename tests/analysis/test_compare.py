"""Two documents side by side: both directions, each with its own counts."""

from __future__ import annotations

import pytest

from crosswalk.analysis.catalogue import Filters
from crosswalk.analysis.compare import compare
from crosswalk.errors import CrosswalkError
from crosswalk.store.holder import Crosswalk

FOCUS = {"covered": 5, "partial": 5, "derived": 3, "cited": 4, "no-counterpart": 3, "unmapped": 4}
REFERENCE = {"covered": 3, "partial": 4, "derived": 0, "cited": 0, "no-counterpart": 0, "unmapped": 2}


def test_each_direction_counts_the_provisions_of_its_own_document(statuses: Crosswalk) -> None:
    there, back = compare(statuses, "focus-1.0", "ref-1.0")
    assert (there.focal, there.reference, there.total) == ("focus-1.0", "ref-1.0", 24)
    assert (back.focal, back.reference, back.total) == ("ref-1.0", "focus-1.0", 9)
    assert dict(there.counts) == FOCUS
    assert dict(back.counts) == REFERENCE


def test_without_derivation_the_derived_have_the_status_of_what_is_asserted(statuses: Crosswalk) -> None:
    """1.6 has nothing else, 1.19 a row that nothing was found, 2.1 a citation by its heading."""
    there, _ = compare(statuses, "focus-1.0", "ref-1.0", derived=False)
    assert dict(there.counts) == FOCUS | {"derived": 0, "unmapped": 5, "no-counterpart": 4, "cited": 5}


def test_the_filters_are_for_the_first_document_only(statuses: Crosswalk) -> None:
    there, back = compare(statuses, "focus-1.0", "ref-1.0", filters=Filters(level="should"))
    assert [answer.provision.id.removeprefix("focus-1.0:") for answer in there.answers] == [
        *("1.2", "1.4", "1.6", "1.8", "1.10", "1.12", "1.14", "1.16", "1.18", "1.20"),
    ]
    assert dict(back.counts) == REFERENCE


@pytest.mark.parametrize(("one", "other"), [("focus-1.0", "absent-1.0"), ("absent-1.0", "focus-1.0")])
def test_a_document_without_provisions_has_no_direction_of_its_own(statuses: Crosswalk, one: str, other: str) -> None:
    [only] = compare(statuses, one, other)
    assert (only.focal, only.reference) == ("focus-1.0", "absent-1.0")


def test_two_documents_without_provisions_cannot_be_compared(tracked: Crosswalk) -> None:
    with pytest.raises(CrosswalkError, match=r"out-1\.0 nor out-2\.0"):
        compare(tracked, "out-1.0", "out-2.0")


def test_an_unknown_document_is_named_with_the_nearest(statuses: Crosswalk) -> None:
    with pytest.raises(CrosswalkError, match=r"mid-1\.1.*mid-1\.0"):
        compare(statuses, "focus-1.0", "mid-1.1")
