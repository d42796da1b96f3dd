"""The headings of a document, and the provisions under each."""

from __future__ import annotations

from crosswalk.analysis.catalogue import Provision, provisions
from crosswalk.errors import UnknownId, did_you_mean, shown
from crosswalk.store.holder import Crosswalk, remembered


@remembered
def headings(crosswalk: Crosswalk, focal: str) -> tuple[Provision, ...]:
    """Return the headings of a document that have assessable provisions directly under them.

    >>> from crosswalk.store.holder import load
    >>> len(headings(load(), "dsit-ai-code-2025"))
    13
    """
    everything = provisions(crosswalk, focal)
    parents = {provision.parent for provision in everything if provision.assessable}
    return tuple(provision for provision in everything if provision.id in parents and not provision.assessable)


def under(crosswalk: Crosswalk, focal: str, heading: str) -> set[str]:
    """Return the ids of a heading and of everything below it, at any depth.

    Raises UnknownId when the document has no such heading.

    >>> from crosswalk.store.holder import load
    >>> "dsit-ai-code-2025:5.4.1" in under(load(), "dsit-ai-code-2025", "dsit-ai-code-2025:5")
    True
    """
    known = [provision.id for provision in headings(crosswalk, focal)]
    if heading not in known:
        raise UnknownId(f"There is no heading “{shown(heading)}” in {focal}.{did_you_mean(heading, known)}")
    everything, inside = provisions(crosswalk, focal), {heading}
    while below := {provision.id for provision in everything if provision.parent in inside} - inside:
        inside |= below
    return inside
