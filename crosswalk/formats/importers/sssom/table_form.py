"""SSSOM as a table: [TSV](https://mapping-commons.github.io/sssom/spec-formats-tsv/), and CSV, with metadata in front
of it or in a file of their own.

Tables come out of spreadsheets and editors. Cells in quotation marks, rows that are shorter than the columns, tabs
behind the metadata, and lines of metadata with and without a blank after the “#” are all read.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from crosswalk.errors import shown
from crosswalk.files.text import Unreadable, decoded, read_text
from crosswalk.files.yaml_lines import Lined, YamlFault, parse_yaml
from crosswalk.formats.importers import ForeignFile
from crosswalk.formats.importers.folder import REASON
from crosswalk.formats.importers.gathered import Gathered
from crosswalk.formats.importers.sssom.foreign import ForeignRow, ForeignSet, Value
from crosswalk.limits import MAX_KEYS, SSSOM_ROWS, YAML_SIZE
from crosswalk.vocabulary import quantity

_RULE = "sssom-metadata"
_KEY = re.compile(r" ?([a-z][a-z0-9_]*):(\s|$)")
#: How many lines a cell in quotation marks may have, and how often its end is looked for in vain.
_MOST_LINES, _MOST_IN_VAIN = 100, 20
#: How the file with the metadata of a table is called, after the name of the table without its ending.
_BESIDE = (".sssom.yml", ".sssom.yaml", ".yml", ".yaml", "-meta.yml", "_meta.yml", "_metadata.yml", ".metadata.yml")


def parse_table(file: ForeignFile, data: bytes, gathered: Gathered) -> ForeignSet | None:
    """Return the set in a table, or None with every fault added to the report. Raises Unreadable."""
    text = decoded(data)
    lines = text.split("\n") if "\n" in text else text.split("\r")
    if len(lines) > SSSOM_ROWS.value():
        raise Unreadable(f"it has more than {SSSOM_ROWS}; split it")
    count = next((n for n, line in enumerate(lines) if not _is_header(line)), len(lines))
    slots = _metadata(file, [_plain(line) for line in lines[:count]], gathered)
    start = next((n for n in range(count, len(lines)) if lines[n].strip()), None)
    if start is None:
        gathered.report.add("missing-column", "The file has no line with the names of the columns.", file.name, count)
        return None
    separator = "\t" if "\t" in lines[start] or "," not in lines[start] else ","
    columns = _columns(lines[start].rstrip("\r"), separator)
    is_sound = _columns_are_sound(columns, file.name, start + 1, gathered)
    if slots is None or not is_sound:
        return None
    curie_map = slots.pop("curie_map", None)
    return ForeignSet(
        file.name,
        slots,
        slots.written,
        slots.key_lines,
        {str(key): str(value).strip() for key, value in curie_map.items()} if isinstance(curie_map, dict) else {},
        _rows(lines, start + 1, columns, separator),
        head="".join(f"{line}\n" for line in lines[:count]),
        columns=lines[start],
        known=frozenset(columns),
    )


def _is_header(line: str) -> bool:
    return line.startswith(("#", '"#'))


def _plain(line: str) -> str:
    """Return a line of metadata without what a spreadsheet adds: quotation marks around it, separators behind it."""
    line = line.rstrip("\r\t ")
    if line.startswith('"#'):
        cells = next(csv.reader([line.rstrip(",")], strict=False), [line])
        line = cells[0]
    elif re.search(r",,+$", line):
        line = line.rstrip(",")
    return line[1:]


def _metadata(file: ForeignFile, embedded: list[str], gathered: Gathered) -> Lined | None:
    """Return the slots of the set: those of the file that is named or lies beside the table, and those in front of it,
    which count where both have one.
    """
    outside = file.metadata or _beside(file.path)
    if not any(line.strip() for line in embedded):
        if outside is None:
            message = (
                "The file has no metadata in front of the table, and none lie beside it: name the file that has them "
                "with --metadata, or write #curie_map: and the prefixes of its ids at the top."
            )
            gathered.report.add("missing-metadata", message, file.name, 1)
            return None
        return _from_file(outside, gathered)
    try:
        inside = _parsed("\n".join(embedded))
    except YamlFault as fault:
        try:
            inside = _parsed("\n".join(_aligned(embedded)))
        except YamlFault:
            gathered.report.add(_RULE, f"The metadata are not YAML: {fault}.", file.name, fault.line or 1)
            return None
    if file.metadata is None:
        return inside
    slots = _from_file(file.metadata, gathered)
    if slots is not None:
        theirs = slots.get("curie_map")
        for slot, value in inside.items():
            both = isinstance(value, dict) and isinstance(theirs, dict) and slot == "curie_map"
            slots[slot] = (
                {**theirs, **value} if both and isinstance(theirs, dict) and isinstance(value, dict) else value
            )
            slots.key_lines[slot] = inside.key_lines[slot]
    return slots


def _beside(table: Path) -> Path | None:
    stem = re.sub(r"(\.sssom)?\.(tsv|csv|txt)$", "", table.name, flags=re.IGNORECASE)
    return next((path for ending in _BESIDE if (path := table.with_name(stem + ending)).is_file()), None)


def _from_file(path: Path, gathered: Gathered) -> Lined | None:
    try:
        return _parsed(read_text(path, YAML_SIZE))
    except YamlFault as fault:
        gathered.report.add(_RULE, f"The metadata are not YAML: {fault}.", path.name, fault.line or 1)
    except Unreadable as reason:
        gathered.report.unreadable(reason, path.name)
    return None


def _parsed(text: str) -> Lined:
    slots = parse_yaml(text)
    if not isinstance(slots, Lined):
        raise YamlFault("they must be slots with values, such as mapping_set_id: …", 1)
    return slots


def _aligned(lines: list[str]) -> list[str]:
    """Return metadata with every slot at the beginning of its line: some have a blank after the “#”, others not."""
    from crosswalk.formats.readers.sssom.library import MappingSetRecord

    aligned = []
    for line in lines:
        found = _KEY.match(line)
        aligned.append(
            line[1:] if found and line.startswith(" ") and found[1] in MappingSetRecord.model_fields else line
        )
    return aligned


def _columns(line: str, separator: str) -> list[str]:
    names = [name.strip() for name in (_cells(line, separator) or [])]
    while names and not names[-1]:
        names.pop()
    return [name.lower() if name.lower().endswith(("_id", "_label", "_source", "_type")) else name for name in names]


def _columns_are_sound(columns: list[str], name: str, line: int, gathered: Gathered) -> bool:
    add, before = gathered.report.add, len(gathered.report.faults)
    if len(columns) > MAX_KEYS:
        add(
            "undeclared-column",
            f"The file has {quantity(len(columns), 'column')}; it may have {MAX_KEYS:,}.",
            name,
            line,
        )
        return False
    for column, count in Counter(columns).items():
        if count > 1:
            what = (
                f"The column “{shown(column)}” appears more than once; keep one." if column else "A column has no name."
            )
            add("undeclared-column", what, name, line)
    for wanted, instead in (
        ("subject_id", "subject_label"),
        ("predicate_id", ""),
        ("object_id", "object_label"),
        ("mapping_justification", ""),
    ):
        if wanted not in columns and (not instead or instead not in columns):
            add("missing-column", f"The column “{shown(wanted)}” is missing; the first line must name it.", name, line)
    return len(gathered.report.faults) == before


def _rows(lines: list[str], start: int, columns: list[str], separator: str) -> Iterator[ForeignRow]:
    number, at, width, in_vain = 0, start, len(columns), 0
    while at < len(lines):
        raw, line = lines[at].removesuffix("\r"), at + 1
        at += 1
        if not raw or raw.isspace():
            continue
        cells: list[str] | None
        if '"' not in raw and separator == "\t":
            cells = raw.split("\t")
        else:
            cells, used = _quoted(lines, at - 1, separator, width, _MOST_LINES if in_vain < _MOST_IN_VAIN else 1)
            in_vain += not used
            if used > 1:
                raw = "\n".join(lines[at - 1 : at - 1 + used]).removesuffix("\r")
                at += used - 1
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        if not any(cells):
            continue
        number += 1
        fault = hint = ""
        if len(cells) != width:
            differs = f"The row has {quantity(len(cells), 'cell')}, and the table {quantity(width, 'column')}"
            hint = f"{differs}: a tab may be missing." if len(cells) < width else ""
            fault = f"{differs}; remove the surplus tab or cell." if len(cells) > width else ""
        if not fault and max(map(len, cells)) > csv.field_size_limit():
            fault = f"A cell has more than {csv.field_size_limit():,} characters; shorten it."
        slots: dict[str, Value] = {
            column: cell for column, cell in zip(columns, map(str.strip, cells), strict=False) if cell
        }
        slots.pop(REASON, None)
        yield ForeignRow(number, line, slots, raw, fault, hint)


def _quoted(lines: list[str], at: int, separator: str, width: int, most: int) -> tuple[list[str], int]:
    """Return the cells of a row that has quotation marks, and the number of lines that it takes: 0 where a mark has no
    end, so that it is text.
    """
    text = ""
    for used in range(1, most + 1):
        if at + used > len(lines):
            break
        text += ("\n" if used > 1 else "") + lines[at + used - 1].removesuffix("\r")
        cells = _cells(text, separator)
        if cells is not None:
            if used == 1 or len(cells) <= width:
                return cells, used
            break
    return lines[at].removesuffix("\r").split(separator), 0


def _cells(text: str, separator: str) -> list[str] | None:
    """Return the cells of a text, or None where a cell in quotation marks does not end in it."""
    if '"' not in text:
        return text.split(separator)
    cells: list[str] = []
    at, end = 0, len(text)
    while True:
        if text.startswith('"', at):
            parts: list[str] = []
            here = at + 1
            while True:
                mark = text.find('"', here)
                if mark < 0:
                    return None
                parts.append(text[here:mark])
                if not text.startswith('""', mark):
                    break
                parts.append('"')
                here = mark + 2
            stop = text.find(separator, mark + 1)
            stop = end if stop < 0 else stop
            is_enclosed = not text[mark + 1 : stop].strip()
            cells.append("".join(parts) if is_enclosed else text[at:stop])
        else:
            stop = text.find(separator, at)
            stop = end if stop < 0 else stop
            cells.append(text[at:stop])
        if stop >= end:
            return cells
        at = stop + len(separator)
