"""CSV ([RFC 4180](https://www.rfc-editor.org/rfc/rfc4180)) that no spreadsheet runs as formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from crosswalk.analysis.catalogue import mapping_sets
from crosswalk.formats.writers import Writer
from crosswalk.sparql import Table, ask
from crosswalk.store.holder import Crosswalk

#: `= + - @`, and their wide forms, which some spreadsheets read alike
_FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20"


def harmless(cell: object) -> object:
    """Return a cell that no spreadsheet mistakes for a formula: text that starts with = + - @ or a control character
    gets an apostrophe in front.

    >>> harmless("=SUM(A1)"), harmless(-3), harmless("plain")
    ("'=SUM(A1)", -3, 'plain')
    """
    return f"'{cell}" if isinstance(cell, str) and cell and (cell[0] in _FORMULA or cell[0] < " ") else cell


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return the rows as CSV; None becomes an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([harmless(column) for column in columns])
    for row in rows:
        writer.writerow(["" if cell is None else harmless(cell) for cell in row])
    return out.getvalue()


def _answer(table: Table) -> str:
    return write_csv(table.columns, table.rows)


def _whole(crosswalk: Crosswalk) -> bytes:
    """Return a row for every mapping, with the evidence for it."""
    sets = [mapping_set.id for mapping_set in mapping_sets(crosswalk)]
    tables = [ask(crosswalk, "mappings-of-set", mapping_set=f"cwset:{name}") for name in sets]
    columns = tables[0].columns if tables else ("mapping_set",)
    return write_csv(columns, (row for table in tables for row in table.rows)).encode()


WRITER = Writer("csv", "a table for a spreadsheet: every mapping", "text/csv", ".csv", answer=_answer, whole=_whole)
