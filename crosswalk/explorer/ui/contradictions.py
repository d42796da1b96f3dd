"""Mappings that cannot all be true, circle by circle, with the paths that say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crosswalk.algebra import Relation, phrase
from crosswalk.analysis.agreement import Contradiction
from crosswalk.analysis.paths import Path
from crosswalk.columns import Column
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.tables import table
from crosswalk.store.holder import Crosswalk


@dataclass(frozen=True, slots=True)
class _Proof:
    """One path, and what it proves of its ends; each circle has paths that cannot all be right."""

    circle: int
    start: str
    end: str
    proves: Relation
    path: Path


def contradiction_table(crosswalk: Crosswalk, groups: Sequence[Sequence[Contradiction]]) -> None:
    """Draw contradictions, in groups that rest on the same mappings."""
    table(
        [
            Column("circle", lambda record: record.circle),
            Column("from", lambda record: naming.brief(crosswalk, record.start)),
            Column("to", lambda record: naming.brief(crosswalk, record.end)),
            Column("proves", lambda record: phrase(record.proves), width=150),
            Column("along", lambda record: _along(crosswalk, record.path), width=620),
            Column("mapping sets", lambda record: _sets(record.path)),
        ],
        [
            _Proof(number, pair.subject, pair.object, mask, path)
            for number, group in enumerate(groups, 1)
            for pair in group
            for mask, path in pair.proofs
        ],
        caption="In each circle at least one mapping must be wrong, or is read in another sense than it was meant in. "
        "Each pair of provisions has paths that prove what cannot all be true.",
        name="contradictions",
        lines=2,
    )


def _along(crosswalk: Crosswalk, path: Path) -> str:
    steps = [f"{hop.relation} {naming.brief(crosswalk, hop.object)}" for hop in path]
    return ", ".join([f"{naming.brief(crosswalk, path[0].subject)} {steps[0]}", *steps[1:]])


def _sets(path: Path) -> str:
    return "; ".join(dict.fromkeys(hop.mapping_set or "place in its document" for hop in path))
