"""The neighbourhood of a provision or document, drawn and as a table; a click moves on."""

from __future__ import annotations

import streamlit as st

from crosswalk.analysis.neighbourhood import MOST, Link, Neighbourhood, neighbourhood
from crosswalk.explorer.ui import naming, scroll
from crosswalk.explorer.ui.drawing import Node, downloads, draw
from crosswalk.explorer.ui.layout import two_sided
from crosswalk.explorer.ui.links import to_thing
from crosswalk.explorer.ui.opener import opener
from crosswalk.explorer.ui.state import Choices, put, value
from crosswalk.explorer.ui.text import plain, words
from crosswalk.explorer.ui.words import status_words
from crosswalk.explorer.views.graph.thing_picker import thing_picker
from crosswalk.store.holder import Crosswalk

TITLE, ORDER, URL_PATH = "Graph", 38, "graph"
HEADING = "What stands around it"
SECTION, QUERIES = "Browse", ("mappings-of-document", "provisions-of-document")
COLUMNS = ["name", "steps", "reached from", "relation", "status", "mappings", "grade", "mapping sets"]
_STEPS = {"1": "One step", "2": "Two steps"}
#: how far from the middle a node stands, in parts of the width, and the room of its label, by the number of steps drawn
_ACROSS = {1: {0: (0.0, 260), 1: (0.12, 415)}, 2: {0: (0.0, 200), 1: (0.08, 210), 2: (0.3, 215)}}


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    choices = Choices(URL_PATH)
    focus = thing_picker(crosswalk, value("id"))
    steps = int(choices.tab("Steps", "steps", list(_STEPS), show=lambda one: _STEPS[one]))
    choices.refuse()
    found = neighbourhood(crosswalk, focus, steps=steps)
    if not found.links:
        st.info("Nothing is joined to it here: nobody has mapped it, and it has neither a heading nor parts.")
        return
    name = naming.in_full(crosswalk, focus)
    more = f" {found.left_out} more are left out, as at most {MOST} are drawn." if found.left_out else ""
    st.caption(
        f"{len(found.links)} things around {plain(name)}, each drawn once, where it is met first; the shape says what "
        f"the best mapping between the two says of coverage.{more} Click one to move on."
    )
    nodes = _nodes(crosswalk, found, steps)
    alt_text = f"What is joined to {name}; the table below says the same."
    draw(nodes, key=f"graph.{focus}.{steps}", alt_text=alt_text, on_click=lambda thing: put(id=thing))
    scroll.middle(f"{focus} {steps}")
    downloads(nodes, name, f"graph--{focus.replace(':', '--')}")
    _table(crosswalk, found)
    to_thing(focus, f"All that is known of {plain(naming.brief(crosswalk, focus))}")


def _nodes(crosswalk: Crosswalk, found: Neighbourhood, steps: int) -> list[Node]:
    """Return the focus in the middle and what stands around it at both sides."""
    links = {link.far: link for link in found.links}
    reach = _ACROSS[max(link.steps for link in found.links)]
    nodes = []
    for thing, (depth, row) in two_sided(found.tree(), found.focus).items():
        away, room = reach[abs(depth)]
        side = "below" if not depth else "right" if depth > 0 else "left"
        across = 0.5 + (away if depth > 0 else -away)
        link = links.get(thing)
        label = _label(crosswalk, thing, short=steps > 1 or not depth)
        tip = _says(crosswalk, link) if link else "the one in the middle"
        nodes.append(
            Node(thing, label, across, row, link and link.status, link and link.near, side, room, tip)  # type: ignore[arg-type]
        )
    return nodes


def _label(crosswalk: Crosswalk, thing: str, *, short: bool) -> str:
    return naming.brief(crosswalk, thing) if short else naming.in_full(crosswalk, thing)


def _says(crosswalk: Crosswalk, link: Link) -> str:
    status = status_words(link.status) if link.status else "place in its document"
    return f"{naming.brief(crosswalk, link.near)} {words(link.relation)} this: {status}"


def _table(crosswalk: Crosswalk, found: Neighbourhood) -> None:
    rows = [
        [
            naming.in_full(crosswalk, link.far),
            link.steps,
            naming.brief(crosswalk, link.near),
            link.relation,
            status_words(link.status) if link.status else "",
            link.mappings,
            link.grade or "",
            ", ".join(link.mapping_sets),
        ]
        for link in found.links
    ]
    opener(
        COLUMNS,
        rows,
        caption="The same as a table. Click a row to move on.",
        name=f"around--{found.focus.replace(':', '--')}",
        page="graph",
        states=[{"id": link.far} for link in found.links],
    )
