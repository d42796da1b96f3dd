"""How often candidates are right: each ranking alone and both fused, on the same pairs, in one run.

    python benchmarks/candidates.py    # prints shares of provisions; exits 1 when fusing does not help

A *hit at k* is a provision with a known counterpart among its first k candidates. Known are the counterparts of every
pair that the crosswalk project compared by reading, in both directions. The cosine of plain word counts and chance are
printed beside them, and the fused ranking for each pair, with how many provisions that is.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import crosswalk
from crosswalk.analysis.candidates import RANKERS, HitRate, Ranker, first_places, judged, scored
from crosswalk.analysis.likeness import Likeness, stems
from crosswalk.analysis.meaning import meaning


def by_counts(texts: Sequence[str]) -> Likeness:
    """Return texts as the counts of their words, all words counting the same."""
    words = {word: place for place, word in enumerate(sorted({word for text in texts for word in stems(text)}))}
    vectors = np.zeros((len(texts), max(len(words), 1)), dtype=np.float32)
    for row, text in enumerate(texts):
        for word in stems(text):
            vectors[row, words[word]] += 1
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return Likeness(vectors / np.where(lengths, lengths, 1))


def by_chance(texts: Sequence[str]) -> Likeness:
    """Return random vectors, the same ones each time."""
    return Likeness(np.random.default_rng(1).normal(size=(len(texts), 64)).astype(np.float32))


TRIED: dict[str, tuple[Ranker, ...]] = {
    "chance": (by_chance,),
    "cosine of word counts": (by_counts,),
    "tf-idf": (Likeness.of,),
    "meaning (WordLlama)": (meaning,),
    "tf-idf and meaning, fused": RANKERS,
}


def main() -> int:
    """Print the table; return 1 when the fused ranking is not the best at five."""
    shipped = crosswalk.load()
    if meaning(["a text"]) is None:
        sys.exit("The package wordllama is not installed: run make setup.")
    found: dict[str, HitRate] = {name: scored(shipped, rankers) for name, rankers in TRIED.items()}
    print(f"{'ranking':28}{'hit at 1':>10}{'at 5':>8}{'at 10':>8}")
    for name, rate in found.items():
        shares = [number / rate.provisions for number in (rate.first, rate.few, rate.ten)]
        print(f"{name:28}{shares[0]:10.2f}{shares[1]:8.2f}{shares[2]:8.2f}")
    print(f"\n{'pair':58}{'provisions':>10}{'at 5':>8}")
    for (focal, reference), counterparts in judged(shipped).items():
        places = first_places(shipped, focal, reference, counterparts)
        share = sum(place < 5 for place in places) / len(places)
        print(f"{focal + ' → ' + reference:58}{len(places):10}{share:8.2f}")
    fused = found.pop("tf-idf and meaning, fused")
    return 0 if all(fused.few > other.few for other in found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
