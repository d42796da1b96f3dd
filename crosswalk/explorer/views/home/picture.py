"""The field at a glance: every document against every other, small; a click on a square opens the comparison."""

from __future__ import annotations

import streamlit as st

from crosswalk.analysis.catalogue import document_index
from crosswalk.analysis.matrix import Cell, known, matrix
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.charts import heatmap, square_picked
from crosswalk.explorer.ui.links import go, link
from crosswalk.explorer.ui.pairs import square
from crosswalk.explorer.ui.pictures import pictures
from crosswalk.explorer.ui.text import plain
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import DocumentStage, Pair

_ALT = (
    "How much of each document every other one covers, in full, in part or by derivation; the page All against all has "
    "it as a table."
)
_TIPS = [("row", "Of"), ("column", "Covered by"), ("in_words", "In words")]


def squares(crosswalk: Crosswalk) -> tuple[Cell, ...]:
    """Return a cell for every ordered pair of documents in force about which something is known, what is proved
    included.
    """
    entries = document_index(crosswalk)
    in_force = {entry.id for entry in entries.values() if DocumentStage.of(entry.status.stage).is_in_force}
    return known(cell for cell in matrix(crosswalk) if {cell.focal, cell.reference} <= in_force)


def picture(crosswalk: Crosswalk) -> None:
    """Draw the picture, or say that nothing has been compared."""
    with st.spinner("Comparing every pair of documents …"):
        cells = squares(crosswalk)
    if not cells:
        st.info("No two loaded documents have been compared here.")
        return
    focals = sorted({cell.focal for cell in cells}, key=lambda focal: (focal != naming.FOCAL, focal))
    names = naming.apart(crosswalk, focals)
    st.caption(
        plain(
            "Each square: how much of the document on the left the one above covers, in full, in part or by "
            f"derivation. Green {Pair.ONLY_DERIVED.meaning}. Grey: {Pair.NOT_COMPARED.meaning}. Click a square to "
            "compare."
        )
    )
    shown, drawn = list(names.values()), [square(names, cell) for cell in cells]
    chart = heatmap(drawn, rows=shown, columns=shown, tips=_TIPS, angle=-60, small=True)
    picked = square_picked(chart, drawn, _ALT, "home.cells")
    if picked:
        go("compare", focal=picked["focal"], reference=picked["reference"])
    link("matrix", "The same with numbers, and as a table")
    pictures(crosswalk, chart, "How much of each document on the left is covered by those above", "field")
