"""The provisions of two documents side by side: what each asks, in our words, of whom, and when."""

from __future__ import annotations

from collections.abc import Sequence

from crosswalk.analysis.coverage import Answer, Coverage
from crosswalk.comparison import Table
from crosswalk.explorer.ui import naming
from crosswalk.explorer.views.compare.rows import row_per_provision, rows_of
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import quantity


def side_by_side(crosswalk: Crosswalk, coverage: Coverage, shown: Sequence[Answer]) -> None:
    """Draw each provision beside its best mapping."""
    here, there = (naming.called(crosswalk, document) for document in (coverage.focal, coverage.reference))
    row_per_provision(
        crosswalk,
        Table.SCREEN_TEXTS,
        rows_of(coverage, shown),
        caption=f"{quantity(len(shown), 'provision')} of {here}, each beside its best mapping in {there}. "
        "Summaries are ours: the documents themselves say what is asked. Click a row: all evidence opens below.",
        name=f"side-by-side--{coverage.focal}--{coverage.reference}",
        lines=4,
    )
