"""The standards bodies' work: what is out, what is being written, how far it is, and what changed since a day."""

from __future__ import annotations

import datetime
from html import escape
from typing import Any

import streamlit as st

from crosswalk.analysis.timeline import changes_since, first_day, months_before, newest, rows, timeline
from crosswalk.analysis.tracker import entries
from crosswalk.explorer.ui import tracker_words
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.views.tracker.chart import draw
from crosswalk.explorer.views.tracker.filters import filters, nothing
from crosswalk.explorer.views.tracker.item import selected
from crosswalk.explorer.views.tracker.tables import changes_table, entries_table
from crosswalk.store.holder import Crosswalk

TITLE, ORDER, URL_PATH = "Standards tracker", 50, "tracker"
HEADING = "Standards tracker"
SECTION, QUERIES = "Browse", ("work-items", "milestones")
_YEARS = 3  # before the newest year; the timeline begins there unless all is asked for
_BOX = 280  # pixels of the date box


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    choices = Choices(URL_PATH)
    everything = entries(crosswalk)
    last = newest(everything)
    if last is None:
        st.info("No work item and no document is held here.")
        return
    chosen = filters(crosswalk, choices, everything)
    choices.refuse()
    kept = [one for one in entries(crosswalk, chosen.wanted) if chosen.what in ("", one["what"])]
    if not kept:
        st.info(nothing(crosswalk, chosen))
        return
    _answer(kept)
    _timeline(crosswalk, choices, kept, last)
    st.subheader(f"{chosen.named.capitalize()}: state as far as each row’s as-of date tells", anchor=False)
    entries_table(crosswalk, kept)
    selected(crosswalk)
    _changes(crosswalk, choices, kept, last)


def _answer(kept: list[dict[str, Any]]) -> None:
    """Say how much there is, for which days, and how well it is known."""
    days = dict.fromkeys((min(one["as_of"] for one in kept), max(one["as_of"] for one in kept)))
    told = f"{tracker_words.count(one['what'] for one in kept)}, known as of {' to '.join(days)}."
    st.html(f'<p class="xw-answer" role="status">{escape(told)}</p>')
    left, right = st.columns([4, 1], vertical_alignment="center")
    with left:
        st.caption(tracker_words.weakness(one["seen"] for one in kept))
    with right:
        tracker_words.legend()


def _timeline(crosswalk: Crosswalk, choices: Choices, kept: list[dict[str, Any]], last: datetime.date) -> None:
    found = timeline(crosswalk, kept)
    first = datetime.date(last.year - _YEARS, 1, 1)
    before = [one for one in found if first_day(one["date"]) < first.isoformat()]
    st.subheader("When documents came out and work items reached a stage", anchor=False)
    everything = choices.switch(f"Show the time before {first.year}, too", "all", default=False)
    choices.refuse()
    shown = found if everything else found[len(before) :]
    more = f" {len(before)} events before {first.year} are left out." if before and not everything else ""
    if not shown:
        st.info(f"No date is known for any of these{f' from {first.year} on' if before else ''}.{more}")
        return
    st.caption(
        "Each mark is one dated event; point at it for its title. A hollow mark stands in the middle of a month or "
        f"year of which the day is not known.{more}"
    )
    if everything and before:
        first = datetime.date.fromisoformat(first_day(before[0]["date"]))
    named = [{**one, "by": tracker_words.short(crosswalk, one["body"])} for one in shown]
    draw({tracker_words.short(crosswalk, body): told for body, told in rows(crosswalk, named).items()}, first, last)


def _changes(crosswalk: Crosswalk, choices: Choices, kept: list[dict[str, Any]], last: datetime.date) -> None:
    st.subheader("What changed since a day", anchor=False)
    dates = [first_day(one["date"]) for one in timeline(crosswalk)]
    usual = months_before(last, 3)
    first = min([usual, *map(datetime.date.fromisoformat, dates)])
    with st.container(width=_BOX):
        day = choices.day("Since", "since", default=usual, first=first, last=last)
    choices.refuse()
    found = changes_since(crosswalk, day, kept)
    if not found:
        st.info(f"Nothing among these is known to have come out or reached a stage since {day}.")
        return
    changes_table(crosswalk, found, day)
