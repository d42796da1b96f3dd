"""Find documents, provisions, mapping sets, organisations and work items by a reference or by words.

The results come in this order: what the text refers to (`crosswalk.analysis.lookup`) or is the name of, or else what
is nearest above that and its document; the parts of what it refers to; what has all words in its number and title; what
needs its summary too; what needs the name of its document too; mapping sets. Words count at the beginning of words.
Synonyms (`data/synonyms.yaml`) do as well, but what has the words themselves comes before. Among equals, the order of
`crosswalk.analysis.lookup` decides. Only where nothing has all words, typing errors are forgiven.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from crosswalk import ids
from crosswalk.analysis import Json
from crosswalk.analysis.catalogue import Label, details, document_index, labels
from crosswalk.analysis.lookup import absent, document_named, meant, place
from crosswalk.analysis.synonyms import synonyms
from crosswalk.analysis.words import Asked, Texts, nearest
from crosswalk.limits import at_least_one
from crosswalk.references import folded
from crosswalk.store.holder import Crosswalk, remembered

_GOOD_ENOUGH = 72
#: Characters that are searched for: comparing takes their number times that of each text.
_LONGEST = 300
#: Scores: what a reference means, what is near to that, what is part of it; where the words are; how much less it is
#: for a synonym, and for a mapping set.
_EXACT, _NEAR, _PART, _IN_NAME, _IN_SUMMARY, _WITH_DOCUMENT, _SYNONYM, _SET = (
    100.0,
    97.0,
    94.0,
    90.0,
    80.0,
    70.0,
    2.0,
    30.0,
)
_Score = tuple[float, str]  #: with what it matches by
_BY_REFERENCE = ("reference", "nearest")
_NAMED_BY_TEXT = ("document", "organisation")  #: whose further text is another name


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result.

    >>> Hit("owasp-llm-2025:LLM01", "provision", "Prompt Injection", 100.0).type
    'provision'
    """

    id: str
    type: str  #: document, provision, mapping set, organisation or work item
    name: str
    score: float  #: from 0 to 100: what it matches by, and for what is only similar, how similar it is
    document: str | None = None  #: of a provision
    #: reference, nearest (above what a reference names and is not loaded), part (of what a reference means), name,
    #: summary, document or similar
    match: str = "reference"
    snippet: str | None = None  #: the part of its summary in which the words are found
    found: tuple[str, ...] = ()  #: the words that were found, as they are written there

    def as_json(self) -> Json:
        """Return {"id", "type", "name", "score", "document", "match", "snippet"}."""
        names = ("id", "type", "name", "score", "document", "match", "snippet")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True)
class Group:
    """The results within one document, or the documents, mapping sets, organisations or work items among them."""

    document: str | None
    type: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class _Library:
    """What is searched, by the number of a thing: its number and name, its summary, the names of its document."""

    labels: list[Label]
    heads: Texts
    bodies: Texts
    homes: Texts
    numbers: dict[str, int]


def search(crosswalk: Crosswalk, text: str, limit: int = 25, document: str | None = None) -> list[Hit]:
    """Return up to `limit` things that are meant by a reference or by words, best first; [] for an empty text.

    With `document`, only that document and what is in it. Raises UnknownId where there is no such document, and
    UsageError where `limit` is below 1.

    >>> from crosswalk.store.holder import load
    >>> search(load(), "Article 15")[0].id
    'eu-ai-act-2024:Art-15'
    >>> search(load(), "promt injection")[0].name
    'Prompt Injection'
    """
    at_least_one(limit, "limit")
    text, home = text[:_LONGEST], document_named(crosswalk, document) if document else None
    found = _found(crosswalk, text) or _similar(crosswalk, text)
    if home:
        found = _inside(found, home) or _inside(_found(crosswalk, f"{home}:{text}"), home)
    return found[:limit]


def _inside(hits: Iterable[Hit], home: str) -> list[Hit]:
    return [hit for hit in hits if ids.home(hit.id) == home]


def grouped(hits: Iterable[Hit]) -> list[Group]:
    """Return the results by document, and those that are not provisions by type, in the order of their best result.

    >>> [group.type for group in grouped([Hit("nist", "organisation", "NIST", 100.0)])]
    ['organisation']
    """
    groups: dict[tuple[str | None, str], list[Hit]] = {}
    for hit in hits:
        groups.setdefault((hit.document, hit.type), []).append(hit)
    return [Group(document, kind, tuple(many)) for (document, kind), many in groups.items()]


def _found(crosswalk: Crosswalk, text: str) -> list[Hit]:
    """Return what a text means or has all its words, best first."""
    library, asked = _library(crosswalk), Asked.of(text, synonyms(crosswalk))
    if not asked.units:
        return []
    referred = dict(reversed([*_referred(crosswalk, text)]))
    if any(match in _BY_REFERENCE for _, match in referred.values()):  # “AC-2” is not each 2 beside an AC
        worded = [*_worded(library, Asked.whole(text), 0)]
    else:
        worded = [*_worded(library, Asked.of(text, {}), 0), *_worded(library, asked, _SYNONYM)]
    best: dict[str, _Score] = {}
    for thing, score in (*referred.items(), *worded):
        best[thing] = max(score, best.get(thing, score))
    order = sorted(best, key=lambda thing: (-best[thing][0], place(crosswalk, thing)))
    return [_hit(library, library.numbers[thing], best[thing], asked) for thing in order]


def _referred(crosswalk: Crosswalk, text: str) -> Iterator[tuple[str, _Score]]:
    """Yield what a reference means, and the parts of what it means by its number."""
    found, known = meant(crosswalk, text), labels(crosswalk)
    nearest = {one.id for one in found if one.distance == found[0].distance}
    by_name = {thing for thing in nearest if folded(known[thing].name) == folded(text)}
    for one in found:
        yield one.id, (_EXACT if one.id in nearest else _NEAR, "name" if one.id in by_name else "reference")
    if not found and (missing := absent(crosswalk, text)):
        yield missing.document, (_NEAR, "nearest")
        yield from ((thing, (_EXACT, "nearest")) for thing in missing.nearest)
    whole = nearest - by_name
    yield from ((thing, (_PART, "part")) for thing in known if _is_part(thing, whole))


def _is_part(thing: str, above: set[str]) -> bool:
    """Return True for the id of a part: 15(4) is one of 15, and AC-20 none of AC-2."""
    return any(
        thing.startswith(whole) and ids.is_provision(whole) and not thing[len(whole) :][:1].isalnum()
        for whole in above
        if thing != whole
    )


def _worded(library: _Library, asked: Asked, less: float) -> Iterator[tuple[str, _Score]]:
    """Yield what has all words, by where they are."""
    heads, bodies, homes = library.heads, library.bodies, library.homes
    in_head = set.intersection(*(unit.places(heads) for unit in asked.units))
    own = [unit.places(heads, bodies) for unit in asked.units]
    wide = [places | unit.places(homes) for places, unit in zip(own, asked.units, strict=True)]
    some: set[int] = set().union(*own)
    in_own, in_any = set.intersection(*own), set.intersection(*wide) & some
    for score, match, numbers in (
        (_IN_NAME, "name", in_head),
        (_IN_SUMMARY, "summary", in_own),
        (_WITH_DOCUMENT, "document", in_any),
    ):
        for number in numbers:
            label = library.labels[number]
            yield label.id, (score - less - _SET * (label.type == "mapping set"), match)


def _hit(library: _Library, number: int, score: _Score, asked: Asked) -> Hit:
    label, body = library.labels[number], library.bodies.texts[number]
    home = ids.home(label.id) if label.type == "provision" else None
    found = asked.found(library.heads.texts[number], body) if score[1] not in (*_BY_REFERENCE, "part") else ()
    return Hit(label.id, label.type, label.name, score[0], home, score[1], asked.snippet(body) or None, found)


def _similar(crosswalk: Crosswalk, text: str) -> list[Hit]:
    """Return what is found when words that are nowhere are corrected; else what resembles the text as a whole."""
    from rapidfuzz import fuzz

    library = _library(crosswalk)
    known = {*library.heads.places, *library.bodies.places}
    typed = text.lower().split()
    corrected = " ".join(word if word in known else nearest(word, known) or word for word in typed)
    alike = fuzz.ratio(" ".join(typed), corrected) / 100
    hits = _found(crosswalk, corrected) if alike < 1 else []
    return [replace(hit, match="similar", score=round(alike * hit.score, 1)) for hit in hits] or _resembling(
        text, library
    )


def _resembling(text: str, library: _Library) -> list[Hit]:
    """Return what resembles a text as a whole, by [rapidfuzz](https://rapidfuzz.github.io/RapidFuzz/)."""
    from rapidfuzz import fuzz, process, utils

    query = utils.default_process(text)
    if not query:
        return []
    heads = [utils.default_process(head) for head in library.heads.texts]
    bodies = [utils.default_process(body) for body in library.bodies.texts]
    head_scores = process.cdist([query], heads, scorer=fuzz.token_set_ratio)[0]
    near_scores = process.cdist([query], heads, scorer=fuzz.partial_ratio)[0]
    body_scores = process.cdist([query], bodies, scorer=fuzz.token_set_ratio)[0]
    nobody, hits = Asked(()), []
    for number, (head, near, body) in enumerate(zip(head_scores, near_scores, body_scores, strict=True)):
        score = max(float(head), 0.97 * float(near), 0.85 * float(body))
        if score >= _GOOD_ENOUGH:
            hits.append(_hit(library, number, (round(min(score, 100.0), 1), "similar"), nobody))
    return sorted(hits, key=lambda hit: (-hit.score, ids.natural_key(hit.id)))


@remembered
def _library(crosswalk: Crosswalk) -> _Library:
    every, entries, known = list(labels(crosswalk).values()), document_index(crosswalk), details(crosswalk)
    texts = [(described.text or "") if (described := known.get(label.id)) else "" for label in every]
    homes = [entries.get(ids.home(label.id)) for label in every]
    return _Library(
        every,
        Texts([_head(label, text) for label, text in zip(every, texts, strict=True)]),
        Texts(["" if label.type in _NAMED_BY_TEXT else text for label, text in zip(every, texts, strict=True)]),
        Texts([f"{entry.short} {entry.title}" if entry else "" for entry in homes]),
        {label.id: number for number, label in enumerate(every)},
    )


def _head(label: Label, text: str) -> str:
    own_id = ids.split(label.id)[1] or label.id
    other_name = text if label.type in _NAMED_BY_TEXT else None
    return " · ".join(filter(None, (own_id, label.notation, label.name, other_name)))
