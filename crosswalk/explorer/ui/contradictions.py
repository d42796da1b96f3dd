"""Mappings that cannot all be true, circle by circle, with the paths that say so."""

from __future__ import annotations

import streamlit as st

from crosswalk.algebra import phrase
from crosswalk.analysis.agreement import Contradiction, circles, contradictions
from crosswalk.analysis.derive import Path
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.tables import table
from crosswalk.store.holder import Crosswalk

_WIDTHS = {"proves": st.column_config.TextColumn(width=150), "along": st.column_config.TextColumn(width=620)}


def contradictory_mappings(crosswalk: Crosswalk) -> None:
    """Draw every circle of mappings that contradict each other, or say that there is none."""
    found = circles(contradictions(crosswalk))
    if not found:
        st.info("No contradiction follows from the mappings along paths of two mappings.")
        return
    contradiction_table(crosswalk, found)


def contradiction_table(crosswalk: Crosswalk, found: list[list[Contradiction]]) -> None:
    """Draw contradictions, in groups that rest on the same mappings."""
    rows = [row for number, group in enumerate(found, 1) for one in group for row in _rows(crosswalk, number, one)]
    table(
        ["circle", "from", "to", "proves", "along", "mapping sets"],
        rows,
        caption="In each circle one mapping must be wrong, or its words are read otherwise than they were meant. "
        "A pair of provisions has two paths that prove what cannot both hold.",
        name="contradictions",
        lines=2,
        widths=_WIDTHS,
    )


def _rows(crosswalk: Crosswalk, number: int, one: Contradiction) -> list[list[str | int]]:
    ends = [naming.brief(crosswalk, end) for end in (one.subject, one.object)]
    return [[number, *ends, phrase(mask), _along(crosswalk, path), _sets(path)] for mask, path in one.proofs]


def _along(crosswalk: Crosswalk, path: Path) -> str:
    steps = [f"{hop.relation} {naming.brief(crosswalk, hop.object)}" for hop in path]
    return ", ".join([f"{naming.brief(crosswalk, path[0].subject)} {steps[0]}", *steps[1:]])


def _sets(path: Path) -> str:
    return "; ".join(dict.fromkeys(hop.mapping_set or "place in its document" for hop in path))
