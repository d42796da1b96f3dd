"""For two documents that nobody has compared: the documents that each of them has been compared with."""

from __future__ import annotations

from dataclasses import dataclass

from crosswalk.analysis.catalogue import loaded_documents
from crosswalk.analysis.coverage import compared
from crosswalk.store.holder import Crosswalk


@dataclass(frozen=True, slots=True)
class Nearby:
    """The other loaded documents that two documents have been compared with, `both` those that they share."""

    first: str
    second: str
    both: tuple[str, ...]
    of_first: tuple[str, ...]
    of_second: tuple[str, ...]


def nearby(crosswalk: Crosswalk, first: str, second: str) -> Nearby:
    """Return where to look next for two documents that nobody has compared.

    >>> from crosswalk.store.holder import load
    >>> nearby(load(), "owasp-llm-2025", "eu-ai-act-2024").both[0]
    'dsit-ai-code-2025'
    """
    loaded = set(loaded_documents(crosswalk))
    of_first, of_second = (
        tuple(other for other in compared(crosswalk, document) if other in loaded - {first, second})
        for document in (first, second)
    )
    both = tuple(other for other in of_first if other in of_second)
    return Nearby(first, second, both, of_first, of_second)
