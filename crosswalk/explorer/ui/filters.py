"""The filters that Compare and Coverage share: part, level, role, phase, in which units, and whether derived overlaps
count.

Those of the focal document change what is counted; `Narrowing` changes only which rows of a table are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from crosswalk import ids
from crosswalk.analysis.catalogue import Filters, Provision, provisions
from crosswalk.analysis.coverage import Answer
from crosswalk.analysis.headings import headings
from crosswalk.analysis.stated import levels_of
from crosswalk.comparison import best_grade
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.looks import status_words
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.ui.text import words
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Grade, Status

#: What belongs to a focal document and means nothing for the next one.
OF_FOCAL = ("under", "level", "role", "phase", "units", "status", "basis", "grade", "provision")
_BASES = {"asserted": "asserted by somebody", "derived": "proved along a path"}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which rows of a table are shown; "" is all."""

    status: str = ""
    basis: str = ""
    grade: str = ""

    def said(self) -> list[str]:
        """Return what is narrowed, each in a few words."""
        named = [f"status: {words(self.status)}"] if self.status else []
        named += [f"evidence: {_BASES[self.basis]}"] if self.basis else []
        return named + ([f"grade: {self.grade}"] if self.grade else [])

    def keeps(self, answer: Answer) -> bool:
        """Return True for an answer with the status, that rests on the basis, whose best mapping has the grade."""
        has = {"": True, "asserted": bool(answer.mappings), "derived": bool(answer.derived)}
        return self.status in ("", answer.status) and has[self.basis] and self.grade in ("", best_grade(answer))


@dataclass(frozen=True, slots=True)
class Scope:
    """What is counted: which provisions, in which units ("" as the mappings name them), and whether derivations are."""

    filters: Filters
    derived: bool = True
    units: str = ""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of provision that were chosen; none where the mappings decide."""
        return tuple(filter(None, self.units.split("+")))

    def state(self) -> dict[str, str | None]:
        """Return the parameters of an address that mean this scope."""
        chosen = {name: getattr(self.filters, name) for name in ("under", "level", "role", "phase")}
        return {**chosen, "units": self.units or None, "derived": None if self.derived else "no"}

    def said(self, crosswalk: Crosswalk, *, folded: bool = False) -> list[str]:
        """Return what has been narrowed, each in a few words; with `folded` without the level, which is in sight."""
        filters = self.filters
        named = [f"part: {naming.called(crosswalk, filters.under)}"] if filters.under else []
        named += [
            f"{name}: {words(chosen)}"
            for name in (("role", "phase") if folded else ("level", "role", "phase"))
            if (chosen := getattr(filters, name))
        ]
        named += [f"units: {units_words(self.units)}"] if self.units else []
        return named + ([] if self.derived else ["without derived overlaps"])


def units_words(units: str) -> str:
    """Return a choice of units in words.

    >>> units_words("article+paragraph"), units_words("")
    ('article and paragraph', 'as the mappings name them')
    """
    return " and ".join(words(kind) for kind in units.split("+")) if units else "as the mappings name them"


def scope_row(crosswalk: Crosswalk, choices: Choices, focal: str, level: DeltaGenerator | None = None) -> Scope:
    """Draw the filters that the focal document can answer, that of the level in the container `level` where there is
    one; return what is to be counted.
    """
    every = provisions(crosswalk, focal)
    everything = [provision for provision in every if provision.assessable]
    used: dict[str, Sequence[str]] = {
        "under": [heading.id for heading in headings(crosswalk, focal)],
        "level": levels_of(crosswalk, everything),
        "role": sorted({role for provision in everything for role in provision.roles}),
        "phase": sorted({provision.phase for provision in everything if provision.phase}),
    }
    with st.container(key="xw-two-filters"):  # on a phone two are side by side
        cells = iter(st.columns([5, 3, 3, 4] if level else [5, 3, 3, 3, 4], vertical_alignment="bottom"))
    chosen: dict[str, str | None] = {}
    for parameter, options in used.items():
        inside = level is not None and parameter == "level"
        with level if level is not None and inside else next(cells):
            label = "Part" if parameter == "under" else parameter.capitalize()
            show = _shown(crosswalk, options)
            chosen[parameter] = choices.pick(label, parameter, ["", *options], show=show, inside=inside) or None
    with next(cells):
        units = choices.pick(
            "Units",
            "units",
            ["", *_depths(every)],
            show=units_words,
            help="What is counted: the document’s provisions or, where mappings name other parts of it, those parts.",
        )
    derived = choices.switch(
        "Include derived",
        "derived",
        default=True,
        help="Overlaps that nobody asserts but a path of mappings proves.",
    )
    return Scope(Filters(**chosen), derived, units)


def _depths(every: Sequence[Provision]) -> list[str]:
    """Return the kinds in which a document can be counted: the assessable ones, those beside or below them, and all."""
    with_parts = {provision.parent for provision in every}
    kinds = dict.fromkeys(
        provision.kind for provision in every if provision.assessable or provision.id not in with_parts
    )
    if len(kinds) < 2:
        return []
    return [*kinds, "+".join(kinds)]


def _shown(crosswalk: Crosswalk, options: Sequence[str]) -> Callable[[str], str]:
    none = "all" if options else "none stated"

    def show(option: str) -> str:
        if not option:
            return none
        return naming.called(crosswalk, option) if ids.is_provision(option) else words(option)

    return show


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
