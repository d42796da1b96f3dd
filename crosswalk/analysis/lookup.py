"""Which things a reference means, as people write it: “AI Act Article 15”, `AC-02(01)`, “LLM1”, “NIS2 21(2)(d)”.

A reference may be true of several editions and documents. Then all of them are meant, in this order: documents in force
before drafts, and drafts before what is superseded or withdrawn; documents that are loaded before those of which only
cited sections are; provisions that coverage counts before headings; the newest edition first; then the order of ids.

A document whose whole name is typed comes before one of which it is a part: SP 800-218 is not SP 800-218A. What is in
another place than the reference says, such as a chapter for an annex, is never meant. Where nothing is, `absent` says
of which document it would be, and what is nearest above it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, combinations, pairwise

from crosswalk import ids
from crosswalk.analysis.catalogue import (
    Document,
    Label,
    details,
    document,
    document_index,
    labels,
    organisations,
    stats,
)
from crosswalk.analysis.synonyms import synonyms
from crosswalk.errors import shown
from crosswalk.references import (
    LOOSE,
    PLACES,
    STRICT,
    Reference,
    Token,
    folded,
    in_roman,
    is_figure,
    is_numeral,
    joined,
    read,
    reference,
    tokens,
    turned,
)
from crosswalk.store.holder import Crosswalk, remembered
from crosswalk.vocabulary import DocumentStage, units

#: How far from what was typed: the document is named by its long title only; another sign between digits; another word
#: for the same; only the end of the id, which is left out where something is nearer; another kind of provision; only
#: a part of the name of the document, where the whole name of another one is typed.
_BY_TITLE, _OTHER_SIGN, _OTHER_WORD, _ONLY_THE_END, _OTHER_KIND, _PART_OF_NAME = 1, 2, 4, 8, 16, 32
#: Words between a document and its provision that say nothing.
_FILLING = frozenset({"a", "an", "and", "for", "from", "in", "of", "on", "s", "sub", "the", "to", "under"})
#: Too far where no document is named: the end of an id, as another kind than the one that is written.
_FAR = _ONLY_THE_END | _OTHER_KIND
#: What people call a country whose code is another word.
_COUNTRIES = {"GB": "UK"}
#: Words before the number of an edition.
_EDITION = frozenset({"ed", "edition", "no", "rev", "revision", "v", "ver", "version"})
#: Another name of a document in its title: Regulation (EU) 2024/2847 (Cyber Resilience Act).
_IN_BRACKETS = re.compile(r"\(([^()]{3,})\)")
#: Letters of the longest word that is part of a number: AML.T0051.
_LETTERS = 4
#: Words of a question that are looked at: no reference has more.
_MOST_WORDS = 16


@dataclass(frozen=True, slots=True)
class Meant:
    """One thing that a reference may mean; those of the least distance are what it means."""

    id: str
    distance: int


@dataclass(frozen=True, slots=True)
class Absent:
    """What a reference names that is not loaded, although what is above it is, or the document that it names.

    >>> Absent("CRA Art. 13", ("eu-cra-2024",), "eu-cra-2024", {"annex": 1, "part": 2}).sentence()
    '“CRA Art. 13” is not loaded. What is loaded of eu-cra-2024: 1 annex and 2 parts.'
    """

    text: str
    nearest: tuple[str, ...]  #: what is above it, in the order of this module; the document where nothing is
    document: str  #: of the first of these
    kinds: dict[str, int]  #: how many provisions of each kind are loaded of that document

    def sentence(self, name: Callable[[str], str] = str) -> str:
        """Return what is said about it; `name` returns what the document is called in the sentence."""
        loaded = units(self.kinds) or "its name and status only"
        return f"“{shown(self.text)}” is not loaded. What is loaded of {name(self.document)}: {loaded}."


@dataclass(frozen=True, slots=True)
class _Entry:
    """A provision or work item under one of its numbers."""

    id: str
    home: str
    reference: Reference
    kinds: frozenset[str]  #: its own and those of what its number begins with
    places: frozenset[str]  #: the places that its number names

    def is_elsewhere(self, asked: Reference, used: frozenset[str]) -> bool:
        """Return True where the reference names another place, or another kind than the number does; `used` are the
        kinds of its document. A letter in front is that of an annex.
        """
        in_annex = len(self.reference.core[0]) == 1 and not is_numeral(self.reference.core[0])
        missing = (asked.kinds & PLACES) - self.kinds - ({"annex"} if in_annex else set())
        others = asked.kinds - LOOSE
        if missing:
            return bool(self.places or missing & (used | STRICT))
        return bool(self.places and others and not others & self.kinds)


@dataclass(slots=True)
class _Index:
    whole: dict[str, list[str]] = field(default_factory=dict)  #: id, number and name of a thing, folded
    cores: dict[tuple[str, ...], list[_Entry]] = field(default_factory=dict)
    ends: dict[tuple[str, ...], list[_Entry]] = field(default_factory=dict)
    numbered: dict[tuple[str, ...], list[_Entry]] = field(default_factory=dict)  #: without the letters for their kind
    letters: set[str] = field(default_factory=set)  #: that numbers begin with
    kinds: dict[str, frozenset[str]] = field(default_factory=dict)  #: of the provisions of a document
    names: dict[str, frozenset[str]] = field(default_factory=dict)  #: the words that may name a document
    own_names: dict[str, frozenset[str]] = field(default_factory=dict)  #: of these, those of its id and short name
    whole_names: dict[str, tuple[frozenset[str], ...]] = field(default_factory=dict)  #: without publisher and edition
    countries: dict[str, frozenset[str]] = field(default_factory=dict)  #: those of its publishers
    homes: dict[str, str] = field(default_factory=dict)  #: the ids of documents, folded
    order: dict[str, int] = field(default_factory=dict)  #: the place of everything in the order above


def meant(crosswalk: Crosswalk, text: str) -> list[Meant]:
    """Return what a reference may mean, nearest first and then in the order of this module; [] where it is none.

    >>> from crosswalk.store.holder import load
    >>> [one.id for one in meant(load(), "AI Act Art 15 (4)")]
    ['eu-ai-act-2024:Art-15(4)']
    """
    index = _index(crosswalk)
    distances: dict[str, int] = dict.fromkeys(index.whole.get(folded(text), ()), 0)
    for thing, distance in _by_number(crosswalk, index, text):
        distances[thing] = min(distance, distances.get(thing, distance))
    nearest = min(distances.values(), default=0)
    kept = [Meant(thing, far) for thing, far in distances.items() if far == nearest or not far & _ONLY_THE_END]
    return sorted(kept, key=lambda one: (one.distance, index.order[one.id]))


def first_meant(crosswalk: Crosswalk, text: str) -> list[str]:
    """Return the ids that a reference means: the first group of `meant`.

    >>> from crosswalk.store.holder import load
    >>> first_meant(load(), "LLM1")
    ['owasp-llm-2026:LLM01', 'owasp-llm-2025:LLM01', 'owasp-llm-1.1:LLM01']
    """
    found = meant(crosswalk, text)
    return [one.id for one in found if one.distance == found[0].distance]


def document_named(crosswalk: Crosswalk, text: str) -> str:
    """Return the document that an id in any case, or a name of one document only, means. Raises UnknownId.

    >>> from crosswalk.store.holder import load
    >>> document_named(load(), "CSF 2.0"), document_named(load(), "NIST-CSF-2.0")
    ('nist-csf-2.0', 'nist-csf-2.0')
    """
    index = _index(crosswalk)
    if home := index.homes.get(folded(text)):
        return home
    asked = {token.text for token in tokens(text)} - _FILLING
    named = [home for home, own in index.own_names.items() if asked and asked <= own]
    return named[0] if len(named) == 1 else document(crosswalk, text).id


def place(crosswalk: Crosswalk, thing: str) -> int:
    """Return the place of a thing in the order of this module."""
    return _index(crosswalk).order[thing]


def absent(crosswalk: Crosswalk, text: str, document: str | None = None) -> Absent | None:
    """Return what a reference names that is not loaded, with what is nearest above it; None where it means something,
    or neither it nor its document is known. With `document`, what it names there. Raises UnknownId for a document that
    is unknown.

    >>> from crosswalk.store.holder import load
    >>> [missing.nearest for text in ("AI Act Art. 3(1)", "CRA Art. 13") if (missing := absent(load(), text))]
    [('eu-ai-act-2024:Art-3',), ('eu-cra-2024',)]
    """
    wanted = document_named(crosswalk, document) if document else None
    if any(wanted in (None, ids.home(one.id)) for one in meant(crosswalk, text)):
        return None
    index = _index(crosswalk)
    home, found = (wanted, tokens(text)[:_MOST_WORDS]) if wanted else _parted(index, text)
    above = _above(crosswalk, index, found, home)
    if not above:
        return None
    document_id = ids.home(above[0])
    known = stats(crosswalk).per_document.get(document_id)
    return Absent(text, tuple(above), document_id, known.kinds if known else {})


def _parted(index: _Index, text: str) -> tuple[str | None, tuple[Token, ...]]:
    """Return the document whose id a text begins with, and the tokens of what follows."""
    before, colon, after = text.partition(":")
    home = index.homes.get(folded(before)) if colon else None
    return home, tokens(after if home else text)[:_MOST_WORDS]


def _by_number(crosswalk: Crosswalk, index: _Index, text: str) -> Iterator[tuple[str, int]]:
    """Yield things and their distance. The longest number that is one in a document named by the other words counts."""
    home, found = _parted(index, text)
    for spans in _spans(found):
        hits = [
            (entry, distance + named, rest)
            for start, end in spans
            if (near := [*_candidates(crosswalk, index, found[start:end])])
            for rest in (_rest(found, start, end),)
            for entry, distance in near
            if entry.home == (home or entry.home) and (named := _named(index, entry, rest)) is not None
            if home or rest or distance & _FAR != _FAR
        ]
        if hits:
            is_whole = [bool(_whole_name(index, entry.home, rest)) for entry, _, rest in hits]
            for (entry, distance, _), whole in zip(hits, is_whole, strict=True):
                yield entry.id, distance + _PART_OF_NAME * (any(is_whole) and not whole)
            return


def _spans(found: tuple[Token, ...]) -> list[list[tuple[int, int]]]:
    """Return the beginnings and ends of what may be the number: those of the most words first, kinds not counted."""
    by_length: dict[int, list[tuple[int, int]]] = {}
    for start, end in combinations(range(len(found) + 1), 2):
        length = sum(not token.kind for token in found[start:end])
        by_length.setdefault(length, []).append((start, end))
    return [by_length[length] for length in sorted(by_length, reverse=True)]


def _rest(found: tuple[Token, ...], start: int, end: int) -> frozenset[str]:
    """Return the words beside a number, without those that say nothing."""
    words = {word for side in (found[:start], found[end:]) for word in joined([one for one in side if _says(one)])}
    return frozenset(words - _EDITION if any(word.isdigit() for word in words) else words)


def _says(token: Token) -> bool:
    """Return True for a token that says something; (a) after a number does, and “a” among words does not."""
    return token.text not in _FILLING or (len(token.text) == 1 and (token.glued or token.before in ("(", "-", ".")))


def _named(index: _Index, entry: _Entry, words: frozenset[str]) -> int | None:
    """Return how far the words beside a number are from the name of its document; None where some are not in it."""
    # “data governance” is no reference
    is_number = bool(entry.places) or any(part.isdigit() for part in entry.reference.core)
    if is_number:
        words -= index.countries.get(entry.home, frozenset())
    if words <= index.own_names.get(entry.home, frozenset()):
        return 0
    return _BY_TITLE if is_number and words <= index.names.get(entry.home, frozenset()) else None


def _whole_name(index: _Index, home: str, words: frozenset[str]) -> int:
    """Return how many of the words are the whole name of a document; 0 where they are not."""
    return max((len(name) for name in index.whole_names.get(home, ()) if name <= words), default=0)


def _candidates(crosswalk: Crosswalk, index: _Index, found: tuple[Token, ...]) -> Iterator[tuple[_Entry, int]]:
    for asked, distance in _variants(crosswalk, found):
        for entry, further in _entries(index, asked):
            apart = distance + further + _apart(asked, entry)
            if not (apart & _OTHER_KIND and apart & _OTHER_WORD):
                yield entry, apart


def _entries(index: _Index, asked: Reference) -> Iterator[tuple[_Entry, int]]:
    """Yield the entries with a number and how far they are; none in another place."""
    for entries, distance in (
        (index.cores.get(asked.core, ()), 0),
        (index.numbered.get(asked.core, ()) if asked.kinds else (), _OTHER_WORD),
        (index.ends.get(asked.core, ()), _ONLY_THE_END),
    ):
        for entry in entries:
            if not entry.is_elsewhere(asked, index.kinds.get(entry.home, frozenset())):
                yield entry, distance


def _variants(crosswalk: Crosswalk, found: tuple[Token, ...]) -> Iterator[tuple[Reference, int]]:
    """Yield the ways to read a reference: as it is, its whole before its part, with Roman figures, and with another
    word in front.
    """
    for order in filter(None, (found, turned(found))):
        asked = reference(order)
        yield asked, 0
        if roman := in_roman(order):
            yield reference(roman), 0
        if asked.core[:1] == asked.core[1:2] and asked.core[0].isalpha() and not is_numeral(asked.core[0]):
            yield replace(asked, core=asked.core[1:]), 0  # Annex A, A.4.3
        first = next((number for number, token in enumerate(order) if token.text == asked.core[0]), 0)
        for other in synonyms(crosswalk).get(asked.core[:1], ()):
            yield reference((*order[:first], *tokens(" ".join(other)), *order[first + 1 :])), _OTHER_WORD


def _apart(asked: Reference, entry: _Entry) -> int:
    other_sign = asked.signs not in ((), entry.reference.signs)
    return _OTHER_SIGN * other_sign + _OTHER_KIND * (not asked.kinds <= entry.kinds)


def _above(crosswalk: Crosswalk, index: _Index, found: tuple[Token, ...], home: str | None) -> list[str]:
    """Return what is nearest above a number that is nowhere, in the document that is named; else that document."""
    best: dict[str, tuple[int, int]] = {}  # how much of a name is typed, and how much of the number there is
    for spans in _spans(found):
        for start, end in spans:
            if not _is_numbered(index, found[start:end]):
                continue
            rest = _rest(found, start, end)
            named = _homes(index, found, rest, home)
            for thing, length in _beginnings(crosswalk, index, found[start:end]):
                at = ids.home(thing)
                is_alone = not (named or rest or home) and (length > 1 or any(token.kind for token in found[start:end]))
                if at in named or is_alone:
                    best[thing] = max(best.get(thing, (0, 0)), (named.get(at, 0), length))
            for at, size in named.items():
                best[at] = max(best.get(at, (0, 0)), (size, 0))
    nearest = max(best.values(), default=None)
    things = sorted((thing for thing, far in best.items() if far == nearest), key=index.order.__getitem__)
    return things[:1] if nearest and nearest[0] else things


def _homes(index: _Index, found: Sequence[Token], rest: frozenset[str], home: str | None) -> dict[str, int]:
    """Return the documents that the words beside a number name, with a number that is greater for a longer name; 1 for
    the only document with provisions whose name has these words.
    """
    if home:
        return {} if rest else {home: 1}
    every = frozenset(joined(found)) - _FILLING - _EDITION
    known = {one: names | index.countries[one] for one, names in index.names.items()}
    likely = [one for one, names in known.items() if rest and rest <= names and not every <= names]
    sizes = {one: 1 + size for one in likely if (size := _whole_name(index, one, rest))}
    with_provisions = [one for one in likely if one in index.kinds]
    return sizes or (dict.fromkeys(with_provisions, 1) if len(with_provisions) == 1 else {})


def _beginnings(crosswalk: Crosswalk, index: _Index, found: tuple[Token, ...]) -> Iterator[tuple[str, int]]:
    """Yield what the beginnings of a number are the number of, with their length."""
    for asked, _ in _variants(crosswalk, found):
        for length in range(1, len(asked.core)):
            for entry, far in _entries(index, replace(asked, core=asked.core[:length])):
                if not asked.kinds or (asked.kinds & entry.kinds and not far & _ONLY_THE_END):
                    yield entry.id, length


def _is_numbered(index: _Index, found: tuple[Token, ...]) -> bool:
    """Return True for what looks like the number of a provision, of whatever document."""
    left = [token for token in turned(found) or found if not token.kind]
    has_kind = len(left) < len(found)
    has_letters = any(token.text in index.letters for token in left)
    return any(is_figure(token.text) for token in left) and all(
        (is_figure(token.text) and (has_kind or has_letters or len(token.text) < 4)) or token.text in index.letters
        for token in left
    )


@remembered
def _index(crosswalk: Crosswalk) -> _Index:
    index, known, entries = _Index(), labels(crosswalk), document_index(crosswalk)
    described = details(crosswalk)
    uncounted = {thing for thing, said in described.items() if said.assessable is False}
    order = sorted(known.values(), key=lambda label: _key(label, entries, label.id in uncounted))
    index.order = {label.id: number for number, label in enumerate(order)}
    index.homes = {folded(home): home for home in entries}
    for entry in entries.values():
        _add_names(crosswalk, index, entry)
    kinds = {thing: frozenset({said.kind}) for thing, said in described.items() if said.kind}
    for thing, own in kinds.items():
        index.kinds[ids.home(thing)] = index.kinds.get(ids.home(thing), frozenset()) | own
    for label in known.values():
        _add(index, label, _kinds_of(label.id, kinds))
        if label.id in entries:
            _add_whole(index, label.id, entries[label.id].short)
    return index


def _key(label: Label, entries: Mapping[str, Document], uncounted: bool) -> tuple[object, ...]:
    entry = entries.get(ids.home(label.id))
    natural = (label.type, ids.natural_key(label.id))
    if entry is None:
        return (1, False, False, (), *natural)
    stage = DocumentStage.of(entry.status.stage)
    force = 0 if stage.is_in_force else 2 if stage in (DocumentStage.SUPERSEDED, DocumentStage.WITHDRAWN) else 1
    newest = tuple(-int(part) for part in (entry.date or "").split("-") if part.isdigit())
    return (force, not entry.loaded, uncounted, newest or (0,), *natural)


def _add_names(crosswalk: Crosswalk, index: _Index, entry: Document) -> None:
    known = organisations(crosswalk)
    publishers = [known[publisher] for publisher in entry.publishers if publisher in known]
    own = _words_of(entry.id, entry.short, entry.version)
    index.own_names[entry.id] = own
    index.names[entry.id] = own | _words_of(entry.title, *_publishers(crosswalk, entry))
    countries = [_COUNTRIES.get(one.country, one.country) for one in publishers if one.country]
    index.countries[entry.id] = _words_of(*countries)
    beside = _words_of(entry.version, (entry.date or "")[:4], *entry.publishers)
    beside |= _words_of(*(one.abbreviation or "" for one in publishers))
    short = _words_in(entry.short) - beside
    whole = [_words_in(text) - beside for text in (entry.id, *_IN_BRACKETS.findall(entry.title))]
    whole += [short] if len(short) > 1 else []  # “Guidelines” alone names none
    index.whole_names[entry.id] = tuple(name for name in whole if any(word.isalpha() or len(word) > 3 for word in name))


def _publishers(crosswalk: Crosswalk, entry: Document) -> Iterator[str]:
    known = organisations(crosswalk)
    for publisher in entry.publishers:
        yield publisher
        if publisher in known:
            yield from (known[publisher].name, known[publisher].abbreviation or "")


def _words_of(*texts: str) -> frozenset[str]:
    """Return the words of names; numbers beside each other are also one: EN 304 223 is written EN 304223 too."""
    words: set[str] = set()
    for text in texts:
        found = [*joined(tokens(text))]
        words |= {*found, *(one + other for one, other in pairwise(found) if one.isdigit() and other.isdigit())}
    return frozenset(words)


def _words_in(text: str) -> frozenset[str]:
    return frozenset(joined(tokens(text))) - _FILLING


def _kinds_of(thing: str, kinds: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the kinds of a provision and of those that its id begins with: 15(4) is in article 15."""
    ends = (end for end in range(1, len(thing)) if not thing[end].isalnum())
    return kinds.get(thing, frozenset()).union(*(kinds.get(thing[:end], ()) for end in ends))


def _add(index: _Index, label: Label, kinds: frozenset[str]) -> None:
    home, local = ids.split(label.id)
    for name in (label.id, local, label.notation, label.name):
        if name:
            _add_whole(index, label.id, name)
    if label.type not in ("provision", "work item"):
        return
    references = {read(text) for text in {local, label.notation} if text}
    written = frozenset(chain.from_iterable(one.kinds for one in references))
    for one in references:
        entry = _Entry(label.id, home, one, kinds | written, written & PLACES)
        index.cores.setdefault(one.core, []).append(entry)
        letters = {part for part in one.core if part.isalpha()}
        if label.type == "provision" and letters < {*one.core} and max(map(len, letters), default=0) <= _LETTERS:
            index.letters |= letters
        for end in _ends(one.core) if not entry.places else ():
            index.ends.setdefault(end, []).append(entry)
        if end := _without_letters(one.core, kinds):
            index.numbered.setdefault(end, []).append(entry)
    for part in {part for text in {local, label.notation} if text for part in _parts(text)}:
        further = _Entry(label.id, home, part, (kinds | written) - (written - part.kinds), part.kinds & PLACES)
        index.ends.setdefault(part.core, []).append(further)


def _add_whole(index: _Index, thing: str, name: str) -> None:
    known = index.whole.setdefault(folded(name), [])
    if thing not in known:
        known.append(thing)


def _ends(core: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield what is left of a number without the letters in front: T0051 of AML.T0051, 5.15 of A.5.15."""
    for start in range(1, len(core) - 1):
        if core[start - 1].isdigit() or not any(part.isdigit() for part in core):
            return
        yield core[start:]


def _parts(text: str) -> Iterator[Reference]:
    """Yield what people leave of a number in which several kinds are written: the part without its whole, Part II (5),
    and the whole without the kind between, Annex I (2)(b).
    """
    found = tokens(text)
    starts = [number for number, token in enumerate(found) if token.kind and number]
    yield from (reference(found[start:]) for start in starts)
    if starts and found[0].kind:
        yield reference((*found[: starts[0]], *found[starts[0] + 2 :]))


def _without_letters(core: tuple[str, ...], kinds: Iterable[str]) -> tuple[str, ...]:
    """Return a number without the letters that stand for its kind: 12 of R12, a recommendation; () where none do."""
    first = next((number for number, part in enumerate(core) if part.isdigit()), 0)
    return core[first:] if first and any(kind.startswith(core[first - 1]) for kind in kinds) else ()
