"""What the provisions of a document ask, unit by unit: `data/asks/<document>.tsv` (docs/measures.md)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crosswalk import ids
from crosswalk.errors import did_you_mean, shown
from crosswalk.formats.readers import Contents, Reader, SourceFile
from crosswalk.vocabulary import LEVELS, THEMES, Reading, Role

if TYPE_CHECKING:
    from crosswalk.files.faults import Report
    from crosswalk.files.model import AskEntry, AsksFile, UnitReading
    from crosswalk.files.tables import Row
    from crosswalk.formats.readers.sssom.expand import Expander

COLUMNS = ("id", "ask", "theme", "when", "level", "note")
#: Who must do it, by names of roles with blanks between them. A file may leave the column out.
SUBJECT = "subject"
#: What the column of the theme says of a row that is no plain ask.
_NO_ASK, _NOT_READ, _REMAINDER, UMBRELLA = "no ask", "not read", "remainder", "umbrella"
_PARTS = re.compile(r"parts: *(?P<parts>[^;]*)")
_RULE = "asks-row"
_FEWEST_PARTS = 2


def _read(file: SourceFile, contents: Contents, expand: Expander, report: Report) -> None:
    if (asks := read_asks(file, report)) is not None:
        contents.asks.append((file, asks))


READER = Reader("asks", ("data/asks/*.tsv",), ".tsv", ids.BASE + "source/{root}/asks/", _read, order=26)


def read_asks(file: SourceFile, report: Report) -> AsksFile | None:
    """Return the asks of one document, or None with what is wrong added to `report`."""
    from crosswalk.files.model import AsksFile
    from crosswalk.files.tables import read_table

    before = len(report.faults)
    document = file.path.name.removesuffix(READER.suffix)
    asks: list[AskEntry] = []
    units: list[UnitReading] = []
    first: dict[str, int] = {}
    for row in read_table(file.path, file.name, COLUMNS, report, (SUBJECT,)):
        if report.is_full(file.name):
            break
        if reason := _fault(row):
            report.add(_RULE, reason, file.name, row.line)
            continue
        name, theme = row.cells[0], row.cells[2]
        key = f"{name} {theme}" if theme == _REMAINDER else name
        if key in first:
            report.add(_RULE, f"“{shown(name)}” is on line {first[key]} already; keep one.", file.name, row.line)
            continue
        first[key] = row.line
        report.places.setdefault(f"{ids.DOC}{document}/{name}", (file.name, row.line))
        if "#" in name:
            asks.append(_ask(row))
        else:
            units.append(_unit(row))
    return AsksFile(document, tuple(asks), tuple(units)) if len(report.faults) == before else None


def _fault(row: Row) -> str | None:
    """Return what is wrong with a row, in one sentence, or None."""
    name, ask, theme, when, level, note, subject = row.cells
    quoted = f"“{shown(name)}”"
    is_ask = bool(ids.ASK_ID.fullmatch(name))
    if not is_ask and not ids.LOCAL_ID.fullmatch(name):
        return f"{quoted} is neither the id of a provision nor of an ask, such as 5.4.1#2."
    if level and level not in LEVELS:
        return f"{quoted}: “{shown(level)}” is not a level; write {', '.join(LEVELS)}, or nothing."
    if unknown := next((word for word in subject.split() if word not in set(Role)), None):
        known = did_you_mean(unknown, list(Role)) or " docs/data-model.md lists the roles."
        return f"{quoted}: “{shown(unknown)}” is not a role.{known}"
    if is_ask:
        if theme not in (*THEMES, UMBRELLA):
            return (
                f"{quoted}: “{shown(theme)}” is not a theme.{did_you_mean(theme, THEMES) or ' See docs/measures.md.'}"
            )
        if not ask:
            return f"{quoted} has no text; write what is asked."
        return (
            None
            if theme != UMBRELLA or len(_parts(note)) >= _FEWEST_PARTS
            else f"{quoted}: write two or more parts of the umbrella, as in parts: 5.2#1, 5.2#2; with one it is an ask."
        )
    if theme not in (_NO_ASK, _NOT_READ, _REMAINDER):
        others = f"{_NO_ASK}, {_NOT_READ} or {_REMAINDER} as its theme"
        return f"{quoted}: write an ask with a number, as in {shown(name)}#1, or {others}."
    if ask or when or level or subject:
        return f"{quoted} is not an ask, so it has no text, condition, level or subject; say it in the note."
    return None if note else f"{quoted}: say why in the note."


def _parts(note: str) -> tuple[str, ...]:
    found = _PARTS.search(note)
    named = found["parts"].replace(",", " ").split() if found else []
    return tuple(part for part in named if ids.ASK_ID.fullmatch(part) or ids.LOCAL_ID.fullmatch(part))


def _ask(row: Row) -> AskEntry:
    from crosswalk.files.model import AskEntry

    name, ask, theme, when, level, note, subject = row.cells
    parts = _parts(note) if theme == UMBRELLA else ()
    return AskEntry(name, ask, theme, when, level, note, parts, tuple(dict.fromkeys(subject.split())))


def _unit(row: Row) -> UnitReading:
    from crosswalk.files.model import UnitReading

    name, _, theme, _, _, note, _ = row.cells
    if theme == _REMAINDER:
        return UnitReading(name, Reading.ASKS, "", note)
    return UnitReading(name, Reading.NO_ASK if theme == _NO_ASK else Reading.NOT_READ, note)
