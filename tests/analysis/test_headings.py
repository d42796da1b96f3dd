"""Headings, what is under them, and how much of that is met."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import crosswalk
from crosswalk.analysis.catalogue import Filters, provisions
from crosswalk.analysis.coverage import coverage, shares
from crosswalk.analysis.headings import headings, under
from crosswalk.errors import CrosswalkError, UsageError
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
    ("above", "said"),
    [
        ("focus-1.0:1.1", "Nothing is under “focus-1.0:1.1” in focus-1.0. Did you mean focus-1.0:1?"),
        ("focus-1.0:9", "There is no “focus-1.0:9” in focus-1.0. Did you mean focus-1.0:2"),
    ],
)
def test_what_has_nothing_under_it_is_refused(small: Crosswalk, above: str, said: str) -> None:
    with pytest.raises(CrosswalkError, match=re.escape(said)):
        coverage(small, "focus-1.0", ["ref-1.0"], filters=Filters(under=above))


def test_any_provision_with_parts_is_one_to_look_under(shipped: Crosswalk) -> None:
    act, en = "eu-ai-act-2024", "etsi-en-304-223-2.1.1"
    article = Filters(under=f"{act}:Art-15")
    [paragraphs] = coverage(shipped, act, en, filters=article, kinds="paragraph")
    assert [one.provision.id for one in paragraphs.answers] == [f"{act}:Art-15({number})" for number in range(1, 6)]
    [itself] = coverage(shipped, act, en, filters=article)
    assert [one.provision.id for one in itself.answers] == [f"{act}:Art-15"]


def test_a_part_without_any_unit_is_refused_with_the_units_that_it_has(shipped: Crosswalk) -> None:
    act, en = "eu-ai-act-2024", "etsi-en-304-223-2.1.1"
    said = f"Nothing that is counted (article) is under {act}:Annex-IV. Choose these units instead: point."
    with pytest.raises(UsageError, match=re.escape(said)):
        coverage(shipped, act, en, filters=Filters(under=f"{act}:Annex-IV"))
    [points] = coverage(shipped, act, en, filters=Filters(under=f"{act}:Annex-IV"), kinds="point")
    assert points.total > 9
