"""Coverage of one document by all others, as a heatmap and a table, and part by part."""

from __future__ import annotations

from typing import Any

import streamlit as st

from crosswalk.analysis.coverage import STATUSES, Coverage, coverage
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.charts import heatmap
from crosswalk.explorer.ui.filters import OF_FOCAL, filter_row, state_of
from crosswalk.explorer.ui.links import go
from crosswalk.explorer.ui.opener import opener
from crosswalk.explorer.ui.pickers import focal_picker
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.ui.text import plain, words
from crosswalk.explorer.ui.words import status_words
from crosswalk.explorer.views.coverage.headings import headings
from crosswalk.store.holder import Crosswalk

TITLE, ORDER, URL_PATH = "Coverage", 20, "coverage"
HEADING = "Coverage of one document by the others"
SECTION, QUERIES = "Compare", ("mappings-of-document", "provisions-of-document")
_MOST_DRAWN = 30


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    choices = Choices(URL_PATH)
    focal = focal_picker(crosswalk, choices, naming.loaded(crosswalk), label="Focal document", drops=OF_FOCAL)
    choices.refuse()
    filters, derived = filter_row(crosswalk, choices, focal)
    cited = choices.switch("Show documents that are only cited", "cited", default=False)
    choices.refuse()
    found = sorted(
        coverage(crosswalk, focal, filters=filters, derived=derived),
        key=lambda one: (not one.loaded, -_met(one), -one.counts["cited"], one.reference),
    )
    compared = [one for one in found if _compared(one)]
    state = state_of(filters, derived)
    if not found:
        st.info("No other document is loaded, and no mapping set joins this one to another.")
        return
    _statuses(crosswalk, found if cited else compared, state, 0 if cited else len(found) - len(compared))
    headings(crosswalk, compared, state)


def _compared(one: Coverage) -> bool:
    """Return True when more than citations may be known about the reference document."""
    return bool(one.loaded) or any(one.counts[status] for status in STATUSES if status not in ("cited", "unmapped"))


def _met(one: Coverage) -> int:
    return one.counts["covered"] + one.counts["partial"]


def _statuses(crosswalk: Crosswalk, shown: list[Coverage], state: dict[str, str | None], hidden: int) -> None:
    names = naming.apart(crosswalk, [one.reference for one in shown])
    held, others = [one for one in shown if one.loaded], [one for one in shown if not one.loaded]
    if held:
        focal = plain(naming.called(crosswalk, held[0].focal))
        st.subheader(f"How the {held[0].total} provisions of {focal} stand to each loaded document", anchor=False)
        st.caption("Each row sums to that number. Unmapped: nobody has looked yet. Click a cell to compare.")
        _chart(held, names, state, "held")
    if others:
        st.subheader("… and to documents that are not loaded", anchor=False)
        more = f" The {_MOST_DRAWN} most cited are drawn; the table has all." if len(others) > _MOST_DRAWN else ""
        st.caption(f"Not held here, so only citations and statements about each as a whole can count.{more}")
        _chart(others[:_MOST_DRAWN], names, state, "others")
    if hidden:
        st.caption(f"{hidden} documents that are only cited, not loaded, are left out; the switch above shows them.")
    if shown:
        _table(crosswalk, shown, names, state)


def _chart(shown: list[Coverage], names: dict[str, str], state: dict[str, str | None], key: str) -> None:
    picked = heatmap(
        [_cell(names[one.reference], one, status) for one in shown for status in STATUSES],
        rows=[names[one.reference] for one in shown],
        columns=[status_words(status) for status in STATUSES],
        tips=[("row", "Document"), ("column", "Status"), ("text", "Provisions")],
        alt_text="Number of provisions by document and status; the table below says the same.",
        key=f"coverage.{key}",
    )
    if picked:
        go("compare", focal=shown[0].focal, reference=picked["reference"], status=picked["status"], **state)


def _cell(name: str, one: Coverage, status: str) -> dict[str, Any]:
    number = one.counts[status]
    place = {"row": name, "column": status_words(status), "reference": one.reference, "status": status}
    return {**place, "share": number / one.total if one.total else 0, "text": str(number)}


def _table(crosswalk: Crosswalk, shown: list[Coverage], names: dict[str, str], state: dict[str, str | None]) -> None:
    entries = naming.catalogue(crosswalk)
    opener(
        ["document", "held here", *(words(status) for status in STATUSES), "total"],
        [[names[one.reference], naming.held(entries[one.reference]), *one.counts.values(), one.total] for one in shown],
        caption="The same as a table. Click a row to open the comparison.",
        name=f"coverage--{shown[0].focal}",
        page="compare",
        states=[{"focal": one.focal, "reference": one.reference, **state} for one in shown],
    )
