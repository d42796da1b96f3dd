"""Sentences for people are true and grammatical for none, one and many."""

from __future__ import annotations

import pytest

import crosswalk
from crosswalk.analysis.catalogue import Filters
from crosswalk.analysis.pivot import Pivot
from crosswalk.store.holder import Crosswalk
from crosswalk.wording import covered, pivoted

ISO, NCSC, CODE = "iso-iec-42001-2023", "ncsc-secure-ai-2023", "dsit-ai-code-2025"


@pytest.mark.parametrize(
    ("reference", "level", "heading", "sentence"),
    [
        (ISO, "should", 1, "The only should provision of C under C:1 is covered or partly covered by R."),
        (
            NCSC,
            "should",
            1,
            "The only should provision of C under C:1 is not covered by R, not even in part: it has no counterpart.",
        ),
        (ISO, "should", 13, "There are no should provisions of C under C:13."),
        (ISO, "shall", 1, "All 4 shall provisions of C under C:1 are covered or partly covered by R."),
        (
            ISO,
            "shall",
            13,
            "None of the 2 shall provisions of C under C:13 has a counterpart in R.",
        ),
        (
            ISO,
            "shall",
            11,
            "1 of the 2 shall provisions of C under C:11 is covered or partly covered by R; 1 has no counterpart.",
        ),
    ],
)
def test_how_much_is_covered(shipped: Crosswalk, reference: str, level: str, heading: int, sentence: str) -> None:
    filters = Filters(level=level, under=f"{CODE}:{heading}")
    [found] = crosswalk.coverage(shipped, CODE, reference, filters=filters)
    assert covered(found, filters).replace(CODE, "C").replace(reference, "R") == sentence


def test_a_single_assertion_that_can_be_read_from_the_other_side(shipped: Crosswalk) -> None:
    [assertion, *_] = crosswalk.assertions(shipped, NCSC)
    assert (
        pivoted(Pivot("a-1.0", "b-1.0", (assertion,), {}))
        == "The only assertion made from b-1.0 can be read from a-1.0."
    )
