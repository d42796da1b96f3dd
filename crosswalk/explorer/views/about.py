"""What this is, how much is in it, under which licence, and how to cite it."""

from __future__ import annotations

import streamlit as st

from crosswalk.analysis.catalogue import document_index, mapping_sets, stats
from crosswalk.explorer import product
from crosswalk.explorer.page import Page
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.links import link
from crosswalk.explorer.ui.sets import all_sets
from crosswalk.explorer.ui.text import markdown, plain
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import quantity


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    left, right = st.columns(2, gap="large")
    with left:
        _what(crosswalk)
    with right:
        _cite(crosswalk)
    st.subheader("Who asserts what", anchor=False)
    all_sets(crosswalk)


PAGE = Page(
    title="About",
    path="about",
    order=91,
    section="Help",
    render=render,
    heading="About Crosswalk",
)


def _what(crosswalk: Crosswalk) -> None:
    counts = stats(crosswalk)
    own = sum(mapping_set.provider is None for mapping_set in mapping_sets(crosswalk))
    loaded = sum(bool(entry.loaded) for entry in document_index(crosswalk).values())
    st.subheader("What it is", anchor=False)
    st.markdown(
        plain(
            "Crosswalk answers one question about the standards, laws and guidance on the cyber security of AI: what "
            "does one document ask for that another does not? It compares them provision by provision, and says of "
            "each mapping who asserts it, when, why, and how good the evidence is."
        )
    )
    st.markdown(
        markdown(
            "It knows {}, {} of them with their provisions, and {} in {}: {} made by this project, the others taken "
            "over from those who published them.",
            quantity(counts.documents, "document"),
            loaded,
            quantity(counts.mappings, "mapping"),
            quantity(counts.mapping_sets, "set"),
            own,
        )
    )
    st.markdown(
        plain(
            "Labels and summaries are our own words. Only the published documents have authority, and no answer here "
            "says that anybody conforms to one."
        )
    )
    with st.container(horizontal=True, gap="medium"):
        link("help", "How to read an answer, and what the words mean")
        link("document", "The documents", id=naming.loaded(crosswalk)[0])
        link("mapping-set", "The mapping sets")
        link("quality", "The rules that the data are checked by")


def _cite(crosswalk: Crosswalk) -> None:
    st.subheader("Version", anchor=False)
    st.markdown(plain(product.edition(crosswalk)))
    st.subheader("How to cite it", anchor=False)
    st.code(f"{product.citation(crosswalk)}. {product.HOME}", language=None, wrap_lines=True)
    st.caption("“Cite this” at the top of each page gives the citation of that view, with a link.")
    st.subheader("Licence", anchor=False)
    st.markdown(
        "The program: Apache-2.0. The data, mappings and ontology: CC BY 4.0. Each document and each mapping set that "
        "was taken over has its own rights, which its page states; NOTICE lists them."
    )
