"""Exactly what is missing: what follows for an ask, and that nothing else does."""

from __future__ import annotations

import itertools
import random

import numpy as np
import pytest

import crosswalk
from crosswalk.analysis.asked import (
    Asking,
    answer_of,
    asked,
    asks_of,
    best_ranks,
    common,
    lacking,
    only_here,
    uses,
    with_asks,
)
from crosswalk.analysis.asks import asks_by_document, listed, rows
from crosswalk.columns import in_files
from crosswalk.errors import UnknownId, UsageError
from crosswalk.rows import ask_columns
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Asked, Holding
from tests.support import ROOT

CODE, EN, ACT = "dsit-ai-code-2025", "etsi-en-304-223-2.1.1", "eu-ai-act-2024"


@pytest.fixture(scope="module")
def small() -> Crosswalk:
    return crosswalk.load(ROOT / "tests" / "analysis" / "inputs" / "asks", only_data=True)


def said(asking: Asking) -> dict[str, str]:
    return {one.ask.number: one.answer.value for one in asking.answers}


#: [how A stands to the measure][how B does] → the answer for A: docs/measures.md, line by line.
TABLE = {
    here: dict(zip(("equal", "inside", "contains", "overlaps", "accepts"), answers, strict=True))
    for here, answers in {
        "equal": ("asked", "in-part", "asked", "in-part", "in-general"),
        "inside": ("in-general", None, "in-general", None, "in-general"),
        "contains": ("in-part", "in-part", "in-part", "in-part", "in-general"),
        "overlaps": ("in-part", None, "in-part", None, None),
        "accepts": ("in-part", None, "in-part", None, None),
    }.items()
}


@pytest.mark.parametrize(("here", "there"), list(itertools.product(Holding, Holding)))
def test_what_follows_through_one_measure_is_the_table(here: Holding, there: Holding) -> None:
    found = answer_of(here, there)
    assert (found.value if found else None) == TABLE[here.value][there.value]


class Sets:
    """An ask as the set of duties that it has, to see that what is said of asks is true of every world of sets."""

    @staticmethod
    def fits(ask: frozenset[int], holding: Holding, measure: frozenset[int]) -> bool:
        return {
            Holding.EQUAL: ask == measure,
            Holding.INSIDE: bool(ask) and ask < measure,
            Holding.CONTAINS: ask > measure,
            Holding.OVERLAPS: bool(ask & measure) and not (ask <= measure or ask >= measure),
        }.get(holding, False)


@pytest.mark.parametrize(
    ("here", "there"), list(itertools.product([one for one in Holding if one is not Holding.ACCEPTS], repeat=2))
)
def test_what_follows_is_true_of_sets_of_duties(here: Holding, there: Holding) -> None:
    """Asked and in general: all of A is in B. In part: some of A is, and never nothing. No answer: B may have nothing of
    A. In general is said where A is one case of what B asks, so that B need not name it.
    """
    things = [frozenset(some) for size in range(5) for some in itertools.combinations(range(4), size)]
    shares = set()
    for measure, one, other in itertools.product(filter(None, things), filter(None, things), filter(None, things)):
        if Sets.fits(one, here, measure) and Sets.fits(other, there, measure):
            shares.add("all" if one <= other else "some" if one & other else "none")
    answer = answer_of(here, there)
    if answer in (Asked.ASKED, Asked.IN_GENERAL):
        assert shares == {"all"}
    elif answer is Asked.IN_PART:
        assert "none" not in shares
    else:
        assert "none" in shares


def test_each_ask_has_one_answer_and_its_places(small: Crosswalk) -> None:
    found = asked(small, "alpha-1.0", "beta-1.0")
    assert said(found) == {
        "1#1": "asked",
        "1#2": "in-part",
        "2#1": "in-general",
        "2#2": "umbrella",
        "4#1": "in-part",
        "4#2": "not-asked",
    }
    one = {answer.ask.number: answer for answer in found.answers}
    assert [end.number for end in one["1#1"].where] == ["A#1", "A#2"]
    assert one["1#2"].left_over == ("kept up to date each month",)
    assert one["4#1"].left_over == ("other means: this is one of several",)
    assert one["2#1"].roles == ("developer",)
    assert found.is_complete


def test_both_say_who_must_do_it_and_a_mark_says_where_that_is_somebody_else(small: Crosswalk) -> None:
    """Alpha asks developers. A deployer is somebody else, a provider is a developer as a rule; the answer stays."""
    one = {answer.ask.number: answer for answer in asked(small, "alpha-1.0", "beta-1.0").answers}
    lists, tests, results = one["1#1"], one["2#1"], one["4#1"]
    assert (lists.roles, lists.roles_there, lists.of_others) == (("developer",), ("deployer", "importer"), True)
    assert (tests.roles_there, tests.of_others) == (("developer",), False)
    assert (results.roles_there, results.of_others) == (("provider",), False)
    assert one["4#2"].roles == ("developer",)
    assert (one["4#2"].roles_there, one["4#2"].of_others) == ((), None)
    said = lists.as_json()
    assert said["answer"] == "asked"
    assert said["roles"] == {"here": ["developer"], "there": ["deployer", "importer"]}
    assert said["asked_of_others"] is True
    assert [(place["roles"], place["asked_of_others"]) for place in said["where"]][0] == (["deployer"], True)  # type: ignore[attr-defined]
    same = asked(small, "beta-1.0", "beta-1.0").answers[0]
    assert same.as_json()["where"][0]["roles"] == ["deployer"]  # type: ignore[index]
    assert same.of_others is False


def test_the_spreadsheet_says_who_must_do_it_on_both_sides(small: Crosswalk) -> None:
    asking = asked(small, "alpha-1.0", "beta-1.0")
    names, rows = in_files(ask_columns(small, asking), asking.answers)
    first, *_, last = (dict(zip(names, row, strict=True)) for row in rows)
    assert (first["roles"], first["roles_there"], first["asked_of_others"]) == (
        "developer",
        "deployer | deployer importer",
        "yes",
    )
    assert (last["roles_there"], last["asked_of_others"]) == ("", "")


def test_not_asked_is_said_only_of_what_was_read_and_compared(small: Crosswalk) -> None:
    gamma = asked(small, "alpha-1.0", "gamma-1.0")
    assert gamma.not_read == ("gamma-1.0:y",)
    assert gamma.counts[Asked.NOT_ASKED] == 0
    assert said(gamma) == {
        "1#1": "in-part",
        "1#2": "in-part",
        "2#1": "not-known",
        "2#2": "umbrella",
        "4#1": "not-known",
        "4#2": "not-known",
    }
    listed_there = gamma.answers[0].left_over
    assert listed_there == ("the other cases: it is asked there in fewer", "the rest of it: a part is asked there")
    nobody = asked(small, "beta-1.0", "gamma-1.0")  # neither was read against the other
    assert nobody.counts[Asked.NOT_ASKED] == 0


def test_an_equal_document_asks_the_same_under_its_own_numbers(small: Crosswalk) -> None:
    assert with_asks(small) == ("alpha-1.0", "beta-1.0", "gamma-1.0", "twin-2.0")
    assert listed(small) == ("alpha-1.0", "beta-1.0", "gamma-1.0")
    twin = asks_of(small, "twin-2.0")
    assert [one.id for one in twin][:2] == ["twin-2.0:9.1#1", "twin-2.0:9.1#2"]
    assert twin[0].carried_from == "alpha-1.0:1#1"
    assert twin[3].parts == ("twin-2.0:9.1#1", "twin-2.0:9.2")
    here = [one.answer for one in asked(small, "alpha-1.0", "beta-1.0").answers]
    assert [one.answer for one in asked(small, "twin-2.0", "beta-1.0").answers] == here
    same = asked(small, "alpha-1.0", "twin-2.0")
    assert {one.answer for one in same.answers} == {Asked.ASKED, Asked.UMBRELLA}
    assert [end.id for end in same.answers[0].where] == ["twin-2.0:9.1#1"]
    assert same.as_json()["asks"][0]["where"][0]["through"] is None  # type: ignore[index]


def test_measures_say_who_asks_for_them(small: Crosswalk) -> None:
    [models, tests, filters] = uses(small)
    assert dict(models.holdings) == {
        "alpha-1.0": Holding.EQUAL,
        "beta-1.0": Holding.EQUAL,
        "gamma-1.0": Holding.INSIDE,
    }
    assert models.asked_by == ("alpha-1.0", "beta-1.0")
    assert tests.asked_by == filters.asked_by == ("beta-1.0",)
    assert [use.measure.id for use in common(small, ["alpha-1.0", "beta-1.0"])] == [models.measure.id]
    assert [use.measure.id for use in lacking(small, "gamma-1.0", 2)] == [models.measure.id]
    assert [use.measure.id for use in lacking(small, "twin-2.0", 1)] == [tests.measure.id, filters.measure.id]


def test_what_nobody_else_asks_is_known_of_what_was_read_only(small: Crosswalk) -> None:
    assert [one.number for one in only_here(small, "alpha-1.0", ["beta-1.0"])] == ["4#2"]
    assert [one.id for one in only_here(small, "twin-2.0", ["beta-1.0"])] == ["twin-2.0:9.4#2"]
    assert only_here(small, "alpha-1.0") == ()  # gamma was not read in full


def test_a_document_without_asks_is_one_sentence(small: Crosswalk, shipped: Crosswalk) -> None:
    with pytest.raises(UnknownId):
        asked(small, "alpha-1.0", "absent-1.0")
    with pytest.raises(UsageError, match="Nobody has listed what “owasp-llm-2025” asks"):
        asked(shipped, CODE, "owasp-llm-2025")


def test_best_ranks_are_those_of_every_pair_of_asks() -> None:
    """The arrays give what going through all pairs of asks gives."""
    chance = random.Random(1)
    for _ in range(50):
        asks, documents, measures, many = 12, 3, 5, 20
        home_of = [chance.randrange(documents) for _ in range(asks)]
        made = {(chance.randrange(asks), chance.randrange(measures)) for _ in range(many)}
        table = [(ask, measure, chance.randrange(4)) for ask, measure in sorted(made)]
        ask, measure, holding = (np.array(column) for column in zip(*table, strict=True))
        home = np.array([home_of[one] for one in ask])
        best = best_ranks(ask, home, measure, holding, asks, documents, measures)
        expected = np.full((asks, documents), len(Asked), dtype=np.int8)
        words = list(Holding)
        for (a, m, h), (b, n, k) in itertools.product(table, table):
            answer = answer_of(words[h], words[k])
            if m == n and answer is not None:
                expected[a, home_of[b]] = min(expected[a, home_of[b]], answer.rank)
        assert (best == expected).all()


def test_every_ordered_pair_of_shipped_documents_is_answered(shipped: Crosswalk) -> None:
    known = listed(shipped)
    total = unknown = 0
    for focal, reference in itertools.permutations(known, 2):
        found = asked(shipped, focal, reference)
        assert sum(found.counts.values()) == len(asks_by_document(shipped)[focal])
        total += len(found.answers) - found.counts[Asked.UMBRELLA]
        unknown += found.counts[Asked.NOT_KNOWN]
        for one in found.answers:
            assert (one.answer in (Asked.ASKED, Asked.IN_PART, Asked.IN_GENERAL)) == bool(one.places)
            assert [place.answer.rank for place in one.places] == sorted(place.answer.rank for place in one.places)
    assert unknown <= 0.1 * total


def test_the_question_of_the_readme_is_answered(shipped: Crosswalk) -> None:
    found = asked(shipped, ACT, EN)
    article = [one for one in found.answers if one.ask.provision.startswith(f"{ACT}:Art-15(")]
    assert {one.answer for one in article} >= {Asked.NOT_ASKED, Asked.IN_PART}
    metrics = [one for one in article if one.ask.provision == f"{ACT}:Art-15(3)"]
    assert {one.answer for one in metrics} == {Asked.NOT_ASKED}
    assert rows(shipped)
