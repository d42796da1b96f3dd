"""Mistakes in *use* (a wrong id, a refused query) are exceptions, one class for each kind; mistakes in *data* are
values (`crosswalk.files.faults`).

The text of every exception is for the user: what is wrong, where, and what to do. None is shown with a traceback.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from crosswalk.references import folded

_LONGEST_WORD = 200


class CrosswalkError(Exception):
    """The base class of every error that a caller may expect. Raised itself only where no class below fits.

    >>> issubclass(UnknownId, CrosswalkError)
    True
    """


class UsageError(CrosswalkError):
    """The question cannot be answered as asked: a document against itself, an unknown filter value, a bad date.

    >>> import crosswalk
    >>> crosswalk.changes_since(crosswalk.load(), "yesterday")
    Traceback (most recent call last):
    crosswalk.errors.UsageError: “yesterday” is not a date: write it as 2026-06-01, 2026-06 or 2026.
    """


class UnknownId(UsageError):
    """No document, provision, mapping set, query or other thing with this id is loaded.

    >>> import crosswalk
    >>> crosswalk.provisions(crosswalk.load(), "eu-act")
    Traceback (most recent call last):
    crosswalk.errors.UnknownId: There is no document “eu-act”. Did you mean eu-ai-act-2024?
    """


class NothingLoaded(CrosswalkError):
    """The document is known, but none of its assessable provisions are loaded.

    >>> import crosswalk
    >>> xw = crosswalk.load()
    >>> absent = next(entry.id for entry in crosswalk.documents(xw) if not entry.loaded)
    >>> crosswalk.coverage(xw, absent)  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    NothingLoaded: No assessable provisions of the document are loaded here.
    """


class UnreadableSources(CrosswalkError):
    """The files could not be read into a graph. `faults` lists every reason.

    >>> UnreadableSources("a.yaml:3: yaml-syntax: The key “id” appears twice.", ["a fault"]).faults
    ['a fault']
    """

    def __init__(self, message: str, faults: Iterable[object] = ()) -> None:
        super().__init__(message)
        self.faults = list(faults)


class QueryError(CrosswalkError):
    """A query could not be read, was cancelled, or ended without an answer.

    >>> issubclass(QueryRefused, QueryError), issubclass(QueryTimeout, QueryError)
    (True, True)
    """


class QueryRefused(QueryError):
    """The query is not valid SPARQL, or is not allowed (it reads files, calls other services, updates …).

    >>> import crosswalk
    >>> crosswalk.query(crosswalk.load(), "SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    crosswalk.errors.QueryRefused: SERVICE is not allowed here: a query may not call other endpoints.
    """


class QueryTimeout(QueryError):
    """The query reached its time limit and was stopped.

    >>> issubclass(QueryTimeout, CrosswalkError)
    True
    """


class StoreError(CrosswalkError):
    """The store cannot be opened, queried or written to.

    >>> import crosswalk
    >>> crosswalk.load(store="ftp://example.org/")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    StoreError: “ftp://example.org/” is not a store.
    """


def shown(value: object, most: int = 80) -> str:
    """Return what someone typed, or a file contains, for the middle of a message: in one line and not too long.

    >>> shown("eu-act"), shown("a" * 100_000, most=5), shown("two\\nlines")
    ('eu-act', 'aaaaa…', 'two lines')
    """
    text = str(value)[: 2 * most + 1]  # what is cut off may be megabytes
    text = " ".join(text.split()) if any(map(str.isspace, text)) else text
    return text if len(text) <= most else f"{text[:most]}…"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ' Did you mean ...?' with the closest known words, or '' when nothing is close.

    One that differs only in case, blanks or zeros in front of numbers is the only one offered.

    >>> did_you_mean("dsit-ai-code-2026", ["dsit-ai-code-2025", "owasp-llm-2025"])
    ' Did you mean dsit-ai-code-2025?'
    >>> did_you_mean("CSF:gv.oc-1", ["csf:GV.OC-01", "csf:GV.OC-02"])
    ' Did you mean csf:GV.OC-01?'
    >>> did_you_mean("zzz", ["owasp-llm-2025"])
    ''
    """
    return one_of(closest(word, known))


def closest(word: str, known: Iterable[str]) -> list[str]:
    """Return the known words that are closest to one, at most three; [] when nothing is close.

    >>> closest("csf:gv.oc-1", ["csf:GV.OC-01", "csf:GV.OC-02"])
    ['csf:GV.OC-01']
    """
    if len(word) > _LONGEST_WORD:  # comparing takes the square of the length
        return []
    by_form: dict[str, list[str]] = {}
    for one in known:
        by_form.setdefault(folded(one), []).append(one)
    same = by_form.get(folded(word), [])
    close = [] if same else difflib.get_close_matches(folded(word), list(by_form), n=3, cutoff=0.6)
    return same or [by_form[form][0] for form in close]


def one_of(choices: list[str], most: int = 3) -> str:
    """Return ' Did you mean ...?' with the first of some choices, or '' when there is none.

    >>> one_of(["a", "b"]), one_of([])
    (' Did you mean a or b?', '')
    """
    return f" Did you mean {' or '.join(map(shown, choices[:most]))}?" if choices else ""
