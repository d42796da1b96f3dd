"""The extraction of CSF 2.0 from a workbook of NIST's tool: current elements only, references as pairs, our words stay.

The workbook is written here, with invented rows, so that no binary file lies in the repository.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from tests.tools.tables import rows_of
from tools.extract.common import Changes, SourceError, load_yaml
from tools.extract.nist_csf_tool import LARGEST, update

DOCUMENT = Path("data/documents/nist-csf-2.0.yaml")
CONTROLS = Path("mappings/published/nist-csf-2.0--nist-sp-800-53-5.2.0.sssom.tsv")
CLAUSES = Path("mappings/published/nist-csf-2.0--iso-iec-27001-2022.sssom.tsv")
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINKS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
ROWS = (
    ("Function", "Category", "Subcategory", "Implementation Examples", "Informative References"),
    ("GARDEN (GV): Things grow", "", "", "", "ISO/IEC 27001:2022: Mandatory Clause: None"),
    ("", "Old Beds (GV.OB): [Withdrawn: Dug up]", "", "", "SP 800-53 Rev 5.2.0: AC-01"),
    ("", "Flower Beds (GV.FB): Flowers bloom", "", "", "SP 800-53 Rev 5.2.0: PT"),
    ("", "", "GV.FB-02: [Withdrawn: Moved to GV.FB-03]", "", ""),
    (
        *("", "", "GV.FB-03: Roses are watered", "Ex1: By hand"),
        "\n".join(
            (
                "SP 800-53 Rev 5.1.1: ZZ-09",
                "SP 800-53 Rev 5.2.0: CP-10",
                "SP 800-53 Rev 5.2.0: CP-02(08)",
                "SP 800-53 Rev 5.2.0: RA-4",
                "ISO/IEC 27001:2022: Mandatory Clause: 7.1, 7.2",
                "ISO/IEC 27001:2022: Mandatory Clause: 4.2 (a)",
                "ISO/IEC 27001:2022: Mandatory Clause: 6.11",
                "ISO/IEC 27001:2022: Annex A Controls: 5.4",
                "ISO/IEC 27001:2022: Control 5.4",
                "ISO/IEC 27001:2022: Control  8.6",
                "ISO/IEC 27001:2022: Annex A Controls:",
            )
        ),
    ),
)


def workbook(path: Path, rows: Sequence[Sequence[str]] = ROWS, name: str = "CSF 2.0", more: str = "") -> Path:
    shared = [cell for row in rows for cell in row]
    cells, number = [], 0
    for line, row in enumerate(rows, 1):
        values = []
        for column in "ABCDE"[: len(row)]:
            values.append(f'<c r="{column}{line}" t="s"><v>{number}</v></c>')
            number += 1
        cells.append(f'<row r="{line}">{"".join(values)}</row>')
    strings = "".join(f"<si><t>{escape(text)}</t></si>" for text in shared)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", f"{more}<sst {MAIN}>{strings}</sst>")
        archive.writestr(
            "xl/workbook.xml", f'<workbook {MAIN} {LINKS}><sheets><sheet name="{name}" r:id="r7"/></sheets></workbook>'
        )
        archive.writestr("xl/_rels/workbook.xml.rels", '<Links><Link Id="r7" Target="worksheets/sheet1.xml"/></Links>')
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet {MAIN}>{''.join(cells)}</worksheet>")
    return path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in (
        (DOCUMENT, "id: nist-csf-2.0\nassessable: [subcategory]\nloaded: 0\n"),
        (CONTROLS, "#mapping_set_id: controls\n"),
        (CLAUSES, "#mapping_set_id: clauses\n"),
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def pairs(path: Path) -> list[tuple[str, str, str]]:
    lines = rows_of(path)
    return [(row[0].partition(":")[2], row[3].partition(":")[2], row[5]) for row in lines]


def test_current_elements_are_read(root: Path, tmp_path: Path) -> None:
    changes = next(update(workbook(tmp_path / "csf.xlsx"), root))
    assert isinstance(changes, Changes)
    content = load_yaml(root / DOCUMENT)
    assert (content["loaded"], changes.to_label) == (1, ["GV.FB-03"])
    assert [tuple(one.get(name) for name in ("id", "label", "kind", "parent")) for one in content["provisions"]] == [
        ("GV", "Garden", "function", None),
        ("GV.FB", "Flower Beds", "category", "GV"),
        ("GV.FB-03", "GV.FB-03", "subcategory", "GV.FB"),
    ]
    assert "watered" not in (root / DOCUMENT).read_text(encoding="utf-8")


def test_references_become_pairs(root: Path, tmp_path: Path) -> None:
    assert list(update(workbook(tmp_path / "csf.xlsx"), root))[1:] == [4, 6]
    assert pairs(root / CONTROLS) == [
        ("GV.FB", "PT", ""),
        ("GV.FB-03", "CP-2(8)", ""),
        ("GV.FB-03", "CP-10", ""),
        ("GV.FB-03", "RA-4", "RA-4 is withdrawn in Revision 5."),
    ]
    assert pairs(root / CLAUSES) == [
        ("GV.FB-03", "4.2", 'Printed as "4.2 (a)".'),
        ("GV.FB-03", "6.1.1", 'Printed as "6.11".'),
        ("GV.FB-03", "7.1", ""),
        ("GV.FB-03", "7.2", ""),
        ("GV.FB-03", "A.5.4", ""),
        ("GV.FB-03", "A.8.6", 'Printed as "Control 8.6".'),
    ]


def test_a_second_run_changes_nothing_and_keeps_our_label(root: Path, tmp_path: Path) -> None:
    source = workbook(tmp_path / "csf.xlsx")
    list(update(source, root))
    text = (root / DOCUMENT).read_text(encoding="utf-8").replace("label: GV.FB-03", "label: Roses get water")
    (root / DOCUMENT).write_text(text, encoding="utf-8")
    before = (root / CONTROLS).read_bytes(), (root / CLAUSES).read_bytes()
    list(update(source, root))
    assert (root / DOCUMENT).read_text(encoding="utf-8") == text
    assert ((root / CONTROLS).read_bytes(), (root / CLAUSES).read_bytes()) == before


def changed(old: str, new: str) -> list[list[str]]:
    return [[cell.replace(old, new) for cell in row] for row in ROWS]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [("CP-10", "Chapter 10", "not the id of a control"), ("Annex A Controls: 5.4", "Annex B: 5.4", "not known")],
)
def test_a_reference_of_an_unknown_form_is_refused(
    root: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    with pytest.raises(SourceError, match=message):
        list(update(workbook(tmp_path / "csf.xlsx", changed(old, new)), root))


def test_a_workbook_that_is_not_the_export_is_refused(root: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="has no sheet 'CSF 2.0'"):
        list(update(workbook(tmp_path / "csf.xlsx", name="Other"), root))
    with pytest.raises(SourceError, match="declares entities"):
        list(update(workbook(tmp_path / "csf.xlsx", more='<!DOCTYPE sst [<!ENTITY a "b">]>'), root))
    with pytest.raises(SourceError, match="unpacks to more than"):
        list(update(workbook(tmp_path / "csf.xlsx", [[" " * LARGEST]]), root))
    with pytest.raises(SourceError, match="does not exist"):
        list(update(tmp_path / "none.xlsx", root))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_declaration_in_any_encoding_is_refused(root: Path, tmp_path: Path, encoding: str) -> None:
    path = workbook(tmp_path / "csf.xlsx")
    declared = f'\ufeff<?xml version="1.0" encoding="{encoding[:6]}"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    with zipfile.ZipFile(path) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    parts["xl/sharedStrings.xml"] = declared.removeprefix("\ufeff" if encoding == "utf-16" else "").encode(encoding)
    with zipfile.ZipFile(path, "w") as after:
        for name, content in parts.items():
            after.writestr(name, content)
    with pytest.raises(SourceError, match="declares entities"):
        list(update(path, root))


@pytest.mark.parametrize("content", [b"", b"PK", b"no workbook"])
def test_a_file_that_is_no_workbook_is_refused(root: Path, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "csf.xlsx"
    path.write_bytes(content)
    with pytest.raises(SourceError, match="csf.xlsx cannot be read: File is not a zip file"):
        list(update(path, root))


def test_a_workbook_that_is_too_large_is_refused_before_it_is_opened(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "csf.xlsx"
    with path.open("wb") as file:
        file.truncate(4 << 30)
    with pytest.raises(SourceError, match="cannot be read: it is larger than 20,000,000 bytes"):
        list(update(path, root))


def test_a_workbook_without_a_part_is_refused(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "csf.xlsx"
    with zipfile.ZipFile(path, "w") as workbook_file:
        workbook_file.writestr("xl/sharedStrings.xml", "<a>")
    with pytest.raises(SourceError, match="in the workbook cannot be read"):
        list(update(path, root))
