"""Exactly what is missing: which asks of one document another asks too, in part, in general or not at all.

Containment composes: where A asks for a measure and B asks for it, the two overlap, whatever else they ask, and what A
asks besides can be named (docs/measures.md). Nothing is composed further than ask → measure ← ask, all of it on arrays
with a row for each ask and a column for each document, so that it grows with what is found and not with pairs of asks.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

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
from crosswalk.analysis.catalogue import document, provision_index
from crosswalk.analysis.equals import equal_documents, equals
from crosswalk.analysis.likeness import Likeness, best
from crosswalk.errors import UsageError, shown
from crosswalk.store.holder import Crosswalk, remembered
from crosswalk.vocabulary import Asked, Holding, Reading, share_nobody

_HOLDINGS = tuple(Holding)
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
#: [how the focal ask stands to the measure, how the other one does] → the rank of the answer.
_RANKS = np.full((len(_HOLDINGS), len(_HOLDINGS)), _NONE, dtype=np.int8)
for _pair, _answer in _OF.items():
    _RANKS[tuple(map(_HOLDINGS.index, _pair))] = _answer.rank


def answer_of(here: Holding, there: Holding) -> Asked | None:
    """Return what follows for an ask from how it and an ask of the other document stand to one measure; None where
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
        if self.here.holding in (Holding.CONTAINS, Holding.OVERLAPS):
            return self.here.beside
        if self.there.holding is Holding.OVERLAPS:
            return "the rest of it: a part is asked there"
        if self.there.holding is Holding.INSIDE:
            return "the other cases: it is asked there in fewer"
        if self.here.holding is Holding.ACCEPTS:
            return "other means: this is one of several"
        return None

    @property
    def grade(self) -> str:
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


@dataclass(frozen=True, slots=True)
class AskAnswer:
    """What the other document says to one ask: exactly one word of `vocabulary.Asked`."""

    ask: Ask
    answer: Asked
    places: tuple[Place, ...] = field(default=(), repr=False)  #: best first
    roles: tuple[str, ...] = ()  #: who must do it; () where that is not stated
    same: Ask | None = field(default=None, repr=False)  #: the ask of the provision that is equal, and asks all the same
    nearest: Ask | None = field(default=None, repr=False)  #: where nothing meets it: the ask most like it in its words

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
        """Return {"id", "provision", "text", "answer", "where", "beside", "when", "levels", "roles", "asked_of_others",
        "through", "nearest"}.
        """
        levels = {"here": self.ask.level, "there": list(dict.fromkeys(end.level for end in self.where))}
        return {
            "id": self.ask.id,
            "provision": self.ask.provision,
            "text": self.ask.text,
            "answer": self.answer.value,
            "where": [place.as_json() for place in self.places] or [_same_json(end, self.roles) for end in self.where],
            "beside": list(self.left_over),
            "when": self.ask.when,
            "levels": levels,
            "roles": {"here": list(self.roles), "there": list(self.roles_there)},
            "asked_of_others": self.of_others,
            "through": list(dict.fromkeys(place.measure.id for place in self.best)),
            "nearest": self.nearest.id if self.nearest else None,
        }


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
    unread_here: tuple[str, ...] = field(default=(), repr=False)  #: provisions of the focal document that were not read

    @property
    def counts(self) -> dict[Asked, int]:
        """How many asks have each answer, best first."""
        numbers = Counter(one.answer for one in self.answers)
        return {answer: numbers[answer] for answer in Asked}

    @property
    def is_complete(self) -> bool:
        """True where every provision of the reference was read for what it asks."""
        return bool(self.read) and not self.not_read

    def of_provision(self, provision: str) -> tuple[AskAnswer, ...]:
        """Return the answers to the asks of one provision."""
        return tuple(one for one in self.answers if one.ask.provision == provision)

    def as_json(self) -> Json:
        """Return {"focal", "reference", "counts", "asks", "units"}."""
        return {
            "focal": self.focal,
            "reference": self.reference,
            "counts": {answer.value: number for answer, number in self.counts.items()},
            "asks": [one.as_json() for one in self.answers],
            "units": {"read": list(self.read), "not_read": list(self.not_read)},
        }


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
    return _Network(documents, MappingProxyType(numbers), ranks)


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
    the ask stands to it, as the place of a Holding. The result has shape (asks, documents).
    """
    best = np.full((asks, documents), _NONE, dtype=np.int8)
    for there in range(len(_HOLDINGS)):
        has = np.zeros((measures, documents), dtype=np.bool_)
        chosen = holding == there
        has[measure[chosen], home[chosen]] = True
        ranks = np.where(has[measure], _RANKS[holding, there][:, None], np.int8(_NONE))
        np.minimum.at(best, ask, ranks)
    return best


def _source(crosswalk: Crosswalk, name: str) -> tuple[str, Mapping[str, str]]:
    """Return the document whose asks are those of a document, which may be one that it is equal to, and what its
    provisions are called here. Raises UsageError where nobody has listed the asks of either.
    """
    document(crosswalk, name)
    known = listed(crosswalk)
    if name in known:
        return name, MappingProxyType({})
    for other, others in equal_documents(crosswalk).items():
        if other in known and any(one.provision == name for one in others):
            same = equals(crosswalk)
            called = {
                one.provision: provision
                for provision in provision_index(crosswalk, name)
                for one in same.get(provision, ())
                if ids.home(one.provision) == other
            }
            return other, MappingProxyType(called)
    others_known = ", ".join(with_asks(crosswalk)) or "none"
    raise UsageError(
        f"Nobody has listed what “{shown(name)}” asks, one ask at a time; this is known of: {others_known}."
    )


@remembered
def with_asks(crosswalk: Crosswalk) -> tuple[str, ...]:
    """Return the documents whose asks are known: listed, or those of a document that they are equal to.

    >>> from crosswalk.store.holder import load
    >>> {"dsit-ai-code-2025", "etsi-en-304-223-2.1.1"} <= set(with_asks(load()))
    True
    """
    known = listed(crosswalk)
    same = [one.provision for other, others in equal_documents(crosswalk).items() if other in known for one in others]
    return tuple(sorted({*known, *same}))


def asks_of(crosswalk: Crosswalk, name: str) -> tuple[Ask, ...]:
    """Return the asks of a document, or those of the document that it is equal to under its own provisions' ids.

    Raises UnknownId for a document that does not exist, and UsageError where nobody has listed what it asks.
    """
    source, called = _source(crosswalk, name)
    return tuple(_renamed(one, called) for one in asks(crosswalk, source))


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

    “Not asked” is said only where every provision of `reference` was read for its asks and the two were held against
    each other. Raises UnknownId for a document that does not exist, and UsageError where nobody has listed what one of
    the two asks.

    >>> from crosswalk.store.holder import load
    >>> {one.answer.value for one in asked(load(), "dsit-ai-code-2025", "etsi-en-304-223-2.1.1").answers}
    {'asked'}
    """
    here, called_here = _source(crosswalk, focal)
    there, called_there = _source(crosswalk, reference)
    read, not_read = _read(crosswalk, there, called_there)
    unread_here = _read(crosswalk, here, called_here)[1]
    rest = Asked.NOT_ASKED if _is_held(crosswalk, here, there) else Asked.NOT_KNOWN
    nearest = {} if here == there else _nearest(crosswalk, here, there)
    meet = _Meeting(crosswalk, here, there, called_there)
    answers = []
    for one in asks(crosswalk, here):
        own = _renamed(one, called_here)
        roles = own.roles
        if one.is_umbrella:
            answers.append(AskAnswer(own, Asked.UMBRELLA, (), roles))
            continue
        if here == there:
            answers.append(AskAnswer(own, Asked.ASKED, (), roles, _renamed(one, called_there)))
            continue
        if places := meet.places(one):
            answers.append(AskAnswer(own, places[0].answer, places, roles))
        else:
            near = nearest.get(one.id)
            answers.append(AskAnswer(own, rest, (), roles, nearest=_renamed(near, called_there) if near else None))
    return Asking(focal, reference, tuple(answers), read, not_read, unread_here)


@remembered
def asked_by_provision(crosswalk: Crosswalk, focal: str, reference: str) -> Mapping[str, tuple[AskAnswer, ...]]:
    """Return provision of `focal` → what `reference` says to each of its asks, general duties left out; empty where
    nobody has listed what one of the two asks.

    >>> from crosswalk.store.holder import load
    >>> len(asked_by_provision(load(), "dsit-ai-code-2025", "eu-ai-act-2024")["dsit-ai-code-2025:2.1"])
    5
    """
    if not {focal, reference} <= set(with_asks(crosswalk)):
        return MappingProxyType({})
    found: dict[str, list[AskAnswer]] = defaultdict(list)
    for one in asked(crosswalk, focal, reference).answers:
        if one.answer is not Asked.UMBRELLA:
            found[one.ask.provision].append(one)
    return MappingProxyType({provision: tuple(some) for provision, some in found.items()})


def _is_held(crosswalk: Crosswalk, here: str, there: str) -> bool:
    """Return True where every provision of `there` was read, and the asks of the two were held against each other."""
    against = read_against(crosswalk)
    held = here == there or there in against.get(here, ()) or here in against.get(there, ())
    return held and not _read(crosswalk, there, MappingProxyType({}))[1]


#: How alike two asks must be for the one to be worth a look where nothing meets the other.
_LIKE = 0.3


def _nearest(crosswalk: Crosswalk, here: str, there: str) -> dict[str, Ask]:
    """Return ask → the ask of another document that is most like it in its words, where one is like it at all."""
    mine = asks(crosswalk, here)
    others = [one for one in asks(crosswalk, there) if not one.is_umbrella]
    likeness = Likeness.of([one.text for one in (*mine, *others)])
    scores = likeness.between(range(len(mine)), range(len(mine), len(mine) + len(others)))
    found = zip(mine, best(scores, _LIKE), strict=True)
    return {one.id: others[place] for one, place in found if place is not None}


class _Meeting:
    """Where the asks of two documents meet."""

    def __init__(self, crosswalk: Crosswalk, here: str, there: str, called: Mapping[str, str]) -> None:
        self.catalogue = measures(crosswalk)
        self.ends = {one.id: _renamed(one, called) for one in asks(crosswalk, there)}
        self.of: dict[str, list[Row]] = defaultdict(list)
        self.at: dict[str, list[Row]] = defaultdict(list)
        for row in rows_of(crosswalk, here):
            self.of[row.ask].append(row)
        for row in rows_of(crosswalk, there):
            self.at[row.measure].append(row)

    def places(self, one: Ask) -> tuple[Place, ...]:
        """Return where the other document meets an ask, best first."""
        found: dict[tuple[str, str], Place] = {}
        for row in self.of.get(one.id, ()):
            for other in self.at.get(row.measure, ()):
                if (answer := answer_of(row.holding, other.holding)) is not None:
                    end = self.ends[other.ask]
                    apart = share_nobody(one.roles, end.roles)
                    found.setdefault(
                        (end.id, answer.value), Place(end, self.catalogue[row.measure], answer, row, other, apart)
                    )
        return tuple(sorted(found.values(), key=lambda place: (place.answer.rank, ids.natural_key(place.ask.id))))


def _read(crosswalk: Crosswalk, source: str, called: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the provisions of a document that were read for their asks, and the others that stand for themselves."""
    known = readings(crosswalk)
    mine = [name for name in provision_index(crosswalk, source) if name in known]
    read = tuple(called.get(name, name) for name in mine if known[name].reading is not Reading.NOT_READ)
    not_read = tuple(called.get(name, name) for name in mine if known[name].reading is Reading.NOT_READ)
    return read, not_read


@dataclass(frozen=True, slots=True)
class Use:
    """A measure, and how each of some documents stands to it: the strongest of its asks."""

    measure: Measure
    holdings: Mapping[str, Holding]  #: document → how its strongest ask stands to the measure

    @property
    def asked_by(self) -> tuple[str, ...]:
        """The documents that ask for the measure itself: an ask of theirs is equal to it or contains it."""
        return tuple(name for name, holding in self.holdings.items() if holding in (Holding.EQUAL, Holding.CONTAINS))

    def as_json(self) -> Json:
        """Return {"id", "evidence", "theme", "documents"}."""
        return {
            "id": self.measure.id,
            "evidence": self.measure.evidence,
            "theme": self.measure.theme,
            "documents": {name: holding.value for name, holding in self.holdings.items()},
        }


_STRONGEST = (Holding.EQUAL, Holding.CONTAINS, Holding.INSIDE, Holding.OVERLAPS, Holding.ACCEPTS)


def uses(crosswalk: Crosswalk, documents: Iterable[str] | None = None) -> tuple[Use, ...]:
    """Return every measure that one of the documents asks for in any way, with how each stands to it, in the order of
    the catalogue; without `documents`, of all whose asks are listed.

    >>> from crosswalk.store.holder import load
    >>> all(len(use.holdings) >= 2 for use in uses(load()))
    True
    """
    chosen = list(documents) if documents is not None else list(listed(crosswalk))
    sources = {name: _source(crosswalk, name)[0] for name in chosen}
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
            found.append(Use(catalogued, MappingProxyType(holdings)))
    return tuple(found)


def common(crosswalk: Crosswalk, documents: Sequence[str]) -> tuple[Use, ...]:
    """Return the measures that all of the documents ask for."""
    return tuple(use for use in uses(crosswalk, documents) if len(use.asked_by) == len(set(documents)))


def lacking(crosswalk: Crosswalk, name: str, others: int = 3) -> tuple[Use, ...]:
    """Return the measures that at least so many other documents ask for and this one does not, those that most ask for
    first. A document that is equal to another counts once, with it.
    """
    source = _source(crosswalk, name)[0]
    found = [use for use in uses(crosswalk) if source not in use.asked_by and len(use.asked_by) >= others]
    return tuple(sorted(found, key=lambda use: -len(use.asked_by)))


def only_here(crosswalk: Crosswalk, name: str, references: Sequence[str] = ()) -> tuple[Ask, ...]:
    """Return the asks of a document that none of the references asks in any way: by default, no other document whose
    asks are known. Where one of them is not fully read against it, nothing is known, and its asks are left out.
    """
    source, called = _source(crosswalk, name)
    others = {_source(crosswalk, other)[0] for other in (references or listed(crosswalk))} - {source}
    known = _network(crosswalk)
    columns = [known.documents.index(other) for other in sorted(others)]
    if not all(_is_held(crosswalk, source, other) for other in others):
        return ()
    mine = [one for one in asks(crosswalk, source) if not one.is_umbrella]
    ranks = known.ranks[np.ix_([known.numbers[one.id] for one in mine], columns)]
    return tuple(
        _renamed(one, called) for one, lonely in zip(mine, (ranks == _NONE).all(axis=1), strict=True) if lonely
    )
