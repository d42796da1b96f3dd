"""All documents against all: where there is coverage, where nobody has looked, and a click to the comparison."""

from __future__ import annotations

from typing import Any

import streamlit as st

from crosswalk.analysis.catalogue import documents
from crosswalk.analysis.matrix import Cell, matrix
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.charts import heatmap
from crosswalk.explorer.ui.links import go
from crosswalk.explorer.ui.opener import opener
from crosswalk.explorer.ui.state import Choices
from crosswalk.store.holder import Crosswalk

TITLE, ORDER, URL_PATH = "Matrix", 22, "matrix"
HEADING = "Documents by documents"
SECTION, QUERIES = "Compare", ("mappings-of-document", "provisions-of-document")
_TIPS = [("row", "Of"), ("column", "Covered by"), ("text", "Provisions met"), ("told", "In words")]
_NOBODY = "·"


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    choices = Choices(URL_PATH)
    derived = choices.switch(
        "Count derived overlaps too",
        "derived",
        default=False,
        help="Overlaps that nobody asserts and that are proved along paths of mappings",
    )
    choices.refuse()
    with st.spinner("Comparing every pair of documents …"):
        found = matrix(crosswalk, derived=derived)
    if not found:
        st.info("No two loaded documents have been compared here.")
        return
    order = list(dict.fromkeys(one.focal for one in found))
    names = naming.apart(crosswalk, sorted(order, key=lambda one: (one != naming.FOCAL, one)))
    others = sum(bool(entry["loaded"]) for entry in documents(crosswalk)) - len(order)
    st.caption(
        "Each cell: how many percent of the document on the left are covered, or partly covered, by the one on top. "
        f"{_NOBODY} means that nobody has compared the two. {others} further loaded documents have not been compared "
        "with any other loaded one; documents that are not loaded cannot be counted. Click a cell to compare."
    )
    picked = _picked(names, found)
    if picked:
        go("compare", focal=picked["focal"], reference=picked["reference"], derived=None if derived else "no")
    _table(names, found, derived)


def _picked(names: dict[str, str], found: list[Cell]) -> dict[str, Any] | None:
    with st.container(key="xw-wide"):  # on a phone the chart is wider than the screen, and scrolls
        return heatmap(
            [_drawn(names, one) for one in found],
            rows=list(names.values()),
            columns=list(names.values()),
            tips=_TIPS,
            alt_text="Percent of each document that is met by each other one; the table below says the same.",
            key="matrix.cells",
            angle=-55,
        )


def _drawn(names: dict[str, str], one: Cell) -> dict[str, object]:
    percent = _NOBODY if one.met is None else f"{round(100 * one.share)}"
    ends = {"row": names[one.focal], "column": names[one.reference], "focal": one.focal, "reference": one.reference}
    return {**ends, "share": one.share, "text": percent, "told": _told(one)}


def _told(one: Cell) -> str:
    return "nobody has compared the two" if one.met is None else f"{one.met} of {one.total} provisions"


def _table(names: dict[str, str], found: list[Cell], derived: bool) -> None:
    shown = sorted((one for one in found if one.met is not None), key=lambda one: (-one.share, one.focal))
    opener(
        ["document", "covered by", "met", "of", "percent", "no counterpart", "not looked at"],
        [
            [
                names[one.focal],
                names[one.reference],
                one.met,
                one.total,
                round(100 * one.share),
                one.counts["no-counterpart"],
                one.counts["unmapped"],
            ]
            for one in shown
        ],
        caption=f"The {len(shown)} pairs of which something is known. Click a row to compare.",
        name="documents-by-documents",
        page="compare",
        states=[
            {"focal": one.focal, "reference": one.reference, "derived": None if derived else "no"} for one in shown
        ],
    )
