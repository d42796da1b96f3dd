"""What a query answers: a table of plain values, or a graph; and how they are written as CSV, JSON, Turtle."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from crosswalk import ids

Value = str | int | float | bool | None
_NUMBERS = {
    ids.PREFIXES["xsd"] + "integer": int,
    ids.PREFIXES["xsd"] + "decimal": float,
    ids.PREFIXES["xsd"] + "double": float,
    ids.PREFIXES["xsd"] + "float": float,
}
_BOOLEAN = ids.PREFIXES["xsd"] + "boolean"


@dataclass(slots=True)
class Table:
    """Columns and rows of plain values; `graph` holds N-Triples where the query was CONSTRUCT or DESCRIBE."""

    columns: list[str]
    rows: list[list[Value]] = field(default_factory=list)
    truncated: bool = False
    graph: str | None = None

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield each row as a dict; a value that is absent is None."""
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))

    def to_json(self) -> str:
        """Return a JSON list of objects."""
        return json.dumps(list(self.records()), ensure_ascii=False, indent=2)

    def to_csv(self) -> str:
        """Return RFC 4180 CSV, with cells that a spreadsheet would run as formulas made harmless."""
        return write_csv(self.columns, self.rows)

    def to_turtle(self) -> str:
        """Return the graph as Turtle, or raise ValueError when the answer is a table."""
        if self.graph is None:
            raise ValueError("only a CONSTRUCT or DESCRIBE query answers with a graph")
        from rdflib import Graph

        graph = Graph()
        for prefix, namespace in ids.PREFIXES.items():
            graph.bind(prefix, namespace)
        return str(graph.parse(data=self.graph, format="nt").serialize(format="turtle"))


def value(term: Any) -> Value:
    """Return the plain value of an RDF term: an id for an IRI, a number, a boolean or a text for a literal; None for
    unbound.
    """
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return ids.short(term.value)
    if isinstance(term, ox.Literal):
        datatype = term.datatype.value
        if datatype == _BOOLEAN:
            return bool(term.value in ("true", "1"))
        return _number(term.value, _NUMBERS[datatype]) if datatype in _NUMBERS else str(term.value)
    return str(term)


def _number(text: str, kind: type[int] | type[float]) -> Value:
    try:
        number = kind(text)
    except ValueError:
        return text
    return number if math.isfinite(number) else text  # JSON has no NaN and no infinity


def tabulate(result: Any, max_rows: int | None = None) -> Table:
    """Return the answer of a store as a Table of at most `max_rows` rows (or triples)."""
    if isinstance(result, ox.QueryBoolean):
        return Table(["answer"], [[bool(result)]])
    if not isinstance(result, ox.QuerySolutions):
        return _triples(result, max_rows)
    columns = [variable.value for variable in result.variables]
    table = Table(columns)
    for solution in result:
        if max_rows is not None and len(table.rows) >= max_rows:
            table.truncated = True
            break
        table.rows.append([value(solution[name]) for name in columns])
    return table


def _triples(result: Any, max_rows: int | None) -> Table:
    table = Table(["subject", "predicate", "object"])
    kept: list[ox.Triple] = []
    for triple in result:
        if max_rows is not None and len(kept) >= max_rows:
            table.truncated = True
            break
        kept.append(triple)
        table.rows.append([value(triple.subject), value(triple.predicate), value(triple.object)])
    table.graph = (ox.serialize(kept, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
    return table


def harmless(cell: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula: text that starts with = + - @ or a control character is
    quoted.

    >>> harmless("=SUM(A1)"), harmless(-3), harmless("plain")
    ("'=SUM(A1)", -3, 'plain')
    """
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") else cell


def write_csv(columns: list[str], rows: Any) -> str:
    """Return RFC 4180 CSV of the rows; None becomes an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([harmless(column) for column in columns])
    for row in rows:
        writer.writerow(["" if cell is None else harmless(cell) for cell in row])
    return out.getvalue()
