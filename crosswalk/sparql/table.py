"""The answer to a query: a table of plain values, or a graph. `crosswalk.formats.writers` writes both."""

from __future__ import annotations

import inspect
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice, starmap
from operator import itemgetter
from typing import NotRequired, TypedDict, TypeVar, cast

import pyoxigraph as ox

from crosswalk import ids
from crosswalk.errors import QueryError
from crosswalk.limits import ANSWER_SIZE
from crosswalk.store import Answer
from crosswalk.store.seam import answering

Value = str | int | float | bool | None
_ASKED, _TRIPLE = ("answer",), ("subject", "predicate", "object")
_INTEGER, _DIGITS = ids.PREFIXES["xsd"] + "integer", re.compile(r"-?[0-9]+")
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


Row = TypeVar("Row")
Weighed = TypeVar("Weighed", ox.QuerySolution, ox.Triple)


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a query: columns, and rows of plain values (ids, texts, numbers, booleans, or None for unbound).

    `truncated` is True where the row limit cut the answer. `graph` is the answer as
    [N-Triples](https://www.w3.org/TR/n-triples/) where the query was CONSTRUCT or DESCRIBE. `solutions` are the rows of
    a user's SELECT with their terms whole, as [SPARQL TSV](https://www.w3.org/TR/sparql11-results-csv-tsv/).

    >>> list(Table(("id", "count"), (("owasp-llm-2025", 10),)).records())
    [{'id': 'owasp-llm-2025', 'count': 10}]
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...] = field(default=(), repr=False)
    truncated: bool = False
    graph: str | None = field(default=None, repr=False)
    solutions: str | None = field(default=None, repr=False, compare=False)

    @property
    def boolean(self) -> bool | None:
        """The answer to an ASK; None for any other query.

        >>> Table(("answer",), ((True,),)).boolean
        True
        """
        is_ask = self.graph is None and self.solutions is None and self.columns == _ASKED and len(self.rows) == 1
        answer = self.rows[0][0] if is_ask else None
        return answer if isinstance(answer, bool) else None

    def __len__(self) -> int:
        return len(self.rows)

    def records(self) -> Iterator[dict[str, Value]]:
        """Yield each row as a dict; a value that is absent is None."""
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))

    def into(self, kind: Callable[..., Row]) -> Iterator[Row]:
        """Yield each row as a typed record: a dataclass or named tuple whose fields are columns of this table.

        The types of the fields are not checked. Raises ValueError when the table lacks a column that the record needs.
        """
        places = [self.columns.index(name) for name in inspect.signature(kind).parameters]
        if len(places) > 1:
            yield from starmap(kind, map(itemgetter(*places), self.rows))
        else:
            yield from (kind(*(row[place] for place in places)) for row in self.rows)


def value(term: Term | None) -> Value:
    """Return the plain value of an RDF term: an id for an IRI; a number, boolean or text for a literal; None for an
    unbound variable.
    """
    if term is None:
        return None
    if type(term) is ox.Literal:
        text, plain = str(term.value), _PLAIN.get(term.datatype.value)
        return plain(text) if plain else text
    return ids.short(term.value) if isinstance(term, ox.NamedNode) else str(term)


def _number(kind: type[int] | type[float], text: str) -> Value:
    try:
        number = kind(text)
    except ValueError:
        return text
    return number if math.isfinite(number) else text  # JSON has no NaN and no infinity


#: How a literal of each datatype reads; every other one is its text.
_PLAIN: dict[str, Callable[[str], Value]] = {
    ids.PREFIXES["xsd"] + "boolean": lambda text: text in ("true", "1"),
    ids.PREFIXES["xsd"] + "integer": partial(_number, int),
    **dict.fromkeys([ids.PREFIXES["xsd"] + name for name in ("decimal", "double", "float")], partial(_number, float)),
}


class TooLarge(QueryError):
    """The answer has more characters than are allowed."""

    def __init__(self) -> None:
        super().__init__(f"The answer is larger than {ANSWER_SIZE}; ask for fewer rows or shorter texts.")


def tabulate(result: Answer, max_rows: int | None = None, order: Sequence[str] = (), most: int | None = None) -> Table:
    """Return a store's answer as a Table of at most `max_rows` rows (or triples), sorted by the columns of `order`;
    where its first word is `natural`, in their natural order, 2 before 10, which takes longer.

    Raises TooLarge as soon as its texts have more than `most` characters, StoreError when the store fails meanwhile.
    """
    if isinstance(result, ox.QueryBoolean):
        return Table(_ASKED, ((bool(result),),))
    if not isinstance(result, ox.QuerySolutions):
        return _triples(result if most is None else _weighed(result, most), max_rows)
    columns = tuple(variable.value for variable in result.variables)
    limit = None if order or max_rows is None else max_rows + 1
    with answering():
        rows = [
            tuple([ids.short(term.value) if type(term) is ox.NamedNode else value(term) for term in solution])
            for solution in islice(result if most is None else _weighed(result, most), limit)
        ]
    if places := [columns.index(column) for column in order if column in columns]:
        rows.sort(key=partial(_natural if order[0] == NATURAL else _plain, places))
    return Table(columns, tuple(rows[:max_rows]), truncated=max_rows is not None and len(rows) > max_rows)


NATURAL = "natural"


def _natural(places: Sequence[int], row: tuple[Value, ...]) -> list[list[tuple[int, str]]]:
    return [ids.natural_key("" if row[place] is None else str(row[place])) for place in places]


def _plain(places: Sequence[int], row: tuple[Value, ...]) -> str:
    return "\0".join(["" if row[place] is None else str(row[place]) for place in places])


def _weighed(items: Iterable[Weighed], most: int) -> Iterator[Weighed]:
    """Yield the solutions or triples of an answer until their terms have too many characters."""
    total = 0
    for item in items:
        total += sum(len(term.value) if isinstance(term, ox.Literal) else 50 for term in item)  # a usual IRI
        if total > most:
            raise TooLarge
        yield item


def _triples(result: Iterable[ox.Triple], max_rows: int | None) -> Table:
    kept: list[ox.Triple] = []
    truncated = False
    with answering():
        for triple in result:
            if max_rows is not None and len(kept) >= max_rows:
                truncated = True
                break
            kept.append(triple)
    rows = tuple((value(triple.subject), value(triple.predicate), value(triple.object)) for triple in kept)
    graph = (ox.serialize(kept, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
    return Table(_TRIPLE, rows, truncated, graph)


class Packed(TypedDict):
    """An answer as the process of a query hands it on: the terms whole, and nothing twice."""

    answer: NotRequired[bool]
    graph: NotRequired[str]
    solutions: NotRequired[str]
    truncated: bool


def pack(result: Answer, max_rows: int, order: Sequence[str], most: int) -> Packed:
    """Return a store's answer for `unpack`, cut and sorted as `tabulate` does. Raises what `tabulate` raises."""
    if isinstance(result, ox.QueryBoolean):
        return {"answer": bool(result), "truncated": False}
    if not isinstance(result, ox.QuerySolutions):
        table = _triples(_weighed(result, most), max_rows)
        return {"graph": table.graph or "", "truncated": table.truncated}
    columns = [variable.value for variable in result.variables]
    with answering():
        kept = list(islice(_weighed(result, most), None if order else max_rows + 1))
    if places := [columns.index(column) for column in order if column in columns]:
        kept.sort(key=lambda row: "\0".join(["" if row[place] is None else str(value(row[place])) for place in places]))
    lines = ["\t".join(f"?{column}" for column in columns), *("\t".join(map(_written, row)) for row in kept[:max_rows])]
    return {"solutions": "".join(f"{line}\n" for line in lines), "truncated": len(kept) > max_rows}


def unpack(packed: Packed) -> Table:
    """Return the answer that was packed.

    >>> unpack({"solutions": "?id\\t?n\\n<urn:a>\\t1\\n", "truncated": False}).rows
    (('urn:a', 1),)
    """
    if "answer" in packed:
        return Table(_ASKED, ((packed["answer"],),))
    if "graph" in packed:
        triples = ox.parse(packed["graph"], format=ox.RdfFormat.N_TRIPLES)
        rows = tuple((value(one.subject), value(one.predicate), value(one.object)) for one in triples)
        return Table(_TRIPLE, rows, packed["truncated"], packed["graph"])
    table = tabulate(parsed(packed["solutions"]))
    return Table(table.columns, table.rows, packed["truncated"], solutions=packed["solutions"])


def parsed(solutions: str) -> ox.QuerySolutions:
    """Return solutions that were written as TSV."""
    return cast(ox.QuerySolutions, ox.parse_query_results(solutions, format=ox.QueryResultsFormat.TSV))


def _written(term: Term | None) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.Literal) and term.datatype.value == _INTEGER and _DIGITS.fullmatch(term.value):
        return term.value
    return str(term).replace("\t", "\\t")
