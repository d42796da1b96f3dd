"""What the standards bodies are doing: filters, events listed once, what changed since a day, rows of a timeline."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from pathlib import Path

import pytest

import crosswalk
from crosswalk.analysis.describe import describe
from crosswalk.analysis.search import search
from crosswalk.analysis.timeline import OTHERS, PUBLIC, changes_since, months_before, newest, rows, timeline
from crosswalk.analysis.tracker import Wanted, about_document, bodies, entries, laws, milestones, once, work_items
from crosswalk.errors import CrosswalkError
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import DocumentStage, Stage

TESTS = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def small() -> Crosswalk:
    return crosswalk.load([TESTS / "sparql" / "expected" / "small"], only_data=True)


@pytest.fixture(scope="module")
def bodies_at_work() -> Crosswalk:
    return crosswalk.load([TESTS / "analysis" / "inputs" / "tracker"], only_data=True)


def test_the_scale_is_the_one_of_the_files() -> None:
    """The SHACL rules list the same words as the vocabulary, from which the reader and the pages take them."""
    shapes = Path(crosswalk.__file__).parent.parent / "ontology" / "shapes"
    for rule, words in (("unknown-work-stage", Stage), ("unknown-status", DocumentStage)):
        text = (shapes / f"{rule}.ttl").read_text(encoding="utf-8")
        [allowed] = [
            found for found in re.findall(r"sh:in \(([^)]*)\)", text) if "published" in found or "enquiry" in found
        ]
        assert set(re.findall(r'"([^"]+)"', allowed)) == set(words)
    assert {stage.stage for stage in DocumentStage} <= set(Stage)


def test_work_items_have_every_field(small: Crosswalk) -> None:
    [item] = work_items(small, Wanted(stage="enquiry"))
    assert item.as_json() == {
        "id": "gamma-7",
        "number": "GAM/7",
        "title": "Revision of Standard Two",
        "body": "gamma-body",
        "committee": "gamma-committee",
        "stage": "enquiry",
        "code": "40.20",
        "date": "2025-06-01",
        "as_of": "2026-09-24",
        "seen": "secondary",
        "url": "https://example.org/gamma-7",
        "note": None,
        "becomes": ["two-2.0"],
        "revises": ["three-unidentified-2023"],
        "adopts": [],
        "supports": ["one-2025:1"],
        "topics": ["cyber-security", "testing"],
        "closes": "2025-09-01",
    }
    assert [(one.position, one.stage, one.date) for one in milestones(small) if one.item == "gamma-7"] == [
        (1, "proposal", "2024"),
        (2, "enquiry", "2025-06-01"),
    ]


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Wanted(), {"gamma-7", "gamma-8", "one-2025", "two-2.0", "three-unidentified-2023"}),
        (Wanted(body="gamma-body"), {"gamma-7", "gamma-8", "two-2.0", "three-unidentified-2023"}),
        (Wanted(body="gamma-committee"), {"gamma-7", "two-2.0"}),
        (Wanted(body="alpha-agency"), {"one-2025"}),
        (Wanted(stage="publication"), {"one-2025", "three-unidentified-2023"}),
        (Wanted(stage="review"), set()),
        (Wanted(law="one-2025"), {"gamma-7", "two-2.0"}),
        (Wanted(law="one-2025:1", stage="committee"), {"two-2.0"}),
        (Wanted(topic="testing"), {"gamma-7", "two-2.0"}),
        (Wanted(topic="privacy"), set()),
    ],
)
def test_filters_join_work_items_and_documents(small: Crosswalk, wanted: Wanted, ids: set[str]) -> None:
    found = entries(small, wanted)
    assert {one.id for one in found} == ids
    assert len(found) == len(ids)
    items = {one.id for one in work_items(small)}
    assert {one.id for one in found if one.what == "work item"} == ids & items


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        (Wanted(body="gamma-bod"), "has the body “gamma-bod”. Did you mean gamma-body"),
        (Wanted(stage="enquiri"), "has the stage “enquiri”. Did you mean enquiry"),
        (Wanted(law="one-2025:2"), "has the law “one-2025:2”. Did you mean one-2025:1"),
        (Wanted(topic="cyber"), "has the topic “cyber”"),
        (Wanted(law="zzz"), "Known: one-2025, one-2025:1."),
    ],
)
def test_what_nobody_has_is_refused(small: Crosswalk, wanted: Wanted, says: str) -> None:
    for question, start in ((work_items, "No work item has"), (entries, "No work item or document has")):
        with pytest.raises(CrosswalkError) as error:
            question(small, wanted)
        assert says in str(error.value)
        assert str(error.value).startswith(start)


def test_a_document_stands_for_the_work_item_that_became_it(bodies_at_work: Crosswalk) -> None:
    everything = entries(bodies_at_work)
    left_out = {one.id for one in everything} - {one.id for one in once(everything)}
    assert left_out == {item.id for item in work_items(bodies_at_work) if item.becomes}
    alone = [one for one in everything if one.what == "work item"]
    assert once(alone) == alone


def test_an_article_includes_its_paragraphs_and_not_its_neighbours(bodies_at_work: Crosswalk) -> None:
    def found(law: str) -> list[str]:
        return [item.id for item in work_items(bodies_at_work, Wanted(law=law))]

    assert found("law-2024:Art-15(5)") == ["south-5"]
    assert found("law-2024") == ["north-2", "south-5"]
    wanted = Wanted(law="law-2024:Art-15")
    [paragraph] = work_items(bodies_at_work, Wanted(law="law-2024:Art-15(5)"))
    assert wanted.keeps(paragraph)
    assert not wanted.keeps(replace(paragraph, supports=("law-2024:Art-150",)))
    assert laws(entries(bodies_at_work)) == ["law-2024", "law-2024:Art-9", "law-2024:Art-15(5)"]


def test_a_superseded_document_has_no_date_for_that_and_several_publishers(bodies_at_work: Crosswalk) -> None:
    [old] = [one for one in entries(bodies_at_work) if one.id == "out-1.0"]
    assert (old.stage, old.status, old.date) == ("withdrawal", "superseded", None)
    assert (old.body, old.committee) == ("north-body south-body", "north-committee")
    assert old in entries(bodies_at_work, Wanted(body="south-body"))
    assert bodies([old]) == ["north-body", "north-committee", "south-body"]


def test_entries_are_newest_first_and_the_undated_last(bodies_at_work: Crosswalk) -> None:
    dates = [one.date for one in entries(bodies_at_work)]
    known = [date for date in dates if date]
    assert known == sorted(known, reverse=True)
    assert dates == known + [None] * 2


def test_what_is_given_twice_is_one_event_with_the_more_exact_date(bodies_at_work: Crosswalk) -> None:
    found = [(one.date, one.thing, one.stage, one.exact) for one in timeline(bodies_at_work)]
    assert found == [
        ("2021-03-01", "out-1.0", "publication", True),  # it came out, whatever it is now
        ("2024-07-12", "law-2024", "publication", True),
        ("2025-06-01", "north-2", "enquiry", True),
        ("2026", "draft-0.3", "committee", False),
        ("2026-02-10", "north-2", "publication", True),  # and not out-2.0 in 2026-02
        ("2026-03", "south-5", "enquiry", False),
    ]
    alone = [one for one in entries(bodies_at_work) if one.what == "document"]
    assert ("2026-02", "out-2.0") in [(one.date, one.thing) for one in timeline(bodies_at_work, alone)]


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2026-02-10", [("2026-03", True), ("2026-02-10", True), ("2026", False)]),
        ("2026-02-11", [("2026-03", True), ("2026", False)]),
        ("2026-03-02", [("2026-03", False), ("2026", False)]),
        ("2026-04", [("2026", False)]),
        ("2026", [("2026-03", True), ("2026-02-10", True), ("2026", True)]),
        ("2027", []),
    ],
)
def test_changes_since_a_day(bodies_at_work: Crosswalk, day: str, found: list[tuple[str, bool]]) -> None:
    assert [(one.date, one.sure) for one in changes_since(bodies_at_work, day)] == found


@pytest.mark.parametrize("day", ["yesterday", "2026-1-1", "", "2026-01-01T00"])
def test_a_day_that_is_none_is_refused(small: Crosswalk, day: str) -> None:
    with pytest.raises(CrosswalkError, match="is not a date: write it as 2026-06-01"):
        changes_since(small, day)


def test_the_newest_day_is_that_of_the_data(small: Crosswalk) -> None:
    entry = entries(small)[0]
    assert newest([]) is None
    assert newest([replace(entry, as_of=day) for day in ("2026-05-31", "2026-03-31")]) == datetime.date(2026, 5, 31)
    assert months_before(datetime.date(2026, 1, 15), 3) == datetime.date(2025, 10, 15)
    assert months_before(datetime.date(2024, 5, 31), 3) == datetime.date(2024, 2, 29)


def test_few_bodies_have_a_row_each_and_of_many_only_standards_bodies(bodies_at_work: Crosswalk) -> None:
    events = timeline(bodies_at_work)
    few = rows(bodies_at_work, events)
    assert list(few) == ["north-body", "south-body", "lawgiver", "north-body south-body"]
    more = [replace(events[0], body=f"unknown-{number}", date="2026") for number in range(12)]
    many = rows(bodies_at_work, [*events, *more])
    assert list(many) == ["north-body", "south-body", PUBLIC, OTHERS]
    assert sum(map(len, many.values())) == len(events) + 12
    for told in many.values():
        assert [one.date for one in told] == sorted(one.date for one in told)


def test_the_work_items_about_a_document(bodies_at_work: Crosswalk) -> None:
    def found(document: str) -> list[tuple[str, list[str]]]:
        return [(one.item.id, list(one.links)) for one in about_document(bodies_at_work, document)]

    assert found("out-1.0") == [("north-2", ["revises"]), ("south-6", ["adopts"])]
    assert found("out-2.0") == [("north-2", ["becomes"])]
    assert found("law-2024") == [("north-2", ["supports"]), ("south-5", ["supports"])]
    assert found("law-20") == []


def test_a_work_item_is_described_and_found(small: Crosswalk) -> None:
    found = describe(small, "gamma-7")
    assert (found.type, found.name) == ("work item", "Revision of Standard Two")
    assert found.properties["supports"] == ["one-2025:1"]
    assert found.properties["dcterms:hasVersion"] == ["two-2.0"]
    assert found.milestones[-1].as_json() == {
        "stage": "enquiry", "code": "40.20", "date": "2025-06-01", "as_of": "2026-09-24", "seen": "secondary", "note": "Opened.",
    }  # fmt: skip
    assert describe(small, "one-2025").milestones == ()
    assert search(small, "GAM/7")[0].id == "gamma-7"
