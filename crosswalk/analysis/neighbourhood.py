"""What stands next to a provision or document: one step along mappings, citations and parent links, or two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import networkx as nx

from crosswalk.analysis.catalogue import document, provisions
from crosswalk.analysis.coverage import STATUSES, status_of
from crosswalk.analysis.mappings import NO_TERM, Assertion, assertions
from crosswalk.errors import CrosswalkError, did_you_mean
from crosswalk.store.holder import Crosswalk

MOST = 150
ABOVE, BELOW = "stands under", "holds"


@dataclass(frozen=True, slots=True)
class Link:
    """A step from `near`, on the side of the focus, to `far`; where several mappings join the two, the best of them.

    `status` is what the step says about coverage, None for a parent link. “Nothing found” leads to the document in
    which it was not found.
    """

    near: str
    far: str
    relation: str
    status: str | None = None
    grade: str | None = None
    mapping_sets: tuple[str, ...] = ()
    mappings: int = 0
    steps: int = 1


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The links around `focus`, nearest and best first; `left_out` more things were found than are told."""

    focus: str
    links: tuple[Link, ...]
    left_out: int

    def tree(self) -> nx.DiGraph:
        """Return the links as a tree below the focus: each thing hangs where it was met first."""
        tree = nx.DiGraph()
        tree.add_node(self.focus)
        tree.add_edges_from((link.near, link.far) for link in self.links)
        return tree


def neighbourhood(crosswalk: Crosswalk, focus: str, *, steps: int = 1, most: int = MOST) -> Neighbourhood:
    """Return at most `most - 1` things around a provision or document, each once, at most `steps` steps away.

    Parent links are followed from the focus only. Raises CrosswalkError when there is no such thing.

    >>> from crosswalk.store.holder import load
    >>> near = neighbourhood(load(), "dsit-ai-code-2025:2.1")
    >>> next(link.relation for link in near.links if link.far == "dsit-ai-code-2025:2")
    'stands under'
    """
    ends = _Ends(crosswalk)
    found: dict[str, Link] = {}
    edge = [focus]
    for step in range(1, steps + 1):
        reached: dict[str, Link] = {}
        for near in edge:
            for link in ends.around(near, step):
                if link.far != focus and link.far not in found and link.far not in reached:
                    reached[link.far] = link
        found |= reached
        edge = [far for far in reached if (":" in far) == (":" in focus)]
    told = tuple(found.values())
    return Neighbourhood(focus, told[: most - 1], max(len(told) - most + 1, 0))


class _Ends:
    """The links at one end of mappings; each document is asked once."""

    def __init__(self, crosswalk: Crosswalk) -> None:
        self.crosswalk = crosswalk
        self.told: dict[str, dict[str, list[Assertion]]] = {}

    def around(self, thing: str, step: int) -> list[Link]:
        """Return the links of a thing, those of its own document first, then the best."""
        home, colon, _ = thing.partition(":")
        if home not in self.told:
            document(self.crosswalk, home)
            self.told[home] = _by_subject(assertions(self.crosswalk, home))
        told = self.told[home]
        if not colon:
            return _links(thing, ((one.object_document, one) for many in told.values() for one in many), step)
        ends = ((one.object_document if one.object == NO_TERM else one.object, one) for one in told.get(thing, ()))
        mapped = _links(thing, ends, step)
        return [*self._place(thing), *mapped] if step == 1 else mapped

    def _place(self, thing: str) -> Iterator[Link]:
        every = {one.id: one for one in provisions(self.crosswalk, thing.split(":", 1)[0])}
        if thing not in every:
            raise CrosswalkError(f"There is no provision “{thing}”.{did_you_mean(thing, every)}")
        parent = every[thing].parent
        if parent:
            yield Link(thing, parent, ABOVE)
        for one in every.values():
            if one.parent == thing:
                yield Link(thing, one.id, BELOW)


def _by_subject(told: Iterable[Assertion]) -> dict[str, list[Assertion]]:
    found: dict[str, list[Assertion]] = defaultdict(list)
    for one in told:
        found[one.subject].append(one)
    return found


def _links(near: str, ends: Iterable[tuple[str, Assertion]], step: int) -> list[Link]:
    """Return one link for each other end, the best first."""
    by_end: dict[str, list[Assertion]] = defaultdict(list)
    for end, told in ends:
        if end != near:
            by_end[end].append(told)
    return sorted((_link(near, end, many, step) for end, many in by_end.items()), key=_best_first)


def _link(near: str, far: str, many: list[Assertion], step: int) -> Link:
    best = min(many, key=lambda one: (STATUSES.index(status_of(one.relation)), one.grade))
    sets = tuple(sorted({one.mapping_set for one in many}))
    return Link(near, far, best.relation, status_of(best.relation), best.grade, sets, len(many), step)


def _best_first(link: Link) -> tuple[int, int, str]:
    """Order by status; documents with more mappings come first."""
    many = 0 if ":" in link.near else -link.mappings
    return STATUSES.index(link.status or "unmapped"), many, link.far
