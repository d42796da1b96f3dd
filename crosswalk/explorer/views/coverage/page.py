"""Coverage of one document by all others, as a heatmap and a table, and part by part."""

from __future__ import annotations

import streamlit as st

from crosswalk.analysis.catalogue import document_index
from crosswalk.analysis.coverage import Coverage, coverage
from crosswalk.columns import Column
from crosswalk.explorer.page import Page
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.charts import Square, heatmap
from crosswalk.explorer.ui.filters import OF_FOCAL, scope_row
from crosswalk.explorer.ui.links import Place, State, go
from crosswalk.explorer.ui.looks import status_words
from crosswalk.explorer.ui.pickers import focal_picker
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.ui.tables import opener
from crosswalk.explorer.ui.text import plain
from crosswalk.explorer.views.coverage.headings import headings
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Status, quantity

_MOST_DRAWN = 30


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    choices = Choices(PAGE.path)
    focal = focal_picker(crosswalk, choices, naming.loaded(crosswalk), label="Focal document", drops=OF_FOCAL)
    choices.refuse()
    scope = scope_row(crosswalk, choices, focal)
    cited = choices.switch("Show documents that are only cited", "cited", default=False)
    choices.refuse()
    asked = coverage(crosswalk, focal, filters=scope.filters, derived=scope.derived, kinds=scope.kinds)
    coverages = sorted(asked, key=_order)
    compared = [entry for entry in coverages if _is_compared(entry)]
    state = scope.state()
    if not coverages:
        st.info("No other document is loaded, and no mapping set joins this one to another.")
        return
    _statuses(crosswalk, coverages if cited else compared, state, 0 if cited else len(coverages) - len(compared))
    headings(crosswalk, compared, state)


PAGE = Page(
    title="Coverage",
    path="coverage",
    order=20,
    section="Compare",
    render=render,
    heading="Coverage of one document by the others",
)


def _order(entry: Coverage) -> tuple[bool, int, int, str]:
    """Order loaded documents before others, and those that meet most first."""
    return not entry.loaded, -entry.met, -entry.counts[Status.CITED], entry.reference


def _is_compared(entry: Coverage) -> bool:
    """Return True when more than citations may be known about the reference document."""
    known = (number for status, number in entry.counts.items() if status not in (Status.CITED, Status.UNMAPPED))
    return bool(entry.loaded) or any(known)


def _statuses(crosswalk: Crosswalk, shown: list[Coverage], state: State, hidden: int) -> None:
    names = naming.apart(crosswalk, [entry.reference for entry in shown])
    loaded = [entry for entry in shown if entry.loaded]
    others = [entry for entry in shown if not entry.loaded]
    if loaded:
        focal = naming.called(crosswalk, loaded[0].focal)
        st.subheader(
            plain(f"Status of the provisions of {focal} against each loaded document"),
            anchor=False,
        )
        st.caption(
            "Each row sums to the number of provisions that are counted. Unmapped: nobody has looked yet. Click a cell "
            "to compare."
        )
        _chart(loaded, names, state, "loaded")
    if others:
        st.subheader("… and against documents that are not loaded", anchor=False)
        more = f" The {_MOST_DRAWN} most cited are drawn; the table has all." if len(others) > _MOST_DRAWN else ""
        st.caption(plain(f"Only citations, and statements about each of these documents as a whole, can count.{more}"))
        _chart(others[:_MOST_DRAWN], names, state, "others")
    if hidden:
        cited = quantity(hidden, "document that is only cited", "documents that are only cited")
        st.caption(plain(f"Left out: {cited}, not loaded. The switch above shows them."))
    if shown:
        _table(crosswalk, shown, names, state)


def _chart(shown: list[Coverage], names: dict[str, str], state: State, key: str) -> None:
    picked = heatmap(
        [_square(names[entry.reference], entry, status) for entry in shown for status in Status],
        rows=[names[entry.reference] for entry in shown],
        columns=[status_words(status) for status in Status],
        tips=[("row", "Document"), ("column", "Status"), ("text", "Provisions")],
        alt_text="Number of provisions by document and status; the table below says the same.",
        key=f"coverage.{key}",
    )
    if picked:
        go("compare", focal=shown[0].focal, reference=picked["reference"], status=picked["status"], **state)


def _square(name: str, entry: Coverage, status: Status) -> Square:
    number = entry.counts[status]
    return {
        "row": name,
        "column": status_words(status),
        "reference": entry.reference,
        "status": status.value,
        "share": number / entry.total if entry.total else 0,
        "text": str(number),
    }


def _table(crosswalk: Crosswalk, shown: list[Coverage], names: dict[str, str], state: State) -> None:
    entries = document_index(crosswalk)
    columns: list[Column[Coverage]] = [
        Column("document", lambda record: names[record.reference]),
        Column("loaded", lambda record: naming.amount(entries[record.reference])),
        *map(_count, Status),
        Column("total", lambda record: record.total),
    ]
    opener(
        columns,
        shown,
        caption="The same as a table. Click a row to open the comparison.",
        name=f"coverage--{shown[0].focal}",
        to=lambda record: Place("compare", {"focal": record.focal, "reference": record.reference, **state}),
    )


def _count(status: Status) -> Column[Coverage]:
    return Column(status.spoken, lambda record: record.counts[status])
