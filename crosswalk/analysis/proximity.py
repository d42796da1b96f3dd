"""How near two provisions are: the path of least penalty over mappings, associations and parent links.

A near provision is a place to look. It is *not* a mapping and proves nothing
(docs/decisions/0012-nearness-is-not-a-mapping.md); where an overlap can be proved, `derive` proves it. Penalties are
whole numbers, so paths can grow from all sources at once, penalty by penalty: the sources that have reached a provision
are the bits of a row, and a step is one `or` of rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from crosswalk.algebra import Relation
from crosswalk.analysis.network import Ints, Network, Rows, network
from crosswalk.store.holder import Crosswalk, remembered

_NEVER = np.iinfo(np.uint16).max
Bits = npt.NDArray[np.uint64]
Costs = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Penalties:
    """What each kind of step costs, in whole numbers from 0; `up` goes to a parent, `down` to a part."""

    equal: int = 0
    stated: int = 1  #: any other relation except “no relationship”, which is never followed
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
    """The scores of every node from each source: `scores[source, node]`, -1 where there is no path."""

    sources: Ints
    scores: npt.NDArray[np.int16]
    _rounds: npt.NDArray[np.uint16]
    _edges: Edges

    def path(self, place: int, node: int) -> list[int]:
        """Return the nodes of a best path from the source at `place` to a node, both included; [] where there is
        none.
        """
        if self.scores[place, node] < 0:
            return []
        nodes = [node]
        while self._rounds[place, node]:
            node = next(self._before(place, node))
            nodes.append(node)
        return nodes[::-1]

    def _before(self, place: int, node: int) -> Iterator[int]:
        edges, scores, rounds = self._edges, self.scores[place], self._rounds[place]
        for edge in range(edges.indptr[node], edges.indptr[node + 1]):
            source = int(edges.source[edge])
            if rounds[source] < rounds[node] and scores[source] + edges.penalty[edge] == scores[node]:
                yield source


def steps(network: Network, penalties: Penalties = DEFAULT) -> Edges:
    """Return every step that may be followed, with its penalty. An asserted “no relationship” is not followed."""
    walked = network.mappings.where(network.mappings.mask != int(Relation.NO_RELATIONSHIP))
    cost = np.full(len(walked), penalties.stated, dtype=np.float64)
    cost[walked.mask == int(Relation.EQUAL)] = penalties.equal
    cost[walked.mask == int(Relation.RELATED)] = penalties.related
    blocks = [
        *_both_ways(walked, cost, cost),
        *_both_ways(network.associations, penalties.associated, penalties.associated),
        *_both_ways(network.parents, penalties.up, penalties.down),
    ]
    return edges(np.concatenate(blocks), len(network.names))


def _both_ways(rows: Rows, there: Costs | int, back: Costs | int) -> Iterator[Costs]:
    """Yield blocks of (source, target, penalty): the rows as they are written, and turned."""
    for source, target, cost in ((rows.subject, rows.object, there), (rows.object, rows.subject, back)):
        yield np.column_stack([source, target, np.broadcast_to(cost, len(rows))]).astype(np.float64)


def edges(steps: Sequence[tuple[int, int, float]] | Costs, nodes: int) -> Edges:
    """Return (source, target, penalty) steps by target. Raises ValueError unless penalties are whole numbers from 0."""
    rows = np.array(steps, dtype=np.float64).reshape(-1, 3)
    if (rows[:, 2] < 0).any() or (rows[:, 2] % 1).any():
        raise ValueError("a penalty is a whole number from 0")
    columns = rows[np.argsort(rows[:, 1], kind="stable")].astype(np.int32)
    indptr = np.zeros(nodes + 1, dtype=np.int32)
    np.cumsum(np.bincount(columns[:, 1], minlength=nodes), out=indptr[1:])
    return Edges(columns[:, 0], columns[:, 1], columns[:, 2], indptr)


def near(edges: Edges, sources: Ints, cutoff: int = 1_000) -> Near:
    """Return the scores of all nodes from each source, over paths that cost no more than `cutoff`."""
    rounds = np.full((len(sources), len(edges.indptr) - 1), _NEVER, dtype=np.uint16)
    cost_of: list[int] = []
    for cost, fresh in _waves(edges, sources, cutoff):
        bits = np.unpackbits(fresh.view(np.uint8), axis=1, bitorder="little")[:, : len(sources)]
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
                    further = kind.taken(settled) & ~reached
                    waiting[cost + kind.penalty] = waiting.get(cost + kind.penalty, np.zeros_like(begin)) | further
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

    def taken(self, reached: Bits) -> Bits:
        """Return what is reached from `reached` by one step of this kind."""
        further = np.zeros_like(reached)
        further[self.targets] = np.bitwise_or.reduceat(reached[self.source], self.first, axis=0)
        return further


@dataclass(frozen=True, slots=True)
class Candidate:
    """The provision of a document that is nearest to a provision of another, and the penalty of the path."""

    provision: str
    score: int


@remembered
def nearest(crosswalk: Crosswalk, reference: str, penalties: Penalties = DEFAULT) -> Mapping[str, Candidate]:
    """Return the nearest provision of `reference` for each provision of another document from which a path leads there.
    In a tie, the first in the order of `reference` wins.

    >>> from crosswalk.store.holder import load
    >>> nearest(load(), "owasp-llm-2025")["dsit-ai-code-2025:2.1"].provision.split(":")[0]
    'owasp-llm-2025'
    """
    known = network(crosswalk)
    goals = known.of(reference)
    if not len(goals):
        return {}
    reached = near(_turned(steps(known, penalties)), goals)
    scores = np.where(reached.scores < 0, np.iinfo(np.int16).max, reached.scores)
    best = scores.argmin(axis=0)
    lowest = reached.scores[best, np.arange(len(best))]
    inside = known.document == known.documents.index(reference)
    return {
        known.names[node]: Candidate(known.names[goals[best[node]]], int(lowest[node]))
        for node in np.flatnonzero((lowest >= 0) & ~inside).tolist()
    }


def _turned(walked: Edges) -> Edges:
    """Return the same steps in the other direction, so that scores are those of paths to the goals."""
    return edges(
        np.column_stack([walked.target, walked.source, walked.penalty]).astype(np.float64), len(walked.indptr) - 1
    )
