"""The terms of the field: what each means, what else it is called, and where it is defined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from crosswalk.sparql import ask
from crosswalk.store.holder import Crosswalk, remembered


@dataclass(frozen=True, slots=True)
class Term:
    """A term with its definition, in our own words, and its source."""

    id: str
    term: str
    aliases: tuple[str, ...]  #: what else it is called, plurals included
    definition: str
    document: str  #: the document that defines it ...
    at: str  #: ... and the clause, article or section
    seen: str  #: how that is known: a word of `vocabulary.Seen`
    url: str | None  #: the address of the definition or its document

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that it is called."""
        return self.term, *self.aliases


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    term: str
    alias: str | None
    definition: str
    document: str
    at: str
    seen: str
    url: str | None


@remembered
def terms(crosswalk: Crosswalk) -> tuple[Term, ...]:
    """Return every defined term, by id.

    >>> from crosswalk.store.holder import load
    >>> [term.aliases for term in terms(load()) if term.id == "guardrail"]
    [('guardrails',)]
    """
    found: dict[str, Term] = {}
    for row in ask(crosswalk, "terms").into(_Row):
        known = found.setdefault(
            row.id, Term(row.id, row.term, (), row.definition, row.document, row.at, row.seen, row.url)
        )
        if row.alias and row.alias not in known.aliases:
            found[row.id] = replace(known, aliases=(*known.aliases, row.alias))
    return tuple(found.values())


@remembered
def terms_by_name(crosswalk: Crosswalk) -> Mapping[str, Term]:
    """Return the terms by everything that they are called, in small letters: to find them in a text.

    >>> from crosswalk.store.holder import load
    >>> terms_by_name(load())["sbom"].term
    'software bill of materials'
    """
    return {name.casefold(): term for term in terms(crosswalk) for name in term.names}
