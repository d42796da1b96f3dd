"""CSV ([RFC 4180](https://www.rfc-editor.org/rfc/rfc4180)) that no spreadsheet runs as formulas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from unicodedata import normalize

from crosswalk.analysis.catalogue import mapping_sets
from crosswalk.formats.writers import Writer
from crosswalk.sparql import Table, ask
from crosswalk.store.holder import Crosswalk
from crosswalk.text import visible

#: What may be in front of a formula, and its first sign, also in a wide, small or raised form: some spreadsheets read
#: them alike.
_START = re.compile(r"[\s'\"“”‘’]*(\S?)")
_SIGNS = ("=", "+", "-", "@", "−")


def harmless(cell: object) -> object:
    """Return a cell that no spreadsheet mistakes for a formula, and that has nothing in it that is not seen: text that
    starts with = + - @, a tab or a line break gets an apostrophe in front, and controls are written as escapes.

    >>> harmless("=SUM(A1)"), harmless("  @x"), harmless(-3), harmless("plain")
    ("'=SUM(A1)", "'  @x", -3, 'plain')
    """
    if not isinstance(cell, str):
        return cell
    shown = visible(cell)
    start = _START.match(shown)
    is_formula = start is not None and normalize("NFKC", start[1]) in _SIGNS
    return f"'{shown}" if is_formula or shown[:1] in ("\t", "\n") else shown


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
