"""[SPARQL 1.1 results in JSON](https://www.w3.org/TR/sparql11-results-json/), with every IRI whole."""

from __future__ import annotations

import json

import pyoxigraph as ox

from crosswalk.formats.writers import Writer
from crosswalk.formats.writers.solutions import serialized
from crosswalk.sparql import Table
from crosswalk.text import escaped_json


def _answer(table: Table) -> str:
    found = json.loads(serialized(table, ox.QueryResultsFormat.JSON))
    return escaped_json(json.dumps(found, ensure_ascii=False, indent=2))


WRITER = Writer("json", "SPARQL results", "application/sparql-results+json", ".json", answer=_answer)
