"""Named queries: `ontology/queries/*.rq`, each of which runs unchanged in any SPARQL tool.

A file starts with comment lines `# title:` and `# question:`. Its parameters are in one line, ``VALUES (?focal
?reference) { (cwdoc:a-1.0 cwdoc:b-1.0) }``, with their defaults; binding a parameter replaces the value in that line.
A line `# order: subject object` names the columns by which we sort the rows ourselves. ORDER BY does the same, but
reads each term from the disk at every comparison: of thousands of rows that takes most of the time of the query.
`# order: natural subject object` sorts numbers as numbers, 2 before 10, where people see the rows.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path

from crosswalk import ids
from crosswalk.errors import QueryError, UnknownId, UsageError, did_you_mean, shown
from crosswalk.files.text import Unreadable, read_text
from crosswalk.limits import MAX_QUERY_BYTES, MAX_QUERY_CHARACTERS, QUERY_SECONDS
from crosswalk.sources import Layout, shipped_root
from crosswalk.sparql.prefixes import with_prefixes
from crosswalk.sparql.table import Table, tabulate
from crosswalk.sparql.user import RunningQuery
from crosswalk.store.beside import recall_text, remember_text
from crosswalk.store.holder import Crosswalk, note, remembered

_HEADER = re.compile(r"^#\s*(title|question)\s*:\s*(.+)$", re.MULTILINE)
_ORDER = re.compile(r"^#\s*order\s*:\s*(\w+(?:[ \t]+\w+)*)[ \t]*$", re.MULTILINE)
_VALUES = re.compile(r"^([ \t]*VALUES\s*\()((?:\s*\?\w+)+)(\s*\)\s*\{)(.*)\}\s*$", re.MULTILINE)
_TUPLE = re.compile(r"\(([^()]*)\)")
_TERM = re.compile(r'"(?:[^"\\]|\\.)*"|\S+')
_LITERAL = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})

Argument = str | Sequence[str]


@dataclass(frozen=True)
class NamedQuery:
    """A query in a file: its name, title, question, text and parameters."""

    name: str
    title: str
    question: str
    text: str
    defaults: tuple[tuple[str, str], ...]
    order: tuple[str, ...] = ()

    @property
    def parameters(self) -> list[str]:
        """The names of the parameters."""
        return [name for name, _ in self.defaults]

    def kind_of(self, parameter: str) -> str:
        """Return what a parameter names, as its default shows: a document, another thing, or a text.

        >>> NamedQuery("q", "", "", "", (("document", "cwdoc:a-1.0"), ("word", '"poisoning"'))).kind_of("word")
        'text'
        """
        default = dict(self.defaults)[parameter]
        if default.startswith('"'):
            return "text"
        name = ids.short(ids.expand(default.strip("<>")))
        return "document" if default.startswith("cwdoc:") and not ids.is_provision(name) else "thing"

    def bind(self, arguments: Mapping[str, Argument]) -> str:
        """Return the SPARQL with the parameters bound. Raises UsageError for a parameter that the query does not
        have.
        """
        for name in arguments:
            if name not in self.parameters:
                known = ", ".join(self.parameters) or "none"
                hint = did_you_mean(name, self.parameters)
                raise UsageError(f"The query {self.name} has no parameter “{shown(name)}”; it takes: {known}.{hint}")
        if not self.defaults:
            return self.text
        choices = [
            _terms(arguments[name], default) if name in arguments else [default] for name, default in self.defaults
        ]
        rows = " ".join(f"({' '.join(row)})" for row in product(*choices))
        return _VALUES.sub(lambda match: f"{match[1]}{match[2]}{match[3]} {rows} }}", self.text, count=1)


def _terms(argument: Argument, default: str) -> list[str]:
    """Return an argument as SPARQL terms of the same kind as the default: IRIs or plain literals, and nothing else."""
    values = [argument] if isinstance(argument, str) else list(argument)
    # a terminal hands on bytes that are not UTF-8 as half characters, which no store takes
    values = [text.encode(errors="surrogatepass").decode(errors="replace") for text in values]
    if default.startswith('"'):
        return [f'"{text.translate(_LITERAL)}"' for text in values]
    return [f"<{ids.expand(text)}>" for text in values]


def load_queries(layout: Layout) -> dict[str, NamedQuery]:
    """Return every named query of a layout by its name."""
    return {name: _read(path) for name, path in layout.queries().items()}


def get_query(layout: Layout, name: str) -> NamedQuery:
    """Return one named query. Raises UnknownId, with the closest names, when there is none."""
    return _read(_file(layout, name))


def _file(layout: Layout, name: str) -> Path:
    queries = layout.queries()
    if name not in queries:
        hint = did_you_mean(name, queries) or " crosswalk query lists them."
        raise UnknownId(f"There is no query “{shown(name)}”.{hint}")
    return queries[name]


def _is_shipped(path: Path) -> bool:
    return path.parent == shipped_root() / "ontology" / "queries"


def _read(path: Path) -> NamedQuery:
    """Return the query of a file, which is read again when it has changed. Raises QueryError when it cannot be."""
    changed = 0
    with suppress(OSError):  # reading the file will explain it
        changed = path.stat().st_mtime_ns
    return _load(path, changed)


@lru_cache(maxsize=512)
def _load(path: Path, changed: int) -> NamedQuery:
    try:
        text = read_text(path, MAX_QUERY_BYTES)
    except Unreadable as reason:
        raise QueryError(f"The query file {path} cannot be read: {reason}.") from None
    if len(text) > MAX_QUERY_CHARACTERS:
        raise QueryError(
            f"The query file {path} has more than {MAX_QUERY_CHARACTERS:,} characters, which is the limit."
        )
    header = dict(_HEADER.findall(text))
    match = _VALUES.search(text)
    defaults: tuple[tuple[str, str], ...] = ()
    if match:
        first = _TUPLE.search(match[4])
        names = [name.lstrip("?") for name in match[2].split()]
        terms = _TERM.findall(first[1]) if first else []
        if len(terms) != len(names):
            raise QueryError(f"{path}: the VALUES line needs one default for each of its {len(names)} variables.")
        defaults = tuple(zip(names, terms, strict=True))
    return NamedQuery(
        path.stem, header.get("title", path.stem), header.get("question", ""), text, defaults, order_of(text)
    )


def order_of(sparql: str) -> tuple[str, ...]:
    """Return the columns by which a query wants its rows sorted, from its line `# order:`.

    >>> order_of("# order: subject object"), order_of("SELECT * {}")
    (('subject', 'object'), ())
    """
    match = _ORDER.search(sparql)
    return tuple(match[1].split()) if match else ()


def ask(crosswalk: Crosswalk, name: str, /, **arguments: Argument) -> Table:
    """Return the answer to a named query of `ontology/queries`; all of `crosswalk.analysis` asks the graph this way.

    `arguments` are the values of the query's parameters: an id, a CURIE, an IRI or a text, or several of them. Without
    an argument a parameter keeps the default in the file. A query of a `--data` folder is a user's query: it is checked
    and runs in a process of its own, as `query` does, and its answer is whole. Raises QueryRefused or QueryTimeout for
    such a query that is not allowed or takes too long, UnknownId when there is no such query, UsageError for
    a parameter that it does not have, QueryError when its file cannot be read, and StoreError when the store cannot
    answer.

    >>> from crosswalk.store.holder import load
    >>> ask(load(), "provisions-of-document", document="owasp-llm-2025").rows[0][:2]
    ('owasp-llm-2025:LLM01', 'LLM01:2025')
    """
    note(name)
    return _answer(crosswalk, name, tuple(sorted((key, _frozen(value)) for key, value in arguments.items())))


@remembered
def _answer(crosswalk: Crosswalk, name: str, arguments: tuple[tuple[str, Argument], ...]) -> Table:
    note(name)
    file = _file(crosswalk.layout, name)
    query = _read(file)
    if not _is_shipped(file):
        return RunningQuery(crosswalk.store, query.bind(dict(arguments)), QUERY_SECONDS.value(), _EVERY_ROW).result()
    sparql = with_prefixes(query.bind(dict(arguments)))
    place = f"{name}-{ids.digest(sparql, *query.order)}"
    if (kept := recall_text(crosswalk.store, place)) is not None:
        with suppress(ValueError, TypeError, RecursionError):  # a text made by hand is no answer
            columns, *rows = json.loads(kept)
            return Table(tuple(columns), tuple(map(tuple, rows)))
    start = time.process_time()
    table = tabulate(crosswalk.store.query(sparql), order=query.order)
    slow = time.process_time() - start > _WORTH_KEEPING
    if slow and table.graph is None and crosswalk.store.folder is not None:
        remember_text(crosswalk.store, place, json.dumps([table.columns, *table.rows], ensure_ascii=False))
    return table


#: More rows than any answer that a process may hand back.
_EVERY_ROW = 2**31
#: Seconds of work: a faster answer is asked for again at the next start, a slower one is remembered beside the graph.
_WORTH_KEEPING = 0.005


def _frozen(argument: Argument) -> Argument:
    return argument if isinstance(argument, str) else tuple(argument)
