"""One work item with its milestones, and the work items about one document."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from crosswalk.analysis.tracker import about_document, milestones, work_items
from crosswalk.explorer.ui import naming, scroll, tracker_words
from crosswalk.explorer.ui.links import to_thing
from crosswalk.explorer.ui.opener import opener
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.ui.tables import table
from crosswalk.explorer.ui.text import facts, plain
from crosswalk.explorer.ui.words import SEEN
from crosswalk.store.holder import Crosswalk

_VERBS = {"becomes": "Becomes", "revises": "Revises", "adopts": "Adopts", "supports": "Supports"}


def selected(crosswalk: Crosswalk) -> None:
    """Draw the work item that is selected in the table or here."""
    every = {one["id"]: one for one in work_items(crosswalk)}
    if not every:
        return
    choices = Choices("tracker")
    st.subheader("One work item", anchor=False)
    chosen = choices.pick(
        "Work item",
        "item",
        ["", *every],
        show=lambda one: (
            f"{every[one]['number']}: {every[one]['title']}" if one else "select a row above, or choose here"
        ),
    )
    choices.refuse()
    scroll.opened()
    if chosen:
        _card(crosswalk, every[chosen])
        _milestones(crosswalk, every[chosen])


def _card(crosswalk: Crosswalk, item: dict[str, Any]) -> None:
    with st.container(border=True):
        st.html(
            f'<p class="xw-head">{escape(item["number"])}: {escape(item["title"])}</p>'
            + facts(
                [
                    ("Id", item["id"]),
                    ("Body", naming.called(crosswalk, item["body"])),
                    ("Committee", naming.called(crosswalk, item["committee"]) if item["committee"] else ""),
                    ("Page", item["url"]),
                    ("Note", item["note"]),
                ]
            )
        )
        for name, verb in _VERBS.items():
            for other in item[name]:
                to_thing(other, f"{verb} {plain(naming.brief(crosswalk, other))}")


def _milestones(crosswalk: Crosswalk, item: dict[str, Any]) -> None:
    found = [one for one in milestones(crosswalk) if one["item"] == item["id"]]
    names = ("stage", "code", "date", "as_of", "seen", "note")
    table(
        ["stage", "own code", "date", "as of", "how seen", "note"],
        [
            [one["stage"], one["code"], one["date"] or "not known", one["as_of"], SEEN[one["seen"]], one["note"]]
            for one in found
        ],
        caption=f"Its {len(found)} recorded milestones, oldest first." if len(found) > 1 else "Its one milestone.",
        name=f"milestones--{item['id']}",
        csv=[[one[name] for name in names] for one in found],
    )


def about(crosswalk: Crosswalk, document_id: str) -> None:
    """Draw the work items that become, revise, adopt or support a document, if there are any."""
    found = about_document(crosswalk, document_id)
    if not found:
        return
    st.subheader("Work items about it", anchor=False)
    opener(
        ["number", "title", "to this document", "body", "stage", "since", "as of", "how seen"],
        [
            [
                one["number"],
                one["title"],
                ", ".join(one["links"]),
                tracker_words.short(crosswalk, one["body"]),
                one["stage"],
                one["date"] or "not known",
                one["as_of"],
                SEEN[one["seen"]],
            ]
            for one in found
        ],
        caption="Projects of standards bodies that become, revise, adopt or support this document or a part of it; "
        "state as far as each row’s as-of date tells. Click a row to open it in the tracker.",
        name=f"work-items--{document_id}",
        page="tracker",
        states=[{"item": one["id"]} for one in found],
        widths={"title": st.column_config.TextColumn(width=380)},
    )
