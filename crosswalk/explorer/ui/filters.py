"""The filters that Compare and Coverage share: part, level, role, phase, and whether derived overlaps count.

Those of the focal document change what is counted; `Narrowing` changes only which rows of a table are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from crosswalk.analysis.catalogue import Filters, provisions
from crosswalk.analysis.coverage import STATUSES, Answer
from crosswalk.analysis.headings import headings
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.rows import best
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.ui.text import words
from crosswalk.explorer.ui.words import GRADES, status_words
from crosswalk.store.holder import Crosswalk

#: What belongs to a focal document and means nothing for the next one.
OF_FOCAL = ("under", "level", "role", "phase", "status", "basis", "grade", "provision")
_BASES = {"asserted": "asserted by somebody", "derived": "proved along a path"}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which rows of a table are shown; "" stands for all."""

    status: str = ""
    basis: str = ""
    grade: str = ""

    def keeps(self, answer: Answer) -> bool:
        """Return True for an answer with the status, that rests on the basis, whose best mapping has the grade."""
        has = {"": True, "asserted": bool(answer.mappings), "derived": bool(answer.derived)}
        return self.status in ("", answer.status) and has[self.basis] and self.grade in ("", best(answer)[2])


def filter_row(crosswalk: Crosswalk, choices: Choices, focal: str) -> tuple[Filters, bool]:
    """Draw the filters that the focal document can answer; return them, and whether derived overlaps count."""
    everything = [provision for provision in provisions(crosswalk, focal) if provision.assessable]
    used: dict[str, Sequence[str]] = {
        "under": [one.id for one in headings(crosswalk, focal)],
        "level": sorted({provision.level for provision in everything if provision.level}),
        "role": sorted({role for provision in everything for role in provision.roles}),
        "phase": sorted({provision.phase for provision in everything if provision.phase}),
    }
    with st.container(key="xw-two-filters"):  # on a phone two stand side by side
        cells = iter(st.columns([5, 3, 3, 3, 3], vertical_alignment="bottom"))
    chosen: dict[str, str | None] = {}
    for parameter, found in used.items():
        with next(cells):
            label = "Part" if parameter == "under" else parameter.capitalize()
            chosen[parameter] = choices.pick(label, parameter, ["", *found], show=_shown(crosswalk, found)) or None
    with next(cells):
        derived = choices.switch(
            "Count derived", "derived", default=True, help="Overlaps that nobody asserts but a path of mappings proves."
        )
    return Filters(**chosen), derived


def _shown(crosswalk: Crosswalk, found: Sequence[str]) -> Callable[[str], str]:
    none = "all" if found else "none stated"
    return lambda one: none if not one else naming.called(crosswalk, one) if ":" in one else words(one)


def state_of(filters: Filters, derived: bool) -> dict[str, str | None]:
    """Return the parameters of an address that stand for these filters."""
    chosen = {name: getattr(filters, name) for name in ("under", "level", "role", "phase")}
    return {**chosen, "derived": None if derived else "no"}


def narrowing(choices: Choices) -> Narrowing:
    """Draw the filters that narrow the table below and leave the sentence as it is; return them."""
    with st.container(key="xw-two-narrowing"):
        left, middle, right = st.columns(3, vertical_alignment="bottom")
    with left:
        status = choices.pick("Status", "status", ["", *STATUSES], show=lambda one: status_words(one) if one else "all")
    with middle:
        basis = choices.pick(
            "Rests on",
            "basis",
            ["", *_BASES],
            show=lambda one: _BASES.get(one, "all"),
            help="A provision may rest on both: what somebody asserts, and what a path of mappings proves.",
        )
    with right:
        grade = choices.pick(
            "Grade of the best mapping",
            "grade",
            ["", *GRADES],
            show=lambda one: f"{one}: {GRADES[one]}" if one else "all",
            help="How well the mapping that answers best is evidenced. Provisions without a mapping have no grade.",
        )
    return Narrowing(status, basis, grade)
