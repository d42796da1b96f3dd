"""What stands behind a mapping set: its basis, how far two passes agree, and how much of it has been reviewed."""

from __future__ import annotations

import pytest

import crosswalk
from crosswalk.analysis.catalogue import mapping_sets, qualities
from crosswalk.analysis.quality import Passes, Quality
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Basis, Review
from crosswalk.wording import agreed, behind
from tests.support import ROOT


@pytest.mark.parametrize(
    ("quality", "review", "line"),
    [
        (Quality(rows=3), Review.NOT_YET, "basis not stated · not yet reviewed"),
        (Quality(rows=3, is_published=True), Review.AS_PUBLISHED, "basis not stated · as published"),
        (Quality(Basis.SUMMARIES, reviewed=1, rows=3), Review.PARTLY, "from summaries · 1 of 3 rows reviewed"),
        (Quality(Basis.FULL_TEXT, reviewed=3, rows=3, is_published=True), Review.REVIEWED, "from full text · reviewed"),
        (
            Quality(Basis.TITLES, Passes(1.0, None, None), rows=3),
            Review.NOT_YET,
            "from titles · agreement of its first two readings: κ 1.00 · not yet reviewed",
        ),
        (Quality(Basis.TITLES, Passes(None, 0.5, 4), rows=3), Review.NOT_YET, "from titles · not yet reviewed"),
        (Quality(), Review.NOT_YET, "basis not stated · not yet reviewed"),
    ],
)
def test_review_and_line(quality: Quality, review: Review, line: str) -> None:
    assert quality.review == review
    assert behind(quality) == line


def test_agreement_in_words() -> None:
    assert agreed(Quality()) == "no second reading is stated"
    assert agreed(Quality(agreement=Passes(None, 0.5, 1))).startswith("κ 0.50 on the relation, over 1 cell;")


def test_the_header_of_a_set_reaches_its_record() -> None:
    small = crosswalk.load(ROOT / "tests/sparql/expected/small", only_data=True)
    one = qualities(small)["one-2025--two-2.0"]
    assert one == Quality(Basis.TITLES, Passes(0.31, 0.47, 24), reviewed=1, rows=4)
    assert behind(one) == "from titles · agreement of its first two readings: κ 0.31 · 1 of 4 rows reviewed"
    assert qualities(small)["one-2025--references"] == Quality(rows=3, is_published=True)


def test_no_set_is_called_reviewed_that_names_no_reviewer(shipped: Crosswalk) -> None:
    for one in mapping_sets(shipped):
        assert (one.quality.review in (Review.REVIEWED, Review.PARTLY)) == bool(set(one.grades) & {"D"}), one.id
