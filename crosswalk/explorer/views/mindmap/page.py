"""One principle, and what every document asks about it, as a tree whose branches open and close."""

from __future__ import annotations

import streamlit as st

from crosswalk.analysis.headings import headings
from crosswalk.analysis.mindmap import Branch, mind_map
from crosswalk.errors import CrosswalkError
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.drawing import downloads, draw
from crosswalk.explorer.ui.links import go
from crosswalk.explorer.ui.pickers import focal_picker
from crosswalk.explorer.ui.state import Choices, put, value
from crosswalk.explorer.views.mindmap.branches import WHOLE, branch_nodes, branch_table
from crosswalk.store.holder import Crosswalk

TITLE, ORDER, URL_PATH = "Mind map", 24, "mindmap"
HEADING = "What every document asks about one principle"
SECTION, QUERIES = "Compare", ("mappings-of-document", "provisions-of-document")
_ALL, _NONE = "all", "none"
_GOAL = "mindmap.goal"


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    choices = Choices(URL_PATH)
    heading = _pickers(crosswalk, choices)
    found = mind_map(crosswalk, heading)
    if not found:
        st.info("Nobody has compared this document with another one yet. Choose another document.")
        return
    opened = _opened(found)
    with st.container(horizontal=True):
        st.button("Open all", on_click=put, kwargs={"open": None})
        st.button("Close all", on_click=put, kwargs={"open": _NONE})
    name = naming.called(crosswalk, heading)
    st.caption(
        "Beside each document: how many of the provisions under the heading it covers, at least in part. "
        "Click a document to open or close its branch, or a provision to see all about it."
    )
    nodes = branch_nodes(crosswalk, heading, found, opened)
    draw(
        nodes,
        key=f"mindmap.{heading}.{value('open')}",
        alt_text=f"Mind map of {name}; the table below says the same.",
        on_click=lambda key: _clicked(key, [one.reference for one in found], opened),
    )
    if goal := st.session_state.pop(_GOAL, None):
        go("provision" if ":" in goal else "document", id=goal)
    title = f"{naming.in_full(crosswalk, heading)}: what other documents ask"
    downloads(nodes, title, f"mind-map--{heading.replace(':', '--')}")
    branch_table(crosswalk, heading, found)


def _clicked(key: str, branches: list[str], opened: list[str]) -> None:
    """Open or close a branch, or remember the provision to go to."""
    if key not in branches:
        st.session_state[_GOAL] = key.removesuffix(WHOLE)
        return
    now = [one for one in branches if (one in opened) != (one == key)]
    put(open=None if len(now) == len(branches) else ",".join(now) or _NONE)


def _pickers(crosswalk: Crosswalk, choices: Choices) -> str:
    documents = [one for one in naming.loaded(crosswalk) if headings(crosswalk, one)]
    if not documents:
        raise CrosswalkError("No document with headings is loaded here.")
    left, right = st.columns(2)
    with left:
        focal = focal_picker(crosswalk, choices, documents, drops=["heading", "open"])
    choices.refuse()
    every = [one.id for one in headings(crosswalk, focal)]
    with right:
        heading = choices.pick(
            "Heading",
            "heading",
            every,
            default=every[0],
            show=lambda one: naming.called(crosswalk, one),
            drops=["open"],
        )
    choices.refuse()
    return heading


def _opened(found: list[Branch]) -> list[str]:
    """Return the branches that the address opens: all by default."""
    wanted = value("open")
    branches = [one.reference for one in found]
    if wanted in (None, _ALL):
        return branches
    ids = [] if wanted == _NONE else str(wanted).split(",")
    for one in ids:
        if one not in branches:
            raise CrosswalkError(f"No branch is called “{one}”; write all, none, or ids of documents: {branches[0]} …")
    return [one for one in branches if one in ids]
