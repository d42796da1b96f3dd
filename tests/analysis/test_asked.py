"""Exactly what is missing: what follows for an ask, and that nothing else does."""

from __future__ import annotations

import itertools
import random
import shutil
from pathlib import Path

import numpy as np
import pytest

import crosswalk
from crosswalk.analysis.asked import (
    Asking,
    Together,
    answer_of,
    apart,
    asked,
    asked_by_provision,
    asked_of,
    asks_of,
    best_ranks,
    common,
    counted,
    is_lack_known,
    lacking,
    left_over_together,
    not_read,
    only_here,
    published,
    shares,
    uses,
    with_asks,
)
from crosswalk.analysis.asks import Row, asks_by_document, listed, rows
from crosswalk.analysis.coverage import coverage
from crosswalk.analysis.likeness import Likeness
from crosswalk.analysis.units import tree
from crosswalk.columns import in_files
from crosswalk.errors import UnknownId, UsageError
from crosswalk.rows import ask_columns
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Asked, Holding
from tests.support import ROOT

CODE, EN, ACT = "dsit-ai-code-2025", "etsi-en-304-223-2.1.1", "eu-ai-act-2024"
NCSC = "ncsc-secure-ai-2023"


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
    assert one["4#1"].left_over == ("other ways to do it: only this one is asked there",)
    assert one["2#1"].roles == ("developer",)
    assert found.is_complete


#: Rows of alpha's 4#1 and of beta's B#2 to two measures, the first in order and the second, and which is shown.
SHOWN = [
    ("cw:accepts", "skos:exactMatch", "skos:relatedMatch", "skos:exactMatch", 2),
    ("cw:accepts", "skos:narrowMatch", "skos:exactMatch", "skos:relatedMatch", 2),
    ("skos:broadMatch", "cw:accepts", "skos:broadMatch", "skos:narrowMatch", 2),
    ("skos:relatedMatch", "skos:exactMatch", "skos:narrowMatch", "skos:broadMatch", 2),
    ("skos:narrowMatch", "skos:relatedMatch", "skos:narrowMatch", "skos:exactMatch", 2),
    ("skos:narrowMatch", "skos:exactMatch", "skos:relatedMatch", "skos:exactMatch", 1),
    ("skos:narrowMatch", "skos:exactMatch", "skos:narrowMatch", "skos:exactMatch", 1),
]


@pytest.mark.parametrize(("first_here", "first_there", "second_here", "second_there", "shown"), SHOWN)
def test_of_two_measures_that_join_two_asks_the_one_that_shows_most_is_named(
    tmp_path: Path, first_here: str, first_there: str, second_here: str, second_there: str, shown: int
) -> None:
    folder = tmp_path / "asks"
    shutil.copytree(ROOT / "tests" / "analysis" / "inputs" / "asks", folder)
    made = {"alpha-1.0:4#1": (first_here, second_here), "beta-1.0:B#2": (first_there, second_there)}
    measures = ("input-filter", "model-list")
    for end, predicates in made.items():
        path = folder / "mappings" / "measures" / f"{end.partition(':')[0]}--measures-2026.sssom.tsv"
        kept = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith(end)]
        for predicate, measure in zip(predicates, measures, strict=True):
            beside = "more" if predicate in ("skos:narrowMatch", "skos:relatedMatch") else ""
            kept.append("\t".join((end, predicate, f"measures-2026:{measure}", "semapv:ManualMappingCuration", beside)))
        path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    found = asked(crosswalk.load(folder, only_data=True), "alpha-1.0", "beta-1.0")
    [one] = [answer for answer in found.answers if answer.ask.number == "4#1"]
    places = [place for place in one.places if place.ask.number == "B#2"]
    assert [place.measure.id for place in places] == [f"measures-2026:{measures[shown - 1]}"]


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
    assert listed_there == (
        "the other cases: it is asked there in fewer cases",
        "the rest: only a part of it is asked there",
    )
    assert gamma.answers[1].left_over == (
        "kept up to date each month; the other cases: it is asked there in fewer cases",
        "kept up to date each month; the rest: only a part of it is asked there",
    )
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
    assert [one.number for one in only_here(small, "alpha-1.0", ["beta-1.0"]).asks] == ["4#2"]
    assert [one.id for one in only_here(small, "twin-2.0", ["beta-1.0"]).asks] == ["twin-2.0:9.4#2"]
    found = only_here(small, "alpha-1.0")
    assert found.others == ("beta-1.0", "gamma-1.0")
    assert [one.number for one in found.asks] == ["4#2"]
    assert found.not_known == ("gamma-1.0",), "it was not read in full"
    assert only_here(small, "alpha-1.0", ["beta-1.0"]).not_known == ()
    against_gamma = only_here(small, "alpha-1.0", ["gamma-1.0"])
    assert [one.number for one in against_gamma.asks] == ["2#1", "4#1", "4#2"], "what its rows say is known"


def test_what_a_document_lacks_is_known_of_what_was_read_only(small: Crosswalk) -> None:
    assert not_read(small, "gamma-1.0") == ("gamma-1.0:y",)
    [models] = lacking(small, "gamma-1.0", 2)
    assert not is_lack_known(small, "gamma-1.0", models), "it was not read in full"
    assert all(is_lack_known(small, "twin-2.0", use) for use in lacking(small, "twin-2.0", 1))


def test_an_equal_document_asks_all_the_same(small: Crosswalk) -> None:
    assert only_here(small, "alpha-1.0", ["twin-2.0"]).asks == ()
    assert only_here(small, "alpha-1.0", ["beta-1.0", "twin-2.0"]).asks == ()


def test_equal_documents_count_once(shipped: Crosswalk) -> None:
    both, one = [CODE, EN, NCSC], [CODE, NCSC]
    assert apart(shipped, both) == tuple(one)
    for two, once in zip(uses(shipped, both), uses(shipped, one), strict=True):
        assert two.asked_by == once.asked_by
        assert two.holdings.get(EN) == two.holdings.get(CODE)
    assert [use.measure for use in common(shipped, both)] == [use.measure for use in common(shipped, one)]
    found = lacking(shipped, ACT, 2, both)
    assert [use.measure for use in found] == [use.measure for use in lacking(shipped, ACT, 2, one)]
    assert {use.asked_by for use in found} == {(CODE, NCSC)}


def test_what_nobody_else_asks_is_not_asked_of_the_document_itself(shipped: Crosswalk) -> None:
    found = only_here(shipped, CODE, [CODE, NCSC])
    assert found.others == (NCSC,)
    assert found.asks == only_here(shipped, CODE, [NCSC]).asks


def test_only_published_documents_are_counted_for_what_is_lacking(small: Crosswalk, tmp_path: Path) -> None:
    """Two documents ask for the list of models; when one of them is a draft, one published document does."""
    folder = tmp_path / "drafts"
    shutil.copytree(ROOT / "tests" / "analysis" / "inputs" / "asks", folder)
    file = folder / "data" / "documents" / "beta-1.0.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("stage: published", "stage: draft"), encoding="utf-8")
    drafted = crosswalk.load(folder, only_data=True)
    assert published(small, "gamma-1.0") == ("alpha-1.0", "beta-1.0")
    assert published(small, "twin-2.0") == ("beta-1.0", "gamma-1.0"), "it asks what alpha asks"
    assert published(drafted, "gamma-1.0") == ("alpha-1.0",)
    assert len(lacking(small, "gamma-1.0", 2)) == 1
    assert lacking(drafted, "gamma-1.0", 2) == ()
    [models] = lacking(drafted, "gamma-1.0", 1)
    assert models.asked_by == ("alpha-1.0",)
    assert len(lacking(drafted, "gamma-1.0", 2, ["alpha-1.0", "beta-1.0"])) == 1, "who names a draft means it"
    assert "beta-1.0" not in {name for use in lacking(drafted, "beta-1.0", 1) for name in use.asked_by}


def test_no_ask_is_lost_between_a_document_and_its_units(shipped: Crosswalk) -> None:
    """Each ask is counted with one unit, at or above its provision, or is said to be elsewhere."""
    apart = set()
    for focal, reference in itertools.permutations(with_asks(shipped), 2):
        [found] = coverage(shipped, focal, reference)
        units = [answer.provision.id for answer in found.answers]
        parts = asked_of(shipped, focal, reference, units)
        assert parts is not None
        every, whole = (*parts.answers, *parts.elsewhere), asked(shipped, focal, reference)
        for answer in Asked:
            if answer is not Asked.UMBRELLA:
                assert sum(one.answer is answer for one in every) == whole.counts[answer]
        assert len({one.ask.id for one in every}) == len(every)
        assert sum(whole.counts.values()) == len(whole.answers)
        above = tree(shipped, focal).above
        for one in parts.elsewhere:
            higher = {one.ask.provision, *above[one.ask.provision]}
            assert not higher & set(units)
            assert higher & set(parts.places)
        apart |= {focal} if parts.elsewhere else set()
    assert apart == {ACT, "cisa-ai-data-security-2025"}, "annexes, and the sections on risks, are no units"


def test_what_a_paragraph_asks_is_asked_by_its_article(shipped: Crosswalk) -> None:
    found = asked_by_provision(shipped, ACT, EN)
    for number in ("9", "10", "15", "26", "73"):
        asks = found[f"{ACT}:Art-{number}"]
        assert {one.ask.provision.partition("(")[0] for one in asks} == {f"{ACT}:Art-{number}"}
    assert f"{ACT}:Art-1" not in found
    code = asked_by_provision(shipped, CODE, EN)
    assert {one.ask.provision for one in code[f"{CODE}:2.1"]} == {f"{CODE}:2.1"}, "2.1.1 counts for itself"
    every = {one.ask.provision for one in code[f"{CODE}:2"]}
    assert {f"{CODE}:2.1", f"{CODE}:2.1.1"} <= every, "a heading has all that is below it"


def test_a_general_duty_is_shown_with_its_provision_and_counted_nowhere(shipped: Crosswalk) -> None:
    """What a provision asks is one list; what is counted of it leaves out general duties, and nothing else."""
    known = asked_by_provision(shipped, ACT, EN)
    [duty, *_] = [one for one in asked(shipped, ACT, EN).answers if one.answer is Asked.UMBRELLA]
    own = known[duty.ask.provision]
    assert duty in own
    assert set(own) - set(counted(own)) == {one for one in own if one.answer is Asked.UMBRELLA}
    found = asked_of(shipped, ACT, EN, [duty.ask.provision])
    assert found is not None
    assert duty not in (*found.answers, *found.elsewhere)
    assert list(found.counts) == [answer for answer in Asked if answer is not Asked.UMBRELLA]
    assert sum(found.counts.values()) == len(found.answers) == len(counted(own))
    assert asked_of(shipped, CODE, "iso-iec-42001-2023", []) is None, "nobody has listed what it asks"


def row(ask: str, holding: str, measure: str, beside: str | None = None) -> Row:
    return Row(ask, Holding.of(holding), measure, "set", "E", "made up", beside, None, None, None)


LATER, WIDER = "each month", "suppliers too"
FEWER, REST = "the other cases: it is asked there in fewer cases", "the rest: only a part of it is asked there"
MEANS = "other ways to do it: only this one is asked there"


@pytest.mark.parametrize(
    ("pairs", "left_over"),
    [
        ([("contains", "m", LATER, "equal")], (LATER,)),
        ([("contains", "m", LATER, "equal"), ("contains", "m", LATER, "contains")], (LATER,)),
        ([("contains", "m", LATER, "inside")], (LATER, FEWER)),
        ([("contains", "m", LATER, "inside"), ("contains", "m", LATER, "equal")], (LATER,)),
        ([("contains", "m", LATER, "inside"), ("contains", "m", LATER, "inside")], None),
        ([("equal", "m", None, "overlaps")], (REST,)),
        ([("equal", "m", None, "overlaps"), ("equal", "m", None, "overlaps")], None),
        ([("contains", "m", LATER, "equal"), ("contains", "n", LATER, "equal")], (LATER,)),
        ([("contains", "m", LATER, "equal"), ("overlaps", "n", LATER, "contains")], (LATER,)),
        ([("contains", "m", LATER, "equal"), ("contains", "n", WIDER, "equal")], None),
        ([("contains", "m", LATER, "equal"), ("contains", "n", LATER, "inside")], None),
        ([("accepts", "m", None, "equal"), ("accepts", "m", None, "equal")], (MEANS,)),
        ([("accepts", "m", None, "equal"), ("accepts", "n", None, "equal")], None),
        ([("contains", "m", None, "equal")], None),
        ([], None),
    ],
)
def test_what_several_places_leave_over_together(
    pairs: list[tuple[str, str, str | None, str]], left_over: tuple[str, ...] | None
) -> None:
    made = [
        (row("a-1.0:1#1", here, measure, beside), row(f"b-1.0:{place}#1", there, measure))
        for place, (here, measure, beside, there) in enumerate(pairs)
    ]
    assert left_over_together(made) == left_over
    assert left_over_together(made[::-1]) == left_over


def test_an_answer_says_what_its_places_leave_over_together(small: Crosswalk) -> None:
    one = {answer.ask.number: answer for answer in asked(small, "alpha-1.0", "beta-1.0").answers}
    assert one["1#1"].together == Together(2, ())
    assert one["1#2"].together == Together(2, ("kept up to date each month",))
    assert one["2#1"].together is None
    assert one["4#2"].together is None
    assert one["1#2"].as_json()["together"] == {"places": 2, "left_over": ["kept up to date each month"]}
    gamma = {answer.ask.number: answer for answer in asked(small, "alpha-1.0", "gamma-1.0").answers}
    assert gamma["1#1"].together == Together(2, None)
    assert [end.together for end in asked(small, "alpha-1.0", "twin-2.0").answers][:1] == [Together(1, ())]


def test_nothing_that_is_left_over_together_is_more_than_one_place_leaves(shipped: Crosswalk) -> None:
    several = 0
    for focal, reference in itertools.permutations(listed(shipped), 2):
        for one in asked(shipped, focal, reference).answers:
            if one.answer is Asked.IN_PART:
                together = one.together
                assert together
                assert together.places == len(one.where)
                several += together.places > 1
                for text in together.left_over or ():
                    assert any(text in (place.left_over or "") for place in one.best)
    assert several > 1000


def test_shares_are_of_all_asks_but_general_duties(small: Crosswalk) -> None:
    found = asked(small, "alpha-1.0", "beta-1.0")
    assert found.shares == {"asked": 0.2, "in-part": 0.4, "in-general": 0.2, "not-asked": 0.2, "not-known": 0.0}
    assert set(shares({Asked.ASKED: 0, Asked.UMBRELLA: 3}).values()) == {0.0}


def test_not_asked_has_the_grade_of_the_rows_behind_it(small: Crosswalk) -> None:
    found = {one.ask.number: one.grade for one in asked(small, "alpha-1.0", "beta-1.0").answers}
    assert found == {"1#1": "E", "1#2": "E", "2#1": "E", "2#2": None, "4#1": "E", "4#2": "E"}
    assert {one.grade for one in asked(small, "beta-1.0", "gamma-1.0").answers if not one.places} == {None}


def test_the_nearest_is_looked_for_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = crosswalk.load(ROOT / "tests" / "analysis" / "inputs" / "asks", only_data=True)
    looked: list[int] = []

    def noted(texts: list[str]) -> Likeness:
        looked.append(len(texts))
        return Likeness(np.ones((len(texts), 1), dtype=np.float32))

    monkeypatch.setattr(Likeness, "of", noted)
    lonely = asked(fresh, "alpha-1.0", "beta-1.0").answers[-1]
    assert lonely.places == ()
    assert not looked
    assert [lonely.nearest, lonely.nearest] == [asks_of(fresh, "beta-1.0")[0]] * 2
    assert len(looked) == 1


def test_a_document_without_asks_is_one_sentence(small: Crosswalk, shipped: Crosswalk) -> None:
    with pytest.raises(UnknownId):
        asked(small, "alpha-1.0", "absent-1.0")
    with pytest.raises(UsageError, match="No asks are listed for “owasp-llm-2025”; `crosswalk coverage") as raised:
        asked(shipped, CODE, "owasp-llm-2025")
    assert f"`crosswalk candidates {CODE} owasp-llm-2025` where to look" in str(raised.value)


def test_best_ranks_are_those_of_every_pair_of_asks() -> None:
    """The arrays give what going through all pairs of asks gives."""
    chance = random.Random(1)
    for _ in range(50):
        asks, documents, measures, many = 12, 3, 5, 20
        home_of = [chance.randrange(documents) for _ in range(asks)]
        made = {(chance.randrange(asks), chance.randrange(measures)) for _ in range(many)}
        table = [(ask, measure, chance.randrange(len(Holding))) for ask, measure in sorted(made)]
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
            assert not one.places or one.places[0].answer is one.answer, "the arrays say what the rows say"
    assert unknown <= 0.1 * total


def test_the_question_of_the_readme_is_answered(shipped: Crosswalk) -> None:
    found = asked(shipped, ACT, EN)
    article = [one for one in found.answers if one.ask.provision.startswith(f"{ACT}:Art-15(")]
    assert {one.answer for one in article} >= {Asked.NOT_ASKED, Asked.IN_PART}
    metrics = [one for one in article if one.ask.provision == f"{ACT}:Art-15(3)"]
    assert {one.answer for one in metrics} == {Asked.NOT_ASKED}
    assert rows(shipped)
