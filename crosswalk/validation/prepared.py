"""An rdflib graph that parses each SPARQL text once.

pySHACL asks the same text again for every focus node, and rdflib parses it again each time: measured, parsing was three
quarters of the time of a validation.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from rdflib import Graph
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result

from crosswalk.sparql.guard import check_fragment


@lru_cache(maxsize=256)
def _prepared(text: str, namespaces: frozenset[tuple[str, str]]) -> Query:
    check_fragment(text, most=None)  # pySHACL puts texts together, which may then be read otherwise
    return prepareQuery(text, initNs=dict(namespaces))


class PreparedGraph(Graph):
    """A graph whose queries are prepared once and then only bound."""

    def query(self, query_object: str | Query, *args: Any, **options: Any) -> Result:
        """Answer a query as `rdflib.Graph.query` does."""
        if isinstance(query_object, str):
            namespaces = options.get("initNs") or (args[2] if len(args) > 2 else None) or dict(self.namespaces())
            query_object = _prepared(query_object, frozenset((prefix, str(iri)) for prefix, iri in namespaces.items()))
        return super().query(query_object, *args, **options)
