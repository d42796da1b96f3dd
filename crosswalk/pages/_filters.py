"""The filters that Compare and Coverage share: level, role, phase, and whether derived overlaps count.

Those of the focal document change what is counted; `Narrowing` changes only which rows of a table are shown.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from crosswalk.analysis.catalogue import Filters, provisions
from crosswalk.analysis.coverage import STATUSES, Answer
from crosswalk.pages._rows import best
from crosswalk.pages._state import Choices
from crosswalk.pages._text import words
from crosswalk.pages._words import GRADES, status_words
from crosswalk.store.holder import Crosswalk

#: What belongs to a focal document and means nothing for the next one.
OF_FOCAL = ("level", "role", "phase", "status", "grade", "provision")


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which rows of a table are shown; "" stands for all."""

    status: str = ""
    grade: str = ""

    def keeps(self, answer: Answer) -> bool:
        """Return True for an answer with the status, whose best mapping has the grade."""
        return self.status in ("", answer.status) and self.grade in ("", best(answer)[2])


def filter_row(crosswalk: Crosswalk, choices: Choices, focal: str) -> tuple[Filters, bool]:
    """Draw the filters that the focal document can answer; return them, and whether derived overlaps count."""
    everything = [provision for provision in provisions(crosswalk, focal) if provision.assessable]
    used = {
        "level": {provision.level for provision in everything if provision.level},
        "role": {role for provision in everything for role in provision.roles},
        "phase": {provision.phase for provision in everything if provision.phase},
    }
    cells = iter(st.columns(4, vertical_alignment="bottom"))
    chosen: dict[str, str] = {}
    for parameter, found in used.items():
        with next(cells):
            none = "all" if found else "none stated"
            chosen[parameter] = choices.pick(
                parameter.capitalize(),
                parameter,
                ["", *sorted(found)],
                show=lambda one, none=none: words(one) if one else none,  # type: ignore[misc]
            )
    with next(cells):
        derived = choices.switch(
            "Count derived", "derived", default=True, help="Overlaps that nobody asserts but a path of mappings proves."
        )
    return Filters(chosen["level"] or None, chosen["role"] or None, chosen["phase"] or None), derived


def narrowing(choices: Choices) -> Narrowing:
    """Draw the two filters that narrow the table below and leave the sentence as it is; return them."""
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        status = choices.pick("Status", "status", ["", *STATUSES], show=lambda one: status_words(one) if one else "all")
    with right:
        grade = choices.pick(
            "Grade of the best mapping",
            "grade",
            ["", *GRADES],
            show=lambda one: f"{one}: {GRADES[one]}" if one else "all",
            help="How well the mapping that answers best is evidenced. Provisions without a mapping have no grade.",
        )
    return Narrowing(status, grade)
