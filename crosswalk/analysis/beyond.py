"""Where a document asks for more than the others, and what each of the others asks that it does not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import networkx as nx

from crosswalk.analysis.answers import compared
from crosswalk.analysis.catalogue import Provision, provisions
from crosswalk.analysis.coverage import STATUSES, Coverage, coverage
from crosswalk.analysis.editions import edition_graph
from crosswalk.analysis.mappings import SET_RELATIONS, assertions
from crosswalk.errors import CrosswalkError
from crosswalk.store.holder import Crosswalk


@dataclass(frozen=True, slots=True)
class Reach:
    """One provision, and how many of the compared documents answer it with each status."""

    provision: Provision
    counts: dict[str, int]

    @property
    def alone(self) -> bool:
        """True when no compared document covers the provision."""
        return not self.counts["covered"]


def others(crosswalk: Crosswalk, focal: str) -> list[str]:
    """Return the documents compared with `focal` that are no other edition of it."""
    editions = edition_graph(crosswalk).to_undirected()
    same = nx.node_connected_component(editions, focal) if focal in editions else set()
    return [one for one in compared(crosswalk, focal) if one not in same]


def asks_more(crosswalk: Crosswalk, focal: str) -> list[Reach]:
    """Return every assessable provision of `focal`, those first to which most of the others have no counterpart.

    Raises CrosswalkError when nobody has compared it with another document.

    >>> from crosswalk.store.holder import load
    >>> len(asks_more(load(), "dsit-ai-code-2025"))
    72
    """
    references = others(crosswalk, focal)
    if not references:
        raise CrosswalkError(f"Nobody has compared {focal} with another document yet.")
    found = coverage(crosswalk, focal, references)
    reaches = [
        Reach(answers[0].provision, _counts([answer.status for answer in answers]))
        for answers in zip(*(one.answers for one in found), strict=True)
    ]
    return sorted(reaches, key=lambda one: (-one.counts["no-counterpart"], one.counts["covered"]))


def _counts(statuses: list[str]) -> dict[str, int]:
    found = Counter(statuses)
    return {status: found[status] for status in STATUSES}


def asked_beyond(crosswalk: Crosswalk, focal: str, reference: str) -> Coverage:
    """Return the coverage of `reference` by `focal`, counted in the units that were mapped.

    Those are the kinds of provision at the other end of the mappings between the two, which need not be the assessable
    ones: AISVS is compared by sections and assessed by requirements. A unit that is *unmapped* here was not found to
    overlap with any provision of `focal` by whoever went through `focal`.
    """
    ends = {
        one.object
        for one in assertions(crosswalk, focal)
        if one.object_document == reference and one.relation in SET_RELATIONS
    }
    kinds = {one.kind for one in provisions(crosswalk, reference) if one.id in ends}
    return coverage(crosswalk, reference, [focal], kinds=kinds)[0]
