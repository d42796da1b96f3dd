"""Faults in *use* (a wrong id, a refused query) are exceptions; faults in *data* are values
(`crosswalk.files.faults`).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class CrosswalkError(Exception):
    """One sentence for the user: what is wrong, where, and what to do. Never shown with a traceback."""


class UnreadableSources(CrosswalkError):
    """The files could not be read into a graph; `faults` holds every reason."""

    def __init__(self, message: str, faults: Iterable[object] = ()) -> None:
        super().__init__(message)
        self.faults = list(faults)


class QueryRefused(CrosswalkError):
    """The query asks for something that is not allowed here (reading files, calling out, updating ...)."""


class QueryTimeout(CrosswalkError):
    """The query was stopped at its time limit."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ' Did you mean ...?' with the closest known words, or '' when nothing is close.

    >>> did_you_mean("dsit-ai-code-2026", ["dsit-ai-code-2025", "owasp-llm-2025"])
    ' Did you mean dsit-ai-code-2025?'
    >>> did_you_mean("zzz", ["owasp-llm-2025"])
    ''
    """
    close = difflib.get_close_matches(word, list(known), n=3, cutoff=0.6)
    return f" Did you mean {' or '.join(close)}?" if close else ""
