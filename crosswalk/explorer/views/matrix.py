"""All documents against all: where there is coverage, where nobody has looked, and a click to the comparison."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from crosswalk.analysis.catalogue import documents
from crosswalk.analysis.matrix import Cell, matrix
from crosswalk.columns import Column
from crosswalk.explorer.page import Page
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.charts import Square, heatmap
from crosswalk.explorer.ui.links import Place, go
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.ui.tables import opener
from crosswalk.explorer.ui.text import plain
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Status, quantity

_TIPS = [("row", "Of"), ("column", "Covered by"), ("text", "Percent met"), ("in_words", "In words")]
_NOBODY = "·"


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    choices = Choices(PAGE.path)
    derived = choices.switch(
        "Include derived overlaps",
        "derived",
        default=False,
        help="Overlaps that nobody asserts but a path of mappings proves.",
    )
    choices.refuse()
    with st.spinner("Comparing every pair of documents …"):
        cells = matrix(crosswalk, derived=derived)
    if not cells:
        st.info("No two loaded documents have been compared here.")
        return
    focals = {cell.focal for cell in cells}
    names = naming.apart(crosswalk, sorted(focals, key=lambda focal: (focal != naming.FOCAL, focal)))
    others = sum(bool(entry.loaded) for entry in documents(crosswalk)) - len(focals)
    alone = quantity(others, "other loaded document has", "other loaded documents have")
    st.caption(
        plain(
            "Each cell: the percentage of the document on the left that is covered, or partly covered, by the one "
            f"above. {_NOBODY} means that nobody has compared the two. {alone} not been compared "
            "with any other loaded document; documents that are not loaded cannot be counted. Click a cell to compare."
        )
    )
    picked = _picked(names, cells)
    if picked:
        go("compare", focal=picked["focal"], reference=picked["reference"], derived=None if derived else "no")
    _table(names, cells, derived)


PAGE = Page(
    title="All pairs",
    path="matrix",
    order=22,
    section="Compare",
    render=render,
    heading="Documents by documents",
)


def _picked(names: dict[str, str], cells: Sequence[Cell]) -> Square | None:
    with st.container(key="xw-wide"):  # on a phone the chart is wider than the screen, and scrolls
        return heatmap(
            [_square(names, cell) for cell in cells],
            rows=list(names.values()),
            columns=list(names.values()),
            tips=_TIPS,
            alt_text="Percentage of each document that each other one covers, at least in part; the table below says "
            "the same.",
            key="matrix.cells",
            angle=-55,
        )


def _square(names: dict[str, str], cell: Cell) -> Square:
    return {
        "row": names[cell.focal],
        "column": names[cell.reference],
        "focal": cell.focal,
        "reference": cell.reference,
        "share": cell.share,
        "text": _NOBODY if cell.met is None else f"{round(100 * cell.share)}",
        "in_words": _in_words(cell),
    }


def _in_words(cell: Cell) -> str:
    return "nobody has compared the two" if cell.met is None else f"{cell.met} of {quantity(cell.total, 'provision')}"


def _table(names: dict[str, str], cells: Sequence[Cell], derived: bool) -> None:
    shown = sorted((cell for cell in cells if cell.met is not None), key=lambda cell: (-cell.share, cell.focal))
    opener(
        [
            Column("document", lambda record: names[record.focal]),
            Column("covered by", lambda record: names[record.reference]),
            Column("met", lambda record: record.met, help="Provisions that are covered or partly covered."),
            Column("of", lambda record: record.total),
            Column("percent", lambda record: round(100 * record.share)),
            Column("no counterpart", lambda record: record.counts[Status.NO_COUNTERPART]),
            Column("not looked at", lambda record: record.counts[Status.UNMAPPED]),
        ],
        shown,
        caption=f"{quantity(len(shown), 'pair')} about which something is known. Click a row to compare.",
        name="documents-by-documents",
        to=lambda record: Place(
            "compare", {"focal": record.focal, "reference": record.reference, "derived": None if derived else "no"}
        ),
    )
