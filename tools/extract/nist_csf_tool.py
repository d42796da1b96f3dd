"""NIST Cybersecurity Framework 2.0 and what NIST's reference tool lists beside it, from the tool's own export.

The source is the workbook that the CSF 2.0 Reference Tool of NIST writes ("CSF 2.0 Reference Export"), generated on
15 July 2026.

Writes:
  data/documents/nist-csf-2.0.yaml                                        functions, categories, subcategories
  mappings/published/nist-csf-2.0--nist-sp-800-53-5.2.0.sssom.tsv         references to SP 800-53, Release 5.2.0
  mappings/published/nist-csf-2.0--iso-iec-27001-2022.sssom.tsv           references to ISO/IEC 27001:2022

The export also contains elements of CSF 1.1, marked as withdrawn: they are left out. Names of functions and categories
are official and carry over; the statements of the subcategories do not. A workbook is a zip file of XML: it is read
with the standard library, refused above a size, and never followed outside itself.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat

from crosswalk.files.text import Unreadable, read_bytes
from tools.extract.common import COLUMNS, Changes, Item, SourceError, located, merge_document, write_rows
from tools.extract.source import Source, State

CSF, SP_800_53, ISO_27001 = "nist-csf-2.0", "nist-sp-800-53-5.2.0", "iso-iec-27001-2022"
WORKBOOK = "tools/csf-2.0.xlsx"
SHEET = "CSF 2.0"
LARGEST = 20_000_000
_ROW = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_NAMED = re.compile(r"(?P<name>.+?) \((?P<id>[A-Z]{2}(?:\.[A-Z]{2})?)\): (?P<text>.+)", re.DOTALL)
_SUBCATEGORY = re.compile(r"(?P<id>[A-Z]{2}\.[A-Z]{2}-\d{2}): (?P<text>.+)", re.DOTALL)
_CONTROL = re.compile(r"([A-Z]{2})(?:-0*(\d+)(?:\(0*(\d+)\))?)?")
_CLAUSE = re.compile(r"(\d+(?:\.\d+)+)(?:\s*\([a-z]\))?")
#: Numbers of clauses that do not exist, and what they are read as.
_MISPRINTS = {"6.11": "6.1.1", "6.13": "6.1.3"}
#: Controls of 800-53 that the export names although Revision 5 has withdrawn them.
_WITHDRAWN = {"RA-4": "RA-4 is withdrawn in Revision 5."}


@dataclass(slots=True)
class Element:
    """One element of the Core and the references printed beside it."""

    item: Item
    references: list[str] = field(default_factory=list)


def update(source: Path, root: Path) -> Iterator[Changes | int]:
    """Update CSF 2.0 and its references from the export of NIST's reference tool."""
    core = list(elements(cells(located(source, WORKBOOK, "the CSF 2.0 Reference Export"), SHEET)))
    published = root / "mappings" / "published"
    yield merge_document(root / "data" / "documents" / f"{CSF}.yaml", [element.item for element in core])
    yield write_rows(published / f"{CSF}--{SP_800_53}.sssom.tsv", COLUMNS, list(to_controls(core)))
    yield write_rows(published / f"{CSF}--{ISO_27001}.sssom.tsv", COLUMNS, list(to_clauses(core)))


def elements(rows: Iterator[dict[str, str]]) -> Iterator[Element]:
    """Yield the elements of the Core in the order of the sheet, without those that are withdrawn."""
    for row in rows:
        for column, pattern in (("A", _NAMED), ("B", _NAMED), ("C", _SUBCATEGORY)):
            match = pattern.fullmatch(row.get(column, "").strip())
            if match and not match["text"].startswith("[Withdrawn"):
                references = [line.strip() for line in row.get("E", "").splitlines()]
                yield Element(_item(match), references)


def _item(match: re.Match[str]) -> Item:
    local = match["id"]
    if "-" in local:
        return Item(local, "subcategory", parent=local.partition("-")[0])
    if "." in local:
        return Item(local, "category", title=match["name"], parent=local.partition(".")[0])
    return Item(local, "function", title=match["name"].capitalize())


def to_controls(core: list[Element]) -> Iterator[tuple[str, ...]]:
    """Yield the rows element → control or family of SP 800-53."""
    prefix = "SP 800-53 Rev 5.2.0: "
    for element in core:
        named = {control(line.removeprefix(prefix)) for line in element.references if line.startswith(prefix)}
        for target in sorted(named, key=_place):
            yield _row(element.item.id, SP_800_53, target, _WITHDRAWN.get(target, ""))


def control(printed: str) -> str:
    """Return the id of a control without padding.

    >>> control("CP-02(08)"), control("PT")
    ('CP-2(8)', 'PT')
    """
    match = _CONTROL.fullmatch(printed.strip())
    if not match:
        raise SourceError(f"{printed!r} is not the id of a control or family of SP 800-53.")
    family, number, enhancement = match.groups()
    return family + (f"-{number}" if number else "") + (f"({enhancement})" if enhancement else "")


def _place(local: str) -> tuple[str, list[int]]:
    return re.sub(r"\d.*", "", local), [int(number) for number in re.findall(r"\d+", local)]


def to_clauses(core: list[Element]) -> Iterator[tuple[str, ...]]:
    """Yield the rows element → clause or Annex A control; the printed form is noted where it differs."""
    prefix = "ISO/IEC 27001:2022: "
    for element in core:
        printed: dict[str, list[str]] = {}
        for line in element.references:
            for target, form in clauses(line.removeprefix(prefix)) if line.startswith(prefix) else ():
                printed.setdefault(target, []).append(form)
        for target in sorted(printed, key=_place):
            forms = [f'"{form}"' for form in dict.fromkeys(printed[target])]
            yield _row(
                element.item.id, ISO_27001, target, "" if '""' in forms else f"Printed as {' and '.join(forms)}."
            )


def clauses(line: str) -> Iterator[tuple[str, str]]:
    """Yield (id, printed form unless it is the usual one) for one reference.

    >>> [list(clauses(text)) for text in ("Mandatory Clause: 4.2 (a)", "Control  8.6", "Annex A Controls: None")]
    [[('4.2', '4.2 (a)')], [('A.8.6', 'Control 8.6')], []]
    """
    for match in _CLAUSE.finditer(line):
        number, whole = _MISPRINTS.get(match[1], match[1]), match[0]
        if line.startswith("Mandatory Clause:"):
            yield number, "" if whole == number else whole
        elif line.startswith("Annex A Controls:"):
            yield f"A.{number}", "" if whole == number else whole
        elif line.startswith("Control "):
            yield f"A.{number}", f"Control {whole}"
        else:
            raise SourceError(f"{line!r} is a reference to ISO/IEC 27001 of a form that is not known.")


def _row(local: str, document: str, target: str, comment: str) -> tuple[str, ...]:
    return f"{CSF}:{local}", "skos:closeMatch", "", f"{document}:{target}", "semapv:UnspecifiedMatching", comment


def cells(path: Path, sheet: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one sheet of a workbook as column letter → text."""
    with _workbook(path) as workbook:
        if sum(part.file_size for part in workbook.infolist()) > LARGEST:
            raise SourceError(
                f"{path} unpacks to more than {LARGEST} bytes, which is too much for an export of this tool."
            )
        shared = [_text(item) for item in _xml(workbook, "xl/sharedStrings.xml")]
        for row in _xml(workbook, _part(workbook, sheet)).iter(f"{_ROW}row"):
            yield {re.sub(r"\d", "", cell.get("r", "")): _value(cell, shared) for cell in row.iter(f"{_ROW}c")}


def _workbook(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(read_bytes(path, LARGEST)))
    except (Unreadable, zipfile.BadZipFile) as reason:
        raise SourceError(f"{path} cannot be read: {str(reason).rstrip('.')}.") from None


def _part(workbook: zipfile.ZipFile, sheet: str) -> str:
    parts = {element.get("Id"): element.get("Target") for element in _xml(workbook, "xl/_rels/workbook.xml.rels")}
    for element in _xml(workbook, "xl/workbook.xml").iter(f"{_ROW}sheet"):
        if element.get("name") == sheet:
            return f"xl/{parts[element.get(_RELATION)]}"
    raise SourceError(f"The workbook has no sheet {sheet!r}: give the CSF 2.0 Reference Export.")


def _xml(workbook: zipfile.ZipFile, name: str) -> ElementTree.Element:
    def refuse(*_: object) -> None:
        raise SourceError(f"{name} in the workbook declares entities, which a workbook does not do.")

    try:
        content = workbook.read(name)
        parser = expat.ParserCreate()  # it knows the encoding, in which the declaration may be written
        parser.StartDoctypeDeclHandler = refuse
        parser.Parse(content, True)
        return ElementTree.fromstring(content)
    except (KeyError, ElementTree.ParseError, expat.ExpatError, zipfile.BadZipFile, RuntimeError) as reason:
        raise SourceError(f"{name} in the workbook cannot be read: {reason}.") from None


def _text(element: ElementTree.Element) -> str:
    return "".join(part.text or "" for part in element.iter(f"{_ROW}t"))


def _value(cell: ElementTree.Element, shared: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return _text(cell)
    value = cell.findtext(f"{_ROW}v") or ""
    return shared[int(value)] if cell.get("t") == "s" and value else value


SOURCE = Source(
    id="nist_csf_tool",
    title="NIST CSF 2.0 and its references, from the export of NIST's reference tool",
    licence="a work of the US government, in the public domain",
    states=(State("cyberaware-creations/cac-ciso-toolkit", "758c688a", (WORKBOOK,)),),
    targets=(
        f"data/documents/{CSF}.yaml",
        f"mappings/published/{CSF}--{SP_800_53}.sssom.tsv",
        f"mappings/published/{CSF}--{ISO_27001}.sssom.tsv",
    ),
    run=update,
)
