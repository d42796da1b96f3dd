"""The two tables of the tracker: work items and documents, and what changed. A click on a row opens it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from crosswalk.explorer.ui import naming, scroll, tracker_words
from crosswalk.explorer.ui.links import go
from crosswalk.explorer.ui.state import put
from crosswalk.explorer.ui.tables import chooser
from crosswalk.explorer.ui.words import SEEN
from crosswalk.store.holder import Crosswalk

_ENTRIES = ["number", "title", "body", "committee", "stage", "own code", "since", "as of", "how seen"]
_ENTRIES += ["supports", "becomes", "page", "kind", "id"]
_CHANGES = ["date", "known to the", "number", "title", "body", "committee", "stage", "own code", "as of", "how seen"]
_CHANGES += ["kind", "id"]
_WIDTHS = {
    "date": st.column_config.TextColumn(width=90),
    "known to the": st.column_config.TextColumn(width=155, help="How exactly the date is known"),
    "number": st.column_config.TextColumn(width=150),
    "title": st.column_config.TextColumn(width=265),
    "body": st.column_config.TextColumn(width=105),
    "committee": st.column_config.TextColumn(width=85),
    "stage": st.column_config.TextColumn(width=155, help="On the common scale"),
    "own code": st.column_config.TextColumn(width=100, help="The body’s own code or word for the stage"),
    "since": st.column_config.TextColumn(width=90, help="Since when it stands at this stage"),
    "as of": st.column_config.TextColumn(width=90, help="The day for which the stage was told"),
    "how seen": st.column_config.TextColumn(width=120, help="How the stage is known"),
    "supports": st.column_config.TextColumn(width=190),
    "becomes": st.column_config.TextColumn(width=170),
    "page": st.column_config.LinkColumn(width=65, display_text="open", help="The page at the body’s own site"),
}
_NARROWER = {name: st.column_config.TextColumn(width=width) for name, width in {"title": 210, "stage": 105}.items()}
_LENGTHS = {4: "year", 7: "month", 10: "day"}
_OPENED = "xw.tracker.document"


def entries_table(crosswalk: Crosswalk, kept: Sequence[dict[str, Any]]) -> None:
    """Draw work items and documents."""
    rows = [[*_start(crosswalk, one), *_rest(crosswalk, one), one["url"], one["what"], one["id"]] for one in kept]
    _opener(
        _ENTRIES,
        rows,
        [(one["what"], one["id"]) for one in kept],
        caption="Newest first, the undated last. Click a row: a document opens its page, a work item its milestones, "
        "below the table.",
        name="tracker",
        widths=_WIDTHS,
        csv=[_bare(one) for one in kept],
    )


def _start(crosswalk: Crosswalk, one: dict[str, Any]) -> list[Any]:
    by = [tracker_words.short(crosswalk, one[name]) for name in ("body", "committee")]
    return [one["number"], one["title"], *by, tracker_words.stage(one), one["code"]]


def _rest(crosswalk: Crosswalk, one: dict[str, Any]) -> list[Any]:
    supports = "; ".join(naming.brief(crosswalk, law) for law in one["supports"])
    becomes = "; ".join(naming.called(crosswalk, made) for made in one["becomes"])
    return [one["date"] or "not known", one["as_of"], SEEN[one["seen"]], supports, becomes]


def _bare(one: dict[str, Any]) -> list[Any]:
    """Return an entry as CSV has it: ids and bare words."""
    names = ("number", "title", "body", "committee", "stage", "code", "date", "as_of", "seen")
    links = (" ".join(one[name]) for name in ("supports", "becomes"))
    return [*(one[name] for name in names), *links, one["url"], one["what"], one["id"]]


def changes_table(crosswalk: Crosswalk, found: Sequence[dict[str, Any]], day: str) -> None:
    """Draw what changed, newest first."""
    st.markdown(tracker_words.changes(found, day))
    _opener(
        _CHANGES,
        [
            [one["date"], _known_to(one), *_start(crosswalk, one), one["as_of"], SEEN[one["seen"]], *_thing(one)]
            for one in found
        ],
        [(one["what"], one["thing"]) for one in found],
        caption="Newest first; the stage is the one that was reached on that date. Click a row to open it.",
        name=f"changes--{day}",
        widths=_WIDTHS | _NARROWER,
        csv=[[one["date"], _LENGTHS[len(one["date"])], *_told(one)] for one in found],
    )


def _known_to(one: dict[str, Any]) -> str:
    known = _LENGTHS[len(one["date"])]
    return known if one["sure"] else f"{known}; maybe before"


def _told(one: dict[str, Any]) -> list[Any]:
    names = ("number", "title", "body", "committee", "stage", "code", "as_of", "seen")
    return [*(one[name] for name in names), *_thing(one)]


def _thing(one: dict[str, Any]) -> list[str]:
    return [one["what"], one["thing"]]


def _opener(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], things: Sequence[tuple[str, str]], **options: Any
) -> None:
    """Draw a table of which a click opens the thing of the row."""
    chooser(columns, rows, on_choice=_open(things), links=["page"], **options)
    document = st.session_state.pop(_OPENED, None)
    if document:
        go("document", id=document)


def _open(things: Sequence[tuple[str, str]]) -> Callable[[int | None], None]:
    def opened(number: int | None) -> None:
        what, thing = ("", None) if number is None else things[number]
        if what == "document":
            st.session_state[_OPENED] = thing
        else:
            put(item=thing)
            scroll.ask()

    return opened
