"""The standards bodies' work: what is out, what is being written, how far it is, and what changed since a day."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import streamlit as st

from crosswalk.analysis.timeline import changes_since, first_day, months_before, newest, rows, timeline
from crosswalk.analysis.tracker import Entry, entries, once
from crosswalk.explorer.page import Page
from crosswalk.explorer.ui.charts import show
from crosswalk.explorer.ui.pictures import pictures
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.ui.text import html, plain
from crosswalk.explorer.views.tracker.chart import timeline_chart
from crosswalk.explorer.views.tracker.filters import filters, nothing, ways_in
from crosswalk.explorer.views.tracker.item import selected
from crosswalk.explorer.views.tracker.tables import changes_table, entries_table
from crosswalk.explorer.views.tracker.words import count, legend, row, weakness
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import quantity

_YEARS = 3  # before the newest year; the timeline begins there unless all is asked for
_BOX = 280  # pixels of the date box


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    choices = Choices(PAGE.path)
    everything = entries(crosswalk)
    last = newest(everything)
    if last is None:
        st.info("There are no work items and no documents here.")
        return
    chosen = filters(crosswalk, choices, everything)
    choices.refuse()
    kept = [entry for entry in entries(crosswalk, chosen.wanted) if chosen.what in ("", entry.what)]
    if not kept:
        st.info(plain(nothing(crosswalk, chosen)))
        return
    ways_in(crosswalk, chosen)
    shown = once(kept)
    _answer(shown)
    entries_table(crosswalk, shown)
    selected(crosswalk)
    _changes(crosswalk, choices, kept, last)
    _timeline(crosswalk, choices, kept, last)


PAGE = Page(
    title="Standards tracker",
    path="tracker",
    order=50,
    section="Documents",
    render=render,
    parameters="body stage law what all item since topic",
)


def _answer(kept: Sequence[Entry]) -> None:
    """Say how much there is, for which days, and how well it is known."""
    first, last = min(entry.as_of for entry in kept), max(entry.as_of for entry in kept)
    when = f"as of {last}" if first == last else f"each as of a day from {first} to {last}"
    answer = f"{count(entry.what for entry in kept)}, {when}."
    st.html(html('<p class="xw-answer" role="status">{}</p>', answer))
    left, right = st.columns([4, 1], vertical_alignment="center")
    with left:
        st.caption(plain(weakness(entry.seen for entry in kept)))
    with right:
        legend()


def _timeline(crosswalk: Crosswalk, choices: Choices, kept: Sequence[Entry], last: datetime.date) -> None:
    events = timeline(crosswalk, kept)
    first = datetime.date(last.year - _YEARS, 1, 1)
    before = [event for event in events if first_day(event.date) < first.isoformat()]
    title = "When documents came out and work items reached a stage"
    st.subheader(plain(title), anchor=False)
    everything = choices.switch(f"Also show the time before {first.year}", "all", default=False)
    choices.refuse()
    shown = events if everything else events[len(before) :]
    more = f" Left out: {quantity(len(before), 'event')} before {first.year}." if before and not everything else ""
    if not shown:
        st.info(plain(f"No date is known for any of these{f' from {first.year} on' if before else ''}.{more}"))
        return
    st.caption(
        plain(
            "Each mark is one dated event; point at it for its title. A hollow mark is in the middle of a month or "
            f"year, because the day is not known.{more}"
        )
    )
    if everything and before:
        first = datetime.date.fromisoformat(first_day(before[0].date))
    by_body = rows(crosswalk, shown)
    chart = timeline_chart(crosswalk, {row(crosswalk, body): drawn for body, drawn in by_body.items()}, first, last)
    show(chart, f"{quantity(len(shown), 'event')} by date and body; the tables say the same.")
    pictures(crosswalk, chart, title, "tracker")


def _changes(crosswalk: Crosswalk, choices: Choices, kept: Sequence[Entry], last: datetime.date) -> None:
    st.subheader("What has changed since a given date", anchor=False)
    dates = [first_day(event.date) for event in timeline(crosswalk)]
    usual = months_before(last, 3)
    first = min([usual, *map(datetime.date.fromisoformat, dates)])
    with st.container(width=_BOX):
        day = choices.day("Since", "since", default=usual, first=first, last=last)
    choices.refuse()
    changes = changes_since(crosswalk, day, kept)
    if not changes:
        st.info(plain(f"Nothing among these is known to have come out or reached a stage since {day}."))
        return
    changes_table(crosswalk, changes, day)
