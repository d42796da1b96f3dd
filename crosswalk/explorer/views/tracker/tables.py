"""The two tables of the tracker: work items and documents, and what changed. A click on a row opens it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from crosswalk.analysis.timeline import Event
from crosswalk.analysis.tracker import Entry
from crosswalk.columns import Column
from crosswalk.explorer.ui import links, naming
from crosswalk.explorer.ui.looks import seen_words
from crosswalk.explorer.ui.state import put, scroll
from crosswalk.explorer.ui.tables import chooser
from crosswalk.explorer.ui.text import words
from crosswalk.explorer.views.tracker.words import changes, stage
from crosswalk.store.holder import Crosswalk

_UNKNOWN = "not known"
_LENGTHS = {4: "year", 7: "month", 10: "day"}


def entries_table(crosswalk: Crosswalk, kept: Sequence[Entry]) -> None:
    """Draw work items and documents."""
    columns: list[Column[Entry]] = [
        *_named(crosswalk),
        Column("stage", stage, lambda record: record.stage, help="On the common scale"),
        Column(
            "closes",
            lambda record: record.closes or _UNKNOWN,
            export=lambda record: record.closes,
            help="The last day of its ballot, or for comments",
        ),
        Column("topics", lambda record: _topics(record.topics), lambda record: " ".join(record.topics)),
        _own_code(),
        Column(
            "since",
            lambda record: record.date or _UNKNOWN,
            export=lambda record: record.date,
            help="Since when it has been at this stage",
        ),
        *_known(),
        Column(
            "supports",
            lambda record: "; ".join(naming.brief(crosswalk, law) for law in record.supports),
            export=lambda record: " ".join(record.supports),
        ),
        Column("page", lambda record: record.url, kind="link", help="The page at the body’s own site"),
        Column("kind", lambda record: record.what),
        Column("becomes", lambda record: " ".join(record.becomes), on_screen=False),
        Column("id", lambda record: record.id, on_screen=False),
    ]
    chooser(
        columns,
        kept,
        caption="Each as of its own date; newest first, the undated last. Click a row: a document opens its page, a "
        "work item its milestones, below the table.",
        name="tracker",
        on_choice=lambda record: _open(record.what, record.id) if record else _open("", None),
    )


def changes_table(crosswalk: Crosswalk, events: Sequence[Event], day: str) -> None:
    """Draw what changed, newest first."""
    st.markdown(changes(events, day))
    columns: list[Column[Event]] = [
        Column("date", lambda record: record.date),
        Column("known to the", _known_to, _exactness, help="How exactly the date is known"),
        *_named(crosswalk),
        Column("stage", lambda record: record.stage),
        _own_code(),
        *_known(),
        Column("kind", lambda record: record.what),
        Column("id", lambda record: record.thing, on_screen=False),
    ]
    chooser(
        columns,
        events,
        caption="Newest first; the stage is the one that was reached on that date. Click a row to open it.",
        name=f"changes--{day}",
        on_choice=lambda record: _open(record.what, record.thing) if record else _open("", None),
    )


def _topics(topics: Sequence[str]) -> str:
    return ", ".join(map(words, topics)) or "not stated"


def _named(crosswalk: Crosswalk) -> list[Column[Entry | Event]]:
    return [
        Column("number", lambda record: record.number, width=120),
        Column("title", lambda record: record.title, width=230),
        Column("body", lambda record: naming.abbreviated(crosswalk, record.body), lambda record: record.body),
        Column(
            "committee",
            lambda record: naming.abbreviated(crosswalk, record.committee),
            lambda record: record.committee,
        ),
    ]


def _own_code() -> Column[Entry | Event]:
    return Column("own code", lambda record: record.code, help="The body’s own code or word for the stage")


def _known() -> list[Column[Entry | Event]]:
    return [
        Column("as of", lambda record: record.as_of, help="The day on which the stage was known"),
        Column(
            "how seen",
            lambda record: seen_words(record.seen),
            export=lambda record: record.seen,
            help="How the stage is known",
        ),
    ]


def _known_to(event: Event) -> str:
    return _exactness(event) if event.sure else f"{_exactness(event)}; maybe before"


def _exactness(event: Event) -> str:
    return _LENGTHS[len(event.date)]


def _open(what: str, thing: str | None) -> None:
    """Go to the page of a document; show a work item, or nothing, below the table."""
    if what == "document":
        links.go_next(links.Place("document", {"id": thing}))
    else:
        put(item=thing)
        scroll()
