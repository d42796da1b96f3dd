"""One heading of a document, and what every document that was compared with it asks about the same."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from crosswalk.analysis.answers import compared
from crosswalk.analysis.coverage import STATUSES, Coverage, coverage, status_of
from crosswalk.analysis.headings import under
from crosswalk.analysis.mappings import NO_TERM, SET_RELATIONS
from crosswalk.store.holder import Crosswalk

_IN_COMMON = SET_RELATIONS - {"no-relationship"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A provision of another document, or all of it, with the provisions under the heading mapped to it, and how.

    `relations` are read from the heading's document; `status` is the best that any of them gives.
    """

    provision: str
    relations: tuple[tuple[str, str], ...]
    status: str


@dataclass(frozen=True, slots=True)
class Branch:
    """What one document asks about the heading, and the status of each provision under it."""

    reference: str
    asked: tuple[Asked, ...]
    counts: dict[str, int]


def mind_map(crosswalk: Crosswalk, heading: str) -> list[Branch]:
    """Return a branch for each document that somebody has compared with the heading's, those that ask most first.

    Only what is asserted about overlap counts: no citation, and nothing derived. Raises CrosswalkError when there is no
    such heading.

    >>> from crosswalk.store.holder import load
    >>> sum(mind_map(load(), "dsit-ai-code-2025:9")[0].counts.values())
    6
    """
    focal = heading.split(":", 1)[0]
    inside = under(crosswalk, focal, heading)
    references = compared(crosswalk, focal)
    found = coverage(crosswalk, focal, references, derived=False) if references else []
    return sorted((_branch(one, inside) for one in found), key=lambda one: (-len(one.asked), one.reference))


def _branch(found: Coverage, inside: set[str]) -> Branch:
    counts = dict.fromkeys(STATUSES, 0)
    relations: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for answer in found.answers:
        if answer.provision.id not in inside:
            continue
        counts[answer.status] += 1
        for told in answer.mappings:
            if told.relation in _IN_COMMON and told.object != NO_TERM:
                pair = (answer.provision.id, told.relation)
                if pair not in relations[told.object]:
                    relations[told.object].append(pair)
    asked = (Asked(one, tuple(many), _best(many)) for one, many in relations.items())
    return Branch(found.reference, tuple(asked), counts)


def _best(many: list[tuple[str, str]]) -> str:
    return min((status_of(relation) for _, relation in many), key=STATUSES.index)
