"""Time the answers of all ordered pairs of loaded documents, in one run: at once, again, and as they were asked before.

    python benchmarks/pairs.py    # prints seconds, bars and ratios; last a line "same=true"

*cold* is a process that has loaded the shipped data and asked nothing; *warm* asks again. Before, every pair was a call
of its own, or every focal document, each with queries of its own; both are run on a crosswalk that remembers nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import crosswalk
from crosswalk.analysis.catalogue import loaded_documents
from crosswalk.analysis.coverage import coverage
from crosswalk.analysis.matrix import matrix
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Status

COLD, WARM = 1.5, 0.5
Counts = dict[tuple[str, str], dict[Status, int]]


def at_once(fresh: Crosswalk) -> Counts:
    """Return the counts of all pairs from one call."""
    return {(cell.focal, cell.reference): cell.counts for cell in matrix(fresh)}


def one_by_one(fresh: Crosswalk) -> Counts:
    """Return the counts of all pairs from a call for each focal document."""
    loaded = loaded_documents(fresh)
    return {
        (found.focal, found.reference): found.counts
        for focal in loaded
        for found in coverage(fresh, focal, [other for other in loaded if other != focal])
    }


def pair_by_pair(fresh: Crosswalk) -> Counts:
    """Return the counts of all pairs from a call for each."""
    loaded = loaded_documents(fresh)
    pairs = [(focal, reference) for focal in loaded for reference in loaded if focal != reference]
    return {pair: coverage(fresh, *pair)[0].counts for pair in pairs}


def timed(question: Callable[[Crosswalk], Counts], asked: Crosswalk) -> tuple[float, Counts]:
    """Return the seconds that a question takes, and its answer."""
    start = time.perf_counter()
    answer = question(asked)
    return time.perf_counter() - start, answer


def fresh() -> Crosswalk:
    """Return the shipped crosswalk, which remembers nothing."""
    loaded = crosswalk.load()
    crosswalk.stats(loaded)  # the store is open
    return loaded


def main() -> None:
    """Print how long each way takes, and whether all give the same counts."""
    timed(at_once, fresh())  # imports, and what is kept beside the graph
    asked = fresh()
    cold, counts = timed(at_once, asked)
    warm, _ = timed(at_once, asked)
    focal, theirs = timed(one_by_one, fresh())
    pair, others = timed(pair_by_pair, fresh())
    print(f"{len(counts):,} pairs   cold {cold:.2f} s (bar {COLD})   warm {warm:.4f} s (bar {WARM})")
    print(f"a call for each focal document {focal:.2f} s, {focal / cold:.1f} times cold")
    print(f"a call for each pair {pair:.2f} s, {pair / cold:.1f} times cold")
    print(f"same={str(counts == theirs == others).lower()}")


if __name__ == "__main__":
    main()
