"""Documents against documents: how much of each one the others cover."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crosswalk.analysis.catalogue import every_provision, loaded_documents
from crosswalk.analysis.coverage import Coverage, coverage
from crosswalk.analysis.mappings import every_row
from crosswalk.store.holder import Crosswalk, Frozen, remembered
from crosswalk.vocabulary import Pair, Status


@dataclass(frozen=True, slots=True)
class Cell:
    """The coverage of one document by another. `met` is None where the pair has no share: it is not known then, and
    not 0.
    """

    focal: str
    reference: str
    pair: Pair
    counts: Mapping[Status, int]
    units: Mapping[str, int]
    total: int
    met: int | None

    @property
    def share(self) -> float:
        """The part of the focal document that is met, from 0 to 1; 0 also where nothing is known (`met` is None)."""
        return (self.met or 0) / self.total if self.total else 0.0


def known(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Return the cells between documents that have a share with at least one other: the rest is empty.

    >>> from crosswalk.store.holder import load
    >>> "eu-cra-2024" in {cell.focal for cell in known(matrix(load()))}
    False
    """
    every = tuple(cells)
    joined = {document for cell in every if cell.met is not None for document in (cell.focal, cell.reference)}
    return tuple(cell for cell in every if {cell.focal, cell.reference} <= joined)


@remembered
def matrix(crosswalk: Crosswalk, *, derived: bool = True) -> tuple[Cell, ...]:
    """Return a cell for every ordered pair of loaded documents, in the order of the catalogue.

    Met are provisions that are covered, partial or, if `derived`, reached by a proved overlap.

    >>> from crosswalk.store.holder import load
    >>> cells = {(cell.focal, cell.reference): cell for cell in matrix(load())}
    >>> cells["dsit-ai-code-2025", "etsi-en-304-223-2.1.1"].met
    72
    """
    every_provision(crosswalk)  # one query for all documents and not one for each
    every_row(crosswalk)
    loaded = loaded_documents(crosswalk)
    return tuple(
        _cell(covered, derived)
        for focal in loaded
        for covered in coverage(crosswalk, focal, [other for other in loaded if other != focal], derived=derived)
    )


def _cell(covered: Coverage, derived: bool) -> Cell:
    counts = covered.counts
    met = sum(number for status, number in counts.items() if status.is_met or (derived and status is Status.DERIVED))
    pair = covered.pair
    known_met = met if pair.has_share else None
    return Cell(covered.focal, covered.reference, pair, Frozen(counts), Frozen(covered.units), covered.total, known_met)
