"""The six statuses, relations, grades and methods in words, colours and shapes: no colour ever stands alone."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from crosswalk.analysis.catalogue import Filters
from crosswalk.analysis.coverage import MEANINGS, STATUSES, Coverage
from crosswalk.explorer.ui.text import plain, words

SHAPES = {"covered": "●", "partial": "◐", "derived": "◇", "cited": "↗", "no-counterpart": "✕", "unmapped": "○"}
#: (fill, ink): Okabe and Ito's palette, told apart with all common kinds of colour vision; contrast of ink 4.5 or more.
COLOURS = {
    "covered": ("#0072b2", "#ffffff"),
    "partial": ("#56b4e9", "#000000"),
    "derived": ("#009e73", "#000000"),
    "cited": ("#f0e442", "#000000"),
    "no-counterpart": ("#d55e00", "#000000"),
    "unmapped": ("#bdbdbd", "#000000"),
}
RELATIONS = {
    "equal": "both ask for the same",
    "subset-of": "the first lies inside the second",
    "superset-of": "the first contains the second",
    "intersects-with": "they overlap, and each asks for more",
    "no-relationship": "they have nothing in common",
    "related": "they are related; how is not stated",
    "cites": "the first cites the second, which says nothing about overlap",
    "no-counterpart": "nothing in the other document matches",
}
GRADES = {
    "A": "the issuing body of one of the two documents",
    "B": "another public body, or the standard's own committee",
    "C": "a named third party",
    "D": "this project's curation, reviewed by a named person",
    "E": "this project's curation, not yet reviewed",
    "F": "computed",
}
METHODS = {
    "semapv:ManualMappingCuration": "made by reading and comparing both texts",
    "semapv:UnspecifiedMatching": "taken over as published; method not stated",
    "semapv:LexicalMatching": "the wording of both texts was compared",
    "semapv:MappingReview": "a mapping made before was reviewed",
}
#: How a stage or status is known, weakest last; the two weaker ones have colours, (fill, ink).
SEEN = {"primary": "● at the source", "secondary": "◐ second-hand", "unverified": "○ not verified"}
SEEN_COLOURS = {"secondary": ("#dbe4ec", "#14191f"), "unverified": ("#f0e442", "#000000")}


def status_words(status: str) -> str:
    """Return a status with its shape, as tables and charts write it."""
    return f"{SHAPES[status]} {words(status)}"


def chips(counts: Mapping[str, int]) -> None:
    """Draw the counts of the six statuses as coloured words, each explained when pointed at."""
    items = "".join(
        f'<li title="{escape(MEANINGS[status])}" {_look(status, number)}>'
        f"{SHAPES[status]} <strong>{number}</strong> {words(status)}</li>"
        for status, number in counts.items()
    )
    st.html(f'<ul class="xw-chips">{items}</ul>')


def badge(status: str) -> str:
    """Return HTML of a status as a coloured word with its shape."""
    fill, ink = COLOURS[status]
    look = f'class="xw-badge" title="{escape(MEANINGS[status])}" style="background:{fill};color:{ink}"'
    return f"<span {look}>{status_words(status)}</span>"


def _look(status: str, number: int) -> str:
    fill, ink = COLOURS[status]
    return f'style="background:{fill};color:{ink}"' if number else 'class="xw-none"'


def legend() -> None:
    """Draw a button that explains statuses when pointed at, and relations and grades too when clicked."""
    statuses = "\n".join(f"- {SHAPES[one]} **{words(one)}**: {plain(MEANINGS[one])}" for one in STATUSES)
    with st.popover("Legend", width="stretch", help=statuses):
        st.markdown("**Status of a provision**, best first")
        st.markdown(statuses)
        st.markdown("**Relation**, from the first document to the second")
        st.markdown("\n".join(f"- **{name}**: {plain(text)}" for name, text in RELATIONS.items()))
        st.markdown("**Grade** of the evidence: who asserts it")
        st.markdown("\n".join(f"- **{grade}**: {plain(text)}" for grade, text in GRADES.items()))


def sentence(found: Coverage, focal: str, reference: str, filters: Filters, part: str = "") -> str:
    """Return the answer in one sentence; `part` is the name of the heading that it is narrowed to."""
    kind = f"{filters.level} provisions" if filters.level else "provisions"
    scope = f"{kind} of {focal}"
    scope += f" for the {words(filters.role)} role" if filters.role else ""
    scope += f" under {part}" if part else ""
    scope += f" in the phase {words(filters.phase)}" if filters.phase else ""
    if not found.total:
        return f"There are no {scope}."
    met = found.counts["covered"] + found.counts["partial"]
    share = "None" if not met else "All" if met == found.total else str(met)
    start = f"{share} {found.total if share == 'All' else f'of the {found.total}'} {scope}"
    rest = ", ".join(_rest(status, number) for status, number in found.counts.items() if number and status in _REST)
    verb = "is" if met == 1 or found.total == 1 else "are"
    return f"{start} {verb} covered or partly covered by {reference}{'; ' + rest if rest else ''}."


_REST = {
    "no-counterpart": ("has no counterpart", "have no counterpart"),
    "derived": ("is linked only by derivation", "are linked only by derivation"),
    "cited": ("is only cited", "are only cited"),
    "unmapped": ("has not been looked at yet", "have not been looked at yet"),
}


def _rest(status: str, number: int) -> str:
    return f"{number} {_REST[status][number != 1]}"


def method(justification: str) -> str:
    """Return a justification in words, with its term."""
    text = METHODS.get(justification)
    return f"{text} ({justification})" if text else justification
