"""Texts that are alike in their words."""

from __future__ import annotations

import numpy as np
import pytest

from crosswalk.analysis.asked import asked
from crosswalk.analysis.likeness import Likeness, best, stems
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Asked


def test_forms_of_a_word_are_one_and_small_words_none() -> None:
    assert stems("The logs are logged") == ["logs", "logg"]
    assert stems("testing tests tested") == ["test"] * 3
    assert stems("of the and 12 !") == []


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    texts = ["keep a model register", "keep a model log", "keep a model", "write a register", "keep a log"]
    likeness = Likeness.of(texts)
    scores = likeness.between([0, 1], [2, 3, 4])
    assert scores.shape == (2, 3)
    assert ((scores >= 0) & (scores <= 1.0001)).all()
    assert np.allclose(likeness.between(range(5), range(5)).diagonal(), 1)
    assert scores[0, 1] > scores[1, 1]
    assert best(scores)[1] == 2


@pytest.mark.parametrize("texts", [[], ["a"], ["", "the"], ["log", ""]])
def test_nothing_is_alike_where_there_is_nothing(texts: list[str]) -> None:
    likeness = Likeness.of(texts)
    everything = range(len(texts))
    assert best(likeness.between(everything, [])) == [None] * len(texts)
    assert best(likeness.between(everything, everything), 1.1) == [None] * len(texts)
    assert not np.isnan(likeness.vectors).any()


def test_what_is_not_asked_names_the_nearest_and_nothing_else_does(shipped: Crosswalk) -> None:
    found = asked(shipped, "eu-ai-act-2024", "dsit-ai-code-2025")
    nearest = [one for one in found.answers if one.nearest]
    assert len(nearest) > 20
    assert {one.answer for one in nearest} == {Asked.NOT_ASKED}
    assert all(one.nearest and one.nearest.document == "dsit-ai-code-2025" for one in nearest)
