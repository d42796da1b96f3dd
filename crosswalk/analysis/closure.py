"""What follows from all mappings at once: paths grow step by step on arrays, their masks are composed, and the masks of
paths between the same pair are intersected (docs/derivation.md).

Most chains prove nothing: an overlap of an overlap can be anything. Steps are therefore grouped by mask, and a path is
never continued with steps whose composition is “any”. What remains is a small part of all chains.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from crosswalk.algebra import COMPOSITION, Relation
from crosswalk.analysis.network import Ints, Masks, Network, Steps
from crosswalk.errors import UsageError
from crosswalk.limits import MAX_HOPS, MOST_HOPS, MOST_PATHS

_ANY, _EQUAL = int(Relation.ANY), int(Relation.EQUAL)


def _composed() -> Masks:
    """Return compose(a, b) for all pairs of masks: what any base relation of a, then any of b, leaves possible."""
    table = np.zeros((32, 32), dtype=np.uint8)
    every = np.arange(32)
    for (first, second), mask in COMPOSITION.items():
        table[np.ix_(every & int(first) > 0, every & int(second) > 0)] |= int(mask)
    return table


#: TABLE[a, b] is compose(a, b), for all pairs of masks.
TABLE = _composed()
_DIGIT = 1 << 16
_NONE = np.empty(0, dtype=np.int32)
_NOTHING = (_NONE, _NONE, _NONE, np.empty(0, dtype=np.uint8))


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: the node that it leads to, and the number of the mapping or parent link behind it."""

    node: int
    row: int
    is_mapping: bool


@dataclass(slots=True)
class _Frontier:
    """The paths that can be continued: their ids, their last nodes, what they prove, and the nodes they have
    visited.
    """

    path: Ints
    node: Ints
    mask: Masks
    seen: list[Ints]

    def __len__(self) -> int:
        return len(self.path)

    def and_also(self, other: _Frontier) -> _Frontier:
        """Return both together; shorter paths repeat their first node in the columns that they lack."""
        seen = [*self.seen, *[self.seen[0]] * (len(other.seen) - len(self.seen))]
        columns = [np.concatenate(pair) for pair in zip(seen, other.seen, strict=True)]
        path, node = np.concatenate([self.path, other.path]), np.concatenate([self.node, other.node])
        return _Frontier(path, node, np.concatenate([self.mask, other.mask]), columns)


@dataclass(slots=True)
class _Paths:
    """All paths by number: the last node, the row of the last step (for a parent link -1 - its number), and the path
    that it continues (-1 at the start). They are kept in chunks, one for each step outward.
    """

    node: list[Ints] = field(default_factory=list)
    row: list[Ints] = field(default_factory=list)
    before: list[Ints] = field(default_factory=list)
    mask: list[Masks] = field(default_factory=list)
    start: list[Ints] = field(default_factory=list)
    hops: list[Masks] = field(default_factory=list)
    size: int = 0

    def add(self, node: Ints, row: Ints, before: Ints, mask: Masks, start: Ints, hops: int) -> Ints:
        """Add a chunk; return the numbers of its paths."""
        for name, values in zip(
            ("node", "row", "before", "mask", "start"), (node, row, before, mask, start), strict=True
        ):
            getattr(self, name).append(values)
        self.hops.append(np.full(len(node), hops, dtype=np.uint8))
        self.size += len(node)
        return np.arange(self.size - len(node), self.size, dtype=np.int32)

    def whole(self) -> None:
        """Join the chunks."""
        for name in ("node", "row", "before", "mask", "start", "hops"):
            setattr(self, name, [np.concatenate(getattr(self, name))])


@dataclass(frozen=True)
class Closure:
    """Every pair about which the paths prove something: `start[i]`, `target[i]`, `mask[i]`, sorted by start and target.

    The paths behind pair i are `order[offset[i]:offset[i + 1]]`; `steps` describes one, `middles` all of them.
    """

    start: Ints
    target: Ints
    mask: Masks
    shortest: Masks  #: the number of mappings of the shortest path of each pair
    offset: npt.NDArray[np.int64]
    order: Ints
    _paths: _Paths

    def __len__(self) -> int:
        return len(self.mask)

    def paths(self, pair: int) -> list[int]:
        """Return the paths behind a pair, those with the fewest mappings first."""
        numbers = self.order[self.offset[pair] : self.offset[pair + 1]]
        ordered: list[int] = numbers[np.argsort(self._paths.hops[0][numbers], kind="stable")].tolist()
        return ordered

    def middles(self) -> Ints:
        """Return the node before the last of every path, in the order of `order`: the middle of a chain of two."""
        return self._paths.node[0][self._paths.before[0][self.order]]

    def mask_of(self, path: int) -> Relation:
        """Return what one path proves by itself."""
        return Relation(int(self._paths.mask[0][path]))

    def steps(self, path: int) -> list[Step]:
        """Return the steps of a path, first to last."""
        return list(self._back(path))[::-1]

    def _back(self, path: int) -> Iterator[Step]:
        while (before := int(self._paths.before[0][path])) >= 0:
            row = int(self._paths.row[0][path])
            yield Step(int(self._paths.node[0][path]), row if row >= 0 else -1 - row, row >= 0)
            path = before


def close(network: Network, starts: Ints, max_hops: int = MAX_HOPS, *, halves: bool = False) -> Closure:
    """Return what follows for the given nodes from paths of at most `max_hops` mappings, with at most one parent link
    before the first and after the last.

    Pairs within one document, and those about which the paths prove nothing, are left out. With `halves`, each pair is
    listed from its lower node only. Time and memory grow with the number of paths that prove something. Raises
    UsageError for more mappings than `crosswalk.limits` allows.
    """
    if not 0 <= max_hops <= MOST_HOPS:
        raise UsageError(f"A path has at most {MOST_HOPS} mappings here, and not {max_hops}.")
    paths = _Paths()
    nowhere = np.full(len(starts), -1, dtype=np.int32)
    begun = paths.add(starts, nowhere, nowhere, np.full(len(starts), _EQUAL, dtype=np.uint8), starts, 0)
    frontier = _Frontier(begun, starts, paths.mask[0], [starts])
    if network.links:
        frontier = frontier.and_also(_taken(paths, frontier, network.links, 0, is_mapping=False))
    ends = [_NONE]
    for hop in range(1, max_hops + 1):
        only_above = halves and hop == max_hops and not network.links  # nothing continues from what is left out then
        frontier = _taken(paths, frontier, network.steps, hop, is_mapping=True, only_above=only_above)
        ended = _taken(paths, frontier, network.links, hop, is_mapping=False)
        ends += [frontier.path, ended.path]
    paths.whole()
    return _grouped(network, paths, np.concatenate(ends), halves)


def _taken(
    paths: _Paths,
    frontier: _Frontier,
    steps: Sequence[Steps],
    hops: int,
    *,
    is_mapping: bool,
    only_above: bool = False,
) -> _Frontier:
    """Take every step that proves something from every path of the frontier; return the longer paths."""
    longer = [_NOTHING, *(_one_mask(frontier, same_mask, only_above) for same_mask in steps)]
    origin, node, row, mask = (np.concatenate(columns) for columns in zip(*longer, strict=True))
    start = frontier.seen[0][origin]
    number = paths.add(node, row if is_mapping else -1 - row, frontier.path[origin], mask, start, hops)
    return _Frontier(number, node, mask, [*(column[origin] for column in frontier.seen), node])


def _one_mask(frontier: _Frontier, steps: Steps, only_above: bool) -> tuple[Ints, Ints, Ints, Masks]:
    """Return (place in the frontier, node, row, mask) of every longer path that steps with one mask lead to."""
    reached = TABLE[frontier.mask, steps.mask]
    useful = np.flatnonzero(reached != _ANY).astype(np.int32)
    first = steps.indptr[frontier.node[useful]]
    count = steps.indptr[frontier.node[useful] + 1] - first
    if (most := int(count.sum(dtype=np.int64))) > MOST_PATHS:
        raise UsageError(f"A step may lead to at most {MOST_PATHS:,} paths, not {most:,}; ask for fewer hops.")
    origin = np.repeat(useful, count)
    step = np.arange(len(origin), dtype=np.int32) + np.repeat(first - (np.cumsum(count, dtype=np.int32) - count), count)
    node = steps.target[step]
    start, *others = frontier.seen
    new = node > start[origin] if only_above else node != start[origin]
    for column in others:
        new &= node != column[origin]
    kept = np.flatnonzero(new)
    origin = origin[kept]
    return origin, node[kept], steps.row[step[kept]], reached[origin]


def _grouped(network: Network, paths: _Paths, chosen: Ints, halves: bool) -> Closure:
    """Sort the chosen paths by the pair they join, and intersect the masks of each pair."""
    start, target = paths.start[0][chosen], paths.node[0][chosen]
    document = network.document[target]
    between = (network.document[start] != document) & (document >= 0)
    if halves:
        between &= start < target
    kept = np.flatnonzero(between)
    order = kept[_sorted(start[kept], target[kept])]
    chosen, start, target = chosen[order], start[order], target[order]
    first = np.flatnonzero(np.r_[True, (start[1:] != start[:-1]) | (target[1:] != target[:-1])][: len(chosen)])
    mask = _per_group(np.bitwise_and, paths.mask[0][chosen], first)
    shortest = _per_group(np.minimum, paths.hops[0][chosen], first)
    offset = np.append(first, len(chosen))
    return Closure(start[first], target[first], mask, shortest, offset, chosen, paths)


def _per_group(how: np.ufunc, values: Masks, first: npt.NDArray[np.int64]) -> Masks:
    return how.reduceat(values, first) if len(first) else values[:0]


def _sorted(start: Ints, target: Ints) -> npt.NDArray[np.int64]:
    """Return the order by start, then target: digit by digit, since numpy sorts 16 bits in linear time."""
    order = np.arange(len(start))
    for values in (target, start):
        for digit in _digits(values):
            order = order[np.argsort(digit[order], kind="stable")]
    return order


def _digits(values: Ints) -> Iterator[npt.NDArray[np.uint16]]:
    yield values.astype(np.uint16)
    if len(values) and values.max() >= _DIGIT:
        yield (values // _DIGIT).astype(np.uint16)
