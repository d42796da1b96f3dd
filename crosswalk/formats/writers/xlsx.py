"""A workbook ([ISO/IEC 29500](https://www.iso.org/standard/71691.html)) of one document against another, or against all
that it was compared with: the matrix, the gaps, the evidence, and where all of it comes from. No cell is a formula.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from crosswalk.analysis.catalogue import Filters, document, mapping_sets
from crosswalk.analysis.compare import compare
from crosswalk.analysis.coverage import Coverage, coverage
from crosswalk.analysis.gaps import Gap, gap
from crosswalk.columns import Cell, Column, in_files
from crosswalk.comparison import Table, Voice, columns
from crosswalk.formats.writers import Extent, Loss, Scope, Writer, Written, has_provisions, origin
from crosswalk.headline import beside, headline
from crosswalk.looks import LOOKS, status_words
from crosswalk.rows import Row, each_mapping, for_gaps, for_provisions
from crosswalk.sources.provenance import provenance
from crosswalk.store.holder import Crosswalk
from crosswalk.text import visible
from crosswalk.vocabulary import Pair, Status
from crosswalk.wording import behind

if TYPE_CHECKING:
    from openpyxl.cell import Cell as Field
    from openpyxl.worksheet.worksheet import Worksheet

#: What a cell can hold (https://support.microsoft.com/office/excel-specifications-and-limits).
_LONGEST = 32_767
#: A date for every part of the file: a zip has no other way to be the same again.
_DAY = datetime(2020, 1, 1)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_WIDE, _NARROW = 46, 16  #: columns in characters
_TEXTS = ("label", "summary", "reason", "object_label", "comment", "path", "only_asked_here", "nearest_label")
_IDS = ("id", "object", "nearest", "focal", "reference", "mapping_set")
_ID_WIDTH = 26
_HEAD = 2  #: the row of the headings; the one above names both documents


def _write(crosswalk: Crosswalk, scope: Scope) -> Written:
    book = _Book()
    directions = _directions(crosswalk, scope)
    rows = for_provisions(directions)
    title = _title(crosswalk, scope)
    if scope.extent is Extent.PAIR:
        book.sheet("Matrix", title, *_table(columns(Table.FILE, Voice(crosswalk), rows), rows))
    else:
        book.sheet("Matrix", title, *_matrix(crosswalk, directions))
    gaps = [line for each in directions for line in for_gaps(each.focal, _gaps_of(crosswalk, each))]
    book.sheet("Gaps", title, *_table(columns(Table.FILE_GAPS, Voice(crosswalk), gaps), gaps))
    evidence = [row for row in each_mapping(rows) if row.ends]
    book.sheet("Evidence", title, *_table(columns(Table.FILE_MAPPINGS, Voice(crosswalk), evidence), evidence))
    book.sheet("Sources", title, ("what", "id", "title", "details"), list(_sources(crosswalk, scope, directions)))
    made = provenance(crosswalk.layout)
    too_long = Loss(book.cut, "text that is too long for a cell", "texts that are too long for a cell")
    return Written(book.content(made.sentence()), (too_long,))


def _directions(crosswalk: Crosswalk, scope: Scope) -> list[Coverage]:
    """Return both directions of two documents, or a document against each that somebody has compared or linked it
    with.
    """
    if scope.extent is Extent.PAIR:
        return compare(crosswalk, *scope.pair)
    assert scope.focal is not None, "a workbook is of one document or two"
    return [one for one in coverage(crosswalk, scope.focal) if one.pair is not Pair.NOT_COMPARED]


def _gaps_of(crosswalk: Crosswalk, each: Coverage) -> list[Gap]:
    return [gap(crosswalk, answer, each.reference) for answer in each.answers if answer.status is not Status.COVERED]


def _title(crosswalk: Crosswalk, scope: Scope) -> str:
    names = [document(crosswalk, name).title for name in (scope.focal, scope.reference) if name]
    return " against ".join(names) if len(names) > 1 else f"{names[0]} against what it was compared with"


def _table(columns: Sequence[Column[Row]], rows: Sequence[Row]) -> tuple[Sequence[str], list[list[Cell]]]:
    return in_files(columns, rows)


def _matrix(crosswalk: Crosswalk, directions: Sequence[Coverage]) -> tuple[Sequence[str], list[list[Cell]]]:
    """Return a row for each provision and a column for each document; a provision that the units of a pair leave out
    has an empty cell.
    """
    answers = [{answer.provision.id: answer for answer in each.answers} for each in directions]
    units = {name: answer.provision for of_one in answers for name, answer in of_one.items()}
    found: list[list[Cell]] = [
        [
            unit.id,
            unit.label,
            unit.level,
            *(of_one[name].status.value if name in of_one else None for of_one in answers),
        ]
        for name, unit in units.items()
    ]
    return ("id", "label", "level", *(each.reference for each in directions)), found


def _sources(crosswalk: Crosswalk, scope: Scope, directions: Sequence[Coverage]) -> Iterator[Sequence[Cell]]:
    for line in origin(crosswalk, WRITER.name, scope):
        yield ["made from" if "hash" in line else "how", None, None, line]
    for each in directions:
        yield ["answer", f"{each.focal} → {each.reference}", None, headline(each, Filters())]
        if scope.extent is Extent.PAIR:
            yield from (["answer", None, None, line] for line in beside(crosswalk, each))
    for name in dict.fromkeys(name for each in directions for name in (each.focal, each.reference)):
        entry = document(crosswalk, name)
        facts = (f"edition {entry.version}", entry.publisher, entry.date, entry.status.stage, entry.rights, entry.url)
        yield ["document", name, entry.title, " · ".join(fact for fact in facts if fact)]
    used = {end.mapping_set for each in directions for answer in each.answers for end in answer.mappings}
    for known in mapping_sets(crosswalk):
        if known.id in used:
            asserter = known.provider or known.creator
            stated = (asserter, known.date, known.license, behind(known.quality))
            yield ["mapping set", known.id, known.title, " · ".join(fact for fact in stated if fact)]
    for status in Status:
        yield ["status", status.value, None, status.meaning]


class _Book:
    """A workbook that is made sheet by sheet."""

    def __init__(self) -> None:
        from openpyxl import Workbook

        self._book = Workbook()
        self._book.remove(self._book.active)
        self.cut = 0

    def sheet(self, name: str, title: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
        """Add a sheet: the title, the headings, which stay in view and filter, and the rows."""
        from openpyxl.styles import Alignment, Font
        from openpyxl.utils import get_column_letter

        sheet: Worksheet = self._book.create_sheet(name)
        self._fill(sheet.cell(1, 1), title)
        sheet.cell(1, 1).font = Font(bold=True, size=13)
        for place, heading in enumerate(headings, 1):
            field = sheet.cell(_HEAD, place)
            self._fill(field, heading.replace("_", " "))
            field.font = Font(bold=True)
            field.alignment = Alignment(wrap_text=True, vertical="top")
            sheet.column_dimensions[get_column_letter(place)].width = _width(heading, name)
        last = _HEAD
        for last, row in enumerate(rows, _HEAD + 1):
            for place, value in enumerate(row, 1):
                field = sheet.cell(last, place)
                self._fill(field, value)
                field.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.freeze_panes = sheet.cell(_HEAD + 1, 1 + min(_frozen(headings), len(headings) - 1))
        sheet.auto_filter.ref = f"A{_HEAD}:{get_column_letter(len(headings))}{last}"
        sheet.print_title_rows = f"1:{_HEAD}"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True

    def _fill(self, field: Field, value: Cell) -> None:
        """Write a value: a status with its shape and colours, a text as a text whatever it begins with."""
        from openpyxl.styles import Font, PatternFill

        if value is None or value == "" or isinstance(value, (bool, int, float)):
            field.value = None if value == "" else value
            return
        if value in _STATUSES:
            look = LOOKS[Status.of(value)]
            field.fill = PatternFill("solid", fgColor=look.fill.removeprefix("#"))
            field.font = Font(color=look.ink.removeprefix("#"))
            value = status_words(value)
        text = visible(value)
        self.cut += len(text) > _LONGEST
        field.value = text[:_LONGEST]
        field.data_type = "s"
        field.quotePrefix = True

    def content(self, source: str) -> bytes:
        """Return the file: the same bytes for the same sheets."""
        self._book.properties.creator = "crosswalk"
        self._book.properties.description = source
        self._book.properties.created = _DAY
        stream, again = io.BytesIO(), io.BytesIO()
        self._book.save(stream)
        with zipfile.ZipFile(stream) as made, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as file:
            for name in sorted(made.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
                part = _MODIFIED.sub(rb"\g<1>2020-01-01T00:00:00Z", made.read(name))
                info = zipfile.ZipInfo(name, _DAY.timetuple()[:6])
                info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
                file.writestr(info, part)
        return again.getvalue()


_STATUSES = frozenset(status.value for status in Status)


def _width(heading: str, sheet: str) -> int:
    if heading in _TEXTS or heading in ("title", "details"):
        return 2 * _WIDE if heading == "details" else _WIDE
    return _ID_WIDTH if heading in _IDS or sheet == "Sources" else _NARROW


def _frozen(headings: Sequence[str]) -> int:
    """Return how many columns stay in view: those up to the label of the provision."""
    return headings.index("label") + 1 if "label" in headings else 1


WRITER = Writer(
    "xlsx",
    "a workbook: matrix, gaps, evidence, sources",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xlsx",
    write=_write,
    extents=(Extent.DOCUMENT, Extent.PAIR),
    has_content=has_provisions,
)
