"""Words that are searched for: each at the beginning of a word of the text, or one of its synonyms there.

Every word of every text is written down once with where it is, so that a question looks at words and not at texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from crosswalk.analysis.synonyms import Phrase
from crosswalk.references import words

#: Words that are not searched for where there are others.
_SMALL = frozenset("a an and as at by for from in into is of on or that the to with".split())  # noqa: SIM905
#: Words of a question that are searched for, and characters of a snippet on each side of what is found.
_MOST_WORDS, _AROUND = 20, 110
_WHOLE_WORDS = 3  #: words of so few letters are found as whole words only, so that “AI” is not in “aim”
_WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class Texts:
    """Texts by number, and for each of their words the numbers of the texts that it is in.

    >>> texts = Texts(["Bills of materials", "Subcomponents"])
    >>> texts.with_phrase(("bill", "of", "material"))
    {0}
    """

    texts: list[str]
    places: dict[str, set[int]] = field(default_factory=dict)
    _by_letter: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, text in enumerate(self.texts):
            for word in _WORD.findall(text.lower()):
                self.places.setdefault(word, set()).add(number)
        for word in self.places:
            self._by_letter.setdefault(word[0], []).append(word)

    def with_word(self, word: str) -> set[int]:
        """Return the texts in which a word begins so; a short word is all of one."""
        pattern = _pattern((word,))
        known = self._by_letter.get(word[0], ())
        return set().union(*(self.places[one] for one in known if pattern.fullmatch(one)))

    def with_phrase(self, phrase: Phrase) -> set[int]:
        """Return the texts with these words beside each other."""
        found = set.intersection(*map(self.with_word, phrase))
        pattern = _pattern(phrase)
        return found if len(phrase) == 1 else {number for number in found if pattern.search(self.texts[number])}


@dataclass(frozen=True, slots=True)
class Unit:
    """One word or phrase of a question, and the phrases that mean the same."""

    phrases: tuple[Phrase, ...]
    is_whole: bool = False  #: the words of a phrase must be beside each other

    @property
    def single(self) -> tuple[str, ...]:
        """The words of a phrase, which do as well where they are apart; none where it is one word."""
        first = self.phrases[0]
        return () if self.is_whole or len(first) == 1 else tuple(word for word in first if word not in _SMALL)

    def places(self, *among: Texts) -> set[int]:
        """Return the numbers under which it is in one of the texts."""
        together = set().union(*(texts.with_phrase(phrase) for texts in among for phrase in self.phrases))
        apart = [set().union(*(texts.with_word(word) for texts in among)) for word in self.single]
        return together | set.intersection(*apart) if apart else together


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of a question.

    >>> same = {("red", "team"): (("adversarial", "test"),)}
    >>> [unit.phrases[0] for unit in Asked.of("Red teams in the cloud", same).units]
    [('red', 'team'), ('cloud',)]
    """

    units: tuple[Unit, ...]

    @classmethod
    def of(cls, text: str, same: Mapping[Phrase, tuple[Phrase, ...]]) -> Asked:
        """Return the words of a text; the longest phrase that has synonyms in `same` is one unit with them."""
        asked = words(text)[:_MOST_WORDS]
        phrases = list(_phrases(asked, same))
        kept = [one for one in phrases if len(one) > 1 or one[0] not in _SMALL] or phrases
        return cls(tuple(Unit((one, *same.get(one, ()))) for one in kept))

    @classmethod
    def whole(cls, text: str) -> Asked:
        """Return the words of a text as they are, beside each other.

        >>> len(Asked.whole("Article 15").units)
        1
        """
        asked = words(text)[:_MOST_WORDS]
        return cls((Unit((asked,), is_whole=True),) if asked else ())

    def found(self, *texts: str) -> tuple[str, ...]:
        """Return the words that are found in the texts, as they are written there.

        >>> Asked.of("key", {}).found("Keys are kept; a key is changed.")
        ('Keys', 'key')
        """
        return tuple(dict.fromkeys(match[0] for text in texts for match in self._matches(text)))

    def snippet(self, text: str) -> str:
        """Return the part of a text in which the first of the words is found; the beginning where none is.

        >>> Asked.of("key", {}).snippet("Keep all keys safe.")
        'Keep all keys safe.'
        """
        first = min((match.start() for match in self._matches(text)), default=0)
        start = 0 if first <= _AROUND else text.rfind(" ", 0, first - _AROUND // 2) + 1
        end = start + 2 * _AROUND
        if len(text) > end:
            end = max(text.rfind(" ", start, end), start + _AROUND)
        return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"

    def _matches(self, text: str) -> Iterator[re.Match[str]]:
        for unit in self.units:
            for phrase in (*unit.phrases, *((word,) for word in unit.single)):
                yield from _pattern(phrase).finditer(text)


def _phrases(asked: Phrase, same: Mapping[Phrase, tuple[Phrase, ...]]) -> Iterator[Phrase]:
    longest = max(map(len, same), default=1)
    start = 0
    while start < len(asked):
        lengths = range(min(longest, len(asked) - start), 0, -1)
        length = next((length for length in lengths if asked[start : start + length] in same), 1)
        yield asked[start : start + length]
        start += length


@lru_cache(maxsize=1_000)
def _pattern(phrase: Phrase) -> re.Pattern[str]:
    return re.compile(r"\b" + r"[\W_]{1,3}".join(map(_beginning, phrase)), re.IGNORECASE)


def _beginning(word: str) -> str:
    """Return the expression of a word in any of its forms: its beginning, or all of a short one."""
    if len(word) <= _WHOLE_WORDS:
        return rf"{re.escape(word)}s?(?![^\W_])"
    stem = re.sub("i[sz](?=[aei])", "i[sz]", re.escape(word))  # British and American
    return rf"{stem[:-1]}(?:y[^\W_]*|ies(?![^\W_]))" if stem.endswith("y") else rf"{stem}[^\W_]*"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the word of the texts that was probably meant, or None where none is close.

    >>> nearest("promt", ["prompt", "process"])
    'prompt'
    """
    from rapidfuzz import fuzz, process

    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=80)
    return str(found[0]) if found else None
