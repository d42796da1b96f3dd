"""Sentences for people are true and grammatical for none, one and many."""

from __future__ import annotations

import pytest

import crosswalk
from crosswalk.analysis.asked import OnlyHere, Together
from crosswalk.analysis.catalogue import Filters
from crosswalk.analysis.pivot import Pivot
from crosswalk.store.holder import Crosswalk
from crosswalk.wording import (
    ASKS_REST_ON,
    NOT_ASKED_JUDGED,
    NOT_ASKED_WRONG,
    covered,
    pivoted,
    said_of_elsewhere,
    said_of_only,
    said_of_together,
)
from tests.support import ROOT

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


def test_the_last_draw_is_that_of_the_documentation() -> None:
    """What every page of asks says of “not asked” is the last line of the table in docs/measures.md."""
    lines = (ROOT / "docs" / "measures.md").read_text(encoding="utf-8").splitlines()
    draws = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| not asked")]
    last = max(draws, key=lambda cells: int(cells[1]))
    assert (int(last[2]), int(last[5])) == (NOT_ASKED_JUDGED, NOT_ASKED_WRONG)
    assert f"of the last {last[2]} such answers" in ASKS_REST_ON
    assert f"{last[5]} were wrong" in ASKS_REST_ON


@pytest.mark.parametrize(
    ("together", "says"),
    [
        (Together(1, ("each month",)), ""),
        (Together(3, ()), ""),
        (Together(3, ("each month", "in writing")), "The 3 places together leave over: each month; in writing."),
        (Together(3, None), "What the 3 places leave over together has not been determined."),
        (
            Together(1, None),
            "It is met here in more than one way. What is left over after all of them has not been determined.",
        ),
    ],
)
def test_what_several_places_leave_over(together: Together, says: str) -> None:
    assert said_of_together(together) == says


def test_what_only_one_document_asks_and_of_whom_it_is_not_known() -> None:
    found = OnlyHere("a-1.0", ("b-1.0", "c-1.0", "d-1.0"), (), ("b-1.0", "d-1.0"))
    assert said_of_only(found) == (
        "0 asks of a-1.0 that none of 3 other documents asks. Not known of b-1.0 and d-1.0, which have not been read "
        "against a-1.0 in full: they may ask some of this all the same."
    )
    assert said_of_elsewhere("a-1.0", 1, ["a-1.0:I"]) == (
        "1 ask of a-1.0 belongs to provisions that are not counted here: a-1.0:I."
    )
    many = [f"a-1.0:{number}" for number in range(6)]
    assert said_of_elsewhere("a-1.0", 9, many).endswith("a-1.0:0, a-1.0:1, a-1.0:2, a-1.0:3 and 2 more.")
    assert said_of_elsewhere("a-1.0", 0, []) == ""
