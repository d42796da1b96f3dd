"""The mappings and parent links by number: what the closure, the search for near provisions and networkx walk on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from crosswalk.algebra import CHILD_TO_PARENT, Relation, from_names, inverse
from crosswalk.sparql import ask
from crosswalk.store.holder import Crosswalk

Ints = npt.NDArray[np.int32]
Masks = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Row:
    """What a step of a path stands on: an asserted set relation, another association (its mask is ANY), or a parent
    link (no mapping set).
    """

    subject: int
    object: int
    mask: Relation
    mapping_set: str | None = None
    grade: str | None = None
    said: str | None = None  #: the name of an association, such as mitigates


@dataclass(frozen=True, slots=True)
class Steps:
    """Directed steps with one and the same mask, by the node they leave: those of n are `indptr[n]:indptr[n + 1]`."""

    mask: Relation
    indptr: Ints
    target: Ints
    row: Ints  #: the number of the row behind each step


@dataclass(frozen=True)
class Network:
    """Provisions (nodes, by number), the rows between them, and both as steps that can be taken in either direction.

    `document` is the number of each node's document in `documents`, -1 for an end that no document holds.
    """

    names: Sequence[str]
    documents: Sequence[str]
    document: Ints
    assessable: npt.NDArray[np.bool_]
    mappings: Sequence[Row]
    parents: Sequence[Row]  #: child to parent; the mask is ANY where a parent is only a heading
    associations: Sequence[Row] = ()  #: between provisions; they prove nothing, but tell where to look
    numbers: dict[str, int] = field(default_factory=dict)

    @cached_property
    def steps(self) -> list[Steps]:
        """The mappings in both directions, one `Steps` for each mask; the row of a step is its place in `mappings`."""
        return _steps(self.mappings, len(self.names))

    @cached_property
    def links(self) -> list[Steps]:
        """The parent links that say something, in both directions; their rows are places in `told_parents`."""
        return _steps(self.told_parents, len(self.names))

    @cached_property
    def told_parents(self) -> list[Row]:
        """The parent links of documents in which a parent is the sum of its parts."""
        return [row for row in self.parents if row.mask is not Relation.ANY]

    def of(self, document: str, *, assessable: bool = True) -> Ints:
        """Return the nodes of a document; with `assessable`, only those that coverage counts."""
        if document not in self.documents:
            return np.empty(0, dtype=np.int32)
        inside = self.document == self.documents.index(document)
        return np.flatnonzero(inside & self.assessable if assessable else inside).astype(np.int32)


def make(
    nodes: Iterable[tuple[str, str | None, bool]],
    mappings: Iterable[tuple[str, str, Relation, str | None, str | None]],
    parents: Iterable[tuple[str, str, Relation]] = (),
    associations: Iterable[tuple[str, str, str, str | None, str | None]] = (),
) -> Network:
    """Return the network of nodes (name, document, assessable), rows (subject, object, mask, set, grade), parents
    (child, parent, mask) and associations (subject, object, name, set, grade).

    Ends of rows that are no node are added; no document holds them.
    """
    told = {name: (document, assessable) for name, document, assessable in nodes}
    rows, links, others = list(mappings), list(parents), list(associations)
    ends = [(one[0], one[1]) for many in (rows, links, others) for one in many]
    told |= dict.fromkeys((end for pair in ends for end in pair if end not in told), (None, False))
    numbers = {name: number for number, name in enumerate(told)}
    documents = sorted({document for document, _ in told.values() if document is not None})
    places: dict[str | None, int] = {name: number for number, name in enumerate(documents)}
    return Network(
        names=list(told),
        documents=documents,
        document=np.array([places.get(document, -1) for document, _ in told.values()], dtype=np.int32),
        assessable=np.array([assessable for _, assessable in told.values()], dtype=np.bool_),
        mappings=[Row(numbers[s], numbers[o], mask, name, grade) for s, o, mask, name, grade in rows],
        parents=[Row(numbers[child], numbers[parent], mask) for child, parent, mask in links],
        associations=[
            Row(numbers[s], numbers[o], Relation.ANY, name, grade, said) for s, o, said, name, grade in others
        ],
        numbers=numbers,
    )


def network(crosswalk: Crosswalk) -> Network:
    """Return the network of a crosswalk: all set relations and associations between provisions, all parent links."""
    if "network" not in crosswalk.answers:
        provisions = list(ask(crosswalk, "provision-parents").records())
        crosswalk.answers["network"] = make(
            ((row["provision"], row["document"], row["assessable"]) for row in provisions),
            (
                (row["subject"], row["object"], from_names([row["relation"]]), row["mapping_set"], row["grade"])
                for row in ask(crosswalk, "set-relations").records()
            ),
            (
                (row["provision"], row["parent"], CHILD_TO_PARENT if row["hierarchy"] == "parts" else Relation.ANY)
                for row in provisions
                if row["parent"]
            ),
            (
                (row["subject"], row["object"], row["association"], row["mapping_set"], row["grade"])
                for row in ask(crosswalk, "associations").records()
            ),
        )
    found: Network = crosswalk.answers["network"]
    return found


def _steps(rows: Sequence[Row], nodes: int) -> list[Steps]:
    """Return the steps along rows and, with the inverse mask, against them."""
    ends = np.array([(row.subject, row.object) for row in rows], dtype=np.int32).reshape(-1, 2)
    there = np.array([row.mask for row in rows], dtype=np.uint8)
    back = np.array([inverse(row.mask) for row in rows], dtype=np.uint8)
    source = np.concatenate([ends[:, 0], ends[:, 1]])
    target = np.concatenate([ends[:, 1], ends[:, 0]])
    mask = np.concatenate([there, back])
    number = np.tile(np.arange(len(rows), dtype=np.int32), 2)
    return [
        Steps(Relation(int(one)), *_by_source(source[mask == one], target[mask == one], number[mask == one], nodes))
        for one in np.unique(mask)
    ]


def _by_source(source: Ints, target: Ints, number: Ints, nodes: int) -> tuple[Ints, Ints, Ints]:
    order = np.argsort(source, kind="stable")
    indptr = np.zeros(nodes + 1, dtype=np.int32)
    np.cumsum(np.bincount(source, minlength=nodes), out=indptr[1:])
    return indptr, target[order], number[order]
