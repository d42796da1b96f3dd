"""CSV ([RFC 4180](https://www.rfc-editor.org/rfc/rfc4180)) that no spreadsheet runs as formulas. The answer to a query
is [SPARQL 1.1 results in CSV](https://www.w3.org/TR/sparql11-results-csv-tsv/), with every IRI whole.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from unicodedata import normalize

import pyoxigraph as ox

from crosswalk import comparison
from crosswalk.analysis.asks import measure_sets, rows
from crosswalk.analysis.catalogue import mapping_sets
from crosswalk.analysis.compare import compare
from crosswalk.columns import in_files
from crosswalk.errors import UsageError
from crosswalk.formats.writers import Extent, Loss, Scope, Writer, Written
from crosswalk.formats.writers.solutions import solutions
from crosswalk.rows import each_mapping, for_provisions
from crosswalk.sparql import Table, ask
from crosswalk.sparql.table import value
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


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[object]], *, raw: bool = False) -> str:
    """Return the rows as CSV; None becomes an empty cell. With `raw`, a cell may be a formula to a spreadsheet; what is
    not seen is written as escapes all the same.
    """
    cell_of = _seen if raw else harmless
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([cell_of(column) for column in columns])
    for row in rows:
        writer.writerow(["" if cell is None else cell_of(cell) for cell in row])
    return out.getvalue()


def _seen(cell: object) -> object:
    return visible(cell) if isinstance(cell, str) else cell


def csv_of(table: Table, *, raw: bool = False) -> str:
    """Return the answer to a query as CSV. With `raw`, a cell may be a formula to a spreadsheet."""
    if table.boolean is not None:
        return write_csv(table.columns, [["true" if table.boolean else "false"]])
    if table.solutions is None and table.graph is None:
        return write_csv(table.columns, table.rows, raw=raw)
    return write_csv(table.columns, ([_cell(term) for term in row] for row in solutions(table)), raw=raw)


def _cell(term: object) -> object:
    """Return a term as SPARQL results in CSV have it; a number, which is not a formula, as a number."""
    if isinstance(term, ox.Literal):
        plain = value(term)
        return plain if isinstance(plain, (int, float)) and str(plain) == term.value else term.value
    return term.value if isinstance(term, ox.NamedNode) else None if term is None else str(term)


def _write(crosswalk: Crosswalk, scope: Scope) -> Written:
    """Return a row for every mapping of the crosswalk or of a set, with the evidence for it; of two documents, a row
    for each mapping and derivation of each provision, in both directions.
    """
    if scope.extent is Extent.PAIR:
        rows = each_mapping(for_provisions(compare(crosswalk, *scope.pair)))
        shown = comparison.columns(comparison.Table.FILE_MAPPINGS, comparison.Voice(crosswalk), rows)
        return Written(write_csv(*in_files(shown, rows)).encode(), _NO_PLACE)
    known = [one.id for one in mapping_sets(crosswalk)]
    sets = [name for name in known if scope.mapping_set in (None, name)]
    tables = [ask(crosswalk, "mappings-of-set", mapping_set=f"cwset:{name}") for name in sets]
    columns = tables[0].columns if tables else ("mapping_set",)
    content = write_csv(columns, (row for table in tables for row in table.rows)).encode()
    return Written(content, (*_NO_PLACE, *_left_out(crosswalk, scope)))


def _left_out(crosswalk: Crosswalk, scope: Scope) -> tuple[Loss, ...]:
    if scope.extent is Extent.WHOLE:
        return (Loss(len(rows(crosswalk)), "row between an ask and a measure", "rows between asks and measures"),)
    if scope.mapping_set in measure_sets(crosswalk):
        raise UsageError("CSV cannot be written for a set of asks and measures; write it as sssom or turtle.")
    return ()


#: CSV has no place for where it comes from: a first line that is not a row misleads whoever reads it.
_NO_PLACE = (Loss(1, "line about where the file comes from", "lines about where the file comes from"),)
WRITER = Writer(
    "csv",
    "a table for a spreadsheet: every mapping",
    "text/csv",
    ".csv",
    answer=csv_of,
    write=_write,
    extents=(Extent.WHOLE, Extent.PAIR, Extent.SET),
)
