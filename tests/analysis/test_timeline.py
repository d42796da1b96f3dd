"""The events of a few entries, what a day without a month means, and the rows of a chart."""

from __future__ import annotations

import pytest

from crosswalk.analysis.timeline import changes_since, first_day, rows, timeline
from crosswalk.analysis.tracker import Wanted, entries
from crosswalk.errors import UsageError
from crosswalk.store.holder import Crosswalk


def test_only_the_events_of_the_entries_asked_for(tracked: Crosswalk) -> None:
    mine = timeline(tracked, entries(tracked, Wanted(body="south-body")))
    assert [(event.date, event.thing, event.stage) for event in mine] == [
        ("2021-03-01", "out-1.0", "publication"),  # with the other body
        ("2026", "draft-0.3", "committee"),
        ("2026-03", "south-5", "enquiry"),
    ]
    assert timeline(tracked, []) == []


def test_a_publication_given_twice_is_one_event_of_the_work_item(tracked: Crosswalk) -> None:
    published = [event for event in timeline(tracked) if event.stage == "publication" and event.date > "2025"]
    assert [(event.thing, event.date, event.exact) for event in published] == [("north-2", "2026-02-10", True)]


def test_changes_are_newest_first_and_a_year_that_began_before_is_not_sure(tracked: Crosswalk) -> None:
    changes = changes_since(tracked, "2026-02-10", entries(tracked, Wanted(body="south-body")))
    assert [(event.thing, event.sure) for event in changes] == [("south-5", True), ("draft-0.3", False)]


@pytest.mark.parametrize(
    ("date", "day"), [("2026", "2026-01-01"), ("2026-05", "2026-05-01"), ("2026-05-31", "2026-05-31")]
)
def test_the_first_day_that_a_date_can_mean(date: str, day: str) -> None:
    assert first_day(date) == day


@pytest.mark.parametrize("day", ["٢٠٢٦", "2026-13", "2026-02-30", "0000", "20260101", "2026-W01-1", "soon", ""])
def test_what_is_not_a_day_is_refused(tracked: Crosswalk, day: str) -> None:
    with pytest.raises(UsageError, match="is not a date: write it as 2026-06-01, 2026-06 or 2026"):
        changes_since(tracked, day)


def test_the_busiest_body_has_the_first_row(tracked: Crosswalk) -> None:
    by_body = rows(tracked, timeline(tracked))
    assert [(body, [event.thing for event in events]) for body, events in by_body.items()] == [
        ("north-body", ["north-2", "north-2"]),
        ("south-body", ["draft-0.3", "south-5"]),
        ("lawgiver", ["law-2024"]),
        ("north-body south-body", ["out-1.0"]),
    ]
    assert rows(tracked, []) == {}
