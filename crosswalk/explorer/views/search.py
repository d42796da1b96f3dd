"""Find anything by a word of its id, title, label or summary, forgiving a slip of the keyboard."""

from __future__ import annotations

import streamlit as st

from crosswalk.analysis.search import search
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.links import link
from crosswalk.explorer.ui.state import value
from crosswalk.explorer.ui.text import plain
from crosswalk.store.holder import Crosswalk

TITLE, ORDER, URL_PATH = "Search", 15, "search"
HEADING = "Search"
SECTION, QUERIES = "Browse", ("labels",)
#: The page that shows each type of thing, and the parameter that names it there.
_PAGES = {
    "provision": ("provision", "id"),
    "document": ("document", "id"),
    "mapping set": ("mapping-set", "id"),
    "organisation": ("organisation", "id"),
    "work item": ("tracker", "item"),
}
_LONGEST, _MOST = 200, 40


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    text = (value("q") or "")[:_LONGEST]
    if not text.strip():
        st.info("Type a word, a number or an id into the box above: “poisoning”, “LLM03”, “Article 15”, “ETSI”.")
        return
    found = [hit for hit in search(crosswalk, text, limit=_MOST) if hit["type"] in _PAGES]
    if not found:
        st.info(f"Nothing here is called anything like “{plain(text)}”. Try fewer words, or an English one.")
        return
    more = " or more" if len(found) == _MOST else ""
    st.markdown(f"**{len(found)}{more}** found for “{plain(text)}”, best first.")
    for kind in dict.fromkeys(hit["type"] for hit in found):
        hits = [hit for hit in found if hit["type"] == kind]
        st.subheader(f"{kind.capitalize()}s ({len(hits)})", anchor=False)
        page, name = _PAGES[kind]
        for hit in hits:
            link(page, plain(naming.in_full(crosswalk, hit["id"])), **{name: hit["id"]})
