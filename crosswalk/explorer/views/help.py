"""How to read an answer, what its words mean, and the keys."""

from __future__ import annotations

import streamlit as st

from crosswalk.analysis.catalogue import document_index
from crosswalk.analysis.terms import terms
from crosswalk.columns import Column
from crosswalk.explorer.page import Page
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.defined import source
from crosswalk.explorer.ui.links import link
from crosswalk.explorer.ui.looks import SEEN, meanings_of_all
from crosswalk.explorer.ui.tables import table
from crosswalk.explorer.ui.text import meanings
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Stage, quantity

_STEPS = [
    ("Choose two documents", "the one you look from is the focal document, the one you look to is the reference."),
    (
        "Read the sentence",
        "it says how many provisions of the focal document the reference covers, in full or in part.",
    ),
    (
        "Read the statuses",
        "each provision has exactly one, so that the numbers add up. The shape says the same as the colour.",
    ),
    ("Click a row", "the evidence opens below the table: who asserts what, when, why, and how good the evidence is."),
    (
        "Tell a finding from a blank",
        "“no counterpart” means that somebody looked and found nothing; “unmapped” means that nobody has looked yet.",
    ),
    ("Turn it round", "“A covers B” does not mean that B covers A. Swap the two to see the other direction."),
    (
        "Pass it on",
        "the address in the browser leads back to this very view, and “Cite this” turns it into a citation. “Print” "
        "lays out whole tables for paper, and every table can be downloaded.",
    ),
]
_KEYS = [
    ("Ctrl+K (⌘K), or /", "go to the search box"),
    ("Enter", "search for what is in the box, or open the link that has the focus"),
    ("Tab, Shift+Tab", "go to the next or the previous link, button or table"),
    ("Arrow keys, then Enter", "in a list, choose another entry; in a table, go to another cell and open its row"),
    ("Alt+← (⌘[)", "go back: every choice is a step that can be undone"),
]


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    left, right = st.columns(2, gap="large")
    with left:
        _reading(crosswalk)
        st.subheader("Keys", anchor=False)
        st.markdown(meanings(_KEYS))
    with right:
        st.subheader("What the words mean", anchor=False)
        meanings_of_all()
    _more_words()
    _terms(crosswalk)


PAGE = Page(
    title="Help",
    path="help",
    order=90,
    section="Help",
    render=render,
    heading="How to read an answer",
)


def _reading(crosswalk: Crosswalk) -> None:
    st.subheader("In seven steps", anchor=False)
    st.markdown(meanings(_STEPS, numbered=True))
    entries = document_index(crosswalk)
    if {naming.FOCAL, naming.REFERENCE} <= set(entries):
        names = f"{naming.name(entries[naming.FOCAL])} and {naming.name(entries[naming.REFERENCE])}"
        link("compare", f"Try it: {names}", focal=naming.FOCAL, reference=naming.REFERENCE)


def _more_words() -> None:
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("Stages of a draft", anchor=False)
        st.markdown(meanings((stage.spoken, stage.meaning) for stage in Stage))
    with right:
        st.subheader("How a stage or date is known", anchor=False)
        st.markdown(meanings((words, seen.meaning) for seen, words in SEEN.items()))


def _terms(crosswalk: Crosswalk) -> None:
    """Draw the terms of the field, which are explained at hovering wherever a text uses them."""
    every = sorted(terms(crosswalk), key=lambda term: term.term.casefold())
    if not every:
        return
    st.subheader("Terms of the field", anchor=False)
    table(
        [
            Column("term", lambda term: term.term, width=210),
            Column("also called", lambda term: ", ".join(term.aliases), width=230),
            Column("meaning, in our words", lambda term: term.definition, width=620),
            Column("defined in", lambda term: source(crosswalk, term), width=280),
        ],
        every,
        caption=f"{quantity(len(every), 'term')}. Where a text uses one, it is underlined with dots: hover over it.",
        name="terms",
    )
