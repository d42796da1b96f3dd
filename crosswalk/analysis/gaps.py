"""The provisions that are not covered, each with its status, the reason, and the nearest candidate to look at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from crosswalk.analysis.catalogue import Filters
from crosswalk.analysis.coverage import Answer, coverage
from crosswalk.analysis.derive import Derived
from crosswalk.analysis.mappings import Assertion
from crosswalk.analysis.proximity import DEFAULT, Penalties, nearest
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Status


class Cause(StrEnum):
    """Why a provision has its status."""

    ASSERTED = "asserted"  #: somebody asserts what the status says
    DERIVED = "derived"  #: nobody asserts it, but it is proved along a path
    CITED = "cited"  #: it is only cited, or linked without set meaning
    NOTHING_FOUND = "nothing-found"  #: somebody looked and found nothing
    RULED_OUT = "ruled-out"  #: only single provisions were ruled out
    NOT_LOOKED_AT = "not-looked-at"  #: nobody has looked


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a provision has its status, and the mapping or derivation behind that."""

    cause: Cause
    basis: Assertion | Derived | None


@dataclass(frozen=True, slots=True)
class Gap:
    """One focal provision that the reference document does not fully cover.

    >>> from crosswalk.store.holder import load
    >>> gaps(load(), "dsit-ai-code-2025", "owasp-llm-2025")[0].reference
    'owasp-llm-2025'
    """

    answer: Answer
    reference: str
    reason: Reason
    nearest: str | None  #: where to look next; not a mapping


def gaps(
    crosswalk: Crosswalk,
    focal: str,
    reference: str,
    *,
    filters: Filters | None = None,
    derived: bool = True,
    penalties: Penalties = DEFAULT,
) -> list[Gap]:
    """Return the provisions of `focal` that `reference` does not fully cover, in the order of the focal document.

    `filters` and `derived` are those of `coverage`. The nearest candidate of each gap is the end of the path with the
    least penalty, by `penalties` (whole numbers); it is a place to look and not a mapping
    (docs/decisions/0012-nearness-is-not-a-mapping.md). Raises what `coverage` raises.

    >>> from crosswalk.store.holder import load
    >>> {gap.answer.status for gap in gaps(load(), "dsit-ai-code-2025", "owasp-llm-2025")} & {"covered", "unmapped"}
    set()
    """
    [covered] = coverage(crosswalk, focal, reference, filters=filters, derived=derived)
    return [
        gap(crosswalk, answer, reference, penalties=penalties)
        for answer in covered.answers
        if answer.status is not Status.COVERED
    ]


def gap(crosswalk: Crosswalk, answer: Answer, reference: str, *, penalties: Penalties = DEFAULT) -> Gap:
    """Return an answer that is not *covered* with its reason and the nearest candidate: the other end of its best
    mapping, or else the provision of `reference` that the path of least penalty leads to.
    """
    best = answer.best
    if best is not None and answer.status in (Status.PARTIAL, Status.DERIVED):
        candidate: str | None = best.object
    else:
        near = nearest(crosswalk, reference, penalties).get(answer.provision.id)
        candidate = near.provision if near else None
    return Gap(answer, reference, reason(answer), candidate)


def reason(answer: Answer) -> Reason:
    """Return why the provision has its status."""
    best = answer.best
    if best is None:
        return Reason(Cause.NOT_LOOKED_AT, None)
    cause = {
        Status.DERIVED: Cause.DERIVED,
        Status.CITED: Cause.CITED,
        Status.NO_COUNTERPART: Cause.NOTHING_FOUND,
        Status.UNMAPPED: Cause.RULED_OUT,
    }.get(answer.status, Cause.ASSERTED)
    return Reason(cause, best)
