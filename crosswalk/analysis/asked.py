"""Exactly what is missing: which asks of one document another asks too, in part, in general or not at all.

Containment composes: where A asks for a measure and B asks for it, the two overlap, whatever else they ask, and what A
asks besides can be named (docs/measures.md). Nothing is composed further than ask → measure ← ask, all of it on arrays
with a row for each ask and a column for each document, so that it grows with what is found and not with pairs of asks.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter

import numpy as np

from crosswalk import ids
from crosswalk.analysis import Json
from crosswalk.analysis.asks import (
    Ask,
    Measure,
    Row,
    asks,
    listed,
    measures,
    read_against,
    readings,
    relations,
    rows_of,
)
from crosswalk.analysis.catalogue import document, document_index, provision_index
from crosswalk.analysis.equals import equal_documents, equals
from crosswalk.analysis.likeness import Likeness, best
from crosswalk.analysis.units import tree
from crosswalk.errors import UsageError, shown
from crosswalk.store.holder import Crosswalk, Frozen, remembered
from crosswalk.vocabulary import Asked, DocumentStage, Grade, Holding, Reading, share_nobody

_HOLDINGS = tuple(Holding)
_ANSWERS = tuple(Asked)  # by rank
_NONE = len(Asked)  # worse than every answer
_OF = {
    (Holding.EQUAL, Holding.EQUAL): Asked.ASKED,
    (Holding.EQUAL, Holding.CONTAINS): Asked.ASKED,
    (Holding.INSIDE, Holding.EQUAL): Asked.IN_GENERAL,
    (Holding.INSIDE, Holding.CONTAINS): Asked.IN_GENERAL,
    (Holding.CONTAINS, Holding.EQUAL): Asked.IN_PART,
    (Holding.CONTAINS, Holding.CONTAINS): Asked.IN_PART,
    (Holding.CONTAINS, Holding.INSIDE): Asked.IN_PART,
    (Holding.EQUAL, Holding.INSIDE): Asked.IN_PART,
    (Holding.EQUAL, Holding.OVERLAPS): Asked.IN_PART,
    (Holding.CONTAINS, Holding.OVERLAPS): Asked.IN_PART,
    (Holding.OVERLAPS, Holding.EQUAL): Asked.IN_PART,
    (Holding.OVERLAPS, Holding.CONTAINS): Asked.IN_PART,
    (Holding.ACCEPTS, Holding.EQUAL): Asked.IN_PART,
    (Holding.ACCEPTS, Holding.CONTAINS): Asked.IN_PART,
    (Holding.EQUAL, Holding.ACCEPTS): Asked.IN_GENERAL,
    (Holding.INSIDE, Holding.ACCEPTS): Asked.IN_GENERAL,
    (Holding.CONTAINS, Holding.ACCEPTS): Asked.IN_GENERAL,
}
#: [how the focal ask relates to the measure, how the other one does] → the rank of the answer.
_RANKS = np.full((len(_HOLDINGS), len(_HOLDINGS)), _NONE, dtype=np.int8)
for _pair, _answer in _OF.items():
    _RANKS[tuple(map(_HOLDINGS.index, _pair))] = _answer.rank


def answer_of(here: Holding, there: Holding) -> Asked | None:
    """Return what follows for an ask from how it and an ask of the other document relate to one measure; None where
    nothing does, as for two asks that lie inside it.

    >>> answer_of(Holding.CONTAINS, Holding.EQUAL), answer_of(Holding.INSIDE, Holding.INSIDE)
    ('in-part', None)
    """
    return _OF.get((here, there))


@dataclass(frozen=True, slots=True)
class Place:
    """Where the other document meets an ask: in which of its asks, through which measure."""

    ask: Ask
    measure: Measure
    answer: Asked
    here: Row = field(repr=False)
    there: Row = field(repr=False)
    of_others: bool | None = None  #: True: the two asks have nobody in common; None: one does not say whom it asks

    @property
    def left_over(self) -> str | None:
        """What the focal ask asks for and this place does not; None where it leaves nothing, or that is not stated."""
        return "; ".join(_left_over(self.here, self.there)) or None

    @property
    def grade(self) -> Grade:
        """The weaker grade of the two rows."""
        return max(self.here.grade, self.there.grade)

    def as_json(self) -> Json:
        """Return {"id", "provision", "level", "roles", "asked_of_others", "answer", "through", "left_over",
        "grade"}.
        """
        return {
            "id": self.ask.id,
            "provision": self.ask.provision,
            "level": self.ask.level,
            "roles": list(self.ask.roles),
            "asked_of_others": self.of_others,
            "answer": self.answer.value,
            "through": self.measure.id,
            "left_over": self.left_over,
            "grade": self.grade,
        }


_WHOLE = (Holding.EQUAL, Holding.CONTAINS)


def _left_over(here: Row, there: Row) -> tuple[str, ...]:
    """Return what the focal ask asks for besides what the other one asks, as far as one measure shows it."""
    found = []
    if here.holding in (Holding.CONTAINS, Holding.OVERLAPS) and here.beside:
        found.append(here.beside)
    if there.holding is Holding.OVERLAPS:
        found.append("the rest: only a part of it is asked there")
    if there.holding is Holding.INSIDE:
        found.append("the other cases: it is asked there in fewer cases")
    if here.holding is Holding.ACCEPTS:
        found.append("other ways to do it: only this one is asked there")
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Together:
    """What all places that give an ask its answer leave over together: only what every one of them leaves over."""

    places: int  #: how many asks of the other document give the answer
    left_over: tuple[str, ...] | None  #: () where nothing is; None where it was not determined

    def as_json(self) -> Json:
        """Return {"places", "left_over"}."""
        return {"places": self.places, "left_over": None if self.left_over is None else list(self.left_over)}


def left_over_together(pairs: Iterable[tuple[Row, Row]]) -> tuple[str, ...] | None:
    """Return what an ask asks for and several others, taken together, do not; None where that cannot be determined.

    Each pair has the row of the ask and the row of another, to the same measure. What a measure leaves over is known
    where one of the others asks for all of it; two measures leave over what both do, so that the texts of what is
    beside them must be the same.
    """
    by_measure: dict[str, list[tuple[Row, Row]]] = defaultdict(list)
    for here, there in pairs:
        by_measure[here.measure].append((here, there))
    known = []
    for some in by_measure.values():
        whole = [pair for pair in some if pair[1].holding in _WHOLE]
        if len(by_measure) > 1 and (not whole or any(here.holding is Holding.ACCEPTS for here, _ in whole)):
            return None
        if not whole and len(some) > 1:
            return None
        known += [_left_over(*pair) for pair in whole or some]
    first, *others = known or [()]
    return first if first and all(each == first for each in others) else None


@dataclass(frozen=True, slots=True)
class AskAnswer:
    """What the other document says to one ask: exactly one word of `vocabulary.Asked`.

    Where, and what is nearest, is worked out when it is asked for.
    """

    ask: Ask
    answer: Asked
    same: Ask | None = field(default=None, repr=False)  #: the ask of the provision that is equal, and asks all the same
    _meeting: Meeting | None = field(default=None, repr=False, compare=False)  #: of the two documents; None: see `same`

    @property
    def roles(self) -> tuple[str, ...]:
        """Who must do it; () where that is not stated."""
        return self.ask.roles

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the other document meets it, best first."""
        return self._meeting.places(self.ask) if self._meeting and self.answer in _MET else ()

    @property
    def nearest(self) -> Ask | None:
        """Where nothing meets it: the ask of the other document most like it in its words; None where none is."""
        return self._meeting.nearest(self.ask) if self._meeting and self.answer in _UNMET else None

    @property
    def together(self) -> Together | None:
        """What the places that give it its answer leave over together; None unless it is asked, or asked in part."""
        if self.answer is Asked.ASKED:
            return Together(len(self.where), ())
        if self._meeting is None or self.answer is not Asked.IN_PART:
            return None
        pairs = [pair for pair in self._meeting.pairs(self.ask) if answer_of(*map(_holding, pair)) is self.answer]
        return Together(len(self.where), left_over_together(pairs))

    @property
    def grade(self) -> str | None:
        """The weakest grade of the rows behind the answer: where nothing meets it, of all rows of the two documents,
        as all were gone through. None for a general duty, and where a provision is equal.
        """
        if self.answer is Asked.NOT_ASKED and self._meeting:
            return self._meeting.grade
        return max((place.grade for place in self.best), default=None)

    @property
    def best(self) -> tuple[Place, ...]:
        """The places that give it its answer."""
        return tuple(place for place in self.places if place.answer is self.answer)

    @property
    def where(self) -> tuple[Ask, ...]:
        """The asks of the other document that give it its answer."""
        return (self.same,) if self.same else tuple({place.ask.id: place.ask for place in self.best}.values())

    @property
    def roles_there(self) -> tuple[str, ...]:
        """Who must do it by the asks that give it its answer; () where none of them states it."""
        return tuple(dict.fromkeys(role for end in self.where for role in end.roles))

    @property
    def of_others(self) -> bool | None:
        """True where no ask that gives it its answer is addressed to anybody in common with it, None where that is not
        known: nothing meets it, or it is not stated who must do it. It does not change the answer.
        """
        found = {share_nobody(self.roles, end.roles) for end in self.where}
        return False if False in found else None if None in found or not found else True

    @property
    def left_over(self) -> tuple[str, ...]:
        """What the places that give it its answer do not ask."""
        return tuple(dict.fromkeys(place.left_over for place in self.best if place.left_over))

    def as_json(self) -> Json:
        """Return {"id", "provision", "text", "answer", "where", "beside", "together", "when", "levels", "roles",
        "asked_of_others", "through", "grade", "nearest"}.
        """
        levels = {"here": self.ask.level, "there": list(dict.fromkeys(end.level for end in self.where))}
        return {
            "id": self.ask.id,
            "provision": self.ask.provision,
            "text": self.ask.text,
            "answer": self.answer.value,
            "where": [place.as_json() for place in self.places] or [_same_json(end, self.roles) for end in self.where],
            "beside": list(self.left_over),
            "together": self.together.as_json() if self.together else None,
            "when": self.ask.when,
            "levels": levels,
            "roles": {"here": list(self.roles), "there": list(self.roles_there)},
            "asked_of_others": self.of_others,
            "through": list(dict.fromkeys(place.measure.id for place in self.best)),
            "grade": self.grade,
            "nearest": self.nearest.id if self.nearest else None,
        }


_MET = (Asked.ASKED, Asked.IN_PART, Asked.IN_GENERAL)
_UNMET = (Asked.NOT_ASKED, Asked.NOT_KNOWN)


def _holding(row: Row) -> Holding:
    return row.holding


def _same_json(end: Ask, roles: Sequence[str]) -> Json:
    return {
        "id": end.id,
        "provision": end.provision,
        "level": end.level,
        "roles": list(end.roles),
        "asked_of_others": share_nobody(roles, end.roles),
        "answer": Asked.ASKED.value,
        "through": None,
        "left_over": None,
        "grade": None,
    }


@dataclass(frozen=True, slots=True)
class Asking:
    """What one document says to every ask of another.

    >>> from crosswalk.store.holder import load
    >>> asking = asked(load(), "eu-ai-act-2024", "etsi-en-304-223-2.1.1")
    >>> sum(asking.counts.values()) == len(asking.answers)
    True
    """

    focal: str
    reference: str
    answers: tuple[AskAnswer, ...] = field(repr=False)
    read: tuple[str, ...] = field(default=(), repr=False)  #: provisions of the reference that were read
    not_read: tuple[str, ...] = field(default=(), repr=False)  #: ... and those that were not

    @property
    def counts(self) -> dict[Asked, int]:
        """How many asks have each answer, best first, and how many are general duties."""
        numbers = counts_of(self.answers)
        return numbers | {Asked.UMBRELLA: len(self.answers) - sum(numbers.values())}

    @property
    def is_complete(self) -> bool:
        """True where every provision of the reference was read for what it asks."""
        return bool(self.read) and not self.not_read

    @property
    def shares(self) -> dict[Asked, float]:
        """The counts as parts of all asks but general duties, from 0 to 1; 0 where there are none."""
        return shares(self.counts)

    def as_json(self) -> Json:
        """Return {"focal", "reference", "counts", "shares", "asks", "units"}."""
        return {
            "focal": self.focal,
            "reference": self.reference,
            "counts": {answer.value: number for answer, number in self.counts.items()},
            "shares": {answer.value: round(share, 4) for answer, share in self.shares.items()},
            "asks": [one.as_json() for one in self.answers],
            "units": {"read": list(self.read), "not_read": list(self.not_read)},
        }


def counted(answers: Iterable[AskAnswer]) -> tuple[AskAnswer, ...]:
    """Return the answers that are counted: those to all asks but general duties, which count through their parts."""
    return tuple(one for one in answers if one.answer.is_counted)


def counts_of(answers: Iterable[AskAnswer]) -> dict[Asked, int]:
    """Return how many asks have each answer that is counted, best first."""
    numbers = Counter(one.answer for one in answers)
    return {answer: numbers[answer] for answer in Asked if answer.is_counted}


def shares(counts: Mapping[Asked, int]) -> dict[Asked, float]:
    """Return counts of answers as parts of all asks but general duties, from 0 to 1; 0 where there are none.

    >>> shares({Asked.ASKED: 1, Asked.IN_PART: 3, Asked.UMBRELLA: 2})
    {'asked': 0.25, 'in-part': 0.75}
    """
    known = {answer: number for answer, number in counts.items() if answer.is_counted}
    whole = sum(known.values())
    return {answer: number / whole if whole else 0.0 for answer, number in known.items()}


@dataclass(frozen=True, slots=True)
class _Network:
    """Every ask of every document, and the best rank that each document reaches for it."""

    documents: tuple[str, ...]
    numbers: Mapping[str, int]  # ask → its line in the array
    ranks: np.ndarray  # [ask, document], the rank of an Asked; _NONE where nothing meets it


@remembered
def _network(crosswalk: Crosswalk) -> _Network:
    documents = listed(crosswalk)
    every = [one.id for name in documents for one in asks(crosswalk, name)]
    numbers = {one: number for number, one in enumerate(every)}
    places = {name: number for number, name in enumerate(documents)}
    catalogue = {name: number for number, name in enumerate(measures(crosswalk))}
    known = [
        (numbers[one], places[ids.home(one)], catalogue[met], _HOLDINGS.index(stands))
        for one, stands, met in relations(crosswalk)
        if one in numbers and met in catalogue
    ]
    ask, home, measure, holding = np.array(known, dtype=np.int64).reshape(-1, 4).T
    ranks = best_ranks(ask, home, measure, holding, len(every), len(documents), len(catalogue))
    return _Network(documents, Frozen(numbers), ranks)


def best_ranks(
    ask: np.ndarray,
    home: np.ndarray,
    measure: np.ndarray,
    holding: np.ndarray,
    asks: int,
    documents: int,
    measures: int,
) -> np.ndarray:
    """Return, for each ask and document, the rank of the best answer that one measure gives, len(Asked) for none.

    The arrays have an element for each row: the number of its ask, of the ask's document and of the measure, and how
    the ask relates to it, as the place of a Holding. The result has shape (asks, documents).
    """
    best = np.full((asks, documents), _NONE, dtype=np.int8)
    for there in range(len(_HOLDINGS)):
        has = np.zeros((measures, documents), dtype=np.bool_)
        chosen = holding == there
        has[measure[chosen], home[chosen]] = True
        ranks = np.where(has[measure], _RANKS[holding, there][:, None], np.int8(_NONE))
        np.minimum.at(best, ask, ranks)
    return best


def _source(crosswalk: Crosswalk, name: str, instead: str = "") -> str:
    """Return the document whose asks are those of a document, which may be one that it is equal to. Raises UsageError,
    with the commands to use `instead`, where nobody has listed the asks of either.
    """
    document(crosswalk, name)
    sources = _sources(crosswalk)
    if name not in sources:
        known = ", ".join(sources) or "none"
        instead = instead or f"`crosswalk coverage {shown(name)}` says what is known of its provisions"
        raise UsageError(f"No asks are listed for “{shown(name)}”; {instead}. Documents with asks: {known}.")
    return sources[name]


@remembered
def _sources(crosswalk: Crosswalk) -> Mapping[str, str]:
    """Return document with asks → the document for which they are listed: itself, or one that it is equal to."""
    known = listed(crosswalk)
    same = {
        one.provision: other for other, others in equal_documents(crosswalk).items() if other in known for one in others
    }
    return dict(sorted((same | {name: name for name in known}).items()))


def with_asks(crosswalk: Crosswalk) -> tuple[str, ...]:
    """Return the documents whose asks are known: listed, or those of a document that they are equal to.

    >>> from crosswalk.store.holder import load
    >>> {"dsit-ai-code-2025", "etsi-en-304-223-2.1.1"} <= set(with_asks(load()))
    True
    """
    return tuple(_sources(crosswalk))


@remembered
def _called(crosswalk: Crosswalk, document_id: str) -> Mapping[str, str]:
    """Return provision with asks → the provision of the document that is equal to it; empty where asks are its own."""
    source = _source(crosswalk, document_id)
    if source == document_id:
        return {}
    same = equals(crosswalk)
    return {
        one.provision: provision
        for provision in provision_index(crosswalk, document_id)
        for one in same.get(provision, ())
        if ids.home(one.provision) == source
    }


@remembered
def asks_of(crosswalk: Crosswalk, document_id: str) -> tuple[Ask, ...]:
    """Return the asks of a document, or those of the document that it is equal to under its own provisions' ids.

    Raises UnknownId for a document that does not exist, and UsageError where nobody has listed what it asks.
    """
    called = _called(crosswalk, document_id)
    return tuple(_renamed(one, called) for one in asks(crosswalk, _source(crosswalk, document_id)))


def _renamed(one: Ask, called: Mapping[str, str]) -> Ask:
    """Return an ask under the id of the equal provision, where there is one."""
    if one.provision not in called:
        return one
    provision, number = called[one.provision], one.id.rpartition("#")[2]
    parts = tuple(_renamed_part(part, called) for part in one.parts)
    local = ids.split(provision)[1]
    return replace(
        one,
        id=f"{provision}#{number}",
        provision=provision,
        number=f"{local}#{number}",
        parts=parts,
        carried_from=one.id,
    )


def _renamed_part(part: str, called: Mapping[str, str]) -> str:
    provision, hash_sign, number = part.partition("#")
    return f"{called.get(provision, provision)}{hash_sign}{number}"


@remembered
def asked(crosswalk: Crosswalk, focal: str, reference: str) -> Asking:
    """Return what `reference` says to each ask of `focal`: asked, in part, in general, not asked, or not known.

    “Not asked” is said only where every provision of `reference` was read for its asks and the two were
    compared. Raises UnknownId for a document that does not exist, and UsageError where nobody has listed what one of
    the two asks.

    >>> from crosswalk.store.holder import load
    >>> {one.answer.value for one in asked(load(), "dsit-ai-code-2025", "etsi-en-304-223-2.1.1").answers}
    {'asked'}
    """
    instead = (
        f"`crosswalk coverage {shown(focal)} -r {shown(reference)}` says what is asserted and derived for each "
        f"provision, and `crosswalk candidates {shown(focal)} {shown(reference)}` where to look"
    )
    here, there = _source(crosswalk, focal, instead), _source(crosswalk, reference, instead)
    mine = asks_of(crosswalk, focal)
    answers: tuple[AskAnswer, ...]
    if here == there:
        answers = tuple(
            AskAnswer(one, Asked.UMBRELLA) if one.is_umbrella else AskAnswer(one, Asked.ASKED, same)
            for one, same in zip(mine, asks_of(crosswalk, reference), strict=True)
        )
    else:
        meeting = Meeting(crosswalk, here, there, reference)
        rest = Asked.NOT_ASKED if is_held(crosswalk, here, there) else Asked.NOT_KNOWN
        known = _network(crosswalk)
        ranks = known.ranks[[known.numbers[one.carried_from or one.id] for one in mine], known.documents.index(there)]
        answers = tuple(
            AskAnswer(one, Asked.UMBRELLA)
            if one.is_umbrella
            else AskAnswer(one, rest if rank == _NONE else _ANSWERS[rank], None, meeting)
            for one, rank in zip(mine, ranks.tolist(), strict=True)
        )
    read, not_read = _read(crosswalk, reference)
    return Asking(focal, reference, answers, read, not_read)


@remembered
def asked_by_provision(crosswalk: Crosswalk, focal: str, reference: str) -> Mapping[str, tuple[AskAnswer, ...]]:
    """Return provision of `focal` → what `reference` says to each of its asks and to those of its paragraphs and
    points, general duties included; empty where nobody has listed what one of the two asks.

    >>> from crosswalk.store.holder import load
    >>> len(asked_by_provision(load(), "dsit-ai-code-2025", "eu-ai-act-2024")["dsit-ai-code-2025:2.1"])
    5
    """
    if not {focal, reference} <= set(with_asks(crosswalk)):
        return {}
    own: dict[str, list[tuple[int, AskAnswer]]] = defaultdict(list)
    for place, one in enumerate(asked(crosswalk, focal, reference).answers):
        own[one.ask.provision].append((place, one))
    found = {}
    for provision, parts in _counted_with(crosswalk, focal).items():
        if some := [pair for part in parts if part in own for pair in own[part]]:
            found[provision] = tuple(one for _, one in sorted(some, key=itemgetter(0)))
    return found


@dataclass(frozen=True, slots=True)
class AskedOf:
    """What one document says to the asks of some provisions of another that are counted, and to all others."""

    focal: str
    reference: str
    answers: tuple[AskAnswer, ...] = field(repr=False)  #: of these provisions
    elsewhere: tuple[AskAnswer, ...] = field(
        repr=False
    )  #: of no such provision: of annexes, or of what filters leave out
    places: tuple[str, ...] = field(repr=False)  #: the provisions at the top of which those are part

    @property
    def counts(self) -> dict[Asked, int]:
        """How many asks of these provisions have each answer, best first."""
        return counts_of(self.answers)


def asked_of(crosswalk: Crosswalk, focal: str, reference: str, provisions: Iterable[str]) -> AskedOf | None:
    """Return what `reference` says to the asks that are counted with some provisions of `focal`, and to all others;
    None where nobody has listed what one of the two asks.
    """
    known = asked_by_provision(crosswalk, focal, reference)
    if not known:
        return None
    units = list(provisions)
    with_units = _counted_with(crosswalk, focal)
    inside = {part for provision in units for part in with_units.get(provision, ())}
    every = counted(asked(crosswalk, focal, reference).answers)
    elsewhere = tuple(one for one in every if one.ask.provision not in inside)
    above = tree(crosswalk, focal)
    return AskedOf(
        focal,
        reference,
        counted(one for provision in units for one in known.get(provision, ())),
        elsewhere,
        tuple(dict.fromkeys(above.top(one.ask.provision) for one in elsewhere)),
    )


@remembered
def _counted_with(crosswalk: Crosswalk, document_id: str) -> Mapping[str, frozenset[str]]:
    known = tree(crosswalk, document_id)
    return {provision: frozenset(known.counted_with(provision)) for provision in known.provisions}


def is_held(crosswalk: Crosswalk, here: str, there: str) -> bool:
    """Return True where every provision of `there` was read, and the asks of the two were compared, so that what was
    not found is not asked.
    """
    here, there = _source(crosswalk, here), _source(crosswalk, there)
    against = read_against(crosswalk)
    held = here == there or there in against.get(here, ()) or here in against.get(there, ())
    return held and not _read(crosswalk, there)[1]


#: How alike two asks must be for the one to be worth a look where nothing meets the other.
_LIKE = 0.3


@remembered
def _nearest(crosswalk: Crosswalk, here: str, there: str) -> Mapping[str, str]:
    """Return ask → the ask of another document that is most like it in its words, where one is like it at all."""
    mine = asks(crosswalk, here)
    others = [one for one in asks(crosswalk, there) if not one.is_umbrella]
    likeness = Likeness.of([one.text for one in (*mine, *others)])
    scores = likeness.between(range(len(mine)), range(len(mine), len(mine) + len(others)))
    found = zip(mine, best(scores, _LIKE), strict=True)
    return {one.id: others[place].id for one, place in found if place is not None}


@remembered
def _rows_by_ask(crosswalk: Crosswalk, source: str) -> Mapping[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows_of(crosswalk, source):
        found[row.ask].append(row)
    return {one: tuple(some) for one, some in found.items()}


@remembered
def _rows_by_measure(crosswalk: Crosswalk, source: str) -> Mapping[str, tuple[Row, ...]]:
    known = {one.id for one in asks(crosswalk, source)}
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows_of(crosswalk, source):
        if row.ask in known:
            found[row.measure].append(row)
    return {measure: tuple(some) for measure, some in found.items()}


@remembered
def _ends(crosswalk: Crosswalk, document_id: str) -> Mapping[str, tuple[int, Ask]]:
    """Return ask as it is listed → the ask under the document's own ids, and its place in their natural order."""
    mine = sorted(asks_of(crosswalk, document_id), key=lambda one: ids.natural_key(one.id))
    return {one.carried_from or one.id: (place, one) for place, one in enumerate(mine)}


_STRONGEST = (Holding.EQUAL, Holding.CONTAINS, Holding.INSIDE, Holding.OVERLAPS, Holding.ACCEPTS)


def _strength(pair: tuple[Row, Row]) -> tuple[bool, int, int]:
    """Order the rows of two asks to one measure: those that prove an overlap before those of which one accepts."""
    here, there = (_STRONGEST.index(row.holding) for row in pair)
    return Holding.ACCEPTS in (row.holding for row in pair), here, there


class Meeting:
    """Where the asks of one document meet those of another, worked out for an ask when it is asked for."""

    def __init__(self, crosswalk: Crosswalk, here: str, there: str, called: str) -> None:
        """`here` and `there` are the documents for which asks are listed; `called` has those of `there` as its own."""
        self._crosswalk, self._here, self._there = crosswalk, here, there
        self._catalogue = measures(crosswalk)
        self._of, self._at = _rows_by_ask(crosswalk, here), _rows_by_measure(crosswalk, there)
        self._ends = _ends(crosswalk, called)
        self._found: dict[str, tuple[Place, ...]] = {}

    def pairs(self, one: Ask) -> Iterator[tuple[Row, Row]]:
        """Yield each row of an ask with each row of the other document to the same measure."""
        for row in self._of.get(one.carried_from or one.id, ()):
            for other in self._at.get(row.measure, ()):
                yield row, other

    def places(self, one: Ask) -> tuple[Place, ...]:
        """Return where the other document meets an ask, best first."""
        if one.id not in self._found:
            self._found[one.id] = tuple(self._places(one))
        return self._found[one.id]

    def _places(self, one: Ask) -> Iterator[Place]:
        """Yield one place for each ask and answer: through the measure that shows most, of those that show as much the
        first.
        """
        found: dict[tuple[int, int], list[tuple[Row, Row]]] = defaultdict(list)
        for row, other in self.pairs(one):
            if (answer := answer_of(row.holding, other.holding)) is not None:
                found[answer.rank, self._ends[other.ask][0]].append((row, other))
        for (rank, _), pairs in sorted(found.items()):
            row, other = min(pairs, key=_strength)
            end = self._ends[other.ask][1]
            apart = share_nobody(one.roles, end.roles)
            yield Place(end, self._catalogue[row.measure], _ANSWERS[rank], row, other, apart)

    def nearest(self, one: Ask) -> Ask | None:
        """Return the ask of the other document that is most like an ask in its words; None where none is like it."""
        near = _nearest(self._crosswalk, self._here, self._there).get(one.carried_from or one.id)
        return self._ends[near][1] if near else None

    @property
    def grade(self) -> str | None:
        """The weakest grade of all rows of the two documents."""
        grades = (_weakest(self._crosswalk, source) for source in (self._here, self._there))
        return max(filter(None, grades), default=None)


@remembered
def _weakest(crosswalk: Crosswalk, source: str) -> str | None:
    return max((row.grade for row in rows_of(crosswalk, source)), default=None)


@remembered
def _read(crosswalk: Crosswalk, document_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the provisions of a document that were read for their asks, and the others that stand for themselves."""
    source, called = _source(crosswalk, document_id), _called(crosswalk, document_id)
    known = readings(crosswalk)
    mine = [provision for provision in provision_index(crosswalk, source) if provision in known]
    is_read = {provision: known[provision].reading is not Reading.NOT_READ for provision in mine}
    read = tuple(called.get(provision, provision) for provision in mine if is_read[provision])
    return read, tuple(called.get(provision, provision) for provision in mine if not is_read[provision])


@dataclass(frozen=True, slots=True)
class Use:
    """A measure, and how each of some documents relates to it: the strongest of its asks."""

    measure: Measure
    holdings: Mapping[str, Holding]  #: document → how its strongest ask relates to the measure
    counted: tuple[str, ...] = field(repr=False)  #: the documents without those that are equal to one before them

    @property
    def asked_by(self) -> tuple[str, ...]:
        """The documents that ask for the measure itself: an ask of theirs is equal to it or contains it. Of documents
        that are equal, the first counts.
        """
        return tuple(name for name in self.counted if self.holdings.get(name) in _WHOLE)

    def as_json(self) -> Json:
        """Return {"id", "evidence", "theme", "documents"}."""
        return {
            "id": self.measure.id,
            "evidence": self.measure.evidence,
            "theme": self.measure.theme,
            "documents": {name: holding.value for name, holding in self.holdings.items()},
        }


def uses(crosswalk: Crosswalk, documents: str | Iterable[str] | None = None) -> tuple[Use, ...]:
    """Return every measure that one of the documents asks for in any way, with how each relates to it, in the order of
    the catalogue; without `documents`, of all whose asks are listed. One document may be given by itself.

    Raises UnknownId for a document that does not exist, and UsageError for one whose asks nobody has listed.

    >>> from crosswalk.store.holder import load
    >>> all(len(use.holdings) >= 2 for use in uses(load()))
    True
    """
    chosen = [documents] if isinstance(documents, str) else list(listed(crosswalk) if documents is None else documents)
    sources, counted = {name: _source(crosswalk, name) for name in chosen}, apart(crosswalk, chosen)
    strongest: dict[tuple[str, str], Holding] = {}
    for one, holding, measure in relations(crosswalk):
        key = ids.home(one), measure
        strongest[key] = min(strongest.get(key, holding), holding, key=_STRONGEST.index)
    found = []
    for catalogued in measures(crosswalk).values():
        holdings = {
            name: strongest[source, catalogued.id]
            for name, source in sources.items()
            if (source, catalogued.id) in strongest
        }
        if holdings:
            found.append(Use(catalogued, Frozen(holdings), counted))
    return tuple(found)


def apart(crosswalk: Crosswalk, documents: Iterable[str]) -> tuple[str, ...]:
    """Return the documents, each once, without those that are equal to one before them and so ask the same.

    Raises what `uses` raises.

    >>> from crosswalk.store.holder import load
    >>> apart(load(), ["etsi-en-304-223-2.1.1", "ncsc-secure-ai-2023", "dsit-ai-code-2025"])
    ('etsi-en-304-223-2.1.1', 'ncsc-secure-ai-2023')
    """
    first: dict[str, str] = {}
    for name in documents:
        first.setdefault(_source(crosswalk, name), name)
    return tuple(first.values())


def common(crosswalk: Crosswalk, documents: Sequence[str]) -> tuple[Use, ...]:
    """Return the measures that all of the documents ask for.

    >>> from crosswalk.store.holder import load
    >>> len(common(load(), ["dsit-ai-code-2025", "ncsc-secure-ai-2023"])) > 20
    True
    """
    return tuple(use for use in uses(crosswalk, documents) if len(use.asked_by) == len(apart(crosswalk, documents)))


def published(crosswalk: Crosswalk, besides: str) -> tuple[str, ...]:
    """Return the documents whose asks are listed and that are published, neither drafts nor withdrawn or superseded,
    without the one that has the asks of `besides`.
    """
    entries, source = document_index(crosswalk), _source(crosswalk, besides)
    others = (name for name in listed(crosswalk) if name != source)
    return tuple(name for name in others if DocumentStage.of(entries[name].status.stage).is_in_force)


def lacking(crosswalk: Crosswalk, name: str, others: int = 3, among: Sequence[str] = ()) -> tuple[Use, ...]:
    """Return the measures that at least so many other documents ask for and this one does not, those that most ask for
    first. Without `among`, published documents are counted. A document that is equal to another counts once, with it.

    >>> from crosswalk.store.holder import load
    >>> all(len(use.asked_by) >= 5 for use in lacking(load(), "eu-ai-act-2024", 5))
    True
    """
    chosen = dict.fromkeys((name, *(among or published(crosswalk, name))))
    found = [use for use in uses(crosswalk, chosen) if name not in use.asked_by and len(use.asked_by) >= others]
    return tuple(sorted(found, key=lambda use: -len(use.asked_by)))


def not_read(crosswalk: Crosswalk, name: str) -> tuple[str, ...]:
    """Return the provisions of a document that nobody has read for what they ask.

    Raises UnknownId for a document that does not exist, and UsageError where nobody has listed what it asks.

    >>> from crosswalk.store.holder import load
    >>> not_read(load(), "dsit-ai-code-2025")
    ()
    """
    return _read(crosswalk, name)[1]


def is_lack_known(crosswalk: Crosswalk, name: str, use: Use) -> bool:
    """Return True where it is known that a document does not ask for a measure that others ask for: all of it was read,
    and against one of those. Otherwise only no row says that it asks for it.

    >>> from crosswalk.store.holder import load
    >>> xw = load()
    >>> all(is_lack_known(xw, "eu-ai-act-2024", use) for use in lacking(xw, "eu-ai-act-2024"))
    True
    """
    return any(is_held(crosswalk, other, name) for other in use.asked_by)


@dataclass(frozen=True, slots=True)
class OnlyHere:
    """What a document asks and none of some others does, as far as that is known."""

    document: str
    others: tuple[str, ...]  #: that it was compared with
    asks: tuple[Ask, ...] = field(repr=False)  #: which none of them asks in any way
    not_known: tuple[str, ...]  #: those of the others that may ask them all the same, as the two were not read together

    def as_json(self) -> Json:
        """Return {"document", "others", "not_known", "asks"}."""
        return {
            "document": self.document,
            "others": list(self.others),
            "not_known": list(self.not_known),
            "asks": [
                {
                    "id": ask.id,
                    "provision": ask.provision,
                    "text": ask.text,
                    "level": ask.level,
                    "roles": list(ask.roles),
                    "when": ask.when,
                    "theme": ask.theme,
                }
                for ask in self.asks
            ],
        }


def only_here(crosswalk: Crosswalk, name: str, references: Sequence[str] = ()) -> OnlyHere:
    """Return the asks of a document that none of the references asks in any way: by default, no other document whose
    asks are listed. Of a reference that was not read against it in full, only what its rows say is known.

    >>> from crosswalk.store.holder import load
    >>> found = only_here(load(), "dsit-ai-code-2025", ["ncsc-secure-ai-2023"])
    >>> len(found.asks) > 20, found.not_known
    (True, ())
    """
    source = _source(crosswalk, name)
    chosen = dict.fromkeys(references) or dict.fromkeys(other for other in listed(crosswalk) if other != source)
    others = tuple(other for other in chosen if other != name)
    known = _network(crosswalk)
    columns = sorted({known.documents.index(_source(crosswalk, other)) for other in others})
    mine = [one for one in asks_of(crosswalk, name) if not one.is_umbrella]
    ranks = known.ranks[np.ix_([known.numbers[one.carried_from or one.id] for one in mine], columns)]
    lonely = (ranks == _NONE).all(axis=1)
    if any(_source(crosswalk, other) == source for other in others):
        lonely[:] = False  # the same asks under other numbers
    return OnlyHere(
        name,
        others,
        tuple(one for one, alone in zip(mine, lonely, strict=True) if alone),
        not_read_against(crosswalk, name, others),
    )


def not_read_against(crosswalk: Crosswalk, name: str, others: Iterable[str]) -> tuple[str, ...]:
    """Return those of the others of which it is not known what they do not ask: they were not read in full, or the
    asks of the two were not compared.
    """
    return tuple(other for other in others if not is_held(crosswalk, name, other))
