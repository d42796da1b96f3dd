"""Two documents side by side: the coverage of each by the other."""

from __future__ import annotations

from collections.abc import Collection

from crosswalk.analysis.catalogue import Filters, document
from crosswalk.analysis.coverage import Coverage, coverage
from crosswalk.errors import NothingLoaded
from crosswalk.store.holder import Crosswalk


def compare(
    crosswalk: Crosswalk,
    first: str,
    second: str,
    *,
    filters: Filters | None = None,
    derived: bool = True,
    kinds: str | Collection[str] = (),
) -> list[Coverage]:
    """Return [first by second, second by first]. A direction whose focal document has nothing loaded is left out.

    `filters` and `kinds` apply to the first document only, since the other need not use the same levels, roles, phases
    or kinds. With `derived`, proved overlaps count. Raises UnknownId for an unknown document, NothingLoaded when
    neither has provisions loaded, and what `coverage` raises.

    >>> from crosswalk.store.holder import load
    >>> [direction.focal for direction in compare(load(), "dsit-ai-code-2025", "owasp-llm-2025")]
    ['dsit-ai-code-2025', 'owasp-llm-2025']
    """
    directions: list[tuple[str, str, Filters | None, str | Collection[str]]] = [
        (first, second, filters, kinds),
        (second, first, None, ()),
    ]
    loaded = [direction for direction in directions if document(crosswalk, direction[0]).loaded]
    if not loaded:
        raise NothingLoaded(f"Neither {first} nor {second} has provisions loaded here, so there is nothing to compare.")
    return [
        coverage(crosswalk, focal, reference, filters=chosen, derived=derived, kinds=units)[0]
        for focal, reference, chosen, units in loaded
    ]
