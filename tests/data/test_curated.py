"""The curated sets: every cell answered, no relation that says too much, and reasons that are not one form filled in."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest
from rapidfuzz import fuzz, process

from crosswalk.analysis.coverage import coverage
from crosswalk.store.holder import Crosswalk
from tests.data.test_shipped_rows import MAPPINGS, rows
from tests.support import CODE, CURATED

REFERENCES = [reference for _, reference in CURATED]
NOTHING = "sssom:NoTermFound"
#: Words that carry a sentence and say nothing about its subject.
_CARRIERS = """
    a an and are as at be both but by code each for from here in into is it its no not of on one only or
    other that the their there this to under with while which what where also beyond common shared overlap
    adds added further extra asks asked wants wanted either text provision entry control guideline task
    action section
"""
CARRIERS = frozenset(_CARRIERS.split())


@cache
def found(reference: str) -> tuple[dict[str, str], ...]:
    return tuple(rows(MAPPINGS / "curated" / f"{CODE}--{reference}.sssom.tsv"))


def reasons() -> list[str]:
    return [row["comment"] for reference in REFERENCES for row in found(reference)]


def bare(reason: str) -> str:
    """Return a rationale without what a form would have filled in: ids, numbers and names with capitals."""
    return " ".join(word for word in re.findall(r"[a-z]+", re.sub(r"\b\w*[A-Z0-9_]\S*", " ", reason)))


@pytest.mark.parametrize("reference", REFERENCES)
def test_every_cell_is_answered_by_an_assertion(shipped: Crosswalk, reference: str) -> None:
    [answer] = coverage(shipped, CODE, [reference], derived=False)
    counts = answer.counts
    assert counts["covered"] + counts["partial"] + counts["no-counterpart"] == answer.total == 72


@pytest.mark.parametrize("reference", REFERENCES)
def test_no_relation_has_more_than_97_percent_of_the_positive_rows(reference: str) -> None:
    relations = Counter(row["predicate_id"] for row in found(reference) if row["object_id"] != NOTHING)
    assert relations.total() >= 30
    assert max(relations.values()) <= 0.97 * relations.total(), relations


@pytest.mark.parametrize("reference", REFERENCES)
def test_a_cell_has_three_rows_at_most(reference: str) -> None:
    assert max(Counter(row["subject_id"] for row in found(reference)).values()) <= 3


def test_all_reasons_differ_even_without_names_and_numbers() -> None:
    told = reasons()
    assert len(told) > 900
    assert len(set(told)) == len(told)
    assert len({bare(one) for one in told}) == len(told)


def test_no_reason_is_another_with_words_exchanged() -> None:
    told = [bare(one) for one in reasons()]
    scores = process.cdist(told, told, scorer=fuzz.ratio, score_cutoff=85, workers=-1)
    alike = [(told[i], told[j]) for i, j in zip(*scores.nonzero(), strict=True) if i < j]
    assert not alike


def test_a_reason_is_one_sentence_that_says_something_of_its_own() -> None:
    for one in reasons():
        assert one.endswith("."), one
        assert one.count(". ") == 0, one
        assert 9 <= len(one.split()) <= 45, one
        assert len(set(bare(one).split()) - CARRIERS) >= 5, one


@pytest.mark.parametrize("reference", REFERENCES)
def test_no_opening_serves_for_many_reasons(reference: str) -> None:
    openings = Counter(" ".join(row["comment"].split()[:3]) for row in found(reference))
    assert max(openings.values()) <= 4, openings.most_common(2)
