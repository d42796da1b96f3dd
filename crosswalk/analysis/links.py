"""What is known of one document against another, decided once for every page and sentence (`vocabulary.Pair`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from crosswalk import ids
from crosswalk.analysis import Json
from crosswalk.analysis.catalogue import provision_index
from crosswalk.analysis.claims import Claims
from crosswalk.analysis.equals import equal_documents
from crosswalk.analysis.mappings import NO_TERM, Assertion
from crosswalk.errors import closest
from crosswalk.store.holder import Crosswalk, Frozen
from crosswalk.vocabulary import CITES, Pair, Status

_NONE: Frozen[Any, int] = Frozen({})


@dataclass(frozen=True, slots=True)
class Missing:
    """An end of a row that does not exist, or is withdrawn, and the id there that is most like it."""

    end: str
    nearest: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """What joins one document to another, whatever part of it is counted.

    `counts` and `units` are those of all its provisions in the units of the pair. Where the two are only linked, `rows`
    are the rows about its provisions, `back` those that can be read from the other document alone, `counts_back` how
    the provisions of that document are answered, and `missing` the ends that do not exist.
    """

    pair: Pair = Pair.NOT_COMPARED
    units: Mapping[str, int] = field(default_factory=lambda: _NONE)
    counts: Mapping[Status, int] = field(default_factory=lambda: _NONE)
    rows: tuple[Assertion, ...] = field(default=(), repr=False)
    back: tuple[Assertion, ...] = field(default=(), repr=False)
    counts_back: Mapping[Status, int] = field(default_factory=lambda: _NONE)
    missing: tuple[Missing, ...] = ()

    @property
    def cited_by(self) -> int:
        """How many provisions and headings of the other document cite this one in a row of their own, where the two are
        only linked. What is below a heading that cites does not cite again, although it is answered with *cited*.
        """
        return len({row.subject for row in self.back if row.relation == CITES and not row.dangling})

    def as_json(self) -> Json:
        """Return {"pair"}, and {"cited_by", "other_way"} where rows can be read from the other document alone."""
        whole: Json = {"pair": self.pair.value}
        if self.back:
            whole["cited_by"] = self.cited_by
            whole["other_way"] = [{"subject": row.subject} | row.as_json() for row in self.back]
        return whole


UNLINKED = Link()


def answers_for_pair(crosswalk: Crosswalk, row: Assertion, focal: str) -> bool:
    """Return True where a row says that somebody compared `focal` with its other document: it answers, and was made of
    the two, or of documents of which all is equal to one of them. Where only some is, the two have not been compared.

    >>> from crosswalk.analysis.mappings import assertions
    >>> from crosswalk.store.holder import load
    >>> xw = load()
    >>> {answers_for_pair(xw, row, row.object_document) for row in assertions(xw, "dsit-ai-code-2025") if row.is_answer}
    {True}
    """
    if not row.is_answer or row.carried_from is None:
        return row.is_answer
    equal = equal_documents(crosswalk)
    ends = zip(_documents_of(row), (focal, row.object_document), strict=True)
    return all(own == seen or seen in {other.provision for other in equal.get(own, ())} for own, seen in ends)


def _documents_of(row: Assertion) -> tuple[str, str]:
    """Return the two documents that a row was made of, in the order in which it is read."""
    near, far = (row.mapping.object, row.mapping.subject) if row.turned else (row.mapping.subject, row.mapping.object)
    if far != NO_TERM:
        return ids.home(near), ids.home(far)
    carried = next((hop.subject for hop in row.along if hop.object == row.object_document), row.object_document)
    return ids.home(near), carried


def pair_of(
    crosswalk: Crosswalk, focal: str, towards: Claims, answers: Iterable[tuple[Status, tuple[Assertion, ...]]]
) -> Pair:
    """Return what is known of `focal` against a document: from the status of each of its provisions with the rows
    behind it, and from what is known `towards` that document.
    """
    is_followed = False
    for status, rows in answers:
        if any(answers_for_pair(crosswalk, row, focal) for row in rows):
            return Pair.COMPARED
        is_followed = is_followed or status.is_compared or status is Status.DERIVED
    if is_followed:
        return Pair.ONLY_DERIVED
    return Pair.ONLY_LINKED if towards.is_readable or towards.back else Pair.NOT_COMPARED


def missing_of(crosswalk: Crosswalk, rows: Iterable[Assertion]) -> tuple[Missing, ...]:
    """Return the ends of some rows that do not exist or are withdrawn, each once."""
    ends = dict.fromkeys(end for row in rows for end in row.missing)
    return tuple(Missing(end, nearest_id(crosswalk, end)) for end in ends)


def nearest_id(crosswalk: Crosswalk, end: str) -> str | None:
    """Return the id in the same document that is most like one that does not exist there; None where none is."""
    known = {ids.split(name)[1]: name for name in provision_index(crosswalk, ids.home(end)) if name != end}
    return next((known[local] for local in closest(ids.split(end)[1], known)), None)
