"""The filter row that Compare and Coverage share: level, role, phase, and whether derived overlaps count."""

from __future__ import annotations

import streamlit as st

from crosswalk.analysis.catalogue import Filters, provisions
from crosswalk.analysis.coverage import STATUSES
from crosswalk.pages._state import Choices
from crosswalk.pages._text import words
from crosswalk.pages._words import status_words
from crosswalk.store.holder import Crosswalk

#: What belongs to a focal document and means nothing for the next one.
OF_FOCAL = ("level", "role", "phase", "status", "provision")


def filter_row(
    crosswalk: Crosswalk, choices: Choices, focal: str, *, with_status: bool = False
) -> tuple[Filters, bool, str]:
    """Draw the filters that the focal document can answer; return them, whether derived counts, and the status."""
    everything = [provision for provision in provisions(crosswalk, focal) if provision.assessable]
    used = {
        "level": {provision.level for provision in everything if provision.level},
        "role": {role for provision in everything for role in provision.roles},
        "phase": {provision.phase for provision in everything if provision.phase},
    }
    cells = iter(st.columns([2, 2, 2, 2, 2] if with_status else [2, 2, 2, 2], vertical_alignment="bottom"))
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
    status = ""
    if with_status:
        with next(cells):
            status = choices.pick(
                "Status", "status", ["", *STATUSES], show=lambda one: status_words(one) if one else "all"
            )
    with next(cells):
        derived = choices.switch(
            "Count derived", "derived", default=True, help="Overlaps that nobody asserts but a path of mappings proves."
        )
    return Filters(chosen["level"] or None, chosen["role"] or None, chosen["phase"] or None), derived, status
