"""Rival mapping sets between two documents side by side, and what cannot all be true."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from crosswalk.analysis.agreement import KINDS, Agreement, Pair, agreement
from crosswalk.analysis.catalogue import document_index
from crosswalk.analysis.coverage import compared
from crosswalk.columns import Column
from crosswalk.explorer.page import Page
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.contradictions import contradiction_table
from crosswalk.explorer.ui.links import Place, link
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.ui.tables import opener
from crosswalk.explorer.ui.text import meanings, plain
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import quantity

_VIEWS = {"differ": "Differ", "agree": "Agree", "only": "Only in one", "contradictions": "Contradictions"}


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    choices = Choices(PAGE.path)
    first, second = _pickers(crosswalk, choices)
    if not second:
        st.info("No mapping set says how this document overlaps with another one.")
        return
    result = agreement(crosswalk, first, second)
    _sets(result)
    numbers = {view: len(getattr(result, view)) for view in _VIEWS}
    filled_first = sorted(_VIEWS, key=lambda view: not numbers[view])
    view = choices.tab("View", "view", filled_first, show=lambda view: f"{_VIEWS[view]} ({numbers[view]})")
    choices.refuse()
    if view == "contradictions":
        _contradictions(crosswalk, result)
    else:
        _pairs(crosswalk, getattr(result, view), first, second, view)


PAGE = Page(
    title="Where mappings disagree",
    path="agreement",
    order=47,
    section="Compare",
    render=render,
    heading="Where mapping sets agree, differ or contradict each other",
    parameters="first second view",
)


def _pickers(crosswalk: Crosswalk, choices: Choices) -> tuple[str, str]:
    known, show = list(document_index(crosswalk)), partial(naming.called, crosswalk)
    left, right = st.columns(2)
    with left:
        options = [document_id for document_id in naming.loaded(crosswalk) if compared(crosswalk, document_id)]
        usual = next(iter(options), "")
        first = choices.pick("One document", "first", options, default=usual, show=show, drops=["second"], known=known)
        naming.edition_line(crosswalk, first)
    with right:
        others = compared(crosswalk, first) if first else ()
        usual = naming.REFERENCE if naming.REFERENCE in others else next(iter(others), "")
        second = choices.pick("The other", "second", others, default=usual, show=show, known=known)
        naming.edition_line(crosswalk, second)
    choices.refuse()
    return first, second


def _sets(result: Agreement) -> None:
    number = len(result.sets)
    st.markdown(plain(f"{number} mapping {'set joins' if number == 1 else 'sets join'} the two:"))
    for mapping_set in result.sets:
        link("quality", mapping_set, view="sets")
    if number == 1:
        st.caption("A single set cannot differ from another; contradictions can still follow through other documents.")
    with st.popover("What the words mean", width="content"):
        st.markdown(meanings(KINDS.items()))


def _pairs(crosswalk: Crosswalk, shown: Sequence[Pair], first: str, second: str, view: str) -> None:
    if not shown:
        st.info("There is no pair of provisions of this kind. Look at the other views.")
        return
    opener(
        [
            Column("from", lambda record: naming.called(crosswalk, record.subject), width=300),
            Column("to", lambda record: naming.called(crosswalk, record.object), width=300),
            Column("kind", lambda record: record.kind),
            Column("what each set says", _says, width=420),
        ],
        shown,
        caption=f"{quantity(len(shown), 'pair of provisions', 'pairs of provisions')}. Click a row for the evidence.",
        name=f"agreement--{view}--{first}--{second}",
        to=lambda record: Place(
            "compare", {"focal": first, "reference": second, "provision": _assessable(crosswalk, record)}
        ),
    )


def _assessable(crosswalk: Crosswalk, pair: Pair) -> str | None:
    known = naming.find(crosswalk, pair.subject)
    return pair.subject if known and known.assessable else None


def _says(pair: Pair) -> str:
    return "; ".join(
        f"{row.mapping_set}: {'nothing found' if row.nothing_found else row.relation}" for row in pair.assertions
    )


def _contradictions(crosswalk: Crosswalk, result: Agreement) -> None:
    if not result.contradictions:
        st.info("No contradiction follows from the mappings along paths through other documents.")
        return
    contradiction_table(crosswalk, [result.contradictions])
