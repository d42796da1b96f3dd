"""The branches of the mind map: as nodes to draw, and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx

from crosswalk import ids
from crosswalk.analysis.mindmap import Asked, Branch
from crosswalk.columns import Column
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.drawing import Node, one_sided
from crosswalk.explorer.ui.links import Place
from crosswalk.explorer.ui.tables import opener, status_column
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Status

_OVERLAPS = (Status.COVERED, Status.PARTIAL, Status.DERIVED)
WHOLE = "#whole"  #: ends the key of a node that is a document as a whole, and not its branch
#: how far across a node is, and the room of its label, by depth
_ACROSS = [(0.012, 210), (0.25, 400), (0.62, 430)]


def branch_nodes(crosswalk: Crosswalk, heading: str, branches: list[Branch], opened: list[str]) -> list[Node]:
    """Return the heading, a node for each branch, and one for each provision of an open branch."""
    shown = {branch.reference: branch.asked if branch.reference in opened else () for branch in branches}
    tree = nx.DiGraph([(heading, reference) for reference in shown])
    tree.add_edges_from((reference, _key(asked)) for reference, every in shown.items() for asked in every)
    places = one_sided(tree, heading)

    def node(key: str, label: str, near: str | None, tip: str, status: Status | None = None) -> Node:
        depth, row = places[key]
        across, room = _ACROSS[depth]
        return Node(key, label, across, row, status, near, room=room, tip=tip)

    nodes = [node(heading, naming.called(crosswalk, heading), None, tip="the heading")]
    for branch in branches:
        reference = branch.reference
        label = _label(crosswalk, branch, reference in opened)
        nodes.append(node(reference, label, heading, tip=_counted(branch)))
        nodes += [
            node(_key(asked), _there(crosswalk, asked), reference, _mapped(crosswalk, asked), asked.status)
            for asked in shown[reference]
        ]
    return nodes


def _key(asked: Asked) -> str:
    return asked.provision if ids.is_provision(asked.provision) else asked.provision + WHOLE


def _there(crosswalk: Crosswalk, asked: Asked) -> str:
    if not ids.is_provision(asked.provision):
        return "the document as a whole"
    return naming.called(crosswalk, asked.provision)


def _label(crosswalk: Crosswalk, branch: Branch, is_open: bool) -> str:
    sign = ("− " if is_open else "+ ") if branch.asked else ""
    return f"{sign}{naming.called(crosswalk, branch.reference)}: {_counted(branch, best=True)}"


def _counted(branch: Branch, *, best: bool = False) -> str:
    """Return how many provisions under the heading have which status; `best` leaves out what nothing is known of, and
    findings of nothing, where there is more to say.
    """
    counts = {status: number for status, number in branch.counts.items() if number}
    overlaps = {status: number for status, number in counts.items() if status in _OVERLAPS}
    return ", ".join(f"{number} {status.spoken}" for status, number in ((best and overlaps) or counts).items())


def _mapped(crosswalk: Crosswalk, asked: Asked) -> str:
    return "; ".join(f"{naming.notation(crosswalk, here)} {relation}" for here, relation in asked.relations)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the table: one provision of a branch, or a branch of which nothing is asked."""

    branch: Branch
    asked: Asked | None = None


def branch_table(crosswalk: Crosswalk, heading: str, branches: Sequence[Branch]) -> None:
    """Draw every branch as rows of a table; a row leads to its provision, or to the heading where nothing is asked."""
    opener(
        _columns(crosswalk),
        [_Line(branch, asked) for branch in branches for asked in branch.asked or (None,)],
        caption=f"The same as a table, all branches: {naming.called(crosswalk, heading)}. Click a row to open it.",
        name=f"mind-map--{heading.replace(':', '--')}",
        to=lambda line: Place("provision", {"id": _provision(line) or heading}),
    )


def _columns(crosswalk: Crosswalk) -> list[Column[_Line]]:
    def mapped(line: _Line) -> str:
        return _mapped(crosswalk, line.asked) if line.asked else _counted(line.branch)

    return [
        Column("document", lambda line: naming.called(crosswalk, line.branch.reference)),
        Column("provision there", lambda line: _there(crosswalk, line.asked) if line.asked else ""),
        status_column(lambda line: line.asked.status if line.asked else None),
        Column("mapped to", mapped),
    ]


def _provision(line: _Line) -> str | None:
    return line.asked.provision if line.asked and ids.is_provision(line.asked.provision) else None
