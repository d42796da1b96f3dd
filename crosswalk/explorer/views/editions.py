"""From one edition of a document to another: what was kept, renumbered, reworded, strengthened, added or removed."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from crosswalk.analysis.editions import CHANGES, Change, Diff, diff, edition_pairs
from crosswalk.explorer.ui import cards, naming
from crosswalk.explorer.ui.edition import edition_line
from crosswalk.explorer.ui.state import Choices, put
from crosswalk.explorer.ui.tables import chooser
from crosswalk.explorer.ui.text import plain
from crosswalk.store.holder import Crosswalk

TITLE, ORDER, URL_PATH = "Editions", 45, "editions"
HEADING = "From edition to edition"
SECTION, QUERIES = "Compare", ("edition-rows", "edited-between-editions")
COLUMNS = ["old", "new", "label", "change", "note", "mappings to look at again"]
_WIDTHS = {
    "label": st.column_config.TextColumn(width=320),
    "note": st.column_config.TextColumn(width=320),
    "mappings to look at again": st.column_config.NumberColumn(width=190),
}


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    choices = Choices(URL_PATH)
    pairs = edition_pairs(crosswalk)
    if not pairs:
        st.info("No two editions are joined by mappings here.")
        return
    older = list(dict.fromkeys(old for old, _ in pairs))
    usual = naming.FOCAL if naming.FOCAL in older else older[0]
    left, right = st.columns(2)
    with left:
        old = _edition(crosswalk, choices, "Older edition", "old", older, usual, drops=["new", "change", "row"])
    newer = [new for one, new in pairs if one == old]
    with right:
        new = _edition(crosswalk, choices, "Newer edition", "new", newer, newer[-1] if newer else "", drops=["row"])
    choices.refuse()
    found = diff(crosswalk, old, new)
    _counts(crosswalk, found)
    change = choices.pick("Change", "change", ["", *found.counts()], show=lambda one: one or "all", drops=["row"])
    choices.refuse()
    _table(crosswalk, found, [one for one in found.changes if not change or change in one.changes])
    _selected(crosswalk, found, choices)


def _edition(
    crosswalk: Crosswalk, choices: Choices, label: str, name: str, options: list[str], default: str, drops: list[str]
) -> str:
    known = list(naming.catalogue(crosswalk))
    show = partial(naming.called, crosswalk)
    chosen = choices.pick(label, name, options, default=default, show=show, drops=drops, known=known)
    edition_line(crosswalk, chosen)
    return chosen


def _counts(crosswalk: Crosswalk, found: Diff) -> None:
    old, new = (plain(naming.called(crosswalk, one)) for one in (found.old, found.new))
    told = ", ".join(f"**{number}** {word}" for word, number in found.counts().items())
    st.markdown(f"From {old} to {new}: {told}.")
    if len(found.via) > 2:
        between = ", ".join(naming.called(crosswalk, one) for one in found.via[1:-1])
        st.caption(f"Followed step by step over {plain(between)}.")
    if found.not_compared:
        st.caption(f"Not compared, since one of the two does not tell us: {', '.join(found.not_compared)}.")
    with st.popover("What the words mean", width="content"):
        st.markdown("\n".join(f"- **{word}**: {plain(text)}" for word, text in CHANGES.items()))


def _table(crosswalk: Crosswalk, found: Diff, shown: list[Change]) -> None:
    chooser(
        COLUMNS,
        [_row(one) for one in shown],
        caption=f"{len(shown)} of {len(found.changes)}. Click a row: both provisions open side by side below.",
        name=f"editions--{found.old}--{found.new}",
        on_choice=lambda number: put(row=None if number is None else _key(shown[number])),
        csv=[[*_row(one)[:-1], "; ".join(one.stale)] for one in shown],
        widths=_WIDTHS,
    )


def _row(one: Change) -> list[Any]:
    label = one.new or one.old
    ends = [end.notation if end else "–" for end in (one.old, one.new)]
    return [*ends, label.label if label else "", ", ".join(one.changes), one.note, len(one.stale)]


def _key(one: Change) -> str:
    return " ".join(end.id for end in (one.old, one.new) if end)


def _selected(crosswalk: Crosswalk, found: Diff, choices: Choices) -> None:
    known = {_key(one): one for one in found.changes}
    show = {key: " → ".join(naming.called(crosswalk, end) for end in key.split()) for key in known}
    chosen = choices.pick("Side by side", "row", ["", *known], show=lambda one: show.get(one, "select a row above"))
    choices.refuse()
    if not chosen:
        return
    one = known[chosen]
    for end, column, missing in zip((one.old, one.new), st.columns(2), ("older", "newer"), strict=True):
        with column:
            if end:
                cards.provision_box(crosswalk, end)
            else:
                st.info(f"The {missing} edition has no such provision.")
    st.markdown("\n".join(f"- {plain(mapping)}" for mapping in one.stale))
