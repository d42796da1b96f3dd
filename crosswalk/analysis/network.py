"""The mappings and parent links by number, on which the closure, the proximity search and networkx work."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from crosswalk import ids
from crosswalk.algebra import CHILD_TO_PARENT, Relation, inverse
from crosswalk.analysis.catalogue import documents
from crosswalk.analysis.standing import standings
from crosswalk.sparql import ask, get_query
from crosswalk.store.beside import recall_arrays, remember_arrays
from crosswalk.store.holder import Crosswalk, note, remembered
from crosswalk.vocabulary import Grade, grade_of, mask_of

Ints = npt.NDArray[np.int32]
Masks = npt.NDArray[np.uint8]
Arrays = Mapping[str, npt.NDArray[np.generic]]
#: What is stated of two ends: subject, object, mask, mapping set, grade, association.
_Stated = tuple[str, str, Relation, str | None, str | None, str | None]
_QUERIES = ("provision-parents", "set-relations", "associations", "documents", "standing")


@dataclass(frozen=True, slots=True)
class Row:
    """The basis of a step of a path: an asserted set relation, another association (its mask is ANY), or a parent
    link (no mapping set).
    """

    subject: int
    object: int
    mask: Relation
    mapping_set: str | None = None
    grade: Grade | None = None
    association: str | None = None  #: its name, such as mitigates


@dataclass(frozen=True)
class Rows:
    """Rows by number, in columns. The last three columns are indices into `words`, whose first entry means none."""

    subject: Ints
    object: Ints
    mask: Masks
    mapping_set: Ints
    grade: Ints
    association: Ints
    words: Sequence[str]

    @classmethod
    def of(cls, numbers: Mapping[str, int], rows: Sequence[_Stated]) -> Self:
        """Return the columns of some rows, their ends by number."""
        subject, target, mask, *names = zip(*rows, strict=True) if rows else ((),) * 6
        words = ["", *filter(None, dict.fromkeys(chain.from_iterable(zip(*names, strict=True))))]
        place: dict[str | None, int] = {None: 0, **{word: number for number, word in enumerate(words)}}
        mapping_set, grade, association = names

        def column(places: Mapping[Any, int], values: Collection[object]) -> Ints:
            return np.fromiter(map(places.__getitem__, values), np.int32, len(values))

        return cls(
            column(numbers, subject),
            column(numbers, target),
            np.fromiter(map(int, mask), np.uint8, len(mask)),
            column(place, mapping_set),
            column(place, grade),
            column(place, association),
            words,
        )

    def __len__(self) -> int:
        return len(self.mask)

    def __getitem__(self, number: int) -> Row:
        words = self.words
        return Row(
            int(self.subject[number]),
            int(self.object[number]),
            Relation(int(self.mask[number])),
            words[self.mapping_set[number]] or None,
            grade_of(words[self.grade[number]]) if self.grade[number] else None,
            words[self.association[number]] or None,
        )

    def __iter__(self) -> Iterator[Row]:
        return (self[number] for number in range(len(self)))

    def where(self, chosen: npt.NDArray[np.bool_]) -> Rows:
        """Return the chosen rows, in the same order."""
        return Rows(
            self.subject[chosen],
            self.object[chosen],
            self.mask[chosen],
            self.mapping_set[chosen],
            self.grade[chosen],
            self.association[chosen],
            self.words,
        )


@dataclass(frozen=True, slots=True)
class Steps:
    """Directed steps with the same mask, by the node they leave: those of n are `indptr[n]:indptr[n + 1]`."""

    mask: Relation
    indptr: Ints
    target: Ints
    row: Ints  #: the number of the row behind each step


@dataclass(frozen=True)
class Network:
    """Provisions (nodes, by number), the rows between them, and both as steps that can be taken in either direction.

    `document` is the index of each node's document in `documents`, -1 for an end that no document contains.
    """

    names: Sequence[str]
    documents: Sequence[str]
    document: Ints
    assessable: npt.NDArray[np.bool_]
    mappings: Rows
    parents: Rows  #: child to parent; the mask is ANY where a parent is only a heading
    associations: Rows  #: between provisions; they prove nothing but show where to look

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each node by its name."""
        return {name: number for number, name in enumerate(self.names)}

    @cached_property
    def provisions(self) -> frozenset[str]:
        """The names of the nodes that a document contains."""
        return frozenset(name for name, place in zip(self.names, self.document.tolist(), strict=True) if place >= 0)

    @cached_property
    def steps(self) -> list[Steps]:
        """The mappings in both directions, one `Steps` for each mask; the row of a step is its place in `mappings`."""
        return _steps(self.mappings, len(self.names))

    @cached_property
    def links(self) -> list[Steps]:
        """The parent links that prove something, in both directions; their rows are places in `stated_parents`."""
        return _steps(self.stated_parents, len(self.names))

    @cached_property
    def stated_parents(self) -> Rows:
        """The parent links of documents in which a parent is the sum of its parts."""
        return self.parents.where(self.parents.mask != int(Relation.ANY))

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

    Ends of rows that are not among the nodes are added; no document contains them.
    """
    known = {name: (document, assessable) for name, document, assessable in nodes}
    rows: list[_Stated] = [(*row, None) for row in mappings]
    links: list[_Stated] = [(*link, None, None, None) for link in parents]
    others: list[_Stated] = [
        (subject, target, Relation.ANY, name, grade, association)
        for subject, target, association, name, grade in associations
    ]
    ends = dict.fromkeys(end for row in chain(rows, links, others) for end in row[:2])
    known |= {end: (None, False) for end in ends if end not in known}
    numbers = {name: number for number, name in enumerate(known)}
    documents = sorted({document for document, _ in known.values() if document is not None})
    places: dict[str | None, int] = {name: number for number, name in enumerate(documents)}
    return Network(
        names=list(known),
        documents=documents,
        document=np.array([places.get(document, -1) for document, _ in known.values()], dtype=np.int32),
        assessable=np.array([assessable for _, assessable in known.values()], dtype=np.bool_),
        mappings=Rows.of(numbers, rows),
        parents=Rows.of(numbers, links),
        associations=Rows.of(numbers, others),
    )


@remembered
def network(crosswalk: Crosswalk) -> Network:
    """Return the network of a crosswalk: all set relations and associations between provisions, all parent links.

    Its arrays are kept beside the graph, so that the next start need not query them.
    """
    note(*_QUERIES)
    name = f"network-{_version(crosswalk)}"
    kept = recall_arrays(crosswalk.store, name)
    if kept is not None:
        with suppress(KeyError, ValueError, AttributeError):  # other arrays than ours
            return _from_arrays(kept)
    made = _asked(crosswalk)
    remember_arrays(crosswalk.store, name, _as_arrays(made))
    return made


def _version(crosswalk: Crosswalk) -> str:
    """Return a hash of what the arrays depend on besides the graph: the queries, and the code of this module."""
    texts = [get_query(crosswalk.layout, name).text for name in _QUERIES]
    code = Path(__file__).read_text(encoding="utf-8")
    return hashlib.sha256("\0".join([*texts, code]).encode()).hexdigest()[:12]


class _Parent(NamedTuple):
    provision: str
    parent: str | None
    document: str
    hierarchy: str
    assessable: bool


class _SetRelation(NamedTuple):
    subject: str
    object: str
    relation: str
    mapping_set: str
    grade: str


class _Association(NamedTuple):
    subject: str
    object: str
    association: str
    mapping_set: str
    grade: str


def _asked(crosswalk: Crosswalk) -> Network:
    """Query the graph. The order of the rows decides between paths of equal length."""
    nodes = list(ask(crosswalk, "provision-parents").into(_Parent))
    relations = list(ask(crosswalk, "set-relations").into(_SetRelation))
    withdrawn = {name for name, found in standings(crosswalk).items() if found.is_withdrawn}
    missing = _missing(crosswalk, {row.provision for row in nodes}, relations) | withdrawn
    if missing:
        relations = [row for row in relations if row.subject not in missing and row.object not in missing]
    masks = {name: mask_of(name) for name in {row.relation for row in relations}}
    associations = ask(crosswalk, "associations").into(_Association)
    return make(
        ((row.provision, row.document, row.assessable) for row in nodes),
        ((row.subject, row.object, masks[row.relation], row.mapping_set, row.grade) for row in relations),
        (
            (row.provision, row.parent, CHILD_TO_PARENT if row.hierarchy == "parts" else Relation.ANY)
            for row in nodes
            if row.parent
        ),
        ((row.subject, row.object, row.association, row.mapping_set, row.grade) for row in associations),
    )


def _missing(crosswalk: Crosswalk, known: Collection[str], relations: Iterable[_SetRelation]) -> set[str]:
    """Return the ends that a document which is loaded in full does not have: no path leads through them."""
    whole = {entry.id for entry in documents(crosswalk) if entry.is_whole}
    ends = {end for row in relations for end in (row.subject, row.object)}.difference(known)
    return {end for end in ends if ids.home(end) in whole and ":" in end}


_COLUMNS = ("subject", "object", "mask", "mapping_set", "grade", "association")
_KINDS = ("mappings", "parents", "associations")


def _as_arrays(made: Network) -> dict[str, npt.NDArray[np.generic]]:
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "names": _texts(made.names),
        "documents": _texts(made.documents),
        "document": made.document,
        "assessable": made.assessable,
    }
    for kind in _KINDS:
        rows: Rows = getattr(made, kind)
        arrays |= {f"{kind}.{column}": getattr(rows, column) for column in _COLUMNS}
        arrays[f"{kind}.words"] = _texts(rows.words)
    return arrays


def _from_arrays(kept: Arrays) -> Network:
    def column(name: str) -> Ints:
        return kept[name].astype(np.int32)

    def rows(kind: str) -> Rows:
        return Rows(
            column(f"{kind}.subject"),
            column(f"{kind}.object"),
            kept[f"{kind}.mask"].astype(np.uint8),
            column(f"{kind}.mapping_set"),
            column(f"{kind}.grade"),
            column(f"{kind}.association"),
            _words(kept[f"{kind}.words"]),
        )

    return Network(
        _words(kept["names"]),
        _words(kept["documents"]),
        column("document"),
        kept["assessable"].astype(np.bool_),
        *(rows(kind) for kind in _KINDS),
    )


def _texts(words: Sequence[str]) -> npt.NDArray[np.uint8]:
    """Return words as the bytes of their lines, which are read a hundred times faster than an array of texts."""
    return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)


def _words(lines: npt.NDArray[np.generic]) -> list[str]:
    return lines.tobytes().decode().split("\n")


def _steps(rows: Rows, nodes: int) -> list[Steps]:
    """Return the steps along rows and, with the inverse mask, against them."""
    back = _INVERSE[rows.mask]
    source = np.concatenate([rows.subject, rows.object])
    target = np.concatenate([rows.object, rows.subject])
    mask = np.concatenate([rows.mask, back])
    number = np.tile(np.arange(len(rows), dtype=np.int32), 2)
    return [
        Steps(
            Relation(int(value)),
            *_by_source(source[mask == value], target[mask == value], number[mask == value], nodes),
        )
        for value in np.unique(mask)
    ]


_INVERSE = np.array([inverse(Relation(mask)) for mask in range(32)], dtype=np.uint8)


def _by_source(source: Ints, target: Ints, number: Ints, nodes: int) -> tuple[Ints, Ints, Ints]:
    order = np.argsort(source, kind="stable")
    indptr = np.zeros(nodes + 1, dtype=np.int32)
    np.cumsum(np.bincount(source, minlength=nodes), out=indptr[1:])
    return indptr, target[order], number[order]
