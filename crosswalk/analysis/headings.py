"""The headings of a document, what stands under each, and how much of that another document meets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosswalk.analysis.catalogue import Provision, provisions
from crosswalk.errors import CrosswalkError, did_you_mean
from crosswalk.store.holder import Crosswalk

if TYPE_CHECKING:
    from crosswalk.analysis.coverage import Coverage


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the provisions under one heading a reference document covers, at least in part."""

    heading: str | None  #: the id of the heading, or None for provisions without one
    reference: str
    met: int
    total: int


def headings(crosswalk: Crosswalk, focal: str) -> list[Provision]:
    """Return the headings of a document that have assessable provisions right under them.

    >>> from crosswalk.store.holder import load
    >>> len(headings(load(), "dsit-ai-code-2025"))
    13
    """
    every = provisions(crosswalk, focal)
    parents = {one.parent for one in every if one.assessable}
    return [one for one in every if one.id in parents and not one.assessable]


def under(crosswalk: Crosswalk, focal: str, heading: str) -> set[str]:
    """Return the ids of a heading and of everything below it, also under headings that stand below it.

    Raises CrosswalkError when the document has no such heading.

    >>> from crosswalk.store.holder import load
    >>> "dsit-ai-code-2025:5.4.1" in under(load(), "dsit-ai-code-2025", "dsit-ai-code-2025:5")
    True
    """
    known = [one.id for one in headings(crosswalk, focal)]
    if heading not in known:
        raise CrosswalkError(f"There is no heading “{heading}” in {focal}.{did_you_mean(heading, known)}")
    every, inside = provisions(crosswalk, focal), {heading}
    while more := {one.id for one in every if one.parent in inside} - inside:
        inside |= more
    return inside


def shares(crosswalk: Crosswalk, found: Iterable[Coverage]) -> list[Share]:
    """Return the share of each heading for each reference document, in the order of the focal document.

    Where headings stand under headings, a provision counts under each of them.
    """
    result = []
    for one in found:
        parts: dict[str | None, set[str]] = {
            heading.id: under(crosswalk, one.focal, heading.id) for heading in headings(crosswalk, one.focal)
        }
        parts[None] = {answer.provision.id for answer in one.answers}.difference(*parts.values())
        for heading, inside in parts.items():
            met = [answer.status in ("covered", "partial") for answer in one.answers if answer.provision.id in inside]
            if met:
                result.append(Share(heading, one.reference, sum(met), len(met)))
    return result
