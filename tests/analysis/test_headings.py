"""Headings, what is under them, and how much of that is met."""

from __future__ import annotations

from pathlib import Path

import pytest

import crosswalk
from crosswalk.analysis.catalogue import Filters, provisions
from crosswalk.analysis.coverage import coverage, shares
from crosswalk.analysis.headings import headings, under
from crosswalk.errors import CrosswalkError
from crosswalk.store.holder import Crosswalk

FOLDER = Path(__file__).parent / "inputs" / "statuses"


@pytest.fixture(scope="module")
def small() -> Crosswalk:
    return crosswalk.load([FOLDER], only_data=True)


def test_what_is_under_a_heading_is_counted_alone(small: Crosswalk) -> None:
    for heading in headings(small, "focus-1.0"):
        inside = under(small, "focus-1.0", heading.id)
        [found] = coverage(small, "focus-1.0", ["ref-1.0"], filters=Filters(under=heading.id))
        counted = {one.provision.id for one in found.answers}
        assert counted == {one.id for one in provisions(small, "focus-1.0") if one.assessable and one.id in inside}
        assert 0 < found.total < 25


def test_the_shares_are_the_coverage_of_each_part(small: Crosswalk) -> None:
    for share in shares(small, coverage(small, "focus-1.0")):
        filters = Filters(under=share.heading)
        [part] = coverage(small, "focus-1.0", [share.reference], filters=filters)
        assert (share.met, share.total) == (part.counts["covered"] + part.counts["partial"], part.total)


def test_a_heading_includes_what_is_under_the_headings_below_it(shipped: Crosswalk) -> None:
    exchange = "owasp-ai-exchange-2026-08"
    inside = under(shipped, exchange, f"{exchange}:inputthreats")
    assert {one.id for one in headings(shipped, exchange)} & inside > {f"{exchange}:inputthreats"}


@pytest.mark.parametrize(
    ("heading", "told"),
    [("focus-1.0:1.1", "There is no heading “focus-1.0:1.1” in focus-1.0"), ("focus-1.0:9", "Did you mean")],
)
def test_what_is_no_heading_is_refused(small: Crosswalk, heading: str, told: str) -> None:
    with pytest.raises(CrosswalkError, match=told):
        coverage(small, "focus-1.0", ["ref-1.0"], filters=Filters(under=heading))
