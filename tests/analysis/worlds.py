"""Random provisions that are real sets, and rows that are true of them: what is derived must be true of them, too."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np

from crosswalk.algebra import CHILD_TO_PARENT, Relation, compose, inverse
from crosswalk.analysis.network import Network, make

Rows = list[tuple[str, str, Relation, str | None, str | None]]


@dataclass
class World:
    """Provisions of a few documents as sets, the rows stated of them, and child → parent."""

    sets: dict[str, frozenset[int]]
    rows: Rows
    parents: list[tuple[str, str, Relation]]

    @property
    def network(self) -> Network:
        return make(((name, name.split(":")[0], True) for name in self.sets), self.rows, self.parents)


def truth(one: frozenset[int], other: frozenset[int]) -> Relation:
    if one == other:
        return Relation.EQUAL
    if one < other:
        return Relation.SUBSET_OF
    if one > other:
        return Relation.SUPERSET_OF
    return Relation.INTERSECTS_WITH if one & other else Relation.NO_RELATIONSHIP


def true_world(chance: random.Random, documents: int = 4, provisions: int = 3) -> World:
    """Return a world whose rows are true; some say only that two are related, and some parents are the sum of parts."""
    sets: dict[str, frozenset[int]] = {}
    parents = []
    for document in range(documents):
        names = [f"d{document}:{number}" for number in range(chance.randint(1, provisions))]
        for name in names:
            sets[name] = frozenset(chance.sample(range(5), chance.randint(1, 4)))
        if chance.random() < 0.4:
            whole = f"d{document}:whole"
            sets[whole] = frozenset().union(*(sets[name] for name in names))
            parents += [(name, whole, CHILD_TO_PARENT) for name in names]
    names = list(sets)
    rows: Rows = []
    for _ in range(chance.randint(0, 14)):
        subject, target = chance.choice(names), chance.choice(names)
        if subject.split(":")[0] == target.split(":")[0]:
            continue
        stated = truth(sets[subject], sets[target])
        if stated is not Relation.NO_RELATIONSHIP and chance.random() < 0.3:
            stated = Relation.RELATED
        rows.append((subject, target, stated, f"s{len(rows) % 3}", "E"))
    return World(sets, rows, parents)


def by_loops(world: World, max_hops: int) -> dict[tuple[str, str], Relation]:
    """Return what follows, by walking every path: at most one parent link, mappings, at most one parent link."""
    steps: dict[str, list[tuple[str, Relation]]] = {name: [] for name in world.sets}
    for subject, target, mask, *_ in world.rows:
        steps[subject].append((target, mask))
        steps[target].append((subject, inverse(mask)))
    links: dict[str, list[tuple[str, Relation]]] = {name: [] for name in world.sets}
    for child, parent, mask in world.parents:
        links[child].append((parent, mask))
        links[parent].append((child, inverse(mask)))
    found: dict[tuple[str, str], Relation] = {}

    def told(start: str, end: str, mask: Relation) -> None:
        if start.split(":")[0] != end.split(":")[0] and mask is not Relation.ANY:
            found[start, end] = found.get((start, end), Relation.ANY) & mask

    def walk(path: list[str], mask: Relation, hops: int) -> None:
        if hops:
            told(path[0], path[-1], mask)
            for end, link in links[path[-1]]:
                if end not in path:
                    told(path[0], end, compose(mask, link))
        if hops < max_hops:
            for end, step in steps[path[-1]]:
                if end not in path:
                    walk([*path, end], compose(mask, step), hops + 1)

    for start in world.sets:
        walk([start], Relation.EQUAL, 0)
        for first, link in links[start]:
            walk([start, first], link, 0)
    return found


def everything(network: Network) -> np.ndarray:
    return np.arange(len(network.names), dtype=np.int32)
