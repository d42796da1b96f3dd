"""The filters that Compare and Coverage share: part, level, role, phase, and whether derived overlaps count.

Those of the focal document change what is counted; `Narrowing` changes only which rows of a table are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from crosswalk import ids
from crosswalk.analysis.catalogue import Filters, provisions
from crosswalk.analysis.coverage import Answer
from crosswalk.analysis.headings import headings
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.looks import status_words
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.ui.text import words
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Grade, Status

#: What belongs to a focal document and means nothing for the next one.
OF_FOCAL = ("under", "level", "role", "phase", "status", "basis", "grade", "provision")
_BASES = {"asserted": "asserted by somebody", "derived": "proved along a path"}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which rows of a table are shown; "" is all."""

    status: str = ""
    basis: str = ""
    grade: str = ""

    def keeps(self, answer: Answer) -> bool:
        """Return True for an answer with the status, that rests on the basis, whose best mapping has the grade."""
        has = {"": True, "asserted": bool(answer.mappings), "derived": bool(answer.derived)}
        return self.status in ("", answer.status) and has[self.basis] and self.grade in ("", naming.best_grade(answer))


def filter_row(crosswalk: Crosswalk, choices: Choices, focal: str) -> tuple[Filters, bool]:
    """Draw the filters that the focal document can answer; return them, and whether derived overlaps count."""
    everything = [provision for provision in provisions(crosswalk, focal) if provision.assessable]
    used: dict[str, Sequence[str]] = {
        "under": [heading.id for heading in headings(crosswalk, focal)],
        "level": sorted({provision.level for provision in everything if provision.level}),
        "role": sorted({role for provision in everything for role in provision.roles}),
        "phase": sorted({provision.phase for provision in everything if provision.phase}),
    }
    with st.container(key="xw-two-filters"):  # on a phone two are side by side
        cells = iter(st.columns([5, 3, 3, 3, 3], vertical_alignment="bottom"))
    chosen: dict[str, str | None] = {}
    for parameter, options in used.items():
        with next(cells):
            label = "Part" if parameter == "under" else parameter.capitalize()
            chosen[parameter] = choices.pick(label, parameter, ["", *options], show=_shown(crosswalk, options)) or None
    with next(cells):
        derived = choices.switch(
            "Include derived",
            "derived",
            default=True,
            help="Overlaps that nobody asserts but a path of mappings proves.",
        )
    return Filters(**chosen), derived


def _shown(crosswalk: Crosswalk, options: Sequence[str]) -> Callable[[str], str]:
    none = "all" if options else "none stated"

    def show(option: str) -> str:
        if not option:
            return none
        return naming.called(crosswalk, option) if ids.is_provision(option) else words(option)

    return show


def state_of(filters: Filters, derived: bool) -> dict[str, str | None]:
    """Return the parameters of an address that mean these filters."""
    chosen = {name: getattr(filters, name) for name in ("under", "level", "role", "phase")}
    return {**chosen, "derived": None if derived else "no"}


def narrowing(choices: Choices) -> Narrowing:
    """Draw the filters that narrow the table below and leave the sentence as it is; return them."""
    with st.container(key="xw-two-narrowing"):
        left, middle, right = st.columns(3, vertical_alignment="bottom")
    with left:
        status = choices.pick(
            "Status",
            "status",
            ["", *(status.value for status in Status)],
            show=lambda status: status_words(status) if status else "all",
        )
    with middle:
        basis = choices.pick(
            "Evidence",
            "basis",
            ["", *_BASES],
            show=lambda basis: _BASES.get(basis, "all"),
            help="A provision can have both: what somebody asserts, and what a path of mappings proves.",
        )
    with right:
        grade = choices.pick(
            "Grade of the best mapping",
            "grade",
            ["", *(grade.value for grade in Grade)],
            show=lambda grade: f"{grade}: {Grade.of(grade).meaning}" if grade else "all",
            help="How good the evidence for the best mapping is. Provisions without a mapping have no grade.",
        )
    return Narrowing(status, basis, grade)
