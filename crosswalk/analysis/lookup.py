"""Which things a reference means, as people write it: “AI Act Article 15”, `AC-02(01)`, “LLM1”, “NIS2 21(2)(d)”.

A reference may be true of several editions and documents. Then all of them are meant, in this order: documents in force
before drafts, and drafts before what is superseded or withdrawn; documents that are loaded before those of which only
cited sections are; provisions that coverage counts before headings; the newest edition first; then the order of ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise

from crosswalk import ids
from crosswalk.analysis.catalogue import (
    Document,
    Label,
    descriptions,
    document,
    document_index,
    labels,
    organisations,
)
from crosswalk.analysis.synonyms import synonyms
from crosswalk.references import Reference, Token, folded, in_roman, read, reference, tokens
from crosswalk.store.holder import Crosswalk, remembered
from crosswalk.vocabulary import DocumentStage

#: How far from what was typed: the document is named by its long title only; another sign between digits; another word
#: for the same; only the end of the id, which is left out where something is nearer; another kind of provision.
_BY_TITLE, _OTHER_SIGN, _OTHER_WORD, _ONLY_THE_END, _OTHER_KIND = 1, 2, 4, 8, 16
#: Words between a document and its provision that say nothing.
_FILLING = frozenset({"a", "an", "and", "for", "from", "in", "of", "on", "s", "the", "to", "under"})
#: Words before the number of an edition.
_EDITION = frozenset({"ed", "edition", "no", "rev", "revision", "v", "ver", "version"})
#: Words of a question that are looked at: no reference has more.
_MOST_WORDS = 16


@dataclass(frozen=True, slots=True)
class Meant:
    """One thing that a reference may mean; those of the least distance are what it means."""

    id: str
    distance: int


@dataclass(frozen=True, slots=True)
class _Entry:
    """A provision or work item under one of its numbers."""

    id: str
    home: str
    reference: Reference
    kinds: frozenset[str]


@dataclass(slots=True)
class _Index:
    whole: dict[str, list[str]] = field(default_factory=dict)  #: id, number and name of a thing, folded
    cores: dict[tuple[str, ...], list[_Entry]] = field(default_factory=dict)
    ends: dict[tuple[str, ...], list[_Entry]] = field(default_factory=dict)
    names: dict[str, frozenset[str]] = field(default_factory=dict)  #: the words that may name a document
    own_names: dict[str, frozenset[str]] = field(default_factory=dict)  #: of these, those of its id and short name
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


def _by_number(crosswalk: Crosswalk, index: _Index, text: str) -> Iterator[tuple[str, int]]:
    """Yield things and their distance. The longest number that is one in a document named by the other words counts."""
    before, colon, after = text.partition(":")
    home = index.homes.get(folded(before)) if colon else None
    found = tokens(after if home else text)[:_MOST_WORDS]
    for spans in _spans(found):
        hits = [
            (entry.id, distance + named)
            for start, end in spans
            for entry, distance in _candidates(crosswalk, index, found[start:end])
            if entry.home == (home or entry.home)
            and (named := _named(index, entry, [*found[:start], *found[end:]])) is not None
        ]
        if hits:
            yield from hits
            return


def _spans(found: tuple[Token, ...]) -> list[list[tuple[int, int]]]:
    """Return the beginnings and ends of what may be the number: those of the most words first, kinds not counted."""
    by_length: dict[int, list[tuple[int, int]]] = {}
    for start, end in combinations(range(len(found) + 1), 2):
        length = sum(not token.kind for token in found[start:end])
        by_length.setdefault(length, []).append((start, end))
    return [by_length[length] for length in sorted(by_length, reverse=True)]


def _named(index: _Index, entry: _Entry, rest: Iterable[Token]) -> int | None:
    """Return how far the words beside a number are from the name of its document; None where some are not in it."""
    words = {token.text for token in rest} - _FILLING
    if any(word.isdigit() for word in words):
        words -= _EDITION
    if words <= index.own_names.get(entry.home, frozenset()):
        return 0
    has_digit = any(part.isdigit() for part in entry.reference.core)  # “data governance” is no reference
    return _BY_TITLE if has_digit and words <= index.names.get(entry.home, frozenset()) else None


def _candidates(crosswalk: Crosswalk, index: _Index, found: tuple[Token, ...]) -> Iterator[tuple[_Entry, int]]:
    for variant, distance in _variants(crosswalk, found):
        for entry in index.cores.get(variant.core, ()):
            yield entry, distance + _apart(variant, entry)
        for entry in index.ends.get(variant.core, ()):
            yield entry, distance + _ONLY_THE_END + _apart(variant, entry)


def _variants(crosswalk: Crosswalk, found: tuple[Token, ...]) -> Iterator[tuple[Reference, int]]:
    """Yield the ways to read a reference: as it is, with Roman figures, and with another word in front."""
    asked = reference(found)
    yield asked, 0
    if roman := in_roman(found):
        yield reference(roman), 0
    for other in synonyms(crosswalk).get(asked.core[:1], ()):
        yield replace(asked, core=(*other, *asked.core[1:])), _OTHER_WORD


def _apart(asked: Reference, entry: _Entry) -> int:
    other_sign = asked.signs not in ((), entry.reference.signs)
    return _OTHER_SIGN * other_sign + _OTHER_KIND * (not asked.kinds <= entry.kinds)


@remembered
def _index(crosswalk: Crosswalk) -> _Index:
    index, known, entries = _Index(), labels(crosswalk), document_index(crosswalk)
    described = descriptions(crosswalk)
    uncounted = {thing for thing, said in described.items() if said.assessable is False}
    order = sorted(known.values(), key=lambda label: _key(label, entries, label.id in uncounted))
    index.order = {label.id: number for number, label in enumerate(order)}
    index.homes = {folded(home): home for home in entries}
    for home, entry in entries.items():
        index.own_names[home] = _words_of(home, entry.short, entry.version)
        index.names[home] = index.own_names[home] | _words_of(entry.title, *_publishers(crosswalk, entry))
    for label in known.values():
        said = described.get(label.id)
        _add(index, label, (said.kind if said else None) or "")
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
        found = [token.text for token in tokens(text)]
        words |= {*found, *(one + other for one, other in pairwise(found) if one.isdigit() and other.isdigit())}
    return frozenset(words)


def _add(index: _Index, label: Label, kind: str) -> None:
    home, local = ids.split(label.id)
    for name in (label.id, local, label.notation, label.name):
        if name:
            _add_whole(index, label.id, name)
    if label.type not in ("provision", "work item"):
        return
    references = {read(text) for text in {local, label.notation} if text}
    kinds = frozenset().union(*(one.kinds for one in references), {kind})
    for one in references:
        entry = _Entry(label.id, home, one, kinds)
        index.cores.setdefault(one.core, []).append(entry)
        for end in _ends(one.core):
            index.ends.setdefault(end, []).append(entry)


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
