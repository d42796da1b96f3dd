"""Named queries: `ontology/queries/*.rq`, each runnable as it stands in any SPARQL tool.

A file starts with comment lines `# title:` and `# question:`. Its parameters stand in one line, ``VALUES (?focal
?reference) { (cwdoc:a-1.0 cwdoc:b-1.0) }``, with their defaults; binding a parameter replaces the value in that line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path

from crosswalk import ids
from crosswalk.errors import CrosswalkError, did_you_mean
from crosswalk.sources import Layout
from crosswalk.sparql.prefixes import with_prefixes
from crosswalk.sparql.table import Table, tabulate
from crosswalk.store.holder import Crosswalk

_HEADER = re.compile(r"^#\s*(title|question)\s*:\s*(.+)$", re.MULTILINE)
_VALUES = re.compile(r"^(\s*VALUES\s*\()((?:\s*\?\w+)+)(\s*\)\s*\{)(.*)\}\s*$", re.MULTILINE)
_TUPLE = re.compile(r"\(([^()]*)\)")
_TERM = re.compile(r'"(?:[^"\\]|\\.)*"|\S+')
_LITERAL = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})

Argument = str | Sequence[str]


@dataclass(frozen=True)
class NamedQuery:
    """A query in a file: what it is called, what it answers, which parameters it takes."""

    name: str
    title: str
    question: str
    text: str
    defaults: tuple[tuple[str, str], ...]

    @property
    def parameters(self) -> list[str]:
        """The names of the parameters."""
        return [name for name, _ in self.defaults]

    def bind(self, arguments: Mapping[str, Argument]) -> str:
        """Return the SPARQL with the parameters bound; CrosswalkError for a parameter that the query does not have."""
        for name in arguments:
            if name not in self.parameters:
                known = ", ".join(self.parameters) or "none"
                hint = did_you_mean(name, self.parameters)
                raise CrosswalkError(f"The query {self.name} has no parameter “{name}”; it takes: {known}.{hint}")
        if not self.defaults:
            return self.text
        choices = [
            _terms(arguments[name], default) if name in arguments else [default] for name, default in self.defaults
        ]
        rows = " ".join(f"({' '.join(row)})" for row in product(*choices))
        return _VALUES.sub(lambda match: f"{match[1]}{match[2]}{match[3]} {rows} }}", self.text, count=1)


def _terms(argument: Argument, default: str) -> list[str]:
    """Write an argument as SPARQL terms of the kind that the default is: an IRI or a plain literal. Nothing else can
    get in.
    """
    values = [argument] if isinstance(argument, str) else list(argument)
    if default.startswith('"'):
        return [f'"{text.translate(_LITERAL)}"' for text in values]
    return [f"<{ids.expand(text)}>" for text in values]


def load_queries(layout: Layout) -> dict[str, NamedQuery]:
    """Return every named query of a layout by its name."""
    return {name: _load(path) for name, path in layout.queries().items()}


def get_query(layout: Layout, name: str) -> NamedQuery:
    """Return one named query; CrosswalkError with the closest names when there is none."""
    queries = layout.queries()
    if name not in queries:
        raise CrosswalkError(
            f"There is no query “{name}”.{did_you_mean(name, queries) or ' crosswalk query lists them.'}"
        )
    return _load(queries[name])


@lru_cache(maxsize=512)
def _load(path: Path) -> NamedQuery:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise CrosswalkError(f"The query file {path} cannot be read: {reason}.") from None
    header = dict(_HEADER.findall(text))
    match = _VALUES.search(text)
    defaults: tuple[tuple[str, str], ...] = ()
    if match:
        first = _TUPLE.search(match[4])
        names = [name.lstrip("?") for name in match[2].split()]
        terms = _TERM.findall(first[1]) if first else []
        if len(terms) != len(names):
            raise CrosswalkError(f"{path}: the VALUES line needs one default for each of its {len(names)} variables.")
        defaults = tuple(zip(names, terms, strict=True))
    return NamedQuery(path.stem, header.get("title", path.stem), header.get("question", ""), text, defaults)


def ask(crosswalk: Crosswalk, name: str, /, **arguments: Argument) -> Table:
    """Return the answer of a named query; this is how every room above asks the graph. Do not change the table: it is
    remembered.

    >>> from crosswalk.store.holder import load
    >>> ask(load(), "provisions-of-document", document="owasp-llm-2025").rows[0][:2]
    ['owasp-llm-2025:LLM01', 'LLM01:2025']
    """
    key = (name, *((parameter, str(value)) for parameter, value in sorted(arguments.items())))
    if key not in crosswalk.answers:
        sparql = with_prefixes(get_query(crosswalk.layout, name).bind(arguments))
        crosswalk.answers[key] = tabulate(crosswalk.store.query(sparql))
    answer: Table = crosswalk.answers[key]
    return answer
