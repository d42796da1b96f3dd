"""One provision against every document that its document has been compared with, and how levels and roles differ."""

from __future__ import annotations

from dataclasses import dataclass

from crosswalk import ids
from crosswalk.analysis.catalogue import Provision, provision_index
from crosswalk.analysis.coverage import Answer, answers_of, compared
from crosswalk.analysis.mappings import Assertion
from crosswalk.errors import UnknownId, UsageError, did_you_mean, shown
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import level_rank


@dataclass(frozen=True, slots=True)
class Difference:
    """A property that two mapped provisions both state and in which they differ. It is not part of the relation."""

    what: str  #: level or roles
    here: str
    there: str

    @property
    def is_weaker(self) -> bool:
        """True where the verb of the other provision is weaker: a *should* that answers a *shall*."""
        return self.what == "level" and level_rank(self.there) > level_rank(self.here)


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer of one reference document to one provision, and how each mapped provision differs in level and roles.

    >>> from crosswalk.store.holder import load
    >>> [en] = [reply for reply in answers(load(), "dsit-ai-code-2025:2.1") if "etsi-en" in reply.reference]
    >>> en.answer.status.value
    'covered'
    """

    reference: str
    answer: Answer
    differences: dict[str, tuple[Difference, ...]]

    @property
    def assertions(self) -> tuple[Assertion, ...]:
        """The assertions about overlap: set relations and “nothing found”, but not citations and other associations."""
        return tuple(assertion for assertion in self.answer.mappings if assertion.is_about_overlap)


def answers(crosswalk: Crosswalk, provision_id: str, *, derived: bool = True) -> list[Reply]:
    """Return the answer of each compared document to one assessable provision, `provision_id`, in the order of the
    catalogue.

    With `derived`, an overlap that is proved along a path of mappings counts. Raises UnknownId when there is no such
    provision, UsageError when it is a heading.

    >>> from crosswalk.store.holder import load
    >>> "owasp-llm-2025" in [reply.reference for reply in answers(load(), "dsit-ai-code-2025:2.1")]
    True
    """
    focal = ids.home(provision_id)
    known = provision_index(crosswalk, focal)
    if provision_id not in known:
        raise UnknownId(f"There is no provision “{shown(provision_id)}”.{did_you_mean(provision_id, known)}")
    unit = known[provision_id]
    if not unit.assessable:
        raise UsageError(f"{provision_id} is a {unit.kind}: only its parts are compared.")
    replies = answers_of(crosswalk, focal, [unit], compared(crosswalk, focal), derived=derived)
    return [
        Reply(reference, answer, _differences(crosswalk, answer, reference)) for reference, [answer] in replies.items()
    ]


def _differences(crosswalk: Crosswalk, answer: Answer, reference: str) -> dict[str, tuple[Difference, ...]]:
    there = provision_index(crosswalk, reference)
    ends = [assertion.object for assertion in answer.mappings if assertion.is_set_relation and assertion.is_answer]
    return {end: differences(answer.provision, there[end]) for end in ends if end in there}


def differences(here: Provision, there: Provision) -> tuple[Difference, ...]:
    """Return the properties, level or roles, that both provisions state and in which they differ."""
    pairs = [
        ("level", here.level, there.level),
        ("roles", ", ".join(here.roles) or None, ", ".join(there.roles) or None),
    ]
    return tuple(Difference(what, mine, theirs) for what, mine, theirs in pairs if mine and theirs and mine != theirs)
