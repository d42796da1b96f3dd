"""Read SSSOM TSV with sssom-pydantic, after a look at the raw lines for what that reader lets pass in silence.

Measured (design §8): it drops bad rows unless asked for errors, counts lines one too low and skips blank ones, and
accepts duplicate rows, surplus cells and undeclared columns. Its values are right; its line numbers are ours.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import ValidationError

from crosswalk import ids
from crosswalk.errors import did_you_mean
from crosswalk.files.faults import Report
from crosswalk.files.model import Mapping, MappingSet
from crosswalk.files.text import NotText, read_text
from crosswalk.files.yaml_lines import Lined, YamlFault, parse_yaml
from crosswalk.formats.readers.expand import Expander, vocabularies

if TYPE_CHECKING:
    from crosswalk.formats.readers.sssom_reader import Record

SUFFIX = ".sssom.tsv"
MAX_BYTES = 200_000_000
_FIRST_LINE = re.compile(r"#\s*[a-z_]+\s*:(\s|$)")
_REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
_KEEP = (
    "citations",
    "subject_hash",
    "object_hash",
)  #: extension columns that have a meaning here; others are read and left alone


class _Lines:
    """The raw lines of a file: header block, columns, and the data rows with their line numbers."""

    def __init__(self, text: str) -> None:
        self.all = text.split("\n")
        self.header_lines = next((n for n, line in enumerate(self.all) if not line.startswith("#")), len(self.all))
        self.header = "\n".join(line[1:] for line in self.all[: self.header_lines])
        body = list(enumerate(self.all[self.header_lines :], self.header_lines + 1))
        self.columns_line, columns = body[0] if body else (len(self.all), "")
        self.columns = columns.split("\t") if columns.strip() else []
        self.rows = [(n, line) for n, line in body[1:] if line and not line.isspace()]

    def table(self) -> io.StringIO:
        """Return the columns and rows as sssom-pydantic is to read them: one record for each of `rows`."""
        return io.StringIO("\n".join(["\t".join(self.columns), *(line for _, line in self.rows)]) + "\n")


def read_mapping_set(path: Path, name: str, expand: Expander, report: Report) -> MappingSet | None:
    """Return the mapping set in `path` (shown to people as `name`), or None with the reasons added to `report`."""
    before = len(report.faults)
    text = _read_text(path, name, report)
    if text is None:
        return None
    lines = _Lines(text)
    metadata = _header(lines, path, name, report)
    if metadata is None or not _columns_are_sound(lines, metadata, name, report):
        return None
    _check_sources(metadata, name, expand, report)
    _check_cells(lines, name, report)
    if len(report.faults) > before:
        return None
    mappings = _rows(lines, metadata, name, expand, report)
    return None if len(report.faults) > before else _mapping_set(path, metadata, mappings, name, report)


def _read_text(path: Path, name: str, report: Report) -> str | None:
    try:
        return read_text(path, MAX_BYTES)
    except NotText as fault:
        report.add("unreadable-file", f"The file cannot be read: {fault}.", name, fault.line, unreadable=True)
    except OSError as error:
        report.add("unreadable-file", f"The file cannot be read ({error.strerror}).", name, unreadable=True)
    return None


def _header(lines: _Lines, path: Path, name: str, report: Report) -> Lined | None:
    from crosswalk.formats.readers.sssom_reader import MappingSetRecord

    if not _FIRST_LINE.match(lines.all[0]):
        message = "The first line must be a header line such as “#mapping_set_id: …”."
        report.add("sssom-header", message, name, 1, unreadable=True)
        return None
    try:
        header = parse_yaml(lines.header)
    except YamlFault as fault:
        report.add("sssom-header", f"The header is not YAML: {fault}.", name, fault.line or 1, unreadable=True)
        return None
    before = len(report.faults)
    for slot, line in header.key_lines.items():
        if slot not in MappingSetRecord.model_fields:
            remedy = did_you_mean(slot, MappingSetRecord.model_fields) or " Remove it."
            report.add("sssom-header", f"“{slot}” is no slot of a mapping set.{remedy}", name, line, unreadable=True)
    expected = path.name.removesuffix(SUFFIX)
    if header.get("mapping_set_id") != ids.SET + expected:
        report.add(
            "set-id-differs-from-file-name",
            f"mapping_set_id must be {ids.SET}{expected}, as the file is named.",
            name,
            header.key_lines.get("mapping_set_id", 1),
            unreadable=True,
        )
    return None if len(report.faults) > before else header


def _check_sources(header: Lined, name: str, expand: Expander, report: Report) -> None:
    """Report a document or asserter in the header that is no IRI: sssom-pydantic would repeat it in every row."""
    for slot in ("subject_source", "object_source", "mapping_provider"):
        text = header.get(slot)
        try:
            if text is not None:
                expand(str(text), foreign=slot == "mapping_provider")
        except ValueError as error:
            report.add("sssom-header", f"{slot}: {error}", name, header.key_lines[slot], unreadable=True)


def _columns_are_sound(lines: _Lines, header: Lined, name: str, report: Report) -> bool:
    from crosswalk.formats.readers.sssom_reader import Record

    if not lines.columns:
        message = "The line with the names of the columns must follow the header at once."
        report.add("missing-column", message, name, lines.columns_line, unreadable=True)
        return False
    before = len(report.faults)
    declared = {
        str(entry.get("slot_name")) for entry in header.get("extension_definitions") or [] if isinstance(entry, dict)
    }
    known = set(Record.model_fields) - {"extensions"} | declared
    for column, count in Counter(lines.columns).items():
        if column not in known:
            remedy = did_you_mean(column, known) or " Declare it under #extension_definitions: or remove it."
            report.add(
                "undeclared-column",
                f"The column “{column}” is not an SSSOM slot.{remedy}",
                name,
                lines.columns_line,
                unreadable=True,
            )
        elif count > 1:
            report.add(
                "undeclared-column", f"The column “{column}” stands twice.", name, lines.columns_line, unreadable=True
            )
        elif column in header and column != "comment":
            message = f"“{column}” stands in the header (line {header.key_lines[column]}) and is a column; keep one."
            report.add("undeclared-column", message, name, lines.columns_line, unreadable=True)
    for column in _REQUIRED:
        if column not in lines.columns:
            report.add(
                "missing-column", f"The column “{column}” is missing.", name, lines.columns_line, unreadable=True
            )
    return len(report.faults) == before


def _check_cells(lines: _Lines, name: str, report: Report) -> None:
    width = len(lines.columns)
    for number, row in lines.rows:
        cells = row.split("\t")
        if len(cells) > width:
            report.add(
                "surplus-cell",
                f"The row has {len(cells)} cells, the header {width} columns; remove the surplus tab or cell.",
                name,
                number,
                unreadable=True,
            )
        elif len(cells) < width:
            report.add(
                "lost-tab",
                f"The row has {len(cells)} cells, the header {width} columns; a tab is lost or cells are missing.",
                name,
                number,
                unreadable=True,
            )
        elif len(row) > csv.field_size_limit() and max(map(len, cells)) > csv.field_size_limit():
            report.add(
                "sssom-row",
                f"A cell has more than {csv.field_size_limit():,} characters; shorten it.",
                name,
                number,
                unreadable=True,
            )
        elif '"' in row and any(cell.startswith('"') for cell in cells):
            report.add(
                "quoted-cell",
                "A cell begins with a quotation mark, which TSV readers take for a quoted cell; reword it.",
                name,
                number,
                unreadable=True,
            )


def _rows(lines: _Lines, header: Lined, name: str, expand: Expander, report: Report) -> list[Mapping]:
    from crosswalk.formats.readers.sssom_reader import ParseError, read_unprocessed_iterable

    mappings: list[Mapping] = []
    first_seen: dict[str, int] = {}
    set_iri = header["mapping_set_id"]
    try:
        with read_unprocessed_iterable(lines.table(), metadata=dict(header), converter=vocabularies()) as stream:
            for (_, record), (number, _) in zip(stream.records, lines.rows, strict=True):
                try:
                    if isinstance(record, ParseError):
                        raise record.exception
                    mapping = _mapping(record, expand)
                except (ValidationError, ValueError) as error:
                    report.add("sssom-row", _message(error), name, number, unreadable=True)
                    continue
                iri = f"{set_iri}/{mapping.id}"
                if mapping.id in first_seen:
                    report.add(
                        "duplicate-row",
                        f"The row repeats line {first_seen[mapping.id]}: same subject, predicate and object; keep one.",
                        name,
                        number,
                        focus=iri,
                        unreadable=True,
                    )
                    continue
                first_seen[mapping.id] = number
                report.places[iri] = (name, number)
                mappings.append(mapping)
    except (ValueError, TypeError, AttributeError) as error:  # the header block, as sssom-pydantic reads it
        line = _header_line(error, header)
        report.add("sssom-header", f"The header cannot be read: {_message(error)}", name, line, unreadable=True)
    return mappings


def _header_line(error: Exception, header: Lined) -> int:
    where = error.errors()[0]["loc"] if isinstance(error, ValidationError) else ()
    return header.key_lines.get(str(where[0]), 1) if where else 1


def _message(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return " ".join(str(error).split()) or type(error).__name__
    detail = error.errors()[0]
    column = ".".join(str(step) for step in detail["loc"])
    if detail["type"] == "missing":
        return f"The column “{column}” is empty; fill it."
    return f"“{column}”: {detail['msg'].removeprefix('Value error, ')} (found {detail['input']!r})."


def _mapping(record: Record, expand: Expander) -> Mapping:
    def optional(text: str | None) -> str | None:
        return expand(text) if text else None

    subject, obj = expand(record.subject_id), expand(record.object_id)
    predicate = expand(record.predicate_id, foreign=True)
    modifier = record.predicate_modifier or ""
    reviewers = [*(record.reviewer_label or []), *(record.reviewer_id or [])]
    return Mapping(
        id=ids.record_id(subject, predicate, modifier, obj),
        subject=subject,
        predicate=predicate,
        modifier=modifier,
        object=obj,
        justification=expand(record.mapping_justification),
        subject_source=optional(record.subject_source),
        object_source=optional(record.object_source),
        comment=record.comment,
        confidence=record.confidence,
        reviewer="; ".join(reviewers) or None,
        date=record.mapping_date,
        provider=expand(str(record.mapping_provider), foreign=True) if record.mapping_provider else None,
        tool=record.mapping_tool,
        extensions={key: value.value for key, value in (record.extensions or {}).items() if key in _KEEP},
    )


def _mapping_set(path: Path, header: Lined, mappings: list[Mapping], name: str, report: Report) -> MappingSet | None:
    layer: Literal["curated", "published"] = "published" if path.parent.name == "published" else "curated"
    creators = header.get("creator_label") or []
    try:
        mapping_set = MappingSet(
            id=path.name.removesuffix(SUFFIX),
            title=header.get("mapping_set_title"),
            description=header.get("mapping_set_description"),
            license=header.get("license"),
            creators=[creators] if isinstance(creators, str) else creators,
            layer=layer,
            mappings=mappings,
        )
    except ValidationError as error:
        report.add("sssom-header", f"The header cannot be read: {_message(error)}", name, 1, unreadable=True)
        return None
    report.places[mapping_set.iri] = (name, 1)
    return mapping_set
