"""What the writers of query results share: the solutions of an answer as an RDF library has them."""

from __future__ import annotations

from typing import cast

import pyoxigraph as ox

from crosswalk.sparql import Table
from crosswalk.sparql.table import Value, parsed


def solutions(table: Table) -> ox.QuerySolutions:
    """Return the rows of an answer with their terms whole; a graph as its subjects, predicates and objects.

    An answer of the project's own queries has ids and words only: they are plain literals then.

    >>> [str(term) for row in solutions(Table(("id", "n"), (("a-1.0", 1),))) for term in row]
    ['"a-1.0"', '"1"^^<http://www.w3.org/2001/XMLSchema#integer>']
    """
    if table.solutions is not None:
        return parsed(table.solutions)
    head = "\t".join(f"?{column}" for column in table.columns)
    if table.graph is not None:
        triples = ox.parse(table.graph, format=ox.RdfFormat.N_TRIPLES)
        lines = ["\t".join(map(_one_field, (one.subject, one.predicate, one.object))) for one in triples]
    else:
        lines = ["\t".join("" if cell is None else _one_field(_literal(cell)) for cell in row) for row in table.rows]
    return parsed("".join(f"{line}\n" for line in (head, *lines)))


def serialized(table: Table, form: ox.QueryResultsFormat) -> str:
    """Return an answer in one of the formats of SPARQL results."""
    return (_results(table).serialize(format=form) or b"").decode()


def _results(table: Table) -> ox.QueryBoolean | ox.QuerySolutions:
    if table.boolean is None:
        return solutions(table)
    text = f'{{"head": {{}}, "boolean": {"true" if table.boolean else "false"}}}'
    return cast(ox.QueryBoolean, ox.parse_query_results(text, format=ox.QueryResultsFormat.JSON))


def _literal(cell: Value) -> ox.Literal:
    return ox.Literal(cell if cell is not None else "")


def _one_field(term: object) -> str:
    return str(term).replace("\t", "\\t")
