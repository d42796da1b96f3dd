"""The first screen: three doors."""

from __future__ import annotations

import streamlit as st

from crosswalk import ids
from crosswalk.analysis.beyond import others
from crosswalk.analysis.catalogue import Stats, document_index, stats
from crosswalk.explorer.page import Page
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.links import link
from crosswalk.explorer.ui.text import plain
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import quantity

_QUESTIONS = {
    "coverage-by-relation": "How many provisions have which relation to another document?",
    "no-counterpart-anywhere": "Which provisions have no counterpart anywhere?",
    "hubs": "Which provisions have the most mappings?",
    "roles-and-phases": "What is asked of whom, and when?",
}


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    counts, focal, near = questions(crosswalk)
    st.markdown(
        plain(
            f"{quantity(counts.documents, 'document')} on the cyber security of AI, "
            f"{quantity(counts.provisions, 'provision')}, {quantity(counts.mappings, 'mapping')} in "
            f"{quantity(counts.mapping_sets, 'set')}; each says who asserts it, when and why."
        )
    )
    compare, ask, browse = st.columns(3)
    with compare, st.container(border=True):
        _compare(crosswalk, focal, near)
    with ask, st.container(border=True):
        _ask()
    with browse, st.container(border=True):
        _browse(crosswalk)


def questions(crosswalk: Crosswalk) -> tuple[Stats, str, list[str]]:
    """Return what the page shows: the counts, the usual focal document, and the loaded documents compared with it."""
    focal = naming.loaded(crosswalk)[0]
    entries = document_index(crosswalk)
    near = [entries[document_id] for document_id in others(crosswalk, focal) if entries[document_id].loaded]
    near.sort(key=lambda entry: ids.natural_key(naming.name(entry)))
    return stats(crosswalk), focal, [entry.id for entry in near]


PAGE = Page(
    title="Start",
    path="home",
    order=0,
    section="",
    render=render,
    heading="What does one document ask for that the other does not?",
    warm_up=questions,
)


def _compare(crosswalk: Crosswalk, focal: str, near: list[str]) -> None:
    st.subheader("Compare two documents", anchor=False)
    link("compare", "Choose any two")
    if near:
        st.caption(plain(f"{naming.called(crosswalk, focal)} against …"))
    for reference in near:
        link("compare", f"… {naming.called(crosswalk, reference)}", focal=focal, reference=reference)
    link("matrix", "All documents against all")
    link("mindmap", "What every document asks about one principle")
    link("beyond", f"Where {naming.called(crosswalk, focal)} asks for more than any other document")


def _ask() -> None:
    st.subheader("Ask a question", anchor=False)
    link("sparql", "Write a query in SPARQL")
    st.caption("Or start from a question, and change it:")
    for name, question in _QUESTIONS.items():
        link("sparql", question, name=name)


def _browse(crosswalk: Crosswalk) -> None:
    st.subheader("Browse", anchor=False)
    link("search", "Search everything")
    link("document", "Documents and their provisions")
    link("answers", "One provision, and what every document answers")
    link("coverage", "Coverage of one document by all others")
    link("graph", "What is joined to a provision or document")
    link("editions", "From edition to edition")
    link("mapping-set", "Mapping sets: who asserts what")
    link("organisation", "Organisations")
    link("tracker", "Standards tracker: drafts and their stages")
    link("quality", "Data quality: rules and what breaks them")
