"""Pairs of documents as squares of a heatmap: the same shape, colour and words wherever one is drawn."""

from __future__ import annotations

from collections.abc import Mapping

from crosswalk.analysis.matrix import Cell
from crosswalk.explorer.ui.charts import Square
from crosswalk.explorer.ui.looks import PAIR_LOOKS
from crosswalk.wording import shared


def square(names: Mapping[str, str], cell: Cell) -> Square:
    """Return the square of a pair: its percentage, with the shape of its `Pair` unless somebody compared the two."""
    shape = PAIR_LOOKS[cell.pair].shape if cell.pair in PAIR_LOOKS else ""
    percent = "" if cell.met is None else f"{round(100 * cell.share)}"
    return {
        "row": names[cell.focal],
        "column": names[cell.reference],
        "focal": cell.focal,
        "reference": cell.reference,
        "share": None if cell.met is None else cell.share,
        "text": f"{shape} {percent}".strip(),
        "pair": cell.pair,
        "in_words": shared(cell.pair, cell.met, cell.total),
    }
