"""The workbook: read with the library that people's scripts use, and looked at part by part."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

import crosswalk
from crosswalk.analysis.catalogue import document
from crosswalk.analysis.coverage import coverage
from crosswalk.formats.writers import export
from crosswalk.formats.writers.xlsx import _Book
from crosswalk.looks import LOOKS, status_words
from crosswalk.sources.provenance import provenance
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Status
from tests.support import ROOT

PAIR = ("dsit-ai-code-2025", "owasp-llm-2025")
FORMULAS = ROOT / "tests" / "cli" / "inputs" / "formulas"


@pytest.fixture(scope="module")
def content(shipped: Crosswalk) -> bytes:
    return export(shipped, "xlsx", *PAIR)


@pytest.fixture(scope="module")
def book(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def records(book: Workbook, name: str) -> list[dict[str, object]]:
    _, head, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def test_the_sheets_stay_readable(book: Workbook, shipped: Crosswalk) -> None:
    assert book.sheetnames == ["Matrix", "Gaps", "Evidence", "Sources"]
    titles = [document(shipped, name).title for name in PAIR]
    for sheet in book:
        assert sheet["A1"].value == " against ".join(titles)
        assert sheet.auto_filter.ref == f"A2:{sheet.cell(1, sheet.max_column).column_letter}{sheet.max_row}"
        assert re.fullmatch(r"[A-Z]3", sheet.freeze_panes or "")
        assert all(cell.alignment.wrap_text for row in sheet.iter_rows(min_row=3) for cell in row)


def test_the_matrix_has_every_provision_with_the_titles_of_both_sides(book: Workbook, shipped: Crosswalk) -> None:
    rows = records(book, "Matrix")
    [there] = coverage(shipped, *PAIR)
    [back] = coverage(shipped, *reversed(PAIR))
    said = [(answer.provision.id, status_words(answer.status)) for side in (there, back) for answer in side.answers]
    assert [(row["id"], row["status"]) for row in rows] == said
    assert all(row["label"] for row in rows)
    assert all(row["object label"] for row in rows if str(row["status"]).startswith("●"))
    gaps = {row["id"] for row in records(book, "Gaps")}
    assert gaps == {name for name, word in said if word != status_words("covered")}


def test_a_status_has_its_colours_and_its_shape(book: Workbook) -> None:
    looks = {status_words(status): look for status, look in LOOKS.items()}
    seen = set()
    for cell in (cell for sheet in book for row in sheet.iter_rows(min_row=3) for cell in row):
        if look := looks.get(cell.value):
            assert cell.fill.fgColor.rgb[-6:] == look.fill[1:]
            assert cell.font.color.rgb[-6:] == look.ink[1:]
            seen.add(cell.value)
    assert seen == set(looks)  # the page of sources explains each


def test_the_sources_say_where_it_comes_from(book: Workbook, shipped: Crosswalk) -> None:
    rows = records(book, "Sources")
    details = [row["details"] for row in rows]
    assert details[0] == provenance(shipped.layout).sentence()
    assert details[1] == f"to make it again: crosswalk export xlsx {' '.join(PAIR)}"
    assert {row["id"] for row in rows if row["what"] == "document"} == set(PAIR)
    sets = {row["mapping set"] for row in records(book, "Evidence")}
    assert {row["id"] for row in rows if row["what"] == "mapping set"} == sets - {None, ""} or sets
    assert len([row for row in rows if row["what"] == "status"]) == len(Status)


def test_no_cell_is_a_formula() -> None:
    """Neither for the library nor for the program: its parts have no <f>."""
    own = crosswalk.load([FORMULAS], only_data=True)
    content = export(own, "xlsx", "formula-1.0", "formula-2.0")
    cells = [cell for sheet in load_workbook(io.BytesIO(content)) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert {"=1+1", "+1", "-1", "@x"} & {cell.value for cell in cells}
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    assert not [name for name, part in parts.items() if b"<f>" in part or b"<f " in part]
    assert not [name for name in parts if "external" in name.lower() or "vba" in name.lower()]


def test_the_file_has_no_time_of_its_own(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert {info.date_time for info in file.infolist()} == {(2020, 1, 1, 0, 0, 0)}
        core = file.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2020-01-01T00:00:00Z"}


def test_one_document_has_a_column_for_each_that_it_was_compared_with(shipped: Crosswalk, tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(export(shipped, "xlsx", "ncsc-secure-ai-2023")))
    rows = records(book, "Matrix")
    assert len(rows) >= 17
    columns = list(rows[0])
    assert columns[:3] == ["id", "label", "level"]
    assert "dsit-ai-code-2025" in columns
    [code] = coverage(shipped, "ncsc-secure-ai-2023", "dsit-ai-code-2025")
    said = {row["id"]: row["dsit-ai-code-2025"] for row in rows}
    assert all(said[answer.provision.id] == status_words(answer.status) for answer in code.answers)


def test_a_text_that_is_too_long_for_a_cell_is_cut_and_counted() -> None:
    book = _Book()
    book.sheet("One", "A title", ["id", "label"], [["x", "y" * 40_000]])
    assert book.cut == 1
    assert len(load_workbook(io.BytesIO(book.content("")))["One"]["B3"].value) == 32_767
