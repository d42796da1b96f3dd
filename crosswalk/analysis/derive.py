"""What follows from the asserted mappings: masks composed along paths, intersected across them (design §4).

A derivation uses up to `max_hops` mapping steps and one hierarchy step at each end. Nothing derived is ever written to
a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import networkx as nx

from crosswalk.algebra import Relation, compose, is_provable_overlap
from crosswalk.analysis.graph import mapping_graph
from crosswalk.store.holder import Crosswalk

MAX_HOPS = 2


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path: a mapping of a set, or a step to a parent or part (no mapping set)."""

    subject: str
    object: str
    mask: Relation
    mapping_set: str | None = None
    grade: str | None = None


@dataclass(slots=True)
class Derived:
    """Everything that the paths between two provisions prove."""

    subject: str
    object: str
    mask: Relation = Relation.ANY
    paths: list[tuple[Hop, ...]] = field(default_factory=list)

    @property
    def is_overlap(self) -> bool:
        """True when the two provisions provably have something in common."""
        return is_provable_overlap(self.mask)


def derive(crosswalk: Crosswalk, document: str, max_hops: int = MAX_HOPS) -> dict[str, dict[str, Derived]]:
    """Return provision → (provision of another document → what is derived), for the assessable provisions of
    `document`.

    Pairs about which the paths say nothing are left out. An empty mask means that the paths contradict each other.
    """
    key = ("derive", document, max_hops)
    if key not in crosswalk.answers:
        graph = mapping_graph(crosswalk)
        starts = [
            node for node, data in graph.nodes(data=True) if data.get("document") == document and data.get("assessable")
        ]
        crosswalk.answers[key] = {start: _from(graph, start, document, max_hops) for start in starts}
    found: dict[str, dict[str, Derived]] = crosswalk.answers[key]
    return found


def _from(graph: nx.MultiDiGraph, start: str, document: str, max_hops: int) -> dict[str, Derived]:
    found: dict[str, Derived] = {}
    for path, mask in _paths(graph, start, max_hops):
        target = path[-1].object
        if graph.nodes[target].get("document") in (document, None):
            continue
        derived = found.setdefault(target, Derived(start, target))
        derived.mask &= mask
        derived.paths.append(path)
    return found


def _paths(graph: nx.MultiDiGraph, start: str, max_hops: int) -> Iterator[tuple[tuple[Hop, ...], Relation]]:
    """Yield every informative path of at most `max_hops` mappings, with one hierarchy step before and after."""
    stack: list[tuple[tuple[Hop, ...], Relation, str]] = [((), Relation.EQUAL, start)]
    stack += [((hop,), hop.mask, hop.object) for hop in _hops(graph, start, "hierarchy")]
    while stack:
        path, mask, node = stack.pop()
        visited = {start, *(hop.object for hop in path)}
        for hop in _hops(graph, node, "mapping"):
            reached = compose(mask, hop.mask)
            if hop.object in visited or reached is Relation.ANY:
                continue
            longer = (*path, hop)
            yield longer, reached
            yield from _one_level(graph, longer, reached, visited)
            if sum(1 for step in longer if step.mapping_set) < max_hops:
                stack.append((longer, reached, hop.object))


def _one_level(
    graph: nx.MultiDiGraph, path: tuple[Hop, ...], mask: Relation, visited: set[str]
) -> Iterator[tuple[tuple[Hop, ...], Relation]]:
    for step in _hops(graph, path[-1].object, "hierarchy"):
        reached = compose(mask, step.mask)
        if reached is not Relation.ANY and step.object not in visited:
            yield (*path, step), reached


def _hops(graph: nx.MultiDiGraph, node: str, kind: str) -> Iterator[Hop]:
    for _, target, data in graph.out_edges(node, data=True):
        if data["kind"] == kind and data["mask"] is not None:
            yield Hop(node, target, data["mask"], data.get("mapping_set"), data.get("grade"))
