"""Find anything by a word of its id, title, label or summary, forgiving a typing error."""

from __future__ import annotations

import streamlit as st

from crosswalk.analysis.search import search
from crosswalk.errors import shown
from crosswalk.explorer.page import Page
from crosswalk.explorer.ui import links, naming
from crosswalk.explorer.ui.state import value
from crosswalk.explorer.ui.text import markdown, plain
from crosswalk.store.holder import Crosswalk

_LONGEST, _MOST = 200, 40


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    text = (value("q") or "")[:_LONGEST]
    if not text.strip():
        st.info("Type a word, a number or an id into the box above: “poisoning”, “LLM03”, “Article 15”, “ETSI”.")
        return
    hits = search(crosswalk, text, limit=_MOST)
    if not hits:
        st.info(plain(f"Nothing here matches “{shown(text)}”. Try fewer words, or an English word."))
        return
    more = " or more" if len(hits) == _MOST else ""
    st.markdown(markdown("**{}{}** found for “{}”, best first.", len(hits), more, text))
    for kind in dict.fromkeys(hit.type for hit in hits):
        of_kind = [hit.id for hit in hits if hit.type == kind]
        st.subheader(plain(f"{kind.capitalize()}s ({len(of_kind)})"), anchor=False)
        for thing in of_kind:
            links.to(crosswalk, thing, naming.in_full(crosswalk, thing))


PAGE = Page(
    title="Search",
    path="search",
    order=15,
    section="Browse",
    render=render,
)
