"""What is remembered is computed once, and says which named queries it rests on, also the second time."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

import crosswalk
from crosswalk.analysis.coverage import coverage
from crosswalk.sparql import ask
from crosswalk.store import holder
from crosswalk.store.holder import Crosswalk, Memory, note, recording, remembered

SMALL = Path(__file__).parents[1] / "analysis" / "inputs" / "statuses"


@pytest.fixture
def small() -> Crosswalk:
    return crosswalk.load([SMALL], only_data=True)


calls: list[tuple[object, ...]] = []


@remembered
def question(crosswalk: Crosswalk, names: object, *, depth: int = 2) -> list[object]:
    calls.append((names, depth))
    note("labels")
    return [names, depth]


def test_a_question_is_worked_out_once_for_each_set_of_arguments(small: Crosswalk) -> None:
    calls.clear()
    first = question(small, ["a", "b"])
    assert question(small, ("a", "b"), depth=2) is first
    assert question(small, names=["a", "b"]) is first
    assert question(small, ["a", "b"], depth=3) is not first
    assert question(small, {"b", "a"}) is not first
    assert len(calls) == 3


def test_two_crosswalks_share_nothing(small: Crosswalk) -> None:
    other = crosswalk.load([SMALL], only_data=True)
    assert question(small, "x") is not question(other, "x")


def test_an_error_is_not_remembered(small: Crosswalk) -> None:
    tries = []

    @remembered
    def fails_once(crosswalk: Crosswalk) -> str:
        tries.append(1)
        if len(tries) == 1:
            raise ValueError("the first try")
        return "answer"

    with pytest.raises(ValueError, match="the first try"):
        fails_once(small)
    assert fails_once(small) == "answer"


def test_queries_are_recorded_whether_or_not_the_answer_was_remembered(small: Crosswalk) -> None:
    with recording() as first:
        coverage(small, "focus-1.0", "ref-1.0")
    with recording() as second:
        coverage(small, "focus-1.0", "ref-1.0")
    assert first == second
    assert {"mappings-of-document", "provisions-of-document", "documents", "set-relations", "associations"} <= first
    with recording() as third:
        ask(small, "labels")
    assert third == {"labels"}


def test_what_is_around_sees_what_is_inside_and_siblings_do_not(small: Crosswalk) -> None:
    with recording() as outer:
        with recording() as one:
            ask(small, "labels")
        with recording() as other:
            ask(small, "organisations")
    assert (one, other, outer) == ({"labels"}, {"organisations"}, {"labels", "organisations"})
    note("nobody listens")


def test_what_failed_is_recorded_too(small: Crosswalk) -> None:
    with recording() as asked, pytest.raises(crosswalk.UnknownId):
        coverage(small, "nothing-1.0")
    assert "documents" in asked


def test_the_answer_used_longest_ago_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holder, "_MOST", 2)
    memory = Memory()
    for name in ("a", "b"):
        memory.keep(name, name, frozenset())
    assert memory.get("a") is not None
    memory.keep("c", "c", frozenset())
    assert memory.get("b") is None
    assert (memory.get("a"), memory.get("c")) == (("a", frozenset()), ("c", frozenset()))
    assert len(memory) == 2


def test_many_threads_may_ask_at_once(small: Crosswalk) -> None:
    answers: list[object] = []
    threads = [threading.Thread(target=lambda: answers.append(coverage(small, "focus-1.0"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8
    assert all(answer == answers[0] for answer in answers)
