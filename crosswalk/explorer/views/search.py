"""Find anything by a reference as people write it, or by words and their synonyms; by document, with the text found."""

from __future__ import annotations

import re

import streamlit as st

from crosswalk.analysis.lookup import absent
from crosswalk.analysis.search import Group, Hit, grouped, search
from crosswalk.explorer.page import Page
from crosswalk.explorer.ui import links, naming
from crosswalk.explorer.ui.state import value
from crosswalk.explorer.ui.text import Html, html, markdown, plain, several
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import quantity
from crosswalk.wording import found_alike, found_nearest, found_nothing

_LONGEST, _MOST = 200, 40
#: What the empty page offers, each with what it shows.
EXAMPLES = {
    "Article 15": "a reference, as it is printed",
    "AC-02(01)": "or as somebody else writes it",
    "NIS2 21(2)(d)": "with the name of its document",
    "SBOM": "a word, with what means the same",
    "prompt injection": "several words",
    "poisonning": "a misspelling",
    "ETSI": "an organisation",
}


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    text = (value("q") or "")[:_LONGEST]
    if not text.strip():
        _examples("Type a reference or words into the box above, or try one of these:")
        return
    hits = search(crosswalk, text, limit=_MOST)
    if not hits:
        st.info(plain(found_nothing(text)))
        _examples("Or try one of these:")
        return
    if hits[0].match == "similar":
        st.info(plain(found_alike(text)))
    if hits[0].match == "nearest" and (missing := absent(crosswalk, text)):
        st.info(plain(found_nearest(missing, lambda document: naming.called(crosswalk, document))))
    many = f"{'The first ' if len(hits) == _MOST else ''}{quantity(len(hits), 'result')}"
    st.markdown(markdown("**{}** for “{}”, best first, by document.", many, text))
    for group in grouped(hits):
        _draw(crosswalk, group)


def _examples(heading: str) -> None:
    st.markdown(plain(heading))
    with st.container(gap=None):
        for text, meaning in EXAMPLES.items():
            links.link("search", f"{text}: {meaning}", q=text)


def _draw(crosswalk: Crosswalk, group: Group) -> None:
    """Draw the results within one document, or those of one type."""
    name = naming.called(crosswalk, group.document) if group.document else f"{group.type.capitalize()}s"
    with st.container(gap=None):
        st.html(html('<h2 class="xw-group">{} <span class="xw-soft">{}</span></h2>', name, _badge(crosswalk, group)))
        for hit in group.hits:
            links.to(crosswalk, hit.id, naming.called(crosswalk, hit.id))
            if hit.snippet:
                st.html(html('<p class="xw-snippet">{}</p>', marked(hit)))


def _badge(crosswalk: Crosswalk, group: Group) -> Html:
    """Return the edition of a document, and how many results it has."""
    count = quantity(len(group.hits), "result")
    return html("{} {}", naming.edition(crosswalk, group.document), count) if group.document else html("{}", count)


def marked(hit: Hit) -> Html:
    """Return HTML of the text of a result with the words that were found marked.

    >>> marked(Hit("a", "document", "A", 90.0, snippet="Keep <keys>.", found=("keys",)))
    'Keep &lt;<mark>keys</mark>&gt;.'
    """
    text = hit.snippet or ""
    words = sorted(map(re.escape, hit.found), key=len, reverse=True)
    parts = re.split(rf"\b({'|'.join(words)})\b", text) if words else [text]
    return several(
        html("<mark>{}</mark>", part) if number % 2 else html("{}", part) for number, part in enumerate(parts)
    )


PAGE = Page(
    title="Search",
    path="search",
    order=15,
    section="Documents",
    render=render,
    parameters="q",
)
