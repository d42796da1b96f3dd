"""The provisions of two documents side by side: what each asks, in our words, of whom, and when."""

from __future__ import annotations

from typing import Any

import streamlit as st

from crosswalk.analysis.catalogue import Provision, provisions
from crosswalk.analysis.coverage import Answer, Coverage
from crosswalk.analysis.mappings import NO_TERM
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.rows import best, row_per_provision, whole
from crosswalk.explorer.ui.text import plain, words
from crosswalk.explorer.ui.words import status_words
from crosswalk.store.holder import Crosswalk

COLUMNS = ["id", "what it asks", "of whom, when", "status", "relation", "provision there", "whom, when there"]
_WIDTHS = {
    "what it asks": st.column_config.TextColumn(width=302),
    "of whom, when": st.column_config.TextColumn(width=135),
    "provision there": st.column_config.TextColumn(width=302),
    "relation": st.column_config.TextColumn(width=126),
    "whom, when there": st.column_config.TextColumn(width=135),
}


def side_by_side(crosswalk: Crosswalk, found: Coverage, shown: list[Answer]) -> None:
    """Draw each provision beside the one that answers it best."""
    known = {one.id: one for one in provisions(crosswalk, found.reference)}
    here, there = (plain(naming.called(crosswalk, one)) for one in (found.focal, found.reference))
    row_per_provision(
        shown,
        COLUMNS,
        [_row(crosswalk, one, known, status_words(one.status)) for one in shown],
        caption=f"{len(shown)} of {here}, each beside what answers it best in {there}. Summaries are ours: the "
        "documents themselves say what is asked. Click a row: all evidence opens below the table.",
        name=f"side-by-side--{found.focal}--{found.reference}",
        csv=[[one.provision.id, *_row(crosswalk, one, known, one.status)[1:]] for one in shown],
        lines=4,
        widths=_WIDTHS,
    )


def _row(crosswalk: Crosswalk, answer: Answer, known: dict[str, Provision], status: str) -> list[Any]:
    provision, (target, relation, _) = answer.provision, best(answer)
    there = known.get(target)
    start = [provision.notation, _asks(provision.label, provision), _whom(provision), status, relation]
    if there:
        return [*start, _asks(naming.called(crosswalk, target), there), _whom(there)]
    return [*start, _other(crosswalk, target), ""]


def _other(crosswalk: Crosswalk, target: str) -> str:
    """Return what stands in the place of a provision: nothing, nothing found, or a document as a whole."""
    if not target:
        return "nobody has looked"
    return "whole document" if whole(target) else "nothing found" if target == NO_TERM else target


def _asks(name: str, provision: Provision) -> str:
    return f"{name}: {provision.summary}" if provision.summary else name


def _whom(provision: Provision) -> str:
    """Return level, roles and phase, as far as the document states them."""
    stated = [provision.level, *provision.roles, provision.phase]
    return " · ".join(words(one) for one in stated if one) or "not stated"
