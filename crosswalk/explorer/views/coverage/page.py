"""Coverage of one document by all others, as bars and a table, and part by part."""

from __future__ import annotations

import streamlit as st

from crosswalk.analysis.catalogue import document_index
from crosswalk.analysis.coverage import Coverage, coverage
from crosswalk.columns import Column
from crosswalk.explorer.page import Page
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.bars import Bar, status_bars
from crosswalk.explorer.ui.charts import picked
from crosswalk.explorer.ui.downloads import downloads
from crosswalk.explorer.ui.filters import OF_FOCAL, scope_row
from crosswalk.explorer.ui.links import Place, State, go
from crosswalk.explorer.ui.pickers import focal_picker
from crosswalk.explorer.ui.pictures import pictures
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.ui.tables import opener
from crosswalk.explorer.ui.text import plain
from crosswalk.explorer.views.coverage.headings import headings
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Status, quantity
from crosswalk.wording import apart

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
    compared = [entry for entry in coverages if entry.loaded or entry.pair.has_share]
    state = scope.state()
    if not coverages:
        st.info("No other document is loaded, and no mapping set joins this one to another.")
        return
    _statuses(crosswalk, coverages if cited else compared, state, 0 if cited else len(coverages) - len(compared))
    headings(crosswalk, compared, state)


PAGE = Page(
    title="One against all",
    path="coverage",
    order=20,
    section="Compare",
    render=render,
    heading="Coverage of one document by the others",
    parameters="focal under level role phase units derived cited",
)


def _order(entry: Coverage) -> tuple[bool, int, int, str]:
    """Order loaded documents before others, and those that meet most first."""
    return not entry.loaded, -entry.met, -entry.counts[Status.CITED], entry.reference


def _statuses(crosswalk: Crosswalk, shown: list[Coverage], state: State, hidden: int) -> None:
    names = naming.apart(crosswalk, [entry.reference for entry in shown])
    known = [entry for entry in shown if entry.is_known]
    loaded = [entry for entry in known if entry.loaded]
    others = [entry for entry in known if not entry.loaded]
    if loaded:
        focal = naming.called(crosswalk, loaded[0].focal)
        title = f"Status of the provisions of {focal} against each loaded document"
        st.subheader(plain(title), anchor=False)
        st.caption(
            plain(
                f"Each bar shows all the provisions counted. Unmapped: {Status.UNMAPPED.meaning}. Click a bar to "
                "compare."
            )
        )
        _chart(crosswalk, loaded, names, state, title)
    for line in apart(shown, lambda thing: names.get(thing) or naming.called(crosswalk, thing)):
        st.caption(plain(line))
    if others:
        st.subheader("… and against documents that are not loaded", anchor=False)
        more = f" The {_MOST_DRAWN} most cited are drawn; the table has all." if len(others) > _MOST_DRAWN else ""
        st.caption(plain(f"Only citations, and statements about each of these documents as a whole, can count.{more}"))
        title = f"{naming.called(crosswalk, others[0].focal)} against documents that are not loaded"
        _chart(crosswalk, others[:_MOST_DRAWN], names, state, title, "--not-loaded")
    if hidden:
        cited = quantity(hidden, "document that is only cited", "documents that are only cited")
        st.caption(plain(f"Left out: {cited}, not loaded. The switch above shows them."))
    if shown:
        _table(crosswalk, shown, names, state)
        downloads(crosswalk, shown[0].focal)


def _chart(
    crosswalk: Crosswalk, shown: list[Coverage], names: dict[str, str], state: State, title: str, more: str = ""
) -> None:
    chart = status_bars([Bar(names[entry.reference], entry.reference, entry.counts) for entry in shown])
    alt_text = "Number of provisions by document and status; the table below says the same."
    part = picked(chart, alt_text, f"coverage.bars{more}", "part")
    pictures(crosswalk, chart, title, f"coverage-bars--{shown[0].focal}{more}")
    if part:
        go("compare", focal=shown[0].focal, reference=part["reference"], status=part["key"], **state)


def _table(crosswalk: Crosswalk, shown: list[Coverage], names: dict[str, str], state: State) -> None:
    entries = document_index(crosswalk)
    columns: list[Column[Coverage]] = [
        Column("document", lambda record: names[record.reference]),
        Column("loaded", lambda record: naming.amount(entries[record.reference])),
        Column("known", lambda record: record.pair.spoken),
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
