"""The gaps of Compare: provisions that are not covered, why, and where to look next."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from crosswalk.analysis.coverage import Answer, Coverage
from crosswalk.analysis.gaps import Gap, gap
from crosswalk.columns import Column
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.tables import csv_file, status_column
from crosswalk.explorer.ui.text import markdown
from crosswalk.explorer.views.compare.rows import id_column, level_column, row_per_provision
from crosswalk.rows import for_gaps, gap_columns
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Status, quantity
from crosswalk.wording import why


def gap_table(crosswalk: Crosswalk, coverage: Coverage, shown: Sequence[Answer]) -> None:
    """Draw the table of gaps: those of the answers `shown` that are not covered in full."""
    if all(answer.status is Status.COVERED for answer in coverage.answers) and coverage.answers:
        st.info("There is no gap: every provision that passes the filters is covered in full.")
        return
    gaps = [gap(crosswalk, answer, coverage.reference) for answer in shown if answer.status is not Status.COVERED]
    name = f"gaps--{coverage.focal}--{coverage.reference}"
    row_per_provision(
        _columns(crosswalk),
        gaps,
        provision=lambda record: record.answer.provision.id,
        caption=markdown(
            "{} not covered in full. **The nearest candidate is where to look next; it is not a mapping.** "
            "Click a row: the evidence opens below.",
            quantity(len(gaps), "provision"),
        ),
        file=csv_file(gap_columns(crosswalk), for_gaps(coverage.focal, gaps), name),
        name=name,
        lines=3,
    )


def _columns(crosswalk: Crosswalk) -> list[Column[Gap]]:
    name = partial(naming.brief, crosswalk)
    return [
        id_column(lambda record: record.answer),
        level_column(crosswalk, lambda record: record.answer),
        Column("label", lambda record: record.answer.provision.label, width=160),
        status_column(lambda record: record.answer.status, width=120),
        Column("reason", lambda record: why(record, name), width=530),
        Column(
            "nearest candidate",
            lambda record: naming.called(crosswalk, record.nearest) if record.nearest else "none",
            width=240,
        ),
    ]
