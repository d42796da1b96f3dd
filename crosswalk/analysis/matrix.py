"""Documents against documents: how much of each is covered by each other one."""

from __future__ import annotations

from dataclasses import dataclass

from crosswalk.analysis.answers import compared
from crosswalk.analysis.catalogue import documents
from crosswalk.analysis.coverage import coverage
from crosswalk.store.holder import Crosswalk


@dataclass(frozen=True, slots=True)
class Cell:
    """One document by another; `met` is None where nobody has compared the two and no overlap is proved either."""

    focal: str
    reference: str
    counts: dict[str, int]
    total: int
    met: int | None

    @property
    def share(self) -> float:
        """The part of the focal document that is met, from 0 to 1."""
        return (self.met or 0) / self.total if self.total else 0.0


def matrix(crosswalk: Crosswalk, *, derived: bool = False) -> list[Cell]:
    """Return a cell for every ordered pair of loaded documents that somebody has compared with another loaded one.

    Met are provisions that are covered, partial or, if `derived`, reached by a proved overlap.

    >>> from crosswalk.store.holder import load
    >>> cells = {(one.focal, one.reference): one for one in matrix(load())}
    >>> cells["dsit-ai-code-2025", "etsi-en-304-223-2.1.1"].met
    72
    """
    key = ("matrix", derived)
    if key not in crosswalk.answers:
        crosswalk.answers[key] = _matrix(crosswalk, derived)
    found: list[Cell] = crosswalk.answers[key]
    return found


def _matrix(crosswalk: Crosswalk, derived: bool) -> list[Cell]:
    loaded = [entry["id"] for entry in documents(crosswalk) if entry["loaded"]]
    asked = {focal: set(compared(crosswalk, focal)) for focal in loaded}
    held = [focal for focal in loaded if asked[focal] & set(loaded)]
    return [
        Cell(one.focal, one.reference, one.counts, one.total, _met(one.counts, one.reference in asked[focal], derived))
        for focal in held
        for one in coverage(crosswalk, focal, [other for other in held if other != focal], derived=derived)
    ]


def _met(counts: dict[str, int], asked: bool, derived: bool) -> int | None:
    met = counts["covered"] + counts["partial"] + (counts["derived"] if derived else 0)
    return met if asked or met else None
