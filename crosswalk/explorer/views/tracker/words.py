"""Stages, bodies, laws and counts in the words of the tracker page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import streamlit as st

from crosswalk.analysis.catalogue import organisations
from crosswalk.analysis.timeline import OTHERS, PUBLIC, Event
from crosswalk.analysis.tracker import Entry
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.looks import SEEN
from crosswalk.explorer.ui.text import Markdown, markdown, meanings
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import DocumentStage, Stage, quantity

KINDS = {"work item": ("work item", "work items"), "document": ("document", "documents")}
#: Their stage on the common scale says as much.
_PLAIN = (DocumentStage.PUBLISHED, DocumentStage.WITHDRAWN)
_ROWS = {PUBLIC: "Governments, laws, forums", OTHERS: "Companies, communities, research"}


def stage(entry: Entry) -> str:
    """Return how far an entry is on the common scale, with a document's own word where that says more."""
    if entry.status is None or entry.status in _PLAIN:
        return entry.stage
    return f"{entry.stage} ({DocumentStage.of(entry.status).spoken})"


def row(crosswalk: Crosswalk, body: str) -> str:
    """Return the name of a row of the timeline."""
    return _ROWS.get(body) or naming.abbreviated(crosswalk, body)


def full(crosswalk: Crosswalk, body: str) -> str:
    """Return a body with its abbreviation and its name."""
    name, abbreviation = naming.called(crosswalk, body), naming.abbreviated(crosswalk, body)
    return name if abbreviation in name else f"{abbreviation}: {name}"


def maker(crosswalk: Crosswalk, body: str) -> str:
    """Return the abbreviation of a body; that of a committee with its body before it."""
    short, home = naming.abbreviated(crosswalk, body), organisations(crosswalk).get(body)
    above = naming.abbreviated(crosswalk, home.part_of) if home and home.part_of else ""
    return short if not above or above in short else f"{above} {short}"


def count(kinds: Iterable[str]) -> str:
    """Return how many work items and documents there are.

    >>> count(["document", "work item", "document"])
    '1 work item and 2 documents'
    """
    numbers = Counter(kinds)
    return " and ".join(f"{numbers[kind]} {KINDS[kind][numbers[kind] != 1]}" for kind in KINDS if numbers[kind])


def weakness(seen: Iterable[str]) -> str:
    """Return how the stages are known, best first.

    >>> weakness(["secondary", "unverified", "secondary"])
    'How each stage is known: ◧ second-hand 2, □ not verified 1.'
    """
    numbers = Counter(seen)
    return f"How each stage is known: {', '.join(f'{SEEN[way]} {numbers[way]}' for way in SEEN if numbers[way])}."


def changes(events: Sequence[Event], day: str) -> Markdown:
    """Return how much changed since a day, the count in bold."""
    documents = len({event.thing for event in events if event.what == "document"})
    steps = [event.thing for event in events if event.what == "work item"]
    unsure = sum(not event.sure for event in events)
    counts = [
        f"{documents} {KINDS['document'][documents != 1]} have come out" if documents else "",
        f"{len(set(steps))} {KINDS['work item'][len(set(steps)) != 1]} reached a stage" if steps else "",
    ]
    more = f", in {quantity(len(steps), 'step')}" if len(steps) > len(set(steps)) else ""
    inexact = f" {unsure} of these may be earlier: only the month or year is known." if unsure else ""
    return markdown("Since {}: **{}**{}.{}", day, ", and ".join(filter(None, counts)), more, inexact)


def legend() -> None:
    """Draw a button that explains the stages and how they are known."""
    with st.popover("What the words mean", width="content"):
        st.markdown("**Stage**: the common scale, in the names of ISO’s stage codes; each body also has its own code")
        st.markdown(meanings((stage.spoken, stage.meaning) for stage in Stage))
        st.markdown("**As of**: the day on which the stage was known. What has happened since is not known here.")
        st.markdown("**How seen**: how the stage is known")
        st.markdown(meanings((shown, way.meaning) for way, shown in SEEN.items()))
