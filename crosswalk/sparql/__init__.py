"""The only room that runs SPARQL. Our own questions are named `.rq` files; a user's are checked and run in a process of
their own.
"""

from __future__ import annotations

from crosswalk.sparql.named import Argument, NamedQuery, ask, get_query, load_queries
from crosswalk.sparql.prefixes import with_prefixes
from crosswalk.sparql.table import Table, harmless, write_csv
from crosswalk.sparql.user import CLI_SECONDS, MAX_ROWS, PAGE_SECONDS, RunningQuery, run_user_query

__all__ = [
    "CLI_SECONDS",
    "MAX_ROWS",
    "PAGE_SECONDS",
    "Argument",
    "NamedQuery",
    "RunningQuery",
    "Table",
    "ask",
    "get_query",
    "harmless",
    "load_queries",
    "run_user_query",
    "with_prefixes",
    "write_csv",
]
