"""[SPARQL results in XML](https://www.w3.org/TR/rdf-sparql-XMLres/), with every IRI whole."""

from __future__ import annotations

import pyoxigraph as ox

from crosswalk.formats.writers import Writer
from crosswalk.formats.writers.solutions import serialized
from crosswalk.sparql import Table
from crosswalk.text import escaped_xml


def _answer(table: Table) -> str:
    return escaped_xml(serialized(table, ox.QueryResultsFormat.XML)) + "\n"


WRITER = Writer("xml", "SPARQL results", "application/sparql-results+xml", ".xml", answer=_answer)
