"""The gaps of Compare: provisions that are not covered, why, and where to look next."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from crosswalk.analysis.coverage import Answer, Coverage
from crosswalk.analysis.gaps import gap
from crosswalk.comparison import Table
from crosswalk.explorer.ui.text import markdown
from crosswalk.explorer.views.compare.rows import row_per_provision
from crosswalk.rows import for_gaps
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Status, quantity


def gap_table(crosswalk: Crosswalk, coverage: Coverage, shown: Sequence[Answer]) -> None:
    """Draw the table of gaps: those of the answers `shown` that are not covered in full."""
    if all(answer.status is Status.COVERED for answer in coverage.answers) and coverage.answers:
        st.info("There is no gap: every provision that passes the filters is covered in full.")
        return
    gaps = [gap(crosswalk, answer, coverage.reference) for answer in shown if answer.status is not Status.COVERED]
    row_per_provision(
        crosswalk,
        Table.SCREEN_GAPS,
        for_gaps(coverage.focal, gaps),
        caption=markdown(
            "{} not covered in full. **The nearest candidate is where to look next; it is not a mapping.** "
            "Click a row: the evidence opens below.",
            quantity(len(gaps), "provision"),
        ),
        name=f"gaps--{coverage.focal}--{coverage.reference}",
        lines=3,
    )
