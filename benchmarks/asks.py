"""Time what follows from asks and measures, in one run: every pair of shipped documents, and 100 made-up ones.

    python benchmarks/asks.py    # prints seconds, megabytes and bars; last a line "same=true"

*cold* is a process that has loaded the shipped data and asked nothing, *warm* asks again. The made-up catalogue has 100
documents of 100 provisions with 3 asks each, and measures in which they meet; a tenth of it is answered both on arrays
and by going through every pair of asks, to see that the answers are the same and how much longer that takes.
"""

from __future__ import annotations

import itertools
import resource
import time

import numpy as np

import crosswalk
from crosswalk.analysis.asked import answer_of, asked, best_ranks
from crosswalk.analysis.asks import listed
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Asked, Holding

WARM, MADE_UP, MEGABYTES = 0.5, 5.0, 1000
_HOLDINGS = tuple(Holding)
Rows = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def every_pair(known: Crosswalk) -> dict[tuple[str, str], dict[Asked, int]]:
    """Return how many asks of each shipped document have each answer in each other one."""
    return {pair: asked(known, *pair).counts for pair in itertools.permutations(listed(known), 2)}


def made_up(documents: int, asks: int) -> Rows:
    """Return made-up rows: of nine asks in ten, most with one measure, some with two; a measure for every five asks."""
    chance = np.random.default_rng(1)
    many = documents * asks
    rows = np.flatnonzero(chance.random(many) < 0.9)
    rows = np.concatenate([rows, chance.choice(rows, many // 3)])
    measure = chance.integers(0, many // 25, len(rows))
    return rows, rows // asks, measure, chance.choice(4, len(rows), p=[0.2, 0.2, 0.4, 0.2])


def on_arrays(rows: Rows, documents: int, asks: int) -> np.ndarray:
    """Return the best rank of each ask in each document."""
    ask, home, measure, holding = rows
    return best_ranks(ask, home, measure, holding, documents * asks, documents, int(measure.max()) + 1)


def pair_by_pair(rows: Rows, documents: int, asks: int) -> np.ndarray:
    """Return the same, by going through every pair of rows."""
    best = np.full((documents * asks, documents), len(Asked), dtype=np.int8)
    table = list(zip(*(column.tolist() for column in rows), strict=True))
    for (ask, _, measure, here), (_, home, other, there) in itertools.product(table, table):
        answer = answer_of(_HOLDINGS[here], _HOLDINGS[there]) if measure == other else None
        if answer is not None:
            best[ask, home] = min(best[ask, home], answer.rank)
    return best


def main() -> None:
    """Print the figures."""
    known = crosswalk.load()
    crosswalk.stats(known)
    for word in ("cold", "warm"):
        start = time.perf_counter()
        pairs = every_pair(known)
        seconds = time.perf_counter() - start
        bar = f"  bar {WARM}  ok={str(seconds <= WARM).lower()}" if word == "warm" else ""
        print(f"{word}: {len(pairs)} ordered pairs in {seconds:.2f} s{bar}")
    whole = made_up(100, 300)
    start = time.perf_counter()
    best = on_arrays(whole, 100, 300)
    seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    fine = str(seconds <= MADE_UP and used <= MEGABYTES).lower()
    bars = f"bars {MADE_UP} s, {MEGABYTES} MB  ok={fine}"
    print(f"made up: {best.size:,} answers in {seconds:.2f} s, {used:.0f} MB at most  {bars}")
    part = made_up(10, 150)
    times = []
    for way in (on_arrays, pair_by_pair):
        start = time.perf_counter()
        times.append((way(part, 10, 150), time.perf_counter() - start))
    (arrays, fast), (pairwise, slow) = times
    print(f"a tenth of the documents: pair by pair takes {slow / fast:,.0f} times as long")
    print(f"same={str(bool((arrays == pairwise).all())).lower()}")


if __name__ == "__main__":
    main()
