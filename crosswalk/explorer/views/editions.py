"""From one edition of a document to another: what was kept, renumbered, reworded, strengthened, added or removed."""

from __future__ import annotations

from functools import partial

import streamlit as st

from crosswalk.analysis.catalogue import document_index
from crosswalk.analysis.editions import CHANGES, Change, Diff, diff, edition_pairs
from crosswalk.columns import Column
from crosswalk.explorer.page import Page
from crosswalk.explorer.ui import cards, naming
from crosswalk.explorer.ui.paper import folded
from crosswalk.explorer.ui.state import Choices, put
from crosswalk.explorer.ui.tables import chooser
from crosswalk.explorer.ui.text import enumerated, html, listing, markdown, meanings, plain
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import DocumentStage, quantity


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    choices = Choices(PAGE.path)
    pairs = edition_pairs(crosswalk)
    if not pairs:
        st.info("No two editions are joined by mappings here.")
        return
    older = list(dict.fromkeys(old for old, _ in pairs))
    usual = naming.FOCAL if naming.FOCAL in older else older[0]
    left, right = st.columns(2)
    with left:
        old = _edition(crosswalk, choices, "Older edition", "old", older, usual, drops=["new", "change", "row"])
    newer = [new for before, new in pairs if before == old]
    with right:
        new = _edition(crosswalk, choices, "Newer edition", "new", newer, _usual(crosswalk, newer), drops=["row"])
    choices.refuse()
    result = diff(crosswalk, old, new)
    _counts(crosswalk, result)
    words = ["", *result.counts()]
    change = choices.pick("Change", "change", words, show=lambda word: word or "all", drops=["row"])
    choices.refuse()
    shown = [row for row in result.changes if not change or change in row.changes]
    changed, kept = ([row for row in shown if row.is_kept is kept] for kept in (False, True))
    if changed:
        _table(result, changed, "changed")
    if kept:
        with folded(plain(f"Kept as they were: {quantity(len(kept), 'provision')}"), expanded=not changed):
            _table(result, kept, "kept")
    _selected(crosswalk, result, choices)


PAGE = Page(
    title="What a new edition changed",
    path="editions",
    order=45,
    section="Compare",
    render=render,
    heading="From edition to edition",
    parameters="old new change row",
)


def _edition(
    crosswalk: Crosswalk, choices: Choices, label: str, name: str, options: list[str], default: str, drops: list[str]
) -> str:
    known = list(document_index(crosswalk))
    show = partial(naming.called, crosswalk)
    chosen = choices.pick(label, name, options, default=default, show=show, drops=drops, known=known)
    naming.edition_line(crosswalk, chosen)
    return chosen


def _usual(crosswalk: Crosswalk, newer: list[str]) -> str:
    """Return the newest of these editions that is in force, or the last of them; "" where there is none."""
    entries = document_index(crosswalk)
    in_force = [new for new in newer if DocumentStage.of(entries[new].status.stage).is_in_force]
    return max(in_force, key=lambda new: entries[new].date or "", default=newer[-1] if newer else "")


def _counts(crosswalk: Crosswalk, result: Diff) -> None:
    old, new = (naming.called(crosswalk, document) for document in (result.old, result.new))
    changed = [change for change in result.changes if not change.is_kept]
    total = quantity(len(result.changes), "provision")
    answer = f"From {old} to {new}, {len(changed)} of {total} {'has' if len(changed) == 1 else 'have'} changed."
    st.html(html('<p class="xw-answer" role="status">{}</p>', answer))
    counts = enumerated(markdown("**{}** {}", number, word) for word, number in result.counts().items())
    st.markdown(markdown("In all: {}.", counts))
    if len(result.via) > 2:
        between = naming.listed(crosswalk, result.via[1:-1])
        st.caption(plain(f"Followed step by step through {between}."))
    if result.not_compared:
        st.caption(plain(f"Not compared, because one edition does not state it: {', '.join(result.not_compared)}."))
    with st.popover("What the words mean", width="content"):
        st.markdown(meanings(CHANGES.items()))


def _table(result: Diff, shown: list[Change], which: str) -> None:
    columns: list[Column[Change]] = [
        Column("old", lambda record: record.old.notation if record.old else "–"),
        Column("new", lambda record: record.new.notation if record.new else "–"),
        Column("label", _label),
        Column("change", lambda record: ", ".join(record.changes)),
        Column("note", lambda record: record.note),
    ]
    again = Column[Change](
        "mappings to look at again",
        lambda record: len(record.stale),
        export=lambda record: "; ".join(record.stale),
        kind="number",
    )
    chooser(
        columns if which == "kept" else [*columns, again],
        shown,
        caption=f"{len(shown)} of {len(result.changes)}, {which}. Click a row: both provisions open side by side.",
        name=f"editions--{result.old}--{result.new}--{which}",
        on_choice=lambda record: put(row=None if record is None else _key(record)),
    )


def _label(change: Change) -> str:
    labelled = change.new or change.old
    return labelled.label if labelled else ""


def _key(change: Change) -> str:
    return " ".join(end.id for end in (change.old, change.new) if end)


def _selected(crosswalk: Crosswalk, result: Diff, choices: Choices) -> None:
    known = {_key(change): change for change in result.changes}
    names = {key: " → ".join(naming.called(crosswalk, end) for end in key.split()) for key in known}
    chosen = choices.pick("Side by side", "row", ["", *known], show=lambda key: names.get(key, "select a row above"))
    choices.refuse()
    if not chosen:
        return
    change = known[chosen]
    for end, column, missing in zip((change.old, change.new), st.columns(2), ("older", "newer"), strict=True):
        with column:
            if end:
                cards.provision_box(crosswalk, end)
            else:
                st.info(plain(f"The {missing} edition has no such provision."))
    st.markdown(listing(change.stale))
