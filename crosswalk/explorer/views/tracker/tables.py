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
from crosswalk.explorer.views.tracker.words import changes, stage
from crosswalk.store.holder import Crosswalk

_LENGTHS = {4: "year", 7: "month", 10: "day"}


def entries_table(crosswalk: Crosswalk, kept: Sequence[Entry]) -> None:
    """Draw work items and documents."""
    columns: list[Column[Entry]] = [
        *_named(crosswalk, title=265),
        Column("stage", stage, lambda record: record.stage, width=155, help="On the common scale"),
        _own_code(),
        Column(
            "since",
            lambda record: record.date or "not known",
            export=lambda record: record.date,
            width=90,
            help="Since when it has been at this stage",
        ),
        *_known(),
        Column(
            "supports",
            lambda record: "; ".join(naming.brief(crosswalk, law) for law in record.supports),
            export=lambda record: " ".join(record.supports),
            width=190,
        ),
        Column(
            "becomes",
            lambda record: "; ".join(naming.called(crosswalk, made) for made in record.becomes),
            export=lambda record: " ".join(record.becomes),
            width=170,
        ),
        Column("page", lambda record: record.url, width=65, kind="link", help="The page at the body’s own site"),
        Column("kind", lambda record: record.what),
        Column("id", lambda record: record.id),
    ]
    chooser(
        columns,
        kept,
        caption="Newest first, the undated last. Click a row: a document opens its page, a work item its milestones, "
        "below the table.",
        name="tracker",
        on_choice=lambda record: _open(record.what, record.id) if record else _open("", None),
    )


def changes_table(crosswalk: Crosswalk, events: Sequence[Event], day: str) -> None:
    """Draw what changed, newest first."""
    st.markdown(changes(events, day))
    columns: list[Column[Event]] = [
        Column("date", lambda record: record.date, width=90),
        Column("known to the", _known_to, _exactness, width=155, help="How exactly the date is known"),
        *_named(crosswalk, title=210),
        Column("stage", lambda record: record.stage, width=105),
        _own_code(),
        *_known(),
        Column("kind", lambda record: record.what),
        Column("id", lambda record: record.thing),
    ]
    chooser(
        columns,
        events,
        caption="Newest first; the stage is the one that was reached on that date. Click a row to open it.",
        name=f"changes--{day}",
        on_choice=lambda record: _open(record.what, record.thing) if record else _open("", None),
    )


def _named(crosswalk: Crosswalk, title: int) -> list[Column[Entry | Event]]:
    return [
        Column("number", lambda record: record.number, width=150),
        Column("title", lambda record: record.title, width=title),
        Column(
            "body", lambda record: naming.abbreviated(crosswalk, record.body), lambda record: record.body, width=105
        ),
        Column(
            "committee",
            lambda record: naming.abbreviated(crosswalk, record.committee),
            lambda record: record.committee,
            width=85,
        ),
    ]


def _own_code() -> Column[Entry | Event]:
    return Column("own code", lambda record: record.code, width=100, help="The body’s own code or word for the stage")


def _known() -> list[Column[Entry | Event]]:
    return [
        Column("as of", lambda record: record.as_of, width=90, help="The day on which the stage was known"),
        Column(
            "how seen",
            lambda record: seen_words(record.seen),
            export=lambda record: record.seen,
            width=120,
            help="How the stage is known",
            coloured=True,
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
