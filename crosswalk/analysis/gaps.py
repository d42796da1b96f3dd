"""The provisions that are not covered, each with its status, the reason, and the nearest candidate to look at."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from crosswalk import ids
from crosswalk.analysis.catalogue import Filters, Provision, provision_index
from crosswalk.analysis.coverage import Answer, coverage
from crosswalk.analysis.derive import Derived
from crosswalk.analysis.links import missing_of
from crosswalk.analysis.mappings import Assertion
from crosswalk.analysis.proximity import DEFAULT, Penalties, nearest
from crosswalk.store.holder import Crosswalk, remembered
from crosswalk.vocabulary import Status


class Cause(StrEnum):
    """Why a provision has its status."""

    ASSERTED = "asserted"  #: somebody asserts what the status says
    DERIVED = "derived"  #: nobody asserts it, but it is proved along a path
    CITED = "cited"  #: it is only cited, or linked without set meaning
    NOTHING_FOUND = "nothing-found"  #: somebody looked and found nothing
    RULED_OUT = "ruled-out"  #: only single provisions, or one kind of relation, were ruled out
    DANGLING = "dangling"  #: a mapping names a provision that the document does not have
    NOT_LOOKED_AT = "not-looked-at"  #: nobody has looked


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a provision has its status, and the mapping or derivation behind that."""

    cause: Cause
    basis: Assertion | Derived | None


@dataclass(frozen=True, slots=True)
class Gap:
    """One focal provision that the reference document does not fully cover.

    >>> from crosswalk.store.holder import load
    >>> gaps(load(), "dsit-ai-code-2025", "owasp-llm-2025")[0].reference
    'owasp-llm-2025'
    """

    answer: Answer
    reference: str
    reason: Reason
    nearest: str | None  #: where to look next, or None where nothing is near; not a mapping


def gaps(
    crosswalk: Crosswalk,
    focal: str,
    reference: str,
    *,
    filters: Filters | None = None,
    derived: bool = True,
    kinds: str | Collection[str] = (),
    penalties: Penalties = DEFAULT,
) -> list[Gap]:
    """Return the provisions of `focal` that `reference` does not fully cover, in the order of the focal document.

    `filters`, `derived` and `kinds` are those of `coverage`. The nearest candidate of each gap is the provision that
    the reason names, or else the end of the path with the least penalty, by `penalties` (whole numbers); it is a place
    to look and not a mapping (docs/decisions/0012-nearness-is-not-a-mapping.md). Raises what `coverage` raises.

    >>> from crosswalk.store.holder import load
    >>> {gap.answer.status for gap in gaps(load(), "dsit-ai-code-2025", "owasp-llm-2025")} & {"covered", "unmapped"}
    set()
    """
    [covered] = coverage(crosswalk, focal, reference, filters=filters, derived=derived, kinds=kinds)
    return [
        gap(crosswalk, answer, reference, penalties=penalties)
        for answer in covered.answers
        if answer.status is not Status.COVERED
    ]


def gap(crosswalk: Crosswalk, answer: Answer, reference: str, *, penalties: Penalties = DEFAULT) -> Gap:
    """Return an answer that is not *covered* with its reason and the nearest candidate: the other end of its best
    mapping, or the provision of `reference` that the reason names, or else the one that the path of least penalty leads
    to, where that is short enough to mean something.
    """
    return Gap(answer, reference, reason(answer), _candidate(crosswalk, answer, reference, penalties))


#: The largest penalty of a path whose end is worth looking at: two overlaps, one of them of a kind that is not stated.
_FARTHEST = 3


def _candidate(crosswalk: Crosswalk, answer: Answer, reference: str, penalties: Penalties) -> str | None:
    best = answer.best
    if best is not None and answer.status in (Status.PARTIAL, Status.DERIVED):
        return best.object
    if isinstance(best, Assertion) and best.dangling:
        likes = (missing.nearest for missing in missing_of(crosswalk, [best]))
        if like := next((like for like in likes if like is not None and ids.home(like) == reference), None):
            return like
    if isinstance(best, Assertion) and best.comment:
        named = next(named_in(crosswalk, reference, best.comment), None)
        if named is not None:
            return named
    near = nearest(crosswalk, reference, penalties).get(answer.provision.id)
    return near.provision if near and near.score <= _FARTHEST else None


def named_in(crosswalk: Crosswalk, document: str, text: str) -> Iterator[str]:
    """Yield the provisions of a document that a sentence names by their ids, in the order of the sentence.

    >>> from crosswalk.store.holder import load
    >>> list(named_in(load(), "eu-ai-act-2024", "Systems are registered (Article 49) and described."))
    ['eu-ai-act-2024:Art-49']
    """
    names = _spellings(crosswalk, document)
    for found in _pattern(crosswalk, document).finditer(text):
        yield names[found[0].casefold()]


@remembered
def _spellings(crosswalk: Crosswalk, document: str) -> Mapping[str, str]:
    known = provision_index(crosswalk, document)
    return {name.casefold(): provision.id for provision in known.values() for name in _names(provision)}


@remembered
def _pattern(crosswalk: Crosswalk, document: str) -> re.Pattern[str]:
    names = sorted(_spellings(crosswalk, document), key=len, reverse=True)
    return re.compile(rf"(?<![\w.#-])(?:{'|'.join(map(re.escape, names)) or '(?!)'})(?![\w-]|\.\w)", re.IGNORECASE)


def _names(provision: Provision) -> Iterator[str]:
    """Yield how sentences write an id; a bare number, or a letter, names nothing by itself."""
    _, local = ids.split(provision.id)
    for name in (provision.notation, local, local.replace("-", " "), provision.notation.replace("Art. ", "Article ")):
        if len(name) > 1 and not name.isdecimal():
            yield name


def reason(answer: Answer) -> Reason:
    """Return why the provision has its status."""
    best = answer.best
    if best is None:
        return Reason(Cause.NOT_LOOKED_AT, None)
    return Reason(_cause(answer.status, best), best)


def _cause(status: Status, best: Assertion | Derived) -> Cause:
    match status:
        case Status.COVERED | Status.PARTIAL:
            return Cause.ASSERTED
        case Status.DERIVED:
            return Cause.DERIVED
        case Status.NO_COUNTERPART:
            return Cause.NOTHING_FOUND
        case Status.CITED:
            return Cause.CITED
        case Status.UNMAPPED:
            return Cause.DANGLING if best.dangling else Cause.RULED_OUT
        case _:
            assert_never(status)
