"""[SPARQL 1.1 results in TSV](https://www.w3.org/TR/sparql11-results-csv-tsv/): terms as in Turtle, so that an IRI, a
literal, its language and its datatype can be told apart.
"""

from __future__ import annotations

import pyoxigraph as ox

from crosswalk.formats.writers import Writer
from crosswalk.formats.writers.solutions import serialized
from crosswalk.sparql import Table
from crosswalk.text import escaped_turtle


def _answer(table: Table) -> str:
    text = escaped_turtle(serialized(table, ox.QueryResultsFormat.TSV))
    return text if text.endswith("\n") else f"{text}\n"


WRITER = Writer("tsv", "SPARQL results", "text/tab-separated-values", ".tsv", answer=_answer)
