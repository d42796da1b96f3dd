"""The gaps of Compare: provisions that are not covered, why, and where to look next."""

from __future__ import annotations

import streamlit as st

from crosswalk.analysis.catalogue import Filters
from crosswalk.analysis.gaps import Gap, gaps
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.filters import Narrowing
from crosswalk.explorer.ui.rows import row_per_provision
from crosswalk.explorer.ui.text import plain
from crosswalk.explorer.ui.words import status_words
from crosswalk.store.holder import Crosswalk

_WIDTHS = {
    "label": st.column_config.TextColumn(width=160),
    "reason": st.column_config.TextColumn(width=530),
    "nearest candidate": st.column_config.TextColumn(width=240),
}
COLUMNS = ["id", "level", "label", "status", "reason", "nearest candidate"]


def gap_table(
    crosswalk: Crosswalk, focal: str, reference: str, filters: Filters, derived: bool, narrow: Narrowing
) -> None:
    """Draw the table of gaps."""
    found = gaps(crosswalk, focal, reference, filters=filters, derived=derived)
    if not found:
        st.info("There is no gap: every provision that passes the filters is covered in full.")
        return
    shown = [one for one in found if narrow.keeps(one.answer)]
    rows = [
        [
            one.answer.provision.notation,
            *_middle(one),
            status_words(one.answer.status),
            one.reason,
            naming.called(crosswalk, one.nearest) if one.nearest else "none",
        ]
        for one in shown
    ]
    csv = [[one.answer.provision.id, *_middle(one), one.answer.status, one.reason, one.nearest] for one in shown]
    names = [plain(naming.called(crosswalk, one)) for one in (focal, reference)]
    some = "provision" if len(rows) == 1 else "provisions"
    row_per_provision(
        [one.answer for one in shown],
        COLUMNS,
        rows,
        caption=f"{len(rows)} {some} of {names[0]} not covered in full by {names[1]}. **The nearest candidate is where "
        "to look next; it is not a mapping.** Click a row: the evidence opens below the table.",
        name=f"gaps--{focal}--{reference}",
        csv=csv,
        lines=3,
        widths=_WIDTHS,
    )


def _middle(one: Gap) -> list[str]:
    return [one.answer.provision.level or "not stated", one.answer.provision.label]
