"""The only package that runs SPARQL. The project's own questions are named `.rq` files; a user's queries are checked
and run in a separate process.
"""

from __future__ import annotations

from crosswalk.sparql.named import Argument, NamedQuery, ask, get_query, load_queries
from crosswalk.sparql.prefixes import with_prefixes
from crosswalk.sparql.table import Table, Value
from crosswalk.sparql.user import RunningQuery, query

__all__ = [
    "Argument",
    "NamedQuery",
    "RunningQuery",
    "Table",
    "Value",
    "ask",
    "get_query",
    "load_queries",
    "query",
    "with_prefixes",
]
