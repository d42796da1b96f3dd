"""`crosswalk tracker`"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

import click

from crosswalk.cli.options import Source, format_option, source_options
from crosswalk.cli.output import Sheet, print_csv, print_json, print_records, say
from crosswalk.columns import Column, in_files
from crosswalk.vocabulary import quantity

if TYPE_CHECKING:
    from crosswalk.analysis import Json
    from crosswalk.analysis.timeline import Event
    from crosswalk.analysis.tracker import WorkItem


@click.command()
@click.option("--body", help="Only the work of this body or committee, such as etsi or cen-cenelec-jtc21.")
@click.option("--stage", help="Only what has reached this stage, such as enquiry.")
@click.option("--law", help="Only what supports this law or article, such as eu-ai-act-2024:Art-15.")
@click.option("--topic", help="Only what is about this, such as cyber-security.")
@click.option("--since", metavar="DATE", help="What came out, or reached a stage, on DATE or later, newest first.")
@format_option("table", "json", "csv")
@source_options
def command(
    source: Source,
    form: str,
    sheet: Sheet,
    since: str | None,
    body: str | None,
    stage: str | None,
    law: str | None,
    topic: str | None,
) -> None:
    """List the work items of the standards bodies, or what changed since a date."""
    from crosswalk.analysis.timeline import changes_since
    from crosswalk.analysis.tracker import Wanted, entries, work_items

    crosswalk = source.open()
    chosen = Wanted(body, stage, law, topic)
    if since is None:
        items = work_items(crosswalk, chosen)
        if form == "table":
            _print(items, _ITEMS, quantity(len(items), "work item"))
        else:
            _write(source, form, sheet, items, _ITEMS)
        return
    changes = changes_since(crosswalk, since, entries(crosswalk, chosen))
    if form == "table":
        _print(changes, _CHANGES, f"{quantity(len(changes), 'change')} since {since}")
    else:
        _write(source, form, sheet, changes, _CHANGES)


class _AsJson(Protocol):
    def as_json(self) -> Json: ...


T = TypeVar("T", bound=_AsJson)


def _write(source: Source, form: str, sheet: Sheet, records: Sequence[T], columns: Sequence[Column[T]]) -> None:
    if form == "json":
        print_json(source.layout, [record.as_json() for record in records])
    else:
        print_csv(source.layout, sheet, *in_files(columns, records))


def _print(records: Sequence[T], columns: Sequence[Column[T]], title: str) -> None:
    if records:
        print_records(columns, records, title=title)
    else:
        say(f"{title.replace('0 ', 'No ', 1)}.")


def _stage(record: WorkItem | Event) -> str:
    return f"{record.stage} ({record.code})" if record.code else record.stage


def _known(record: WorkItem | Event) -> str:
    return f"{record.as_of} ({record.seen})"


_ITEMS: list[Column[WorkItem]] = [
    Column("id", lambda item: item.id, on_screen=False),
    Column("Number", lambda item: item.number, name="number"),
    Column("Title", lambda item: item.title, name="title"),
    Column("Body", lambda item: item.committee or item.body, lambda item: item.body, name="body"),
    Column("committee", lambda item: item.committee, on_screen=False),
    Column("Stage", _stage, lambda item: item.stage, name="stage"),
    Column("code", lambda item: item.code, on_screen=False),
    Column("Since", lambda item: item.date or "unknown", lambda item: item.date, name="date"),
    Column("As of", _known, lambda item: item.as_of, name="as_of"),
    Column("seen", lambda item: item.seen, on_screen=False),
    Column("closes", lambda item: item.closes, on_screen=False),
    Column("topics", lambda item: " ".join(item.topics), on_screen=False),
    Column("becomes", lambda item: " ".join(item.becomes), on_screen=False),
    Column("Supports", lambda item: " ".join(item.supports), name="supports"),
]


def _date(change: Event) -> str:
    return change.date if change.exact else f"{change.date} (day not known)"


_CHANGES: list[Column[Event]] = [
    Column("Date", _date, lambda change: change.date, name="date"),
    Column("exact", lambda change: change.exact, on_screen=False),
    Column("What", lambda change: change.thing, name="thing"),
    Column("Title", lambda change: change.title, name="title"),
    Column("Body", lambda change: change.body, name="body"),
    Column("Stage", _stage, lambda change: change.stage, name="stage"),
    Column("code", lambda change: change.code, on_screen=False),
    Column("As of", _known, lambda change: change.as_of, name="as_of"),
    Column("seen", lambda change: change.seen, on_screen=False),
]
