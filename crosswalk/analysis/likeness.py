"""Texts that are alike in their words: where to look next, and never a mapping.

Words count by how rare they are (tf-idf), and two texts are as alike as the cosine of their vectors. Word forms are cut
to a common beginning, so that *logs*, *logged* and *logging* are one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
_WORD = re.compile(r"[a-z][a-z0-9]+")
_SMALL = frozenset(
    "a an and any are as at be by for from has have how in into is it its of on or so that the their them they this "  # noqa: SIM905
    "those to what when where which who with".split()
)
_ENDINGS = re.compile(r"(?:ing|ed|ies|es|s|ation|ations|ment|ments)$")
_STEM = 4  #: letters that a word keeps at least


@dataclass(frozen=True, slots=True)
class Likeness:
    """Some texts as vectors of length 1, a row for each."""

    vectors: Floats

    @classmethod
    def of(cls, texts: Sequence[str]) -> Likeness:
        """Return the vectors of some texts. A word is as rare as it is among them.

        >>> scores = Likeness.of(["keep logs", "logs are kept", "train staff"]).between([0], [1, 2])
        >>> bool(scores[0, 0] > scores[0, 1] == 0)
        True
        """
        counted = [Counter(stems(text)) for text in texts]
        found_in = Counter(word for words in counted for word in words)
        places = {word: place for place, word in enumerate(found_in)}
        vectors = np.zeros((len(counted), max(len(places), 1)), dtype=np.float32)
        for row, words in enumerate(counted):
            for word, number in words.items():
                rarity = np.log((1 + len(counted)) / (1 + found_in[word])) + 1
                vectors[row, places[word]] = (1 + np.log(number)) * rarity
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        vectors /= np.where(lengths, lengths, 1)
        return cls(vectors)

    def between(self, here: Sequence[int], there: Sequence[int]) -> Floats:
        """Return how alike each of the texts `here` is to each of those `there`, from 0 to 1; they are row numbers."""
        scores: Floats = self.vectors[list(here)] @ self.vectors[list(there)].T
        return scores


def best(scores: Floats, least: float = 0.0) -> list[int | None]:
    """Return, for each row of scores, the column of the highest one; None where none is above `least`.

    >>> best(np.array([[0.1, 0.9], [0.2, 0.1]]), 0.5)
    [1, None]
    """
    if not scores.shape[1]:
        return [None] * len(scores)
    return [
        int(place) if row[place] > least else None for row, place in zip(scores, scores.argmax(axis=1), strict=True)
    ]


def stems(text: str) -> list[str]:
    """Return the words of a text that say something, cut to their beginnings.

    >>> stems("Logging the inputs of models")
    ['logg', 'input', 'model']
    """
    return [_stem(word) for word in _WORD.findall(text.lower()) if word not in _SMALL]


def _stem(word: str) -> str:
    short = _ENDINGS.sub("", word)
    return short if len(short) >= _STEM else word
