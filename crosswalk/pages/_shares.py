"""Coverage by the headings of the focal document: which share of each principle is covered or partly covered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from crosswalk.analysis.catalogue import provisions
from crosswalk.analysis.coverage import Coverage
from crosswalk.store.holder import Crosswalk


@dataclass(frozen=True, slots=True)
class Share:
    """How much of one heading a reference document meets."""

    heading: str | None  #: the id of the parent, or None for provisions without one
    reference: str
    met: int
    total: int


def shares(crosswalk: Crosswalk, found: Iterable[Coverage]) -> list[Share]:
    """Return the share of each heading for each reference document, in the order of the focal document."""
    result = []
    for one in found:
        met: dict[str | None, list[bool]] = {}
        tops = _tops(crosswalk, one.focal)
        for answer in one.answers:
            met.setdefault(tops.get(answer.provision.id), []).append(answer.status in ("covered", "partial"))
        result += [Share(heading, one.reference, sum(hits), len(hits)) for heading, hits in met.items()]
    return result


def _tops(crosswalk: Crosswalk, focal: str) -> dict[str, str | None]:
    """Return, for each assessable provision, the nearest heading above it that is not assessable itself."""
    every = {provision.id: provision for provision in provisions(crosswalk, focal)}
    found: dict[str, str | None] = {}
    for provision in every.values():
        parent, seen = provision.parent, {provision.id}
        while parent in every and every[parent].assessable and parent not in seen:
            seen.add(parent)
            parent = every[parent].parent
        found[provision.id] = parent
    return found
