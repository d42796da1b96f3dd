"""How good a mapping set is as a whole: what it was made from, how far two passes agree, and who has reviewed it."""

from __future__ import annotations

from dataclasses import dataclass

from crosswalk.vocabulary import Basis, Review


@dataclass(frozen=True, slots=True)
class Passes:
    """How far two passes over some cells of a set agree, as [Cohen's κ](https://doi.org/10.1177/001316446002000104):
    1 for full agreement, 0 for what chance would give (docs/curation.md).
    """

    overlap: float | None  #: on whether two provisions overlap at all
    relation: float | None  #: on which relation they have
    cells: int | None  #: how many cells both passes answered


@dataclass(frozen=True, slots=True)
class Quality:
    """What supports the rows of a mapping set, beside the grade. `wording.behind` makes a line of it.

    >>> Quality(Basis.TITLES, Passes(0.75, 0.71, 24), reviewed=3, rows=10).review
    'partly-reviewed'
    """

    basis: Basis | None = None  #: what it was made from; None where that is not stated
    agreement: Passes | None = None
    reviewed: int = 0  #: how many of its rows name a reviewer ...
    rows: int = 0  #: ... of how many
    is_published: bool = False  #: True where an organisation asserts it, so that a review is that organisation's matter

    @property
    def review(self) -> Review:
        """How much of the set a named person has reviewed."""
        if self.reviewed:
            return Review.REVIEWED if self.reviewed == self.rows else Review.PARTLY
        return Review.AS_PUBLISHED if self.is_published else Review.NOT_YET
