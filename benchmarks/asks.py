"""Time what follows from asks and measures, in one run: every pair of shipped documents, and 100 made-up ones.

    python benchmarks/asks.py    # prints seconds of CPU, megabytes and bars; last a line "same=true"

*cold* is a process that has loaded the shipped data and asked nothing. *warm* computes every answer again: the asks,
rows and measures that the queries gave are there, and nothing that was concluded from them. *in full* is the same with
every place where an ask is met and what these leave over together, as a file of answers needs it, and *nearest* looks
for the ask most like each one that nothing meets, as nothing does unless it is shown. The made-up catalogue has 100
documents of 100 provisions with 3 asks each, and measures in which they meet; a tenth of it is answered both on arrays
and by going through every pair of asks, to see that the answers are the same and how much longer that takes.
"""

from __future__ import annotations

import itertools
import resource
import time

import numpy as np

import crosswalk
from crosswalk.analysis.asked import Asking, answer_of, asked, best_ranks
from crosswalk.analysis.asks import asks, listed, measures, read_against, readings, relations, rows_of
from crosswalk.analysis.catalogue import provision_index
from crosswalk.analysis.equals import equal_documents, equals
from crosswalk.analysis.units import tree
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Asked, Holding

WARM, MADE_UP, MEGABYTES = 0.5, 5.0, 1000
_HOLDINGS = tuple(Holding)
Rows = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def fresh(known: Crosswalk) -> Crosswalk:
    """Return the same graph with the asks, rows and measures, and nothing that was concluded from them."""
    again = Crosswalk(known.store, known.layout)
    for name in listed(again):
        for question in (asks, rows_of, provision_index, tree):
            question(again, name)
    for whole in (measures, relations, readings, read_against, equals, equal_documents):
        whole(again)
    return again


def every_pair(known: Crosswalk) -> list[Asking]:
    """Return what each shipped document says to each ask of each other one, counted."""
    found = [asked(known, *pair) for pair in itertools.permutations(listed(known), 2)]
    assert sum(sum(one.counts.values()) for one in found)
    return found


def in_full(known: Crosswalk) -> int:
    """Return how many places meet an ask, in all pairs, and work out what they leave over together."""
    answers = [one for asking in every_pair(known) for one in asking.answers]
    assert any(one.together for one in answers)
    return sum(len(one.places) for one in answers)


def nearest(known: Crosswalk) -> int:
    """Return how many asks that nothing meets are like another one in their words, in all pairs."""
    return sum(one.nearest is not None for asking in every_pair(known) for one in asking.answers)


def made_up(documents: int, asks: int) -> Rows:
    """Return made-up rows: of nine asks in ten, most with one measure, some with two; a measure for every five asks."""
    chance = np.random.default_rng(1)
    many = documents * asks
    rows = np.flatnonzero(chance.random(many) < 0.9)
    rows = np.concatenate([rows, chance.choice(rows, many // 3)])
    measure = chance.integers(0, many // 25, len(rows))
    return rows, rows // asks, measure, chance.choice(len(_HOLDINGS), len(rows), p=[0.2, 0.2, 0.3, 0.1, 0.2])


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
    start = time.process_time()
    pairs = every_pair(known)
    print(f"cold: {len(pairs)} ordered pairs in {time.process_time() - start:.2f} s")
    for word, ask, bar in (("warm", every_pair, WARM), ("in full", in_full, None), ("nearest", nearest, None)):
        again = fresh(known)
        start = time.process_time()
        ask(again)
        seconds = time.process_time() - start
        said = f"  bar {bar}  ok={str(seconds <= bar).lower()}" if bar else ""
        print(f"{word}: {len(pairs)} ordered pairs in {seconds:.2f} s{said}")
    whole = made_up(100, 300)
    start = time.process_time()
    best = on_arrays(whole, 100, 300)
    seconds = time.process_time() - start
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    fine = str(seconds <= MADE_UP and used <= MEGABYTES).lower()
    bars = f"bars {MADE_UP} s, {MEGABYTES} MB  ok={fine}"
    print(f"made up: {best.size:,} answers in {seconds:.2f} s, {used:.0f} MB at most  {bars}")
    part = made_up(10, 150)
    times = []
    for way in (on_arrays, pair_by_pair):
        start = time.process_time()
        times.append((way(part, 10, 150), time.process_time() - start))
    (arrays, fast), (pairwise, slow) = times
    print(f"a tenth of the documents: pair by pair takes {slow / fast:,.0f} times as long")
    print(f"same={str(bool((arrays == pairwise).all())).lower()}")


if __name__ == "__main__":
    main()
