"""The assertions of one document read with another as focal, and what is lost by turning them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from crosswalk.analysis import Json
from crosswalk.analysis.catalogue import document
from crosswalk.analysis.mappings import Assertion, assertions
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import CITES


class Loss(StrEnum):
    """Why an assertion cannot be read from its other end."""

    NO_COUNTERPART = "no counterpart"  #: “nothing found” in one direction says nothing about the other
    CITATION = "citation"  #: the cited document does not cite back
    WHOLE_DOCUMENT = "whole document"  #: the other end is a document as a whole, and not a provision of it


@dataclass(frozen=True, slots=True)
class Pivot:
    """The assertions made from one document, read from another: `kept` are turned, `lost` counts the others."""

    focal: str
    reference: str
    kept: tuple[Assertion, ...] = field(repr=False)
    lost: dict[Loss, int]

    def as_json(self) -> Json:
        """Return {"focal", "reference", "kept", "lost"}: how many assertions were turned, and how many were not, by
        reason.
        """
        lost = {loss.value: number for loss, number in self.lost.items()}
        return {"focal": self.focal, "reference": self.reference, "kept": len(self.kept), "lost": lost}


def pivot(crosswalk: Crosswalk, focal: str, reference: str) -> Pivot:
    """Return the assertions made from `reference` to `focal`, read with `focal` first. A set relation is turned into
    its inverse and loses nothing.

    Raises UnknownId for an unknown document.

    >>> from crosswalk.store.holder import load
    >>> pivot(load(), "ncsc-secure-ai-2023", "dsit-ai-code-2025").lost["no counterpart"]
    10
    """
    for name in (focal, reference):
        document(crosswalk, name)
    made = [
        assertion
        for assertion in assertions(crosswalk, reference)
        if assertion.object_document == focal and not assertion.turned
    ]
    turned = {
        (assertion.mapping_set, assertion.object, assertion.subject)
        for assertion in assertions(crosswalk, focal)
        if assertion.turned
    }
    kept = [
        assertion
        for assertion in made
        if (assertion.mapping_set, assertion.subject, assertion.object) in turned and _loss(assertion) is None
    ]
    losses = Counter(loss for assertion in made if (loss := _loss(assertion)))
    return Pivot(focal, reference, tuple(kept), {loss: losses[loss] for loss in Loss if losses[loss]})


def _loss(assertion: Assertion) -> Loss | None:
    if assertion.nothing_found:
        return Loss.NO_COUNTERPART
    if assertion.is_whole_document:
        return Loss.WHOLE_DOCUMENT
    return Loss.CITATION if assertion.relation == CITES else None
