"""Two documents side by side: the coverage of each by the other."""

from __future__ import annotations

from crosswalk.analysis.catalogue import Filters, document
from crosswalk.analysis.coverage import Coverage, coverage
from crosswalk.errors import CrosswalkError
from crosswalk.store.holder import Crosswalk


def compare(
    crosswalk: Crosswalk, one: str, other: str, *, filters: Filters | None = None, derived: bool = True
) -> list[Coverage]:
    """Return [one by other, other by one]; a direction whose focal document has nothing loaded is left out.

    The filters apply to the first document only: the other need not use the same levels, roles or phases.

    >>> from crosswalk.store.holder import load
    >>> [direction.focal for direction in compare(load(), "dsit-ai-code-2025", "owasp-llm-2025")]
    ['dsit-ai-code-2025', 'owasp-llm-2025']
    """
    directions = [(one, other, filters), (other, one, None)]
    loaded = [entry for entry in directions if document(crosswalk, entry[0])["loaded"]]
    if not loaded:
        raise CrosswalkError(f"Neither {one} nor {other} has provisions loaded here, so there is nothing to compare.")
    return [
        coverage(crosswalk, focal, [reference], filters=chosen, derived=derived)[0]
        for focal, reference, chosen in loaded
    ]
