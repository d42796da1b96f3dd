"""Where a document asks for more than the others, and what each of the others asks for that it does not."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx

from crosswalk.analysis.catalogue import Provision, provisions
from crosswalk.analysis.coverage import Coverage, answers_of, compared, counted, coverage
from crosswalk.analysis.editions import edition_graph
from crosswalk.errors import UsageError
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Reach:
    """One provision, and how many of the compared documents answer it with each status."""

    provision: Provision
    counts: dict[Status, int]

    @property
    def alone(self) -> bool:
        """True when no compared document covers the provision."""
        return not self.counts[Status.COVERED]


def others(crosswalk: Crosswalk, focal: str) -> list[str]:
    """Return the documents compared with `focal` that are not another edition of it."""
    editions = edition_graph(crosswalk).to_undirected()
    same = nx.node_connected_component(editions, focal) if focal in editions else set()
    return [reference for reference in compared(crosswalk, focal) if reference not in same]


def asks_more(crosswalk: Crosswalk, focal: str) -> list[Reach]:
    """Return every assessable provision of `focal`, those without a counterpart in most documents first.

    Raises UsageError when `focal` has not been compared with any other document.

    >>> from crosswalk.store.holder import load
    >>> len(asks_more(load(), "dsit-ai-code-2025"))
    72
    """
    references = others(crosswalk, focal)
    if not references:
        raise UsageError(f"{focal} has not been compared with any other document yet.")
    units = [provision for provision in provisions(crosswalk, focal) if provision.assessable]
    every = answers_of(crosswalk, focal, units, references)
    reaches = [
        Reach(answers[0].provision, counted(answer.status for answer in answers))
        for answers in zip(*every.values(), strict=True)
    ]
    return sorted(reaches, key=lambda reach: (-reach.counts[Status.NO_COUNTERPART], reach.counts[Status.COVERED]))


def asked_beyond(crosswalk: Crosswalk, focal: str, reference: str) -> Coverage:
    """Return the coverage of `reference` by `focal`, counted in the units of the pair.

    They need not be assessable: AISVS is compared by sections and assessed by requirements. For a unit that is
    *unmapped* here, nobody who went through `focal` found an overlap with any of its provisions.
    """
    return coverage(crosswalk, reference, focal)[0]
