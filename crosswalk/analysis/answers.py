"""One provision against every document that its document has been compared with, and how levels and roles differ."""

from __future__ import annotations

from dataclasses import dataclass

from crosswalk import ids
from crosswalk.analysis import Json
from crosswalk.analysis.catalogue import Provision, document_index, provision_index
from crosswalk.analysis.coverage import Answer, answers_of, compared
from crosswalk.analysis.derive import Derived
from crosswalk.analysis.mappings import Assertion
from crosswalk.analysis.stated import Stated, stated
from crosswalk.errors import UnknownId, UsageError, did_you_mean, shown
from crosswalk.store.holder import Crosswalk


@dataclass(frozen=True, slots=True)
class Difference:
    """A property that two mapped provisions both state and in which they differ. It is not part of the relation."""

    what: str  #: level or roles
    here: str
    there: str
    is_weaker: bool = False  #: the verb of the other provision is weaker


@dataclass(frozen=True, slots=True)
class There:
    """What the provision at the other end of a mapping says of its level and roles."""

    stated: Stated | None = None  #: None where the other end is not a loaded provision
    is_weaker: bool | None = None  #: its verb is weaker; None where one of the two states none, or it is no answer
    differences: tuple[Difference, ...] = ()  #: from the provision that it answers

    def as_json(self) -> Json:
        """Return {"object_level", "object_roles", "weaker_verb"}, and "object_level_in_parts" as `Stated` has it; {}
        where the other end is not a loaded provision.
        """
        if self.stated is None:
            return {}
        roles: Json = {"object_roles": list(self.stated.roles), "weaker_verb": self.is_weaker}
        return self.stated.as_json("object_") | roles


def there(crosswalk: Crosswalk, here: Provision, end: Assertion | Derived | None) -> There:
    """Return what the other end of a mapping or derivation says of its level and roles, beside the provision `here`.
    Only what states an overlap answers it.

    >>> from crosswalk.analysis.coverage import coverage
    >>> from crosswalk.store.holder import load
    >>> xw = load()
    >>> [anssi] = coverage(xw, "dsit-ai-code-2025", "anssi-genai-1.0")
    >>> [answer] = [one for one in anssi.answers if one.provision.notation == "6.3"]
    >>> there(xw, answer.provision, answer.best).is_weaker
    True
    """
    home = ids.home(end.object) if end else ""
    if end is None or home not in document_index(crosswalk):
        return There()
    other = provision_index(crosswalk, home).get(end.object)
    if other is None:
        return There()
    mine, theirs = stated(crosswalk, here), stated(crosswalk, other)
    if isinstance(end, Assertion) and not (end.is_set_relation and end.is_answer):
        return There(theirs)
    return There(theirs, theirs.is_weaker_than(mine), differences(mine, theirs))


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
    return [Reply(reference, answer, _differences(crosswalk, answer)) for reference, [answer] in replies.items()]


def _differences(crosswalk: Crosswalk, answer: Answer) -> dict[str, tuple[Difference, ...]]:
    """Return how each provision that answers differs."""
    ends = [assertion for assertion in answer.mappings if assertion.is_set_relation and assertion.is_answer]
    found = {end.object: there(crosswalk, answer.provision, end) for end in ends}
    return {name: beside.differences for name, beside in found.items() if beside.stated}


def differences(here: Stated, there: Stated) -> tuple[Difference, ...]:
    """Return the properties, level or roles, that both provisions state and in which they differ."""
    pairs = [
        ("level", here.level, there.level, bool(there.is_weaker_than(here))),
        ("roles", ", ".join(here.roles), ", ".join(there.roles), False),
    ]
    return tuple(
        Difference(what, mine, theirs, is_weaker)
        for what, mine, theirs, is_weaker in pairs
        if mine and theirs and mine != theirs
    )
