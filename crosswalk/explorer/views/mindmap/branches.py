"""The branches of the mind map: as nodes to draw, and as a table."""

from __future__ import annotations

from typing import Any

import networkx as nx

from crosswalk.analysis.mindmap import Asked, Branch
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.drawing import Node
from crosswalk.explorer.ui.layout import one_sided
from crosswalk.explorer.ui.opener import opener
from crosswalk.explorer.ui.text import plain, words
from crosswalk.explorer.ui.words import status_words
from crosswalk.store.holder import Crosswalk

COLUMNS = ["document", "provision there", "status", "mapped to"]
WHOLE = "#whole"  #: ends the key of a node that is a document as a whole, and not its branch
#: how far across a node stands, and the room of its label, by depth
_ACROSS = [(0.012, 210), (0.25, 340), (0.58, 470)]


def branch_nodes(crosswalk: Crosswalk, heading: str, found: list[Branch], opened: list[str]) -> list[Node]:
    """Return the heading, a node for each branch, and one for each provision of an open branch."""
    shown = {one.reference: one.asked if one.reference in opened else () for one in found}
    tree = nx.DiGraph([(heading, reference) for reference in shown])
    tree.add_edges_from((reference, _key(each)) for reference, asked in shown.items() for each in asked)
    places = one_sided(tree, heading)

    def node(key: str, label: str, near: str | None, **more: Any) -> Node:
        depth, row = places[key]
        across, room = _ACROSS[depth]
        return Node(key, label, across, row, near=near, room=room, **more)

    nodes = [node(heading, naming.called(crosswalk, heading), None, tip="the heading")]
    for one in found:
        nodes.append(node(one.reference, _label(crosswalk, one, one.reference in opened), heading, tip=_told(one)))
        nodes += [
            node(
                _key(each),
                _there(crosswalk, each),
                one.reference,
                status=each.status,
                tip=_mapped(crosswalk, each),
            )
            for each in shown[one.reference]
        ]
    return nodes


def _key(one: Asked) -> str:
    return one.provision if ":" in one.provision else one.provision + WHOLE


def _there(crosswalk: Crosswalk, one: Asked) -> str:
    return naming.called(crosswalk, one.provision) if ":" in one.provision else "the document as a whole"


def _label(crosswalk: Crosswalk, one: Branch, is_open: bool) -> str:
    met = one.counts["covered"] + one.counts["partial"]
    sign = ("− " if is_open else "+ ") if one.asked else ""
    return f"{sign}{naming.called(crosswalk, one.reference)}: {met} of {sum(one.counts.values())} met"


def _told(one: Branch) -> str:
    return ", ".join(f"{number} {words(status)}" for status, number in one.counts.items() if number)


def _mapped(crosswalk: Crosswalk, one: Asked) -> str:
    return "; ".join(f"{naming.notation(crosswalk, here)} {relation}" for here, relation in one.relations)


def branch_table(crosswalk: Crosswalk, heading: str, found: list[Branch]) -> None:
    """Draw every branch as rows of a table; a row leads to its provision, or to the heading where nothing is asked."""
    rows: list[list[str]] = []
    states: list[dict[str, str | None]] = []
    for one in found:
        name = naming.called(crosswalk, one.reference)
        for each in one.asked:
            rows.append([name, _there(crosswalk, each), status_words(each.status), _mapped(crosswalk, each)])
            states.append({"id": each.provision if ":" in each.provision else heading})
        if not one.asked:
            rows.append([name, "", "", _told(one)])
            states.append({"id": heading})
    caption = f"The same as a table, all branches: {plain(naming.called(crosswalk, heading))}. Click a row to open it."
    name = f"mind-map--{heading.replace(':', '--')}"
    opener(COLUMNS, rows, caption=caption, name=name, page="provision", states=states)
