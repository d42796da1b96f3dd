"""The neighbourhood of a provision or document, drawn and as a table; a click moves on."""

from __future__ import annotations

import hashlib

import streamlit as st

from crosswalk import ids
from crosswalk.analysis.catalogue import document_index, provision_index
from crosswalk.analysis.neighbourhood import MOST, Link, Neighbourhood, neighbourhood
from crosswalk.columns import Column
from crosswalk.errors import UnknownId, did_you_mean, shown
from crosswalk.explorer.page import Page
from crosswalk.explorer.ui import links, naming, scripts
from crosswalk.explorer.ui.drawing import Node, drawing, two_sided
from crosswalk.explorer.ui.looks import status_words
from crosswalk.explorer.ui.outline import draw_tree
from crosswalk.explorer.ui.pickers import id_box, the_meant
from crosswalk.explorer.ui.pictures import pictures
from crosswalk.explorer.ui.state import Choices, put, value
from crosswalk.explorer.ui.tables import opener, status_column
from crosswalk.explorer.ui.text import plain, words
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import quantity

_DOCUMENT, _PART = "thing.document", "thing.part"
_STEPS = {"1": "One step", "2": "Two steps"}
#: how far from the middle a node is, in parts of the width, and the room of its label, by the number of steps drawn
_ACROSS = {1: {0: (0.0, 260), 1: (0.12, 415)}, 2: {0: (0.0, 200), 1: (0.08, 210), 2: (0.3, 215)}}


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    choices = Choices(PAGE.path)
    focus = _thing_picker(crosswalk, value("id"))
    steps = int(choices.tab("Steps", "steps", list(_STEPS), show=_STEPS.__getitem__))
    choices.refuse()
    around = neighbourhood(crosswalk, focus, steps=steps)
    if not around.links:
        st.info("Nothing is joined to it: nobody has mapped it, and it has neither a heading nor parts.")
        return
    name = naming.in_full(crosswalk, focus)
    more = (
        f" {quantity(around.left_out, 'more is', 'more are')} left out, as at most {MOST} are drawn."
        if around.left_out
        else ""
    )
    st.caption(
        plain(
            f"{quantity(len(around.links), 'item')} linked to {name}, each drawn once, where it is first reached. "
            f"The shape shows the status that the best mapping on the link gives.{more} Click a node to move on."
        )
    )
    nodes = _nodes(crosswalk, around, steps)
    alt_text = f"What is joined to {name}; the table below says the same."
    draw_tree(nodes, key=f"graph.{focus}.{steps}", alt_text=alt_text, on_click=lambda thing: put(id=thing))
    _centre(f"{focus} {steps}")
    pictures(crosswalk, drawing(nodes), f"What is joined to {name}", f"graph--{focus.replace(':', '--')}")
    _table(crosswalk, around)
    links.to(crosswalk, focus, f"Everything known about {naming.brief(crosswalk, focus)}")


def _centre(drawing: str) -> None:
    """Show the middle of a drawing that is wider than the screen; `drawing` names it, so that each is centred once."""
    scripts.run(scripts.MIDDLE, drawing=hashlib.sha256(drawing.encode()).hexdigest())


PAGE = Page(
    title="Connections",
    path="graph",
    order=38,
    section="Documents",
    render=render,
    heading="What is joined to it",
    parameters="id steps",
)


def _thing_picker(crosswalk: Crosswalk, wanted: str | None) -> str:
    """Draw two pickers, a document and a part of it, which share the parameter `id`.

    Return the id of a document or provision. Raises UnknownId for an unknown one.
    """
    entries = document_index(crosswalk)
    wanted = the_meant(crosswalk, wanted) if wanted else f"{naming.FOCAL}:2.1"
    home = ids.home(wanted)
    if home not in entries:
        raise UnknownId(f"There is no document “{shown(home)}”.{did_you_mean(home, entries)}")
    parts = {home: "the document as a whole"}
    parts |= {thing: naming.called(crosswalk, thing) for thing in provision_index(crosswalk, home)}
    if wanted not in parts:
        raise UnknownId(f"There is no provision “{shown(wanted)}”.{did_you_mean(wanted, parts)}")
    in_order = sorted(
        entries.values(),
        key=lambda entry: (entry.id != naming.FOCAL, not entry.loaded, ids.natural_key(naming.name(entry))),
    )
    left, right = st.columns(2)
    with left:
        id_box("Document", _DOCUMENT, {entry.id: naming.in_catalogue(entry) for entry in in_order}, home)
    with right:
        id_box("Part of it", _PART, parts, wanted)
    return wanted


def _nodes(crosswalk: Crosswalk, around: Neighbourhood, steps: int) -> list[Node]:
    """Return the focus in the middle and what is joined to it at both sides."""
    by_end = {link.far: link for link in around.links}
    reach = _ACROSS[max(link.steps for link in around.links)]
    nodes = []
    for thing, (depth, row) in two_sided(around.tree(), around.focus).items():
        away, room = reach[abs(depth)]
        side = "below" if not depth else "right" if depth > 0 else "left"
        across = 0.5 + (away if depth > 0 else -away)
        link = by_end.get(thing)
        label = _label(crosswalk, thing, short=steps > 1 or not depth)
        tip = _says(crosswalk, link) if link else "the one in the middle"
        status, near = (link.status, link.near) if link else (None, None)
        nodes.append(Node(thing, label, across, row, status, near, side, room, tip))
    return nodes


def _label(crosswalk: Crosswalk, thing: str, *, short: bool) -> str:
    return naming.brief(crosswalk, thing) if short else naming.in_full(crosswalk, thing)


def _says(crosswalk: Crosswalk, link: Link) -> str:
    status = status_words(link.status) if link.status else "place in its document"
    return f"{naming.brief(crosswalk, link.near)} {words(link.relation)} this: {status}"


def _table(crosswalk: Crosswalk, around: Neighbourhood) -> None:
    columns: list[Column[Link]] = [
        Column("name", lambda link: naming.in_full(crosswalk, link.far)),
        Column("steps", lambda link: link.steps),
        Column("reached from", lambda link: naming.brief(crosswalk, link.near)),
        Column("relation", lambda link: link.relation),
        status_column(lambda link: link.status),
        Column("mappings", lambda link: link.mappings),
        Column("grade", lambda link: link.grade or ""),
        Column("mapping sets", lambda link: ", ".join(link.mapping_sets)),
    ]
    opener(
        columns,
        around.links,
        caption="The same as a table. Click a row to move on.",
        name=f"around--{around.focus.replace(':', '--')}",
        to=lambda link: links.Place("graph", {"id": link.far}),
    )
