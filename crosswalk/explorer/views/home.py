"""The first screen: three doors."""

from __future__ import annotations

from typing import Any

import streamlit as st

from crosswalk.analysis.beyond import others
from crosswalk.analysis.catalogue import stats
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.links import link
from crosswalk.explorer.ui.text import plain
from crosswalk.store.holder import Crosswalk

TITLE, ORDER, URL_PATH = "Start", 0, "home"
HEADING = "What does one document ask that the other does not?"
SECTION, QUERIES = "", ("stats",)
_QUESTIONS = {
    "coverage-by-relation": "How many provisions have which relation to another document?",
    "no-counterpart-anywhere": "Which provisions have no counterpart anywhere?",
    "hubs": "Which provisions do most others meet in?",
    "roles-and-phases": "What is asked of whom, and when?",
}


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    found, focal, near = questions(crosswalk)
    st.markdown(
        f"{found['documents']} documents on the cyber security of AI, {found['provisions']:,} provisions, "
        f"{found['mappings']:,} mappings in {found['mapping_sets']} sets; each says who asserts it, when and why."
    )
    compare, ask, browse = st.columns(3)
    with compare, st.container(border=True):
        _compare(crosswalk, focal, near)
    with ask, st.container(border=True):
        _ask()
    with browse, st.container(border=True):
        _browse(crosswalk)


def questions(crosswalk: Crosswalk) -> tuple[dict[str, Any], str, list[str]]:
    """Return what the page tells: the counts, the usual focal document, and the loaded documents compared with it."""
    focal = naming.loaded(crosswalk)[0]
    held = naming.catalogue(crosswalk)
    near = [one for one in others(crosswalk, focal) if held[one]["loaded"]]
    return stats(crosswalk), focal, sorted(near, key=lambda one: naming.called(crosswalk, one).lower())


def _compare(crosswalk: Crosswalk, focal: str, near: list[str]) -> None:
    st.subheader("Compare two documents", anchor=False)
    link("compare", "Choose any two")
    if near:
        st.caption(f"{plain(naming.called(crosswalk, focal))} against …")
    for one in near:
        link("compare", f"… {naming.safe(crosswalk, one)}", focal=focal, reference=one)
    link("matrix", "All documents against all")
    link("mindmap", "What every document asks about one principle")
    link("beyond", f"Where {naming.safe(crosswalk, focal)} asks more than anyone")


def _ask() -> None:
    st.subheader("Ask the graph", anchor=False)
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
    link("graph", "What stands around a provision or document")
    link("editions", "From edition to edition")
    link("mapping-set", "Mapping sets: who asserts what")
    link("organisation", "Organisations")
    link("tracker", "Standards tracker: drafts and their stages")
    link("quality", "Is the data sound?")
