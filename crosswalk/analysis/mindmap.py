"""One heading of a document, and what every document compared with it asks about the same subject."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from crosswalk import ids
from crosswalk.analysis.coverage import Coverage, compared, counted, coverage
from crosswalk.analysis.headings import under
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Status, status_of


@dataclass(frozen=True, slots=True)
class Asked:
    """A provision of another document, or all of it, with the provisions under the heading that are mapped to it.

    `relations` are read from the heading's document; `status` is the best that any of them gives.
    """

    provision: str
    relations: tuple[tuple[str, str], ...]
    status: Status


@dataclass(frozen=True, slots=True)
class Branch:
    """What one document asks about the heading, and the statuses of the provisions under it."""

    reference: str
    asked: tuple[Asked, ...]
    counts: dict[Status, int]

    @property
    def met(self) -> int:
        """How many provisions under the heading the document covers, at least in part."""
        return sum(number for status, number in self.counts.items() if status.is_met)


def mind_map(crosswalk: Crosswalk, heading: str) -> list[Branch]:
    """Return a branch for each document compared with the heading's document, those that ask most first.

    A provision is asked where somebody asserts an overlap with it, or where only a derived one answers; citations ask
    nothing. Raises UnknownId when there is no such provision, or nothing is under it.

    >>> from crosswalk.store.holder import load
    >>> sum(mind_map(load(), "dsit-ai-code-2025:9")[0].counts.values())
    6
    """
    focal = ids.home(heading)
    inside = under(crosswalk, focal, heading)
    references = compared(crosswalk, focal)
    covered = coverage(crosswalk, focal, references) if references else []
    branches = (_branch(reference, inside) for reference in covered)
    return sorted(branches, key=lambda branch: (-len(branch.asked), branch.reference))


def _branch(covered: Coverage, inside: set[str]) -> Branch:
    relations: dict[str, list[tuple[str, str]]] = defaultdict(list)
    derived: set[tuple[str, str]] = set()
    answers = [answer for answer in covered.answers if answer.provision.id in inside]
    for answer in answers:
        for assertion in answer.mappings:
            if assertion.is_set_relation and assertion.is_answer:
                pair = (answer.provision.id, assertion.relation)
                if pair not in relations[assertion.object]:
                    relations[assertion.object].append(pair)
        if answer.status is Status.DERIVED:
            pair = (answer.provision.id, answer.derived[0].relation)
            relations[answer.derived[0].object].append(pair)
            derived.add(pair)
    asked = (Asked(provision, tuple(many), _best(many, derived)) for provision, many in relations.items())
    return Branch(covered.reference, tuple(asked), counted(answer.status for answer in answers))


def _best(many: list[tuple[str, str]], derived: set[tuple[str, str]]) -> Status:
    statuses = (Status.DERIVED if pair in derived else status_of(pair[1]) for pair in many)
    return min(statuses, key=lambda status: status.rank)
