"""The provisions that are not covered, each with its status, the reason, and the nearest candidate to look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from crosswalk.algebra import phrase
from crosswalk.analysis.catalogue import Filters
from crosswalk.analysis.coverage import Answer, coverage
from crosswalk.analysis.mappings import Assertion
from crosswalk.analysis.proximity import DEFAULT, Penalties, nearest
from crosswalk.store.holder import Crosswalk


@dataclass(frozen=True, slots=True)
class Gap:
    """One focal provision that the reference document does not cover."""

    answer: Answer
    reason: str
    nearest: str | None

    def as_json(self) -> dict[str, Any]:
        """Return {"id", "level", "status", "reason", "nearest"}."""
        provision = self.answer.provision
        return {
            "id": provision.id,
            "level": provision.level,
            "status": self.answer.status,
            "reason": self.reason,
            "nearest": self.nearest,
        }


def gaps(
    crosswalk: Crosswalk,
    focal: str,
    reference: str,
    *,
    filters: Filters | None = None,
    derived: bool = True,
    penalties: Penalties = DEFAULT,
) -> list[Gap]:
    """Return the gaps of `focal` against `reference`, in the order of the focal document. The nearest candidate, by
    these penalties, is not a mapping.

    >>> from crosswalk.store.holder import load
    >>> {gap.answer.status for gap in gaps(load(), "dsit-ai-code-2025", "owasp-llm-2025")} & {"covered", "unmapped"}
    set()
    """
    [found] = coverage(crosswalk, focal, [reference], filters=filters, derived=derived)
    return [
        gap(crosswalk, answer, reference, penalties=penalties) for answer in found.answers if answer.status != "covered"
    ]


def gap(crosswalk: Crosswalk, answer: Answer, reference: str, *, penalties: Penalties = DEFAULT) -> Gap:
    """Return why an answer that is not *covered* is none, and the nearest candidate: the other end of its best mapping,
    or else the provision of `reference` that the path of least penalty leads to.
    """
    if answer.status == "partial":
        candidate: str | None = answer.mappings[0].object
    elif answer.status == "derived":
        candidate = answer.derived[0].object
    else:
        candidate = nearest(crosswalk, reference, penalties).get(answer.provision.id, (None,))[0]
    return Gap(answer, reason(answer, reference), candidate)


def reason(answer: Answer, reference: str) -> str:
    """Return one sentence that says why the provision has its status."""
    first = answer.mappings[0] if answer.mappings else None
    match answer.status:
        case "covered" | "partial" if first:
            return f"{first.relation} {first.object}: {first.comment or f'asserted by {first.mapping_set}.'}"
        case "derived":
            one = answer.derived[0]
            via = " → ".join(hop.object for hop in one.paths[0])
            return (
                f"Nobody asserts it, but {phrase(one.mask)} {one.object} follows along {answer.provision.id} → {via}."
            )
        case "cited" if first:
            return _cited(answer, first)
        case "no-counterpart" if first:
            return first.comment or f"{first.mapping_set} looked at {reference} and found nothing."
        case _:
            return (
                "Nobody has looked yet."
                if not first
                else f"Only single provisions were ruled out ({first.mapping_set})."
            )


def _cited(answer: Answer, first: Assertion) -> str:
    whose = f"{'inherited, ' if first.inherited else ''}{first.mapping_set}"
    return f"{first.relation} {first.object} only ({whose}); nobody has said what they have in common."
