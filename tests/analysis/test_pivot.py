"""Assertions read from their other end: relations turn into their inverse, and what cannot be turned is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

import crosswalk
from crosswalk.algebra import inverse
from crosswalk.analysis.mappings import assertions
from crosswalk.analysis.pivot import Loss, pivot
from crosswalk.errors import CrosswalkError
from crosswalk.store.holder import Crosswalk
from crosswalk.wording import pivoted

INPUTS = Path(__file__).parent / "inputs"


@pytest.fixture(scope="module")
def planted() -> Crosswalk:
    return crosswalk.load([INPUTS / "planted"], only_data=True)


def test_what_is_kept_and_what_is_lost(planted: Crosswalk) -> None:
    found = pivot(planted, "b-1.0", "a-1.0")
    assert found.as_json() == {"focal": "b-1.0", "reference": "a-1.0", "kept": 6, "lost": {"no counterpart": 1}}
    assert pivot(planted, "a-1.0", "b-1.0").lost == {"citation": 1}
    assert pivoted(found) == (
        "Of the assertions made from a-1.0, 6 can be read from b-1.0; 1 cannot: 1 no counterpart."
    )
    assert pivoted(pivot(planted, "c-1.0", "a-1.0")) == ("All 3 assertions made from a-1.0 can be read from c-1.0.")


def test_what_is_kept_is_the_same_assertion_turned(planted: Crosswalk) -> None:
    turned = {
        (one.mapping_set, one.object, one.subject): one.mask for one in assertions(planted, "b-1.0") if one.turned
    }
    kept = pivot(planted, "b-1.0", "a-1.0").kept
    assert kept
    for one in kept:
        assert turned[one.mapping_set, one.subject, one.object] is inverse(one.mask)


@pytest.mark.parametrize(
    ("focal", "reference"),
    [
        ("ncsc-secure-ai-2023", "dsit-ai-code-2025"),
        ("owasp-llm-2025", "dsit-ai-code-2025"),
        ("nist-ai-rmf-1.0", "nist-sp-800-218a"),
    ],
)
def test_kept_and_lost_are_all_there_are(shipped: Crosswalk, focal: str, reference: str) -> None:
    found = pivot(shipped, focal, reference)
    made = [one for one in assertions(shipped, reference) if one.object_document == focal and not one.turned]
    assert len(found.kept) + sum(found.lost.values()) == len(made)
    assert set(found.lost) <= set(Loss)


def test_unknown_documents_are_refused(planted: Crosswalk) -> None:
    with pytest.raises(CrosswalkError, match="Did you mean"):
        pivot(planted, "a-1.1", "b-1.0")
