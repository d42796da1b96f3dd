"""One principle, and what every document asks about it, as a tree whose branches open and close."""

from __future__ import annotations

import streamlit as st

from crosswalk.analysis.headings import headings
from crosswalk.analysis.mindmap import Branch, mind_map
from crosswalk.errors import NothingLoaded, UnknownId, did_you_mean, shown
from crosswalk.explorer.page import Page
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.drawing import drawing
from crosswalk.explorer.ui.links import at, go_next
from crosswalk.explorer.ui.outline import draw_tree
from crosswalk.explorer.ui.pickers import focal_picker
from crosswalk.explorer.ui.pictures import pictures
from crosswalk.explorer.ui.state import Choices, put, value
from crosswalk.explorer.ui.text import plain
from crosswalk.explorer.views.mindmap.branches import WHOLE, branch_nodes, branch_table
from crosswalk.store.holder import Crosswalk
from crosswalk.wording import nobody

_ALL, _NONE = "all", "none"


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    choices = Choices(PAGE.path)
    heading = _pickers(crosswalk, choices)
    branches = mind_map(crosswalk, heading)
    if not branches:
        st.info(plain(f"{nobody('this document')} Choose another document."))
        return
    opened = _opened(branches)
    with st.container(horizontal=True):
        st.button("Open all", on_click=put, kwargs={"open": None})
        st.button("Close all", on_click=put, kwargs={"open": _NONE})
    name = naming.called(crosswalk, heading)
    st.caption(
        "Beside each document: how many of the provisions under the heading have each status. "
        "Click a document to open or close its branch, or a provision to see everything about it."
    )
    nodes = branch_nodes(crosswalk, heading, branches, opened)
    draw_tree(
        nodes,
        key=f"mindmap.{heading}.{value('open')}",
        alt_text=f"Mind map of {name}; the table below says the same.",
        on_click=lambda key: _clicked(crosswalk, key, [branch.reference for branch in branches], opened),
    )
    title = f"{naming.in_full(crosswalk, heading)}: what other documents ask"
    pictures(crosswalk, drawing(nodes), title, f"mind-map--{heading.replace(':', '--')}")
    branch_table(crosswalk, heading, branches)


PAGE = Page(
    title="One principle in all documents",
    path="mindmap",
    order=24,
    section="Compare",
    render=render,
    heading="What every document asks about one principle",
    parameters="focal heading open",
)


def _clicked(crosswalk: Crosswalk, key: str, branches: list[str], opened: list[str]) -> None:
    """Open or close a branch, or go to a provision or document."""
    if key not in branches:
        go_next(at(crosswalk, key.removesuffix(WHOLE)))
        return
    now = [branch for branch in branches if (branch in opened) != (branch == key)]
    put(open=None if len(now) == len(branches) else ",".join(now) or _NONE)


def _pickers(crosswalk: Crosswalk, choices: Choices) -> str:
    documents = [document_id for document_id in naming.loaded(crosswalk) if headings(crosswalk, document_id)]
    if not documents:
        raise NothingLoaded("No document with headings is loaded here.")
    left, right = st.columns(2)
    with left:
        focal = focal_picker(crosswalk, choices, documents, drops=["heading", "open"])
    choices.refuse()
    every = [provision.id for provision in headings(crosswalk, focal)]
    with right:
        heading = choices.pick(
            "Heading",
            "heading",
            every,
            default=every[0],
            show=lambda thing: naming.called(crosswalk, thing),
            drops=["open"],
        )
    choices.refuse()
    return heading


def _opened(branches: list[Branch]) -> list[str]:
    """Return the branches that the address opens: all by default."""
    wanted = value("open")
    known = [branch.reference for branch in branches]
    if wanted in (None, _ALL):
        return known
    named = [] if wanted == _NONE else str(wanted).split(",")
    for name in named:
        if name not in known:
            hint = did_you_mean(name, known)
            raise UnknownId(f"No branch is called “{shown(name)}”; write all, none, or ids of documents.{hint}")
    return [name for name in known if name in named]
