"""Compare two documents: one sentence, the six statuses, every provision, and the evidence behind each."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from crosswalk.analysis.catalogue import Filters
from crosswalk.analysis.compare import compare
from crosswalk.analysis.coverage import Answer, Coverage, coverage
from crosswalk.explorer.ui import cards, naming, scroll
from crosswalk.explorer.ui.charts import status_bar
from crosswalk.explorer.ui.filters import filter_row, narrowing, state_of
from crosswalk.explorer.ui.pickers import pickers
from crosswalk.explorer.ui.rows import best, row_per_provision, whole
from crosswalk.explorer.ui.state import Choices, value
from crosswalk.explorer.ui.text import plain
from crosswalk.explorer.ui.words import chips, sentence, status_words
from crosswalk.explorer.views.compare.gaps import gap_table
from crosswalk.explorer.views.compare.other_pairs import other_pairs
from crosswalk.explorer.views.compare.side_by_side import side_by_side
from crosswalk.store.holder import Crosswalk

TITLE, ORDER, URL_PATH = "Compare", 10, "compare"
HEADING = "Compare two documents"
SECTION, QUERIES = "Compare", ("mappings-of-document", "provisions-of-document")
COLUMNS = ["id", "level", "label", "status", "best mapping", "relation", "grade"]
_VIEWS = {"provisions": "All provisions", "gaps": "Gaps only", "texts": "Side by side"}


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    choices = Choices(URL_PATH)
    focal, reference = pickers(crosswalk, choices)
    choices.refuse()
    answer = st.container()
    filters, derived = filter_row(crosswalk, choices, focal)
    left, right = st.columns([5, 9], vertical_alignment="bottom")
    with left:
        view = choices.tab("View", "view", list(_VIEWS), show=lambda one: _VIEWS[one])
    with right:
        narrow = narrowing(choices)
    choices.refuse()
    directions = compare(crosswalk, focal, reference, filters=filters, derived=derived)
    with answer:
        _answer(crosswalk, directions, filters, derived)
    shown = [one for one in directions[0].answers if narrow.keeps(one)]
    if view == "gaps":
        gap_table(crosswalk, focal, reference, filters, derived, narrow)
    elif view == "texts":
        side_by_side(crosswalk, directions[0], shown)
    else:
        _provisions(crosswalk, directions[0], shown)
    every = coverage(crosswalk, focal, [reference], derived=derived)[0]  # the evidence stays when filters change
    _selected(crosswalk, every)


def _answer(crosswalk: Crosswalk, directions: list[Coverage], filters: Filters, derived: bool) -> None:
    here = directions[0]
    focal, reference = (naming.called(crosswalk, one) for one in (here.focal, here.reference))
    part = naming.called(crosswalk, filters.under) if filters.under else ""
    told = sentence(here, focal, reference, filters, part)
    st.html(f'<p class="xw-answer" role="status">{escape(told)}</p>')
    if len(directions) == 1:
        st.info(f"{plain(reference)} is not loaded: only citations and document-level statements can be shown.")
    status_bar(here, told)
    left, right = st.columns([4, 1], vertical_alignment="center")
    with left:
        chips(here.counts)
    with right:
        other_pairs(crosswalk, here.focal, here.reference, state_of(filters, derived) | {"view": value("view")})
    if len(directions) > 1:
        st.caption(f"The other way round: {plain(sentence(directions[1], reference, focal, Filters()))}")


def _provisions(crosswalk: Crosswalk, found: Coverage, shown: list[Answer]) -> None:
    name = naming.called(crosswalk, found.focal)
    some = "provision" if len(shown) == 1 else "provisions"
    row_per_provision(
        shown,
        COLUMNS,
        [_row(crosswalk, one) for one in shown],
        caption=f"{len(shown)} {some} of {plain(name)}. Click a row: the evidence opens below the table.",
        name=f"{found.focal}--{found.reference}",
        csv=[_csv(one) for one in shown],
    )


def _row(crosswalk: Crosswalk, answer: Answer) -> list[Any]:
    provision, (target, relation, grade) = answer.provision, best(answer)
    shown = "whole document" if whole(target) else naming.called(crosswalk, target) if target else ""
    level = provision.level or "not stated"
    return [provision.notation, level, provision.label, status_words(answer.status), shown, relation, grade]


def _csv(answer: Answer) -> list[Any]:
    return [answer.provision.id, answer.provision.level, answer.provision.label, answer.status, *best(answer)]


def _selected(crosswalk: Crosswalk, found: Coverage) -> None:
    wanted = value("provision")
    every = {one.provision.id: one for one in found.answers}
    labels = {one: naming.called(crosswalk, one) for one in every}
    choices = Choices(URL_PATH)
    st.subheader("Evidence", anchor=False)
    choices.pick(
        "Provision", "provision", ["", *every], show=lambda one: labels.get(one, "select a row above, or choose here")
    )
    choices.refuse()
    scroll.opened()
    if wanted:
        cards.pair(crosswalk, every[wanted], found.reference)
