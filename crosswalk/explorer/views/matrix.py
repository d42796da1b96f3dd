"""All documents against all: where there is coverage, where nobody has looked, and a click to the comparison."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from crosswalk.analysis.catalogue import documents
from crosswalk.analysis.matrix import Cell, known, matrix
from crosswalk.columns import Column
from crosswalk.explorer.page import Page
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.charts import Square, heatmap, square_picked
from crosswalk.explorer.ui.downloads import downloads
from crosswalk.explorer.ui.links import Place, go
from crosswalk.explorer.ui.looks import PAIR_LOOKS
from crosswalk.explorer.ui.pairs import square
from crosswalk.explorer.ui.pictures import pictures
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.ui.tables import opener
from crosswalk.explorer.ui.text import plain
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Status, quantity

_TIPS = [("row", "Of"), ("column", "Covered by"), ("text", "Percent"), ("in_words", "In words")]


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    choices = Choices(PAGE.path)
    derived = choices.switch(
        "Include derived overlaps",
        "derived",
        default=True,
        help="Overlaps that nobody asserts but a path of mappings proves.",
    )
    choices.refuse()
    with st.spinner("Comparing every pair of documents …"):
        cells = known(matrix(crosswalk, derived=derived))
    if not cells:
        st.info("No two loaded documents have been compared here.")
        return
    focals = {cell.focal for cell in cells}
    names = naming.apart(crosswalk, sorted(focals, key=lambda focal: (focal != naming.FOCAL, focal)))
    others = sum(bool(entry.loaded) for entry in documents(crosswalk)) - len(focals)
    alone = quantity(others, "other loaded document is", "other loaded documents are")
    apart = "; ".join(f"{look.shape} {pair.meaning}" for pair, look in PAIR_LOOKS.items())
    st.caption(
        plain(
            f"Each cell: the percentage of provisions of the document on the left that the one above covers, "
            f"{_counted(derived)}. {apart}. {alone} left out, as no share of them is known; documents that are not "
            "loaded cannot be counted. Click a cell to compare."
        )
    )
    picked = _picked(crosswalk, names, cells, derived)
    if picked:
        go("compare", focal=picked["focal"], reference=picked["reference"], derived=None if derived else "no")
    _table(names, cells, derived)
    downloads(crosswalk)


PAGE = Page(
    title="All against all",
    path="matrix",
    order=22,
    section="Compare",
    render=render,
    heading="Documents by documents",
    parameters="derived",
)


def _counted(derived: bool) -> str:
    return "in full, in part or by derivation" if derived else "in full or in part"


def _picked(crosswalk: Crosswalk, names: dict[str, str], cells: Sequence[Cell], derived: bool) -> Square | None:
    squares = [square(names, cell) for cell in cells]
    shown = list(names.values())
    chart = heatmap(squares, rows=shown, columns=shown, tips=_TIPS, angle=-55)
    title = f"The percentage of provisions of each document that each other one covers, {_counted(derived)}"
    with st.container(key="xw-wide"):  # on a phone the chart is wider than the screen, and scrolls
        picked = square_picked(chart, squares, f"{title}; the table below says the same.", "matrix.cells")
    caption = f"Documents on the left, covered by those above {_counted(derived)}, in percent"
    pictures(crosswalk, chart, caption, "matrix")
    return picked


def _table(names: dict[str, str], cells: Sequence[Cell], derived: bool) -> None:
    shown = sorted((cell for cell in cells if cell.met is not None), key=lambda cell: (-cell.share, cell.focal))
    opener(
        [
            Column("document", lambda record: names[record.focal]),
            Column("covered by", lambda record: names[record.reference]),
            Column("percent", lambda record: round(100 * record.share), help=f"Covered {_counted(derived)}"),
            Column("known", lambda record: record.pair.spoken),
            *map(_count, Status),
            Column("total", lambda record: record.total),
        ],
        shown,
        caption=f"{quantity(len(shown), 'pair')} of which a share is known. Click a row to compare.",
        name="documents-by-documents",
        to=lambda record: Place(
            "compare", {"focal": record.focal, "reference": record.reference, "derived": None if derived else "no"}
        ),
    )


def _count(status: Status) -> Column[Cell]:
    return Column(status.spoken, lambda record: record.counts[status])
