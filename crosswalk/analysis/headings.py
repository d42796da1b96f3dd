"""The headings of a document, and the provisions under each."""

from __future__ import annotations

from crosswalk.analysis.catalogue import Provision, provisions
from crosswalk.analysis.units import tree
from crosswalk.errors import UnknownId, did_you_mean, one_of, shown
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


def under(crosswalk: Crosswalk, focal: str, above: str) -> set[str]:
    """Return the ids of a heading, or of another provision that has parts, and of everything below it, at any depth.

    Raises UnknownId when the document has no such provision, or nothing is below it.

    >>> from crosswalk.store.holder import load
    >>> "dsit-ai-code-2025:5.4.1" in under(load(), "dsit-ai-code-2025", "dsit-ai-code-2025:5")
    True
    >>> "eu-ai-act-2024:Art-15(4)" in under(load(), "eu-ai-act-2024", "eu-ai-act-2024:Art-15")
    True
    """
    known = tree(crosswalk, focal)
    if above in known.below:
        return {above, *known.descendants(above)}
    if above in known.provisions:
        raise UnknownId(f"Nothing is under “{shown(above)}” in {focal}.{one_of(list(known.above[above][:1]))}")
    raise UnknownId(f"There is no “{shown(above)}” in {focal}.{did_you_mean(above, known.below)}")
