"""What is joined to a provision or document by one or more steps along mappings, citations and parent links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import networkx as nx

from crosswalk import ids
from crosswalk.analysis.catalogue import document, provision_index
from crosswalk.analysis.claims import claims, reconciled
from crosswalk.analysis.graph import CONTAINS, UNDER
from crosswalk.analysis.mappings import Assertion, assertions, assertions_by_subject
from crosswalk.errors import UnknownId, did_you_mean, shown
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Grade, Status

MOST = 150


@dataclass(frozen=True, slots=True)
class Link:
    """A step from `near`, on the side of the focus, to `far`; where several mappings join the two, the best of them.

    `status` is what the step says about coverage, None for a parent link. “Nothing found” leads to the document in
    which it was not found.
    """

    near: str
    far: str
    relation: str
    status: Status | None = None
    grade: Grade | None = None
    mapping_sets: tuple[str, ...] = ()
    mappings: int = 0
    steps: int = 1


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The links around `focus`, nearest and best first; `left_out` is the number of things that are not listed."""

    focus: str
    links: tuple[Link, ...]
    left_out: int

    def tree(self) -> nx.DiGraph:
        """Return the links as a tree below the focus: each thing is where it was first reached."""
        tree = nx.DiGraph()
        tree.add_node(self.focus)
        tree.add_edges_from((link.near, link.far) for link in self.links)
        return tree


def neighbourhood(crosswalk: Crosswalk, focus: str, *, steps: int = 1, most: int = MOST) -> Neighbourhood:
    """Return at most `most - 1` things around a provision or document, each once, at most `steps` steps away.

    Parent links are followed from the focus only. Raises UnknownId when there is no such thing.

    >>> from crosswalk.store.holder import load
    >>> near = neighbourhood(load(), "dsit-ai-code-2025:2.1")
    >>> next(link.relation for link in near.links if link.far == "dsit-ai-code-2025:2")
    'under'
    """
    ends = _Ends(crosswalk)
    links_by_end: dict[str, Link] = {}
    edge = [focus]
    for step in range(1, steps + 1):
        reached: dict[str, Link] = {}
        for near in edge:
            for link in ends.around(near, step):
                if link.far != focus and link.far not in links_by_end and link.far not in reached:
                    reached[link.far] = link
        links_by_end |= reached
        edge = [far for far in reached if ids.is_provision(far) == ids.is_provision(focus)]
    links = tuple(links_by_end.values())
    return Neighbourhood(focus, links[: most - 1], max(len(links) - most + 1, 0))


class _Ends:
    """The links at one end of the mappings."""

    def __init__(self, crosswalk: Crosswalk) -> None:
        self.crosswalk = crosswalk

    def around(self, thing: str, step: int) -> list[Link]:
        """Return the links of a thing, those of its own document first, then the best."""
        home = ids.home(thing)
        document(self.crosswalk, home)
        if not ids.is_provision(thing):
            rows = assertions(self.crosswalk, home)
            return _links(thing, ((assertion.object_document, assertion) for assertion in rows), step)
        mapped = _links(
            thing,
            (
                (assertion.object_document if assertion.nothing_found else assertion.object, assertion)
                for assertion in self._said(thing)
            ),
            step,
        )
        return [*self._place(thing), *mapped] if step == 1 else mapped

    def _said(self, thing: str) -> Iterator[Assertion]:
        """Yield what is asserted of a provision, or where that does not answer of one that is equal to it."""
        home = ids.home(thing)
        for towards in claims(self.crosswalk, home).values():
            yield from reconciled(towards.own.get(thing, ()), towards.carried.get(thing, ()))[0]
        inside = assertions_by_subject(self.crosswalk, home).get(thing, ())
        yield from (row for row in inside if row.object_document == home)

    def _place(self, thing: str) -> Iterator[Link]:
        index = provision_index(self.crosswalk, ids.home(thing))
        if thing not in index:
            raise UnknownId(f"There is no provision “{shown(thing)}”.{did_you_mean(thing, index)}")
        parent = index[thing].parent
        if parent:
            yield Link(thing, parent, UNDER)
        for provision in index.values():
            if provision.parent == thing:
                yield Link(thing, provision.id, CONTAINS)


def _links(near: str, ends: Iterable[tuple[str, Assertion]], step: int) -> list[Link]:
    """Return one link for each other end, best first."""
    by_end: dict[str, list[Assertion]] = defaultdict(list)
    for end, assertion in ends:
        if end != near:
            by_end[end].append(assertion)
    return sorted((_link(near, end, many, step) for end, many in by_end.items()), key=_best_first)


def _link(near: str, far: str, many: list[Assertion], step: int) -> Link:
    best = min(many, key=lambda assertion: (assertion.status.rank, assertion.grade))
    sets = tuple(sorted({assertion.mapping_set for assertion in many}))
    return Link(near, far, best.relation, best.status, best.grade, sets, len(many), step)


def _best_first(link: Link) -> tuple[int, int, str]:
    """Order by status; documents with more mappings come first."""
    many = 0 if ids.is_provision(link.near) else -link.mappings
    return (link.status or Status.UNMAPPED).rank, many, link.far
