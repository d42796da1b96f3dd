"""One provision against every document that its own has been compared with, and how their levels and roles differ."""

from __future__ import annotations

from dataclasses import dataclass

from crosswalk.analysis.catalogue import Provision, documents, provisions
from crosswalk.analysis.coverage import Answer, coverage
from crosswalk.analysis.mappings import NO_TERM, SET_RELATIONS, Assertion, assertions
from crosswalk.errors import CrosswalkError, did_you_mean
from crosswalk.store.holder import Crosswalk


@dataclass(frozen=True, slots=True)
class Difference:
    """A property in which two mapped provisions differ. It is no part of the relation; None: that side does not say."""

    what: str  #: level or roles
    here: str | None
    there: str | None


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer of one reference document, with the differences to each provision that it is mapped to."""

    reference: str
    answer: Answer
    differences: dict[str, tuple[Difference, ...]]

    @property
    def told(self) -> tuple[Assertion, ...]:
        """The assertions about overlap: set relations and “nothing found”, without citations and associations."""
        return tuple(one for one in self.answer.mappings if one.relation in _ABOUT_OVERLAP)


_ABOUT_OVERLAP = SET_RELATIONS | {"no-counterpart"}


def compared(crosswalk: Crosswalk, focal: str) -> list[str]:
    """Return the documents with which somebody has compared `focal`: those of which an overlap, or none, is asserted.

    >>> from crosswalk.store.holder import load
    >>> {"ncsc-secure-ai-2023", "eu-ai-act-2024"} <= set(compared(load(), "dsit-ai-code-2025"))
    True
    """
    told = {one.object_document for one in assertions(crosswalk, focal) if one.relation in _ABOUT_OVERLAP}
    return [entry["id"] for entry in documents(crosswalk) if entry["id"] in told - {focal}]


def answers(crosswalk: Crosswalk, provision_id: str, *, derived: bool = True) -> list[Reply]:
    """Return what each compared document answers to one assessable provision, in the order of the catalogue.

    Raises CrosswalkError when there is no such provision, or it is a heading.
    """
    focal = provision_id.split(":", 1)[0]
    known = {one.id: one for one in provisions(crosswalk, focal)}
    if provision_id not in known:
        raise CrosswalkError(f"There is no provision “{provision_id}”.{did_you_mean(provision_id, known)}")
    if not known[provision_id].assessable:
        raise CrosswalkError(f"{provision_id} is a {known[provision_id].kind}: only its parts are compared.")
    references = compared(crosswalk, focal)
    found = coverage(crosswalk, focal, references, derived=derived) if references else []
    return [
        Reply(one.reference, answer, _differences(crosswalk, answer, one.reference))
        for one in found
        for answer in one.answers
        if answer.provision.id == provision_id
    ]


def _differences(crosswalk: Crosswalk, answer: Answer, reference: str) -> dict[str, tuple[Difference, ...]]:
    there = {one.id: one for one in provisions(crosswalk, reference)}
    ends = [one.object for one in answer.mappings if one.relation in SET_RELATIONS and one.object != NO_TERM]
    return {end: differences(answer.provision, there[end]) for end in ends if end in there}


def differences(here: Provision, there: Provision) -> tuple[Difference, ...]:
    """Return in which of level and roles two provisions differ, or one of them says nothing."""
    pairs = [
        ("level", here.level, there.level),
        ("roles", ", ".join(here.roles) or None, ", ".join(there.roles) or None),
    ]
    return tuple(Difference(*pair) for pair in pairs if pair[1] != pair[2])
