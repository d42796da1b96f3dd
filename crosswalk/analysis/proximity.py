"""How near two provisions stand: the path of least penalty over mappings, associations and parent links.

Nearness is a place to look. It is *not* a mapping and proves nothing; where an overlap can be proved, `derive` does.
Penalties are whole numbers, so that paths can be grown for all sources at once, penalty by penalty: the sources that
have reached a provision are the bits of a row, and a step is one `or` of rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from crosswalk.algebra import Relation
from crosswalk.analysis.network import Ints, Network, Row, network
from crosswalk.store.holder import Crosswalk

_NEVER = np.iinfo(np.uint16).max
Bits = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Penalties:
    """What each kind of step costs, in whole numbers from 0; `up` goes to a parent, `down` to a part."""

    equal: int = 0
    stated: int = 1  #: any other stated relation but “no relationship”, which is never walked
    related: int = 2  #: related, kind not stated
    associated: int = 2  #: cites, mitigates …
    up: int = 2
    down: int = 2


DEFAULT = Penalties()
#: The penalties of OpenCRE's map analysis: a link costs nothing, a related concept 2, a step up 2, a step down 1.
#: https://github.com/OWASP/OpenCRE/blob/main/application/utils/gap_analysis.py
OPENCRE = Penalties(equal=0, stated=0, related=2, associated=2, up=2, down=1)


@dataclass(frozen=True, slots=True)
class Edges:
    """Directed steps sorted by target; those to node n are `indptr[n]:indptr[n + 1]`."""

    source: Ints
    target: Ints
    penalty: Ints
    indptr: Ints


@dataclass(frozen=True, slots=True)
class Near:
    """The scores of every node from each source: `scores[source, node]`, -1 where no path leads."""

    sources: Ints
    scores: npt.NDArray[np.int16]
    _rounds: npt.NDArray[np.uint16]
    _edges: Edges

    def path(self, place: int, node: int) -> list[int]:
        """Return the nodes of a best path from the source at `place` to a node, both included; [] when none leads."""
        if self.scores[place, node] < 0:
            return []
        found = [node]
        while self._rounds[place, node]:
            node = next(one for one in self._before(place, node))
            found.append(node)
        return found[::-1]

    def _before(self, place: int, node: int) -> Iterator[int]:
        edges, scores, rounds = self._edges, self.scores[place], self._rounds[place]
        for edge in range(edges.indptr[node], edges.indptr[node + 1]):
            source = int(edges.source[edge])
            if rounds[source] < rounds[node] and scores[source] + edges.penalty[edge] == scores[node]:
                yield source


def steps(network: Network, penalties: Penalties = DEFAULT) -> Edges:
    """Return every step that may be walked, with its penalty. What was asserted to have no relationship is not."""
    found: list[tuple[int, int, int]] = []
    for row in (*network.mappings, *network.associations):
        if row.mask is not Relation.NO_RELATIONSHIP:
            cost = _penalty(row, penalties)
            found += [(row.subject, row.object, cost), (row.object, row.subject, cost)]
    for row in network.parents:
        found += [(row.subject, row.object, penalties.up), (row.object, row.subject, penalties.down)]
    return edges(found, len(network.names))


def _penalty(row: Row, penalties: Penalties) -> int:
    if row.said:
        return penalties.associated
    if row.mask is Relation.EQUAL:
        return penalties.equal
    return penalties.related if row.mask is Relation.RELATED else penalties.stated


def edges(steps: list[tuple[int, int, int]], nodes: int) -> Edges:
    """Return (source, target, penalty) steps by target. ValueError for a penalty that is no whole number from 0."""
    told = np.array(steps, dtype=np.float64).reshape(-1, 3)
    if (told[:, 2] < 0).any() or (told[:, 2] % 1).any():
        raise ValueError("a penalty is a whole number from 0")
    columns = told[np.argsort(told[:, 1], kind="stable")].astype(np.int32)
    indptr = np.zeros(nodes + 1, dtype=np.int32)
    np.cumsum(np.bincount(columns[:, 1], minlength=nodes), out=indptr[1:])
    return Edges(columns[:, 0], columns[:, 1], columns[:, 2], indptr)


def near(edges: Edges, sources: Ints, cutoff: int = 1_000) -> Near:
    """Return the scores of all nodes from each source, over paths that cost no more than `cutoff`."""
    rounds = np.full((len(sources), len(edges.indptr) - 1), _NEVER, dtype=np.uint16)
    cost_of: list[int] = []
    for cost, told in _waves(edges, sources, cutoff):
        bits = np.unpackbits(told.view(np.uint8), axis=1, bitorder="little")[:, : len(sources)]
        np.copyto(rounds, np.uint16(len(cost_of)), where=bits.T.view(np.bool_))
        cost_of.append(cost)
    lookup = np.full(_NEVER + 1, -1, dtype=np.int16)
    lookup[: len(cost_of)] = cost_of
    return Near(sources, lookup[rounds], rounds, edges)


def _waves(edges: Edges, sources: Ints, cutoff: int) -> Iterator[tuple[int, Bits]]:
    """Yield (cost, newly reached) wave by wave: bit s of row n is set when source s reaches node n then."""
    kinds = [_Kind.of(edges, penalty) for penalty in np.unique(edges.penalty).tolist()]
    begin = np.zeros((len(edges.indptr) - 1, -(-len(sources) // 64) or 1), dtype=np.uint64)
    places = np.arange(len(sources))
    np.bitwise_or.at(begin, (sources, places // 64), np.uint64(1) << (places % 64).astype(np.uint64))
    reached, waiting, cost = np.zeros_like(begin), {0: begin}, 0
    while waiting and cost <= cutoff:
        new = waiting.pop(cost, None)
        settled = np.zeros_like(begin)
        while new is not None and (new := new & ~reached).any():
            yield cost, new
            reached |= new
            settled |= new
            new = next((kind.taken(new) for kind in kinds if kind.penalty == 0), None)
        if settled.any():
            for kind in kinds:
                if kind.penalty:
                    more = kind.taken(settled) & ~reached
                    waiting[cost + kind.penalty] = waiting.get(cost + kind.penalty, np.zeros_like(begin)) | more
        cost = min(waiting, default=cost)


@dataclass(frozen=True, slots=True)
class _Kind:
    """The steps of one penalty, by target."""

    penalty: int
    source: Ints
    targets: Ints
    first: npt.NDArray[np.int64]

    @classmethod
    def of(cls, edges: Edges, penalty: int) -> _Kind:
        chosen = edges.penalty == penalty
        targets, first = np.unique(edges.target[chosen], return_index=True)
        return cls(penalty, edges.source[chosen], targets.astype(np.int32), first)

    def taken(self, told: Bits) -> Bits:
        """Return what is reached from `told` by one step of this kind."""
        found = np.zeros_like(told)
        found[self.targets] = np.bitwise_or.reduceat(told[self.source], self.first, axis=0)
        return found


def nearest(
    crosswalk: Crosswalk, reference: str, penalties: Penalties = DEFAULT
) -> dict[str, tuple[str, int, list[str]]]:
    """Return provision → (the nearest provision of `reference`, the score, the path to it), for provisions of other
    documents that any path leads to. The first in the order of the reference wins a tie.
    """
    key = ("nearest", reference, penalties)
    if key not in crosswalk.answers:
        crosswalk.answers[key] = _nearest(network(crosswalk), reference, penalties)
    found: dict[str, tuple[str, int, list[str]]] = crosswalk.answers[key]
    return found


def _nearest(network: Network, reference: str, penalties: Penalties) -> dict[str, tuple[str, int, list[str]]]:
    goals = network.of(reference)
    if not len(goals):
        return {}
    found = near(_turned(steps(network, penalties)), goals)
    scores = np.where(found.scores < 0, np.iinfo(np.int16).max, found.scores)
    best = scores.argmin(axis=0)
    inside = network.document == network.documents.index(reference)
    told: dict[str, Any] = {}
    for node in np.flatnonzero((found.scores[best, np.arange(len(best))] >= 0) & ~inside).tolist():
        place = int(best[node])
        path = [network.names[one] for one in found.path(place, node)[::-1]]
        told[network.names[node]] = (network.names[goals[place]], int(found.scores[place, node]), path)
    return told


def _turned(edges_: Edges) -> Edges:
    """Return the same steps walked backwards: what is near to the goals, and not from them."""
    columns = zip(edges_.target.tolist(), edges_.source.tolist(), edges_.penalty.tolist(), strict=True)
    return edges(list(columns), len(edges_.indptr) - 1)


def path_score(penalties: Penalties, kinds: list[str]) -> int:
    """Return the score of a path from the kinds of its steps, each the name of a penalty.

    >>> path_score(OPENCRE, ["stated", "up", "related", "down", "stated"])
    5
    """
    return sum(getattr(penalties, kind) for kind in kinds)
