"""[JSON](https://www.rfc-editor.org/rfc/rfc8259): a list of objects, one per row."""

from __future__ import annotations

import json

from crosswalk.formats.writers import Writer
from crosswalk.sparql import Table
from crosswalk.text import escaped_json


def _answer(table: Table) -> str:
    return escaped_json(json.dumps(list(table.records()), ensure_ascii=False, indent=2))


WRITER = Writer("json", "a list of objects", "application/json", ".json", answer=_answer)
