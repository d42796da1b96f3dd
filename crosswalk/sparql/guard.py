"""What a user's query may do: read this graph. Everything else is refused by what the query *is*, not by how it is
spelt.

The query is parsed with rdflib and its algebra is walked, so SERVICE is found in sub-selects, in FILTER EXISTS and in
BIND, and a word inside a string is harmless (docs/decisions/0003-user-queries-run-in-their-own-process.md).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from crosswalk import ids
from crosswalk.errors import QueryRefused
from crosswalk.limits import MAX_QUERY_CHARACTERS

_ESCAPED = re.compile(r"\\[uU][0-9a-fA-F]{4}")


@dataclass(frozen=True, slots=True)
class Checked:
    """A query that may run: its text, and whether it names its own dataset with FROM."""

    text: str
    has_dataset: bool


def check(sparql: str) -> Checked:
    """Return the query if it only reads this project's named graphs. Raises QueryRefused otherwise, with the reason."""
    from rdflib.plugins.sparql import prepareUpdate
    from rdflib.plugins.sparql.algebra import translateQuery, traverse
    from rdflib.plugins.sparql.parser import parseQuery

    if len(sparql) > MAX_QUERY_CHARACTERS:
        raise QueryRefused(f"The query has {len(sparql):,} characters; the limit is {MAX_QUERY_CHARACTERS:,}.")
    sparql = _unambiguous(sparql)
    try:
        query = translateQuery(parseQuery(sparql))
    except RecursionError:
        raise QueryRefused("The query is nested too deeply.") from None
    except Exception as error:  # pyparsing and rdflib raise many kinds; all of them mean that it is not a query
        try:
            prepareUpdate(sparql)
        except Exception:
            raise QueryRefused(f"The query is not valid SPARQL: {' '.join(str(error).split())[:300]}") from None
        raise QueryRefused(
            "Updates (INSERT, DELETE, LOAD, CLEAR …) are not allowed here; this graph is read-only."
        ) from None

    def visit(node: object) -> None:
        if getattr(node, "name", None) == "ServiceGraphPattern":
            raise QueryRefused("SERVICE is not allowed here: a query may not call other endpoints.")

    traverse(query.algebra, visitPost=visit)
    clauses = query.algebra.get("datasetClause") or []
    for clause in clauses:
        graph = str(clause.default or clause.named)
        if not graph.startswith(ids.BASE):
            raise QueryRefused(f"FROM <{graph}> is not allowed here: only this project's named graphs can be read.")
    return Checked(sparql, bool(clauses))


def _unambiguous(sparql: str) -> str:
    r"""Return the query without what rdflib, which checks it, and the engine, which runs it, read differently.

    A carriage return ends a comment for the engine only, and \u0022 ends a string for rdflib only: each could hide a
    SERVICE from the check.
    """
    if _ESCAPED.search(sparql):
        raise QueryRefused("Write each character itself: escapes such as \\u0022 are not allowed here.")
    return sparql.replace("\r\n", "\n").replace("\r", "\n")
