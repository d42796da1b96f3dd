"""Documents against documents: how much of each one the others cover."""

from __future__ import annotations

from dataclasses import dataclass

from crosswalk.analysis.catalogue import documents
from crosswalk.analysis.coverage import Coverage, compared, coverage
from crosswalk.store.holder import Crosswalk, remembered
from crosswalk.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Cell:
    """The coverage of one document by another. `met` is None where nobody compared the two and no overlap is proved."""

    focal: str
    reference: str
    counts: dict[Status, int]
    total: int
    met: int | None

    @property
    def share(self) -> float:
        """The part of the focal document that is met, from 0 to 1."""
        return (self.met or 0) / self.total if self.total else 0.0


@remembered
def matrix(crosswalk: Crosswalk, *, derived: bool = False) -> tuple[Cell, ...]:
    """Return a cell for every ordered pair of loaded documents that somebody has compared with another loaded one.

    Met are provisions that are covered, partial or, if `derived`, reached by a proved overlap.

    >>> from crosswalk.store.holder import load
    >>> cells = {(cell.focal, cell.reference): cell for cell in matrix(load())}
    >>> cells["dsit-ai-code-2025", "etsi-en-304-223-2.1.1"].met
    72
    """
    loaded = [entry.id for entry in documents(crosswalk) if entry.loaded]
    asked = {focal: set(compared(crosswalk, focal)) for focal in loaded}
    shown = [focal for focal in loaded if asked[focal] & set(loaded)]
    return tuple(
        Cell(
            covered.focal,
            covered.reference,
            covered.counts,
            covered.total,
            _met(covered, covered.reference in asked[focal], derived),
        )
        for focal in shown
        for covered in coverage(crosswalk, focal, [other for other in shown if other != focal], derived=derived)
    )


def _met(covered: Coverage, asked: bool, derived: bool) -> int | None:
    met = covered.met + (covered.counts[Status.DERIVED] if derived else 0)
    return met if asked or met else None
