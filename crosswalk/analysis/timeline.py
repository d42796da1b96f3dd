"""The standards bodies' work over time: every dated event, what changed since a day, and how to lay it out by body."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable
from typing import Any

from crosswalk.analysis.tracker import STAGE_OF_DOCUMENT, entries
from crosswalk.errors import CrosswalkError
from crosswalk.sparql import ask
from crosswalk.store.holder import Crosswalk

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
PUBLIC, OTHERS = "public bodies", "others"
_PUBLIC_KINDS = ("government", "legislator", "forum")
_MOST_ROWS = 12


def timeline(crosswalk: Crosswalk, kept: Iterable[dict[str, Any]] | None = None) -> list[dict[str, Any]]:
    """Return every dated event of the entries `kept` (all by default), oldest first: documents coming out and work
    items reaching a stage, each {"date", "exact", "thing", "number", "title", "body", "committee", "stage", "code",
    "as_of", "seen", "what"}, `stage` on the common scale.

    `exact` is False where the date is known only to the month or year. What both a work item and the document that it
    became tell is listed once, with the more exact date. A document that was superseded has still come out once: its
    event is a publication.
    """
    known = {one["id"]: one for one in (entries(crosswalk) if kept is None else kept)}
    rows = ask(crosswalk, "changes-since", since="0001-01-01").records()
    events = [_event(row, known[row["thing"]]) for row in rows if row["thing"] in known]
    out = {event["thing"]: event for event in events if event["what"] == "document"}
    twice = [
        (event, out[made])
        for event in events
        for made in known[event["thing"]]["becomes"]
        if made in out and _same(event, out[made])
    ]
    dropped = [id(min(pair, key=lambda one: (len(one["date"]), one["what"] == "document"))) for pair in twice]
    return [event for event in reversed(events) if id(event) not in dropped]


def _event(row: dict[str, Any], entry: dict[str, Any]) -> dict[str, Any]:
    stage = STAGE_OF_DOCUMENT.get(row["stage"], row["stage"])
    if entry["what"] == "document" and stage == "withdrawal":
        stage = "publication"
    told = {name: entry[name] for name in ("number", "title", "body", "committee", "what")}
    return {**row, **told, "stage": stage}


def _same(event: dict[str, Any], other: dict[str, Any]) -> bool:
    """Return True when two tellings are of one stage, and can be of one day."""
    length = min(len(event["date"]), len(other["date"]))
    return bool(event["stage"] == other["stage"] and event["date"][:length] == other["date"][:length])


def changes_since(crosswalk: Crosswalk, day: str, kept: Iterable[dict[str, Any]] | None = None) -> list[dict[str, Any]]:
    """Return the events of `timeline` on `day` or later, newest first, each with "sure": False where the date is known
    only to a month or year that began before `day`, so that it may be earlier. CrosswalkError when `day` is no date.
    """
    if not _DAY.fullmatch(day):
        raise CrosswalkError(f"“{day}” is not a date: write it as 2026-06-01, 2026-06 or 2026.")
    first = first_day(day)
    found = [event for event in timeline(crosswalk, kept) if event["date"] >= first[: len(event["date"])]]
    return [{**event, "sure": first_day(event["date"]) >= first} for event in reversed(found)]


def first_day(date: str) -> str:
    """Return the first day that a date can mean: 2026-05 begins on 2026-05-01."""
    return date + "-01-01"[len(date) - 4 :]


def rows(crosswalk: Crosswalk, events: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Return events by body, the busiest first. Where there are many, only standards bodies keep a row of their own;
    governments, laws and forums share the row PUBLIC, all others the row OTHERS, and both come last. What several
    standards bodies did together stands with the first of them.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for event in events:
        found.setdefault(event["body"] or OTHERS, []).append(event)
    if len(found) > _MOST_ROWS:
        kinds = {row["organisation"]: row["kind"] for row in ask(crosswalk, "organisations").records()}
        joined: dict[str, list[dict[str, Any]]] = {}
        for body, told in found.items():
            joined.setdefault(_row(body, kinds), []).extend(told)
        found = joined
    order = sorted(found, key=lambda body: (body == OTHERS, body == PUBLIC, -len(found[body]), body))
    return {body: sorted(found[body], key=lambda event: event["date"]) for body in order}


def _row(body: str, kinds: dict[str, Any]) -> str:
    told = {kinds.get(one) for one in body.split()}
    if told == {"standards-body"}:
        return body.split()[0]
    return PUBLIC if told & set(_PUBLIC_KINDS) else OTHERS


def newest(items: Iterable[dict[str, Any]]) -> datetime.date | None:
    """Return the newest day as of which anything is known of some entries, or None when there are none."""
    days = [item["as_of"] for item in items]
    return datetime.date.fromisoformat(max(days)) if days else None


def months_before(day: datetime.date, months: int) -> datetime.date:
    """Return the same day some months earlier, or the last one of a shorter month.

    >>> months_before(datetime.date(2026, 5, 31), 3).isoformat()
    '2026-02-28'
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
