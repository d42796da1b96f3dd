"""Read [SSSOM TSV](https://mapping-commons.github.io/sssom/) with sssom-pydantic, after checking the raw lines for what
that library accepts silently.

It drops bad rows unless asked for errors, counts lines one too low, skips blank lines, and accepts duplicate rows,
surplus cells and undeclared columns. The values come from the library, the line numbers from this module.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from crosswalk import ids
from crosswalk.errors import did_you_mean, shown
from crosswalk.files.faults import Report
from crosswalk.files.model import MappingRow, MappingSetFile, SetExtensions
from crosswalk.files.text import Unreadable, read_text
from crosswalk.files.yaml_lines import Lined, YamlFault, parse_yaml
from crosswalk.formats.readers.sssom.expand import Expander
from crosswalk.formats.readers.sssom.extensions import check_slots, declared, take_extensions
from crosswalk.limits import MAX_KEYS, SSSOM_ROWS, SSSOM_SIZE

if TYPE_CHECKING:
    from crosswalk.formats.readers.sssom.library import Record

SUFFIX = ".sssom.tsv"
_FIRST_LINE = re.compile(r"#\s*[a-z_]+\s*:(\s|$)")
_REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
_KEEP = (
    "beside",
    "citations",
    "subject_hash",
    "object_hash",
)  #: extension columns that have a meaning here; others are ignored


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
        """Return the columns and rows in the form that sssom-pydantic reads: one record for each of `rows`."""
        return io.StringIO("\n".join(["\t".join(self.columns), *(line for _, line in self.rows)]) + "\n")


def read_mapping_set(path: Path, name: str, expand: Expander, report: Report) -> MappingSetFile | None:
    """Return the mapping set in `path` (shown to people as `name`), or None with the reasons added to `report`."""
    from crosswalk.formats.readers.sssom.library import MappingSetRecord

    before = len(report.faults)
    try:
        text = read_text(path, SSSOM_SIZE)
    except Unreadable as reason:
        report.unreadable(reason, name)
        return None
    if text.count("\n") > SSSOM_ROWS.value():
        report.unreadable(Unreadable(f"it has more than {SSSOM_ROWS}; split it"), name)
        return None
    lines = _Lines(text)
    metadata = _header(lines, path, name, report)
    if metadata is None or not _columns_are_valid(lines, metadata, name, report):
        return None
    extensions = take_extensions(metadata, set(MappingSetRecord.model_fields), name, report)
    expand = _with_its_map(metadata, name, expand, report)
    _check_sources(metadata, name, expand, report)
    _check_cells(lines, name, report)
    if len(report.faults) > before:
        return None
    mappings = _rows(lines, metadata, name, expand, report)
    return None if len(report.faults) > before else _mapping_set(path, metadata, mappings, extensions, name, report)


def _header(lines: _Lines, path: Path, name: str, report: Report) -> Lined | None:
    from crosswalk.formats.readers.sssom.library import MappingSetRecord

    if not _FIRST_LINE.match(lines.all[0]):
        message = "The first line must be a header line such as “#mapping_set_id: …”."
        report.add("sssom-header", message, name, 1)
        return None
    try:
        header = parse_yaml(lines.header)
        if not isinstance(header, Lined):
            raise YamlFault("it must be a mapping of slots to values", 1)
    except YamlFault as fault:
        report.add("sssom-header", f"The header is not YAML: {fault}.", name, fault.line or 1)
        return None
    before = len(report.faults)
    check_slots(header, set(MappingSetRecord.model_fields), name, report)
    expected = path.name.removesuffix(SUFFIX)
    if header.get("mapping_set_id") != ids.SET + expected:
        report.add(
            "set-id-differs-from-file-name",
            f"mapping_set_id must be {shown(ids.SET + expected, 300)}, to match the name of the file.",
            name,
            header.key_lines.get("mapping_set_id", 1),
        )
    return None if len(report.faults) > before else header


def _with_its_map(header: Lined, name: str, expand: Expander, report: Report) -> Expander:
    """Return an expander that also knows this file's `curie_map`, and report what differs from the known prefixes.

    The map is removed from `header`: sssom-pydantic gets it from the expander, and refuses two prefixes for one IRI.
    """
    curie_map = header.pop("curie_map", None)
    if curie_map is None:
        return expand
    if not isinstance(curie_map, Lined):
        message = "curie_map must list prefixes, one a line, each with its address."
        report.add("sssom-header", message, name, header.key_lines["curie_map"])
        return expand
    valid: dict[str, str] = {}
    for prefix, address in curie_map.items():
        known = expand.prefixes.get(prefix, address)
        if not (isinstance(address, str) and ids.is_iri(address)):
            message = f"curie_map: “{shown(prefix)}: {shown(address)}” is not a prefix with a full address."
        elif address != known:
            means = f"curie_map: the prefix “{shown(prefix)}” means {shown(known)} here"
            message = f"{means}; correct the address or use another prefix."
        else:
            valid[prefix] = address
            continue
        report.add("sssom-header", message, name, curie_map.key_lines[prefix])
    return expand.with_map(valid)


def _check_sources(header: Lined, name: str, expand: Expander, report: Report) -> None:
    """Report a document or asserter in the header that is not an IRI: sssom-pydantic would repeat it in every row."""
    for slot in ("subject_source", "object_source", "mapping_provider"):
        text = header.get(slot)
        try:
            if text is not None:
                expand(str(text), foreign=slot == "mapping_provider")
        except ValueError as error:
            report.add("sssom-header", f"{slot}: {error}", name, header.key_lines[slot])


def _columns_are_valid(lines: _Lines, header: Lined, name: str, report: Report) -> bool:
    from crosswalk.formats.readers.sssom.library import Record

    if not lines.columns:
        message = "The line with the column names must come right after the header."
        report.add("missing-column", message, name, lines.columns_line)
        return False
    if len(lines.columns) > MAX_KEYS:
        message = f"The file has {len(lines.columns):,} columns; it may have {MAX_KEYS:,}."
        report.add("undeclared-column", message, name, lines.columns_line)
        return False
    before = len(report.faults)
    known = set(Record.model_fields) - {"extensions"} | declared(header)
    for column, count in Counter(lines.columns).items():
        if column not in known:
            remedy = did_you_mean(column, known) or " Declare it under #extension_definitions: or remove it."
            report.add(
                "undeclared-column",
                f"The column “{shown(column)}” is not an SSSOM slot.{remedy}",
                name,
                lines.columns_line,
            )
        elif count > 1:
            report.add("undeclared-column", f"The column “{shown(column)}” appears twice.", name, lines.columns_line)
        elif column in header and column != "comment":
            message = f"“{shown(column)}” is in the header (line {header.key_lines[column]}) and is a column; keep one."
            report.add("undeclared-column", message, name, lines.columns_line)
    for column in _REQUIRED:
        if column not in lines.columns:
            report.add("missing-column", f"The column “{shown(column)}” is missing.", name, lines.columns_line)
    return len(report.faults) == before


def _check_cells(lines: _Lines, name: str, report: Report) -> None:
    width = len(lines.columns)
    for number, row in lines.rows:
        if report.is_full(name):
            break
        cells = row.split("\t")
        if len(cells) > width:
            report.add(
                "surplus-cell",
                f"The row has {len(cells)} cells, the header {width} columns; remove the surplus tab or cell.",
                name,
                number,
            )
        elif len(cells) < width:
            report.add(
                "lost-tab",
                f"The row has {len(cells)} cells, the header {width} columns; a tab or a cell is missing.",
                name,
                number,
            )
        elif len(row) > csv.field_size_limit() and max(map(len, cells)) > csv.field_size_limit():
            report.add(
                "sssom-row",
                f"A cell has more than {csv.field_size_limit():,} characters; shorten it.",
                name,
                number,
            )
        elif '"' in row and any(cell.startswith('"') for cell in cells):
            report.add(
                "quoted-cell",
                "A cell begins with a quotation mark, which TSV readers mistake for a quoted cell; reword it.",
                name,
                number,
            )


def _rows(lines: _Lines, header: Lined, name: str, expand: Expander, report: Report) -> list[MappingRow]:
    from crosswalk.formats.readers.sssom.library import ParseError, read_unprocessed_iterable

    mappings: list[MappingRow] = []
    first_seen: dict[str, int] = {}
    set_iri = header["mapping_set_id"]
    try:
        with read_unprocessed_iterable(lines.table(), metadata=dict(header), converter=expand.converter()) as stream:
            for (_, record), (number, _) in zip(stream.records, lines.rows, strict=True):
                if report.is_full(name):
                    break
                try:
                    if isinstance(record, ParseError):
                        raise record.exception
                    mapping = _mapping(record, expand)
                except (ValidationError, ValueError) as error:
                    report.add("sssom-row", _message(error), name, number)
                    continue
                iri = f"{set_iri}/{mapping.id}"
                if mapping.id in first_seen:
                    report.add(
                        "duplicate-row",
                        f"The row repeats line {first_seen[mapping.id]}: same subject, predicate and object; keep one.",
                        name,
                        number,
                        focus=iri,
                    )
                    continue
                first_seen[mapping.id] = number
                report.places[iri] = (name, number)
                mappings.append(mapping)
    except Exception as error:  # of many kinds: what sssom-pydantic does with a header that is not as it expects
        line = _header_line(error, header)
        report.add("sssom-header", f"The header cannot be read: {_message(error, header)}", name, line)
    return mappings


def _header_line(error: Exception, header: Lined) -> int:
    if isinstance(error, ValidationError):
        where = error.errors()[0]["loc"]
        return header.key_lines.get(str(where[0]), 1) if where else 1
    word = next(iter(str(error).split()), "")  # a library says which text it did not expect, and not where
    named = (line for slot, line in header.key_lines.items() if slot in header and word in str(header[slot]))
    return next(named, 1)


def _message(error: Exception, header: Lined | None = None) -> str:
    if not isinstance(error, ValidationError):
        text = shown(error, 300).rstrip(".") or type(error).__name__
        if " " not in text:
            return f"“{shown(text)}” is not an id with a known prefix."
        return text if text.endswith("?") else f"{text}."
    detail = error.errors()[0]
    column = ".".join(str(step) for step in detail["loc"])
    if detail["type"] == "missing":
        return f"The column “{shown(column)}” is empty; fill it."
    if detail["type"] == "string_type" and header is not None and column in header.written:
        return f"“{shown(column)}” must be text; put the value {shown(header.written[column])} in quotes."
    reason = shown(detail["msg"].removeprefix("Value error, "), 200)
    return f"“{shown(column)}”: {reason} (found {shown(repr(detail['input']))})."


def _mapping(record: Record, expand: Expander) -> MappingRow:
    def optional(text: str | None) -> str | None:
        return expand(text) if text else None

    subject, obj = expand(record.subject_id), expand(record.object_id)
    predicate = expand(record.predicate_id, foreign=True)
    modifier = record.predicate_modifier or ""
    reviewers = [*(record.reviewer_label or []), *(record.reviewer_id or [])]
    return MappingRow(
        id=ids.record_id(subject, predicate, modifier, obj),
        subject=subject,
        subject_label=record.subject_label,
        predicate=predicate,
        modifier=modifier,
        object=obj,
        object_label=record.object_label,
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


def _mapping_set(
    path: Path, header: Lined, mappings: list[MappingRow], extensions: SetExtensions, name: str, report: Report
) -> MappingSetFile | None:
    layer = path.parent.name if path.parent.name in ("published", "measures") else "curated"
    creators = header.get("creator_label") or []
    values = {
        "id": path.name.removesuffix(SUFFIX),
        "title": header.get("mapping_set_title"),
        "description": header.get("mapping_set_description"),
        "license": header.get("license"),
        "creators": [creators] if isinstance(creators, str) else creators,
        "layer": layer,
        "mappings": mappings,
        "extensions": extensions,
    }
    try:
        mapping_set = MappingSetFile.model_validate(values)
    except ValidationError as error:
        report.add("sssom-header", f"The header cannot be read: {_message(error, header)}", name, 1)
        return None
    report.places[mapping_set.iri] = (name, 1)
    return mapping_set
