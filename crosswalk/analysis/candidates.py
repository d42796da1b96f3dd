"""Candidates: for each provision, the provisions of another document that are most like it. They say where to look in a
document that nobody has compared; they are never mappings, and nothing counts them.

Two rankings are made, by words (`likeness`) and by meaning (`meaning`), and fused by the sum of their reciprocal ranks
([Cormack, Clarke and Büttcher 2009](https://doi.org/10.1145/1571941.1572114)). How often a candidate is right is
measured on the mappings that the crosswalk project made by reading both documents, and said with every answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from crosswalk.analysis import Json
from crosswalk.analysis.catalogue import Provision, document, loaded_documents, mapping_sets, provision_index
from crosswalk.analysis.likeness import Floats, Likeness
from crosswalk.analysis.mappings import assertions
from crosswalk.analysis.meaning import is_available, meaning
from crosswalk.analysis.units import units_of
from crosswalk.errors import UsageError, shown
from crosswalk.limits import at_least_one
from crosswalk.store.evidence import PROJECT
from crosswalk.store.holder import Crosswalk, remembered

#: What a rank counts for is 1 / (this + the rank); the value is that of the paper.
_DAMPING = 60
#: How many candidates are looked at, where nobody says how many.
FEW = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A provision of the other document, and how alike the two are, from 0 to 1, in words and in meaning."""

    provision: Provision = field(repr=False)
    words: float
    meaning: float | None  #: None where the package for it is not installed

    def as_json(self) -> Json:
        """Return {"id", "label", "summary", "words", "meaning"}."""
        there = self.provision
        return {
            "id": there.id,
            "label": there.label,
            "summary": there.summary,
            "words": round(self.words, 3),
            "meaning": None if self.meaning is None else round(self.meaning, 3),
        }


@dataclass(frozen=True, slots=True)
class HitRate:
    """Of the provisions whose counterparts are known, how many have one among their candidates."""

    provisions: int
    first: int  #: the first candidate is a counterpart
    few: int  #: one of the first five is
    ten: int

    def as_json(self) -> Json:
        """Return {"provisions", "first", "first_five", "first_ten"}, all of them numbers of provisions."""
        return {
            "provisions": self.provisions,
            "first": self.first,
            "first_five": self.few,
            "first_ten": self.ten,
        }


@dataclass(frozen=True, slots=True)
class Candidates:
    """The candidates of every provision of one document in another, best first.

    >>> from crosswalk.store.holder import load
    >>> found = candidates(load(), "owasp-llm-2025", "eu-ai-act-2024")
    >>> {len(some) for some in found.of.values()}
    {5}
    """

    focal: str
    reference: str
    of: Mapping[str, tuple[Candidate, ...]] = field(repr=False)  #: provision → its candidates
    hit_rate: HitRate
    by_meaning: bool  #: False where only words were compared

    @property
    def rows(self) -> tuple[tuple[str, int, Candidate], ...]:
        """Each provision with the place, from 1, of each of its candidates."""
        return tuple((name, place, one) for name, some in self.of.items() for place, one in enumerate(some, 1))

    def as_json(self) -> Json:
        """Return {"focal", "reference", "by", "hit_rate", "provisions": [{"id", "candidates"}]}."""
        return {
            "focal": self.focal,
            "reference": self.reference,
            "by": ["words", "meaning"] if self.by_meaning else ["words"],
            "hit_rate": self.hit_rate.as_json(),
            "provisions": [
                {"id": name, "candidates": [one.as_json() for one in some]} for name, some in self.of.items()
            ],
        }


def candidates(
    crosswalk: Crosswalk, focal: str, reference: str, *, kinds: Collection[str] = (), most: int = FEW
) -> Candidates:
    """Return the `most` units of `reference` that are most like each unit of `focal`, by label and summary; units are
    those of `coverage`, and so are `kinds`. Raises UnknownId for a document that does not exist, and UsageError for one
    without provisions here or where `most` is below 1.

    >>> from crosswalk.store.holder import load
    >>> found = candidates(load(), "ncsc-secure-ai-2023", "owasp-llm-2025", most=2)
    >>> [one.provision.notation for one in found.of["ncsc-secure-ai-2023:2.1"]]
    ['LLM03:2025', 'LLM05:2025']
    """
    at_least_one(most, "most")
    here, there = _units(crosswalk, focal, reference, kinds), _units(crosswalk, reference, focal)
    like = _alike(here, there)
    found = {}
    for row, (provision, order) in enumerate(zip(here, _orders(like), strict=True)):
        of_one = [[float(scores[row, place]) for scores in like] for place in order[:most]]
        found[provision.id] = tuple(
            Candidate(there[place], scores[0], scores[1] if len(scores) > 1 else None)
            for place, scores in zip(order[:most], of_one, strict=True)
        )
    return Candidates(focal, reference, found, hit_rate(crosswalk), is_available())


def _units(crosswalk: Crosswalk, name: str, other: str, kinds: Collection[str] = ()) -> Sequence[Provision]:
    document(crosswalk, name)
    if not (found := units_of(crosswalk, name, other, kinds)):
        raise UsageError(f"No provisions of “{shown(name)}” are loaded, so that there is nothing to compare.")
    return found


def _text(provision: Provision) -> str:
    return f"{provision.label}. {provision.summary}" if provision.summary else provision.label


Ranker = Callable[[Sequence[str]], Likeness | None]
#: The two rankings, in the order of `Candidate.words` and `Candidate.meaning`.
RANKERS: tuple[Ranker, ...] = (Likeness.of, meaning)


def _alike(here: Sequence[Provision], there: Sequence[Provision], rankers: Sequence[Ranker] = RANKERS) -> list[Floats]:
    """Return how alike the provisions are, by each ranking that there is: arrays of shape (here, there)."""
    texts = [_text(provision) for provision in (*here, *there)]
    places = range(len(here)), range(len(here), len(texts))
    return [vectors.between(*places) for ranker in rankers if (vectors := ranker(texts)) is not None]


def _orders(like: Sequence[Floats]) -> np.ndarray:
    """Return, for each row, the columns from the most to the least alike."""
    fused = np.zeros(like[0].shape)
    for scores in like:
        ranks = np.argsort(-scores, axis=1, kind="stable").argsort(axis=1, kind="stable")
        fused += 1 / (_DAMPING + 1 + ranks)
    return np.argsort(-fused, axis=1, kind="stable")


def judged(crosswalk: Crosswalk) -> dict[tuple[str, str], dict[str, set[str]]]:
    """Return (focal, reference) → provision → its counterparts, for both directions of every pair of documents that the
    crosswalk project has compared by reading both.
    """
    loaded = set(loaded_documents(crosswalk))
    ours = {entry.id for entry in mapping_sets(crosswalk) if entry.layer == "curated" and entry.creator == PROJECT}
    found: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for name in sorted(loaded):
        for row in assertions(crosswalk, name):
            is_read = row.mapping_set in ours and row.is_set_relation and not row.dangling
            if is_read and row.object_document in loaded - {name}:
                found[name, row.object_document][row.subject].add(row.object)
    return {pair: dict(some) for pair, some in found.items()}


@remembered
def hit_rate(crosswalk: Crosswalk) -> HitRate:
    """Return how often candidates are right, over all pairs of documents that the crosswalk project has compared.

    >>> from crosswalk.store.holder import load
    >>> rate = hit_rate(load())
    >>> rate.provisions > 900 and rate.first < rate.few < rate.ten
    True
    """
    return scored(crosswalk, RANKERS)


def scored(crosswalk: Crosswalk, rankers: Sequence[Ranker]) -> HitRate:
    """Return how often the candidates of some rankings are right, over the pairs of `judged`."""
    places: list[int] = []
    for (focal, reference), counterparts in judged(crosswalk).items():
        places += first_places(crosswalk, focal, reference, counterparts, rankers)
    ranks = np.array(places, dtype=np.int64)
    first, few, ten = (int((ranks < most).sum()) for most in (1, FEW, 10))
    return HitRate(len(ranks), first, few, ten)


def first_places(
    crosswalk: Crosswalk,
    focal: str,
    reference: str,
    counterparts: Mapping[str, set[str]],
    rankers: Sequence[Ranker] = RANKERS,
) -> list[int]:
    """Return, for each provision with counterparts that are loaded, the place from 0 of the first of them among its
    candidates.
    """
    known = provision_index(crosswalk, reference)
    kinds = {known[name].kind for some in counterparts.values() for name in some if name in known}
    there = [one for one in known.values() if one.assessable or one.kind in kinds]
    here = [one for one in provision_index(crosswalk, focal).values() if counterparts.get(one.id, set()) & set(known)]
    if not here:
        return []
    orders = _orders(_alike(here, there, rankers))
    return [
        next(place for place, column in enumerate(order) if there[column].id in counterparts[provision.id])
        for provision, order in zip(here, orders, strict=True)
    ]
