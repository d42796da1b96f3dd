"""Time what follows from many mappings against plain loops over the same chains, in one run.

    python benchmarks/derivation.py    # a table and, last, a line "ratio=… ratio_skipping=… same=true"

The crosswalk is made up: 35 documents of 80 provisions, rows between random provisions of different documents, 95 in
100 of them intersects-with. The result is every pair of provisions of different documents whose mask is not "any",
once, with the middle provision of every chain that proves it (for a row by itself: its own end). Two loops over
dictionaries do the same: one over all chains, one that keeps rows apart by mask and so skips what proves nothing. The
index of the rows that each of the three walks on is made before its clock starts. Times are the best of three; only the
ratios, at 75,000 rows, mean anything on another machine.
"""

from __future__ import annotations

import random
import time
import tracemalloc
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from crosswalk.algebra import Relation, compose, inverse
from crosswalk.analysis.closure import Closure, close
from crosswalk.analysis.network import Network, make

DOCUMENTS, PROVISIONS, SIZES = 35, 80, (10_000, 75_000, 300_000)
MEASURED = 75_000
ANY = int(Relation.ANY)
OTHERS = (Relation.EQUAL, Relation.SUBSET_OF, Relation.SUPERSET_OF, Relation.NO_RELATIONSHIP, Relation.RELATED)
COMPOSED = {(a, b): int(compose(Relation(a), Relation(b))) for a in range(32) for b in range(32)}
TELLING = {a: [(b, COMPOSED[a, b]) for b in range(32) if COMPOSED[a, b] != ANY] for a in range(32)}
Row = tuple[str, str, Relation, str, str]
Masks = dict[tuple[str, str], int]
Middles = dict[tuple[str, str], list[str]]


def made_up(rows: int) -> tuple[list[tuple[str, str, bool]], list[Row]]:
    """Return (name, document, assessable) of every provision, and rows (subject, object, mask, set, grade)."""
    chance = random.Random(1)
    nodes = [(f"d{one:02}:{two:02}", f"d{one:02}", True) for one in range(DOCUMENTS) for two in range(PROVISIONS)]
    found: list[Row] = []
    while len(found) < rows:
        (subject, its, _), (target, other, _) = chance.choice(nodes), chance.choice(nodes)
        mask = Relation.INTERSECTS_WITH if chance.random() < 0.95 else chance.choice(OTHERS)
        if its != other:
            found.append((subject, target, mask, "made-up", "E"))
    return nodes, found


def by_end(rows: list[Row]) -> dict[str, list[tuple[str, int]]]:
    """Return provision → (other end, mask) of its rows, in both directions."""
    beside: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for subject, target, mask, *_ in rows:
        beside[subject].append((target, int(mask)))
        beside[target].append((subject, int(inverse(mask))))
    return beside


def over_all_chains(document: dict[str, str], beside: dict[str, list[tuple[str, int]]]) -> tuple[Masks, Middles, int]:
    """Return the mask of every pair, its middle provisions, and the number of chains, by the plain loop."""
    masks: Masks = {}
    middles: Middles = defaultdict(list)
    chains = 0
    for start, near in beside.items():
        for middle, first in near:
            if start < middle:
                masks[start, middle] = masks.get((start, middle), ANY) & first
                middles[start, middle].append(start)
            for end, second in beside[middle]:
                if start < end and document[start] != document[end]:
                    chains += 1
                    mask = COMPOSED[first, second]
                    if mask != ANY:
                        masks[start, end] = masks.get((start, end), ANY) & mask
                        middles[start, end].append(middle)
    return masks, middles, chains


def by_end_and_mask(rows: list[Row]) -> dict[str, dict[int, list[str]]]:
    """Return provision → mask → other ends."""
    beside: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, target, mask, *_ in rows:
        beside[subject][int(mask)].append(target)
        beside[target][int(inverse(mask))].append(subject)
    return beside


def over_telling_chains(
    document: dict[str, str], beside: dict[str, dict[int, list[str]]]
) -> tuple[Masks, Middles, int]:
    """Return the same from a loop that skips two steps whose masks prove nothing together."""
    masks: Masks = {}
    middles: Middles = defaultdict(list)
    chains = 0
    for start, by_mask in beside.items():
        for first, near in by_mask.items():
            for middle in near:
                if start < middle:
                    masks[start, middle] = masks.get((start, middle), ANY) & first
                    middles[start, middle].append(start)
                further = beside[middle]
                for second, mask in TELLING[first]:
                    for end in further.get(second, ()):
                        if start < end and document[start] != document[end]:
                            chains += 1
                            masks[start, end] = masks.get((start, end), ANY) & mask
                            middles[start, end].append(middle)
    return masks, middles, chains


def ours(network: Network) -> Closure:
    """Return the closure of the same rows."""
    return close(network, np.arange(len(network.names), dtype=np.int32), halves=True)


def indexed(nodes: list[tuple[str, str, bool]], rows: list[Row]) -> Network:
    """Return the network of some rows with its steps."""
    network = make(nodes, rows)
    assert network.steps
    return network


def as_dictionaries(network: Network, closure: Closure) -> tuple[Masks, Middles]:
    """Return a closure in the form of the loops, to compare."""
    names = network.names
    pairs = [(names[s], names[t]) for s, t in zip(closure.start.tolist(), closure.target.tolist(), strict=True)]
    middles = [names[one] for one in closure.middles().tolist()]
    begins = closure.offset.tolist()
    return dict(zip(pairs, closure.mask.tolist(), strict=True)), {
        pair: middles[begins[number] : begins[number + 1]] for number, pair in enumerate(pairs)
    }


def best(work: Callable[[], Any], times: int = 3) -> tuple[float, Any]:
    """Return the best time in seconds and the last result."""
    fastest, result = float("inf"), None
    for _ in range(times):
        start = time.perf_counter()
        result = work()
        fastest = min(fastest, time.perf_counter() - start)
    return fastest, result


def peak(work: Callable[[], Any]) -> float:
    """Return the most memory that some work takes, in MB."""
    tracemalloc.start()
    work()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e6


def main() -> None:
    """Print time and memory for three sizes, then the ratios at the one that the design names."""
    print(f"{'rows':>8}{'pairs':>11}{'paths':>12}{'seconds':>9}{'MB':>7}")
    for size in SIZES:
        network = indexed(*made_up(size))
        seconds, closure = best(partial(ours, network))
        print(f"{size:8,}{len(closure):11,}{len(closure.order):12,}{seconds:9.3f}{peak(partial(ours, network)):7.0f}")
    nodes, rows = made_up(MEASURED)
    document = {name: document for name, document, _ in nodes}
    network = indexed(nodes, rows)
    seconds, closure = best(partial(ours, network))
    plain, (masks, middles, chains) = best(partial(over_all_chains, document, by_end(rows)))
    skipping, (same_masks, same_middles, telling) = best(partial(over_telling_chains, document, by_end_and_mask(rows)))
    print(f"at {MEASURED:,} rows: {chains:,} chains of two, {telling:,} of them prove something")
    print(
        f"  closure {seconds * 1000:.0f} ms, loop over all chains {plain:.2f} s, over the useful ones {skipping:.2f} s"
    )
    our_masks, our_middles = as_dictionaries(network, closure)
    same = our_masks == masks == same_masks and all(
        sorted(our_middles[pair]) == sorted(middles[pair]) == sorted(same_middles[pair]) for pair in masks
    )
    print(f"ratio={plain / seconds:.1f} ratio_skipping={skipping / seconds:.1f} same={str(same).lower()}")


if __name__ == "__main__":
    main()
