"""One document against all the others: each answer is the one that the two documents alone give."""

from __future__ import annotations

import pytest

from crosswalk.analysis.asked import asked, asks_of, with_asks
from crosswalk.analysis.spread import spread
from crosswalk.errors import UsageError
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Asked

CODE, NCSC, EN = "dsit-ai-code-2025", "ncsc-secure-ai-2023", "etsi-en-304-223-2.1.1"


def test_each_answer_is_that_of_the_pair(shipped: Crosswalk) -> None:
    every = spread(shipped, NCSC)
    others = [name for name in with_asks(shipped) if name != NCSC]
    assert len(others) == 10
    for other in others:
        pair = [one for one in asked(shipped, NCSC, other).answers if one.answer is not Asked.UMBRELLA]
        assert [(one.ask.id, one.answers[other]) for one in every] == [(one.ask.id, one.answer) for one in pair]


def test_equal_documents_count_once(shipped: Crosswalk) -> None:
    for one in spread(shipped, NCSC, [CODE, EN]):
        assert one.answers[CODE] is one.answers[EN]
        assert len(one.asked_by) + len(one.met_by) <= 1


def test_without_another_document_each_ask_is_listed_all_the_same(
    shipped: Crosswalk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crosswalk.analysis.spread.with_asks", lambda _: (NCSC,))
    mine = [one for one in asks_of(shipped, NCSC) if not one.is_umbrella]
    assert [one.ask for one in spread(shipped, NCSC)] == mine


def test_who_asks_it_and_who_meets_it_in_part(shipped: Crosswalk) -> None:
    one = next(one for one in spread(shipped, CODE) if Asked.IN_PART in one.answers.values())
    assert set(one.asked_by) == {name for name, answer in one.answers.items() if answer is Asked.ASKED}
    assert set(one.met_by) >= {name for name, answer in one.answers.items() if answer is Asked.IN_PART}
    assert not set(one.met_by) & set(one.asked_by)
    assert one.as_json()["answers"] == {name: answer.value for name, answer in one.answers.items()}


def test_one_reference_may_be_a_text_and_an_unknown_one_is_refused(shipped: Crosswalk) -> None:
    assert {tuple(one.answers) for one in spread(shipped, CODE, EN)} == {(EN,)}
    with pytest.raises(UsageError, match="No asks are listed for “owasp-llm-2025”"):
        spread(shipped, CODE, ["owasp-llm-2025"])
