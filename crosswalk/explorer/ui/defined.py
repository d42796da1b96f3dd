"""Terms of the field in a text: what each means and who says so, read at hovering; the page Help lists them all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crosswalk.analysis.catalogue import document_index
from crosswalk.analysis.terms import Term, terms_by_name
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.text import Html, html, several
from crosswalk.store.holder import Crosswalk, remembered


def defined(crosswalk: Crosswalk, text: str | None) -> Html:
    """Return HTML of a text in which each term of the field has its definition, where it is first used.

    >>> from crosswalk.store.holder import load
    >>> print(defined(load(), "Keep an SBOM, and the SBOM of each model."))
    Keep an <dfn class="xw-term" title="software bill of materials: ...">SBOM</dfn>, and the SBOM of ...
    """
    return several(_parts(crosswalk, text or ""))


def source(crosswalk: Crosswalk, term: Term) -> str:
    """Return where a term is defined: the document and the place in it."""
    entry = document_index(crosswalk).get(term.document)
    return f"{naming.name(entry) if entry else term.document}, {term.at}"


def _parts(crosswalk: Crosswalk, text: str) -> Iterator[Html]:
    known, seen, end = terms_by_name(crosswalk), set[str](), 0
    for found in _pattern(crosswalk).finditer(text):
        term = known[found.group().casefold()]
        if term.id in seen:
            continue
        seen.add(term.id)
        said = f"{term.term}: {term.definition} ({source(crosswalk, term)})"
        yield html("{}", text[end : found.start()])
        yield html('<dfn class="xw-term" title="{}">{}</dfn>', said, found.group())
        end = found.end()
    yield html("{}", text[end:])


@remembered
def _pattern(crosswalk: Crosswalk) -> re.Pattern[str]:
    """Return a pattern that finds every name of a term as whole words, the longest first."""
    names = sorted(terms_by_name(crosswalk), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)" if names else r"(?!)", re.IGNORECASE)
