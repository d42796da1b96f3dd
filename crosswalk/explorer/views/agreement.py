"""Rival mapping sets between two documents side by side, and what cannot all be true."""

from __future__ import annotations

from functools import partial

import streamlit as st

from crosswalk.analysis.agreement import KINDS, Agreement, Pair, agreement
from crosswalk.analysis.answers import compared
from crosswalk.analysis.mappings import NO_TERM
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.contradictions import contradiction_table
from crosswalk.explorer.ui.edition import edition_line
from crosswalk.explorer.ui.links import link
from crosswalk.explorer.ui.opener import opener
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.ui.text import plain
from crosswalk.store.holder import Crosswalk

TITLE, ORDER, URL_PATH = "Agreement", 47, "agreement"
HEADING = "Where mapping sets agree, differ and contradict"
SECTION, QUERIES = "Compare", ("mappings-of-document",)
_VIEWS = {"differ": "Differ", "agree": "Agree", "only": "Only in one", "contradictions": "Contradictions"}
_WIDTHS = {
    "from": st.column_config.TextColumn(width=300),
    "to": st.column_config.TextColumn(width=300),
    "what each set says": st.column_config.TextColumn(width=420),
}


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    choices = Choices(URL_PATH)
    first, second = _pickers(crosswalk, choices)
    if not second:
        st.info("No mapping set of overlaps joins this document to another one.")
        return
    found = agreement(crosswalk, first, second)
    _told(crosswalk, found)
    numbers = {view: len(getattr(found, view)) for view in _VIEWS}
    filled_first = sorted(_VIEWS, key=lambda view: not numbers[view])
    view = choices.tab("View", "view", filled_first, show=lambda one: f"{_VIEWS[one]} ({numbers[one]})")
    choices.refuse()
    if view == "contradictions":
        _contradictions(found, crosswalk)
    else:
        _pairs(crosswalk, getattr(found, view), first, second, view)


def _pickers(crosswalk: Crosswalk, choices: Choices) -> tuple[str, str]:
    known, show = list(naming.catalogue(crosswalk)), partial(naming.called, crosswalk)
    left, right = st.columns(2)
    with left:
        options = [one for one in naming.loaded(crosswalk) if compared(crosswalk, one)]
        usual = next(iter(options), "")
        first = choices.pick("One document", "first", options, default=usual, show=show, drops=["second"], known=known)
        edition_line(crosswalk, first)
    with right:
        others = compared(crosswalk, first) if first else []
        usual = naming.REFERENCE if naming.REFERENCE in others else next(iter(others), "")
        second = choices.pick("The other", "second", others, default=usual, show=show, known=known)
        edition_line(crosswalk, second)
    choices.refuse()
    return first, second


def _told(crosswalk: Crosswalk, found: Agreement) -> None:
    number = len(found.sets)
    st.markdown(f"{number} mapping {'set speaks' if number == 1 else 'sets speak'} about the two:")
    for one in found.sets:
        link("quality", plain(one), view="sets")
    if number == 1:
        st.caption("With a single set nothing can differ; contradictions can still come along other documents.")
    with st.popover("What the words mean", width="content"):
        st.markdown("\n".join(f"- **{kind}**: {plain(text)}" for kind, text in KINDS.items()))


def _pairs(crosswalk: Crosswalk, shown: list[Pair], first: str, second: str, view: str) -> None:
    if not shown:
        st.info(f"No pair of provisions here: {_VIEWS[view].lower()}. Look at the other views.")
        return
    opener(
        ["from", "to", "kind", "what each set says"],
        [
            [*(naming.called(crosswalk, end) for end in (one.subject, one.object)), one.kind, _says(one)]
            for one in shown
        ],
        caption=f"{len(shown)} pairs of provisions. Click a row for the evidence.",
        name=f"agreement--{view}--{first}--{second}",
        page="compare",
        states=[{"focal": first, "reference": second, "provision": _assessable(crosswalk, one)} for one in shown],
        widths=_WIDTHS,
    )


def _assessable(crosswalk: Crosswalk, one: Pair) -> str | None:
    known = naming.find(crosswalk, one.subject)
    return one.subject if known and known.assessable else None


def _says(pair: Pair) -> str:
    told = [(one.mapping_set, "nothing found" if one.object == NO_TERM else one.relation) for one in pair.told]
    return "; ".join(f"{name}: {relation}" for name, relation in told)


def _contradictions(found: Agreement, crosswalk: Crosswalk) -> None:
    if not found.contradictions:
        st.info("No contradiction follows from the mappings along paths through other documents.")
        return
    contradiction_table(crosswalk, [found.contradictions])
