"""What is said above an answer: how much is covered, on what that rests, and what became of the two documents since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crosswalk.analysis.asked import with_asks
from crosswalk.analysis.catalogue import Filters, qualities
from crosswalk.analysis.coverage import Coverage
from crosswalk.analysis.nearby import nearby
from crosswalk.analysis.standing import became
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Pair, others
from crosswalk.wording import BY_ASKS, Name, as_id, behind, carried, covered, stands
from crosswalk.wording import nearby as said_nearby

_MOST_SETS = 3


def headline(coverage: Coverage, filters: Filters, name: Name = as_id) -> str:
    """Return the answer in one to three sentences.

    `name` returns what an id is called in the sentences; by default the id itself.
    """
    return " ".join(filter(None, (covered(coverage, filters, name), carried(coverage, name))))


def beside(crosswalk: Crosswalk, coverage: Coverage, name: Name = as_id) -> Iterator[str]:
    """Yield what belongs beside an answer, a line each: the sets behind it with their basis, agreement and review,
    where to look when the two have not been compared, that their asks have been, and that a document was amended,
    replaced or withdrawn.

    >>> from crosswalk.analysis.coverage import coverage
    >>> from crosswalk.store.holder import load
    >>> xw = load()
    >>> [iso] = coverage(xw, "dsit-ai-code-2025", "iso-iec-42001-2023")
    >>> next(beside(xw, iso)).partition(" · ")[0]
    'dsit-ai-code-2025--iso-iec-42001-2023: from titles'
    """
    sets, known = list(coverage.mapping_sets), qualities(crosswalk)
    for mapping_set in sets[:_MOST_SETS]:
        yield f"{name(mapping_set)}: {behind(known[mapping_set])}"
    if more := others(len(sets), _MOST_SETS, "more mapping set"):
        yield f"… and {more}"
    if coverage.pair is not Pair.COMPARED:
        yield said_nearby(nearby(crosswalk, coverage.focal, coverage.reference), name)
        if {coverage.focal, coverage.reference} <= set(with_asks(crosswalk)):
            yield BY_ASKS
    yield from since(crosswalk, (coverage.focal, coverage.reference), name)


def since(crosswalk: Crosswalk, things: Iterable[str], name: Name = as_id) -> Iterator[str]:
    """Yield what became of some documents and provisions, and of the documents of the latter, a line each; nothing of
    what is in force as it was published.

    >>> from crosswalk.store.holder import load
    >>> list(since(load(), ["dsit-ai-code-2025:1.1", "eu-ai-act-2024:Art-15"]))
    ['eu-ai-act-2024: amended by eu-digital-omnibus-2026.']
    """
    for thing, standing in became(crosswalk, things).items():
        yield f"{name(thing)}: {stands(standing, name)}."
