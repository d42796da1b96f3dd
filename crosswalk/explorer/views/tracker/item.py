"""One work item with its milestones."""

from __future__ import annotations

import streamlit as st

from crosswalk.analysis.tracker import Milestone, WorkItem, milestones, work_items
from crosswalk.columns import Column
from crosswalk.explorer.ui import links, naming
from crosswalk.explorer.ui.looks import seen_words
from crosswalk.explorer.ui.state import Choices, opened
from crosswalk.explorer.ui.tables import table
from crosswalk.explorer.ui.text import Html, facts, html
from crosswalk.store.holder import Crosswalk

_MILESTONES: list[Column[Milestone]] = [
    Column("stage", lambda record: record.stage),
    Column("own code", lambda record: record.code),
    Column("date", lambda record: record.date or "not known", export=lambda record: record.date),
    Column("as of", lambda record: record.as_of),
    Column("how seen", lambda record: seen_words(record.seen), export=lambda record: record.seen),
    Column("note", lambda record: record.note),
]


def selected(crosswalk: Crosswalk) -> None:
    """Draw the work item that is selected in the table or here."""
    every = {item.id: item for item in work_items(crosswalk)}
    if not every:
        return
    choices = Choices("tracker")
    chosen = choices.pick_row(
        "One work item", "Work item", "item", every, show=lambda item: f"{every[item].number}: {every[item].title}"
    )
    choices.refuse()
    opened(chosen)
    if chosen:
        _card(crosswalk, every[chosen])
        _milestones(crosswalk, every[chosen])


def _card(crosswalk: Crosswalk, item: WorkItem) -> None:
    with st.container(border=True):
        st.html(html('<p class="xw-head">{}: {}</p>{}', item.number, item.title, _facts(crosswalk, item)))
        joined = {"Becomes": item.becomes, "Revises": item.revises, "Adopts": item.adopts, "Supports": item.supports}
        for verb, others in joined.items():
            for other in others:
                links.to(crosswalk, other, f"{verb} {naming.brief(crosswalk, other)}")


def _facts(crosswalk: Crosswalk, item: WorkItem) -> Html:
    return facts(
        [
            ("Id", item.id),
            ("Body", naming.called(crosswalk, item.body or "")),
            ("Committee", naming.called(crosswalk, item.committee) if item.committee else ""),
            ("Page", item.url),
            ("Note", item.note),
        ]
    )


def _milestones(crosswalk: Crosswalk, item: WorkItem) -> None:
    reached = [milestone for milestone in milestones(crosswalk) if milestone.item == item.id]
    table(
        _MILESTONES,
        reached,
        caption=f"Its {len(reached)} recorded milestones, oldest first."
        if len(reached) > 1
        else "Its only recorded milestone.",
        name=f"milestones--{item.id}",
    )
