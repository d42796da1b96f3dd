"""The work of the standards bodies over time: every dated event, what changed since a day, and the rows by body."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from crosswalk.analysis import Json
from crosswalk.analysis.catalogue import Organisation, organisations
from crosswalk.analysis.tracker import Entry, entries
from crosswalk.errors import UsageError, shown
from crosswalk.sparql import ask
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import DocumentStage, Stage

_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
PUBLIC, OTHERS = "public bodies", "others"
_PUBLIC_KINDS = ("government", "legislator", "forum")
_MOST_ROWS = 12


@dataclass(frozen=True, slots=True)
class Event:
    """The publication of a document, or a stage that a work item reached.

    >>> from crosswalk.store.holder import load
    >>> all(event.date >= "2026" for event in changes_since(load(), "2026-01-01"))
    True
    """

    date: str
    exact: bool  #: False where the date is known only to the month or year
    thing: str
    number: str
    title: str
    body: str | None
    committee: str | None
    stage: str  #: on the common scale: a Stage
    code: str | None
    as_of: str
    seen: str
    what: str  #: document or work item
    sure: bool = True  #: False where it may have happened before the given day

    def as_json(self) -> Json:
        """Return the fields as a dictionary."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _EventRow:
    date: str
    exact: bool
    thing: str
    stage: str
    code: str | None
    as_of: str
    seen: str


def timeline(crosswalk: Crosswalk, kept: Iterable[Entry] | None = None) -> list[Event]:
    """Return every dated event of the entries `kept` (all by default), oldest first.

    An event recorded for both a work item and the document that it became is listed once, with the more exact date. The
    event of a superseded document is its publication.
    """
    known = {entry.id: entry for entry in (entries(crosswalk) if kept is None else kept)}
    rows = ask(crosswalk, "changes-since", since="0001-01-01").into(_EventRow)
    events = [_event(row, known[row.thing]) for row in rows if row.thing in known]
    out = {event.thing: event for event in events if event.what == "document"}
    twice = [
        (event, out[made])
        for event in events
        for made in known[event.thing].becomes
        if made in out and _same(event, out[made])
    ]
    dropped = {id(min(pair, key=lambda event: (len(event.date), event.what == "document"))) for pair in twice}
    return [event for event in reversed(events) if id(event) not in dropped]


def _event(row: _EventRow, entry: Entry) -> Event:
    stage = row.stage
    if entry.what == "document":
        stage = DocumentStage.of(row.stage).stage
        stage = Stage.PUBLICATION if stage is Stage.WITHDRAWAL else stage
    return Event(
        row.date,
        row.exact,
        row.thing,
        entry.number,
        entry.title,
        entry.body,
        entry.committee,
        stage,
        row.code,
        row.as_of,
        row.seen,
        entry.what,
    )


def _same(event: Event, other: Event) -> bool:
    """Return True when two events have the same stage and may have the same day."""
    length = min(len(event.date), len(other.date))
    return event.stage == other.stage and event.date[:length] == other.date[:length]


def changes_since(crosswalk: Crosswalk, day: str, kept: Iterable[Entry] | None = None) -> list[Event]:
    """Return the events on `day` or later, newest first.

    `day` is a date such as 2026-06-01, 2026-06 or 2026; `kept` are the entries to include (all by default). An event
    whose date is only known to a month or year that began before `day` is not `sure`. Raises UsageError when `day` is
    not a date.

    >>> from crosswalk.store.holder import load
    >>> {event.what for event in changes_since(load(), "2025")} <= {"document", "work item"}
    True
    """
    if not _is_a_day(day):
        raise UsageError(f"“{shown(day)}” is not a date: write it as 2026-06-01, 2026-06 or 2026.")
    first = first_day(day)
    later = [event for event in timeline(crosswalk, kept) if event.date >= first[: len(event.date)]]
    return [replace(event, sure=first_day(event.date) >= first) for event in reversed(later)]


def _is_a_day(day: str) -> bool:
    try:
        return bool(_DAY.fullmatch(day) and datetime.date.fromisoformat(first_day(day)))
    except ValueError:
        return False


def first_day(date: str) -> str:
    """Return the first day of a date that may be a month or a year.

    >>> first_day("2026-05"), first_day("2026")
    ('2026-05-01', '2026-01-01')
    """
    return date + "-01-01"[len(date) - 4 :]


def rows(crosswalk: Crosswalk, events: Iterable[Event]) -> dict[str, list[Event]]:
    """Return events by body, the busiest first. Where there are many, only standards bodies keep a row of their own;
    governments, laws and forums share the row PUBLIC, all others the row OTHERS, and both come last. What several
    standards bodies did together is with the first of them.
    """
    by_body: dict[str, list[Event]] = {}
    for event in events:
        by_body.setdefault(event.body or OTHERS, []).append(event)
    if len(by_body) > _MOST_ROWS:
        known = organisations(crosswalk)
        joined: dict[str, list[Event]] = {}
        for body, many in by_body.items():
            joined.setdefault(_row(body, known), []).extend(many)
        by_body = joined
    order = sorted(by_body, key=lambda body: (body == OTHERS, body == PUBLIC, -len(by_body[body]), body))
    return {body: sorted(by_body[body], key=lambda event: event.date) for body in order}


def _row(body: str, known: Mapping[str, Organisation]) -> str:
    kinds = {known[name].kind if name in known else None for name in body.split()}
    if kinds == {"standards-body"}:
        return body.split()[0]
    return PUBLIC if kinds & set(_PUBLIC_KINDS) else OTHERS


def newest(items: Sequence[Entry]) -> datetime.date | None:
    """Return the latest day on which any of the entries was checked, or None when there are none."""
    days = [item.as_of for item in items]
    return datetime.date.fromisoformat(max(days)) if days else None


def months_before(day: datetime.date, months: int) -> datetime.date:
    """Return the same day some months earlier, or the last one of a shorter month.

    >>> months_before(datetime.date(2026, 5, 31), 3).isoformat()
    '2026-02-28'
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
