"""The same assertions read with another document as focal, and what is lost on the way round."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from crosswalk.analysis.catalogue import document
from crosswalk.analysis.mappings import NO_TERM, SET_RELATIONS, Assertion, assertions
from crosswalk.store.holder import Crosswalk

#: Why an assertion cannot be read from its other end.
LOSSES = {
    "no counterpart": "that nothing was found in one direction says nothing about the other",
    "citation": "who is cited does not cite back",
    "whole document": "the other end is a document as a whole, and no provision of it",
}


@dataclass(frozen=True, slots=True)
class Pivot:
    """The assertions made from one document, read from another: `kept` are turned, `lost` counts those that are not."""

    focal: str
    reference: str
    kept: tuple[Assertion, ...]
    lost: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        """Return {"focal", "reference", "kept", "lost"}: how many assertions were turned, and were not, by reason."""
        return {"focal": self.focal, "reference": self.reference, "kept": len(self.kept), "lost": self.lost}

    def sentence(self) -> str:
        """Return what is kept and lost, in one sentence."""
        if not self.lost:
            return f"All {len(self.kept)} assertions made from {self.reference} can be read from {self.focal}."
        told = ", ".join(f"{number} {why}" for why, number in self.lost.items())
        return (
            f"Of the assertions made from {self.reference}, {len(self.kept)} can be read from {self.focal}; "
            f"{sum(self.lost.values())} cannot: {told}."
        )


def pivot(crosswalk: Crosswalk, focal: str, reference: str) -> Pivot:
    """Return the assertions that were made from `reference` to `focal`, read with `focal` first; a set relation is
    turned into its inverse and loses nothing.

    >>> from crosswalk.store.holder import load
    >>> pivot(load(), "ncsc-secure-ai-2023", "dsit-ai-code-2025").lost["no counterpart"]
    9
    """
    for name in (focal, reference):
        document(crosswalk, name)
    made = [one for one in assertions(crosswalk, reference) if one.object_document == focal and not one.turned]
    turned = {(one.mapping_set, one.object, one.subject) for one in assertions(crosswalk, focal) if one.turned}
    kept = [one for one in made if (one.mapping_set, one.subject, one.object) in turned and _why(one, focal) is None]
    told = Counter(why for one in made if (why := _why(one, focal)))
    return Pivot(focal, reference, tuple(kept), {why: told[why] for why in LOSSES if told[why]})


def _why(one: Assertion, focal: str) -> str | None:
    if one.object == NO_TERM:
        return "no counterpart"
    if one.object == focal:
        return "whole document"
    return "citation" if one.relation == "cites" and one.relation not in SET_RELATIONS else None
