"""Review a mapping set in a spreadsheet: write a sheet of it, and take the decisions of a person back into the file.

    python -m tools.review sheet mappings/measures/….sssom.tsv > sheet.csv
    python -m tools.review take sheet.csv mappings/measures/….sssom.tsv

The sheet has a row for each row of the set, with what both ends say. The person writes *accept*, *change* or *reject*
under `decision`, and the own name and the day beside it; with *change* also the right relation, the right object, the
right words in `note`, or several of these. A false “nothing found” is changed by a relation and an object, and a row
that should say it by the object sssom:NoTermFound. Rows without a decision stay as they are. An accepted or changed row
names its reviewer, which makes it grade D, and a rejected one is removed. The sheet may come back with commas,
semicolons or tabs. Nothing is written unless every decision can be taken.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import io
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import crosswalk
from crosswalk import ids
from crosswalk.analysis.asks import asks_by_document, measures
from crosswalk.analysis.catalogue import loaded_documents, provision_index
from crosswalk.errors import CrosswalkError, UsageError, did_you_mean, shown
from crosswalk.formats.writers.csv import write_csv
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import NO_COUNTERPART, RELATIONS, Holding
from tools.curie_map import with_curie_map

Key = tuple[str, ...]
_ENDS = ("subject_id", "predicate_id", "object_id")
_MODIFIER, _OBJECT_HASH = "predicate_modifier", "object_hash"
_SHOWN = (*_ENDS, _MODIFIER, "subject_text", "object_text", "note")
COLUMNS = (*_SHOWN, "decision", "relation", "object", "reviewer", "day")
_DECISIONS = ("accept", "change", "reject")
_NOTES = ("beside", "comment")  #: where a set writes what a row says in words
_REVIEW = ("reviewer_label", "review_date")
_NOTHING, _NOTHING_FOUND = ids.short(ids.NO_TERM_FOUND), RELATIONS[NO_COUNTERPART].predicate
_HOLDINGS = tuple(holding.predicate for holding in Holding)
_PREDICATES = tuple(dict.fromkeys(filter(None, (word.predicate for word in RELATIONS.values()))))
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a row."""

    row: int  #: its number in the sheet
    kind: str
    relation: str
    object: str
    note: str
    reviewer: str
    day: str


@dataclass(slots=True)
class SetFile:
    """A mapping set as lines: its header, its columns and its rows."""

    head: list[str]
    columns: list[str]
    rows: list[list[str]]

    @classmethod
    def of(cls, text: str) -> SetFile:
        """Return the parts of the text of a mapping set. Raises UsageError where there are none."""
        head = [line for line in text.splitlines() if line.startswith("#")]
        table = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
        if not table or not set(_ENDS) <= set(table[0]):
            raise UsageError("This is not a mapping set: it has no columns subject_id, predicate_id and object_id.")
        columns, *rows = table
        for number, row in enumerate(rows, 1):
            if len(row) > len(columns):
                raise UsageError(f"Row {number} of the set has {len(row)} cells, and the set {len(columns)} columns.")
        return cls(head, columns, [[*row, *("" for _ in columns[len(row) :])] for row in rows])

    def cell(self, row: list[str], column: str) -> str:
        """Return a cell; "" where the set has no such column."""
        return row[self.columns.index(column)] if column in self.columns else ""

    def put(self, row: list[str], column: str, text: str) -> None:
        """Write a cell."""
        row[self.columns.index(column)] = text

    def key(self, row: list[str]) -> Key:
        """Return what tells a row from the others: its ends, its predicate and what is denied."""
        return tuple(self.cell(row, column) for column in (*_ENDS, _MODIFIER))

    @property
    def note(self) -> str:
        """The column in which the rows say something in words."""
        return next((name for name in _NOTES if name in self.columns), _NOTES[-1])

    def add(self, column: str) -> None:
        """Add an empty column, unless it is there."""
        if column not in self.columns:
            self.columns.append(column)
            self.rows = [[*row, ""] for row in self.rows]

    def text(self) -> str:
        """Return the text of the set."""
        return "\n".join([*self.head, *("\t".join(row) for row in [self.columns, *self.rows])]) + "\n"


def sheet(text: str, says: Mapping[str, str]) -> str:
    """Return the sheet of a mapping set as CSV; `says` is what each end says, by its CURIE."""
    made = SetFile.of(text)
    rows = (
        [
            *made.key(row),
            says.get(made.cell(row, "subject_id"), ""),
            says.get(made.cell(row, "object_id"), ""),
            made.cell(row, made.note),
            *("" for _ in COLUMNS[len(_SHOWN) :]),
        ]
        for row in made.rows
    )
    return write_csv(COLUMNS, rows)


def taken(text: str, filled: str, says: Mapping[str, str] | None = None) -> str:
    """Return the text of a mapping set with the decisions of a filled-in sheet. A new object must be one of `says`,
    where something of its document is. Raises UsageError where a decision cannot be taken, with the number of its row
    in the sheet.

    >>> head = "#mapping_set_id: x\\nsubject_id\\tpredicate_id\\tobject_id\\tcomment\\n"
    >>> filled = ",".join(COLUMNS) + "\\na:1,skos:exactMatch,b:2,,,,,accept,,,Jane Doe,2026-11-30\\n"
    >>> taken(head + "a:1\\tskos:exactMatch\\tb:2\\tBoth.\\n", filled).splitlines()[-1].split("\\t")[-2:]
    ['Jane Doe', '2026-11-30']
    """
    made = SetFile.of(text)
    decisions = _by_row(filled)
    known = Counter(map(made.key, made.rows))
    for key, found in decisions.items():
        if key not in known:
            raise UsageError(
                f"Row {found.row} of the sheet: The set has no row {_written(key)}: was it changed since the sheet "
                "was made?"
            )
    if not decisions:
        raise UsageError("The sheet has no decision: write accept, change or reject under decision.")
    for column in _REVIEW:
        made.add(column)
    changes = _Changes(made, says or {})
    kept = []
    for row in made.rows:
        decision = decisions.get(made.key(row))
        if decision is not None and decision.kind == "change":
            if reason := changes.fault(row, decision):
                raise UsageError(f"Row {decision.row} of the sheet: {reason}")
            changes.make(row, decision)
        if decision is None or decision.kind != "reject":
            kept.append(row)
        if decision is not None:
            made.put(row, "reviewer_label", decision.reviewer)
            made.put(row, "review_date", decision.day)
    made.rows = kept
    for key, number in Counter(map(made.key, kept)).items():
        if number > max(known[key], 1):
            raise UsageError(f"After these decisions the set would have {_written(key)} twice.")
    return made.text()


def _written(key: Key) -> str:
    return shown(" ".join(filter(None, key)), 300)


@dataclass(frozen=True, slots=True)
class _Changes:
    """What a person may change in the rows of a set, and how."""

    made: SetFile
    says: Mapping[str, str]

    def fault(self, row: list[str], decision: Decision) -> str | None:
        """Return why a change cannot be made; None where it can."""
        before = self.made.cell(row, "predicate_id"), self.made.cell(row, "object_id"), self._note(row)
        relation, target = decision.relation or before[0], decision.object or before[1]
        if (relation, target, decision.note or before[2]) == before:
            return "nothing is changed: fill in relation, object or note, or write accept."
        used = {self.made.cell(other, "predicate_id") for other in self.made.rows}
        able = _HOLDINGS if used <= set(_HOLDINGS) and _is_measured(self.made) else (*_PREDICATES, *sorted(used))
        if relation not in able:
            hint = did_you_mean(relation, able) or f" Write one of {', '.join(dict.fromkeys(able))}."
            return f"“{shown(relation)}” is not a relation of this set.{hint}"
        if target == _NOTHING and relation != _NOTHING_FOUND:
            return f"it says that nothing was found: write the object too, or {_NOTHING_FOUND} as the relation."
        if before[1] == _NOTHING != target and not decision.relation:
            return f"{shown(target)} needs a relation: the row said only that nothing was found."
        return self._fault_of_object(target) if decision.object else None

    def _fault_of_object(self, target: str) -> str | None:
        home = ids.home(target)
        homes = {ids.home(self.made.cell(row, "object_id")) for row in self.made.rows} - {ids.home(_NOTHING)}
        homes |= {line.rpartition("/")[2] for line in self.made.head if line.startswith("#object_source:")}
        if target == _NOTHING or (home in homes and ":" in target and self._exists(target, home)):
            return None
        hint = did_you_mean(target, self.says) if home in homes else f" Its objects are of {', '.join(sorted(homes))}."
        return f"“{shown(target)}” is not an object of this set.{hint}"

    def _exists(self, target: str, home: str) -> bool:
        return target in self.says or not any(ids.home(name) == home for name in self.says)

    def _note(self, row: list[str]) -> str:
        return " ".join(self.made.cell(row, self.made.note).split())

    def make(self, row: list[str], decision: Decision) -> None:
        """Change a row. What was denied is denied no more where the relation is another."""
        if decision.relation:
            self.made.put(row, "predicate_id", decision.relation)
            if _MODIFIER in self.made.columns:
                self.made.put(row, _MODIFIER, "")
        if decision.object:
            self.made.put(row, "object_id", decision.object)
            if _OBJECT_HASH in self.made.columns:  # tools.stamp writes that of the new one
                self.made.put(row, _OBJECT_HASH, "")
        if decision.note:
            self.made.add(self.made.note)
            self.made.put(row, self.made.note, decision.note)


def _is_measured(made: SetFile) -> bool:
    """Return True for a set of rows from asks to measures."""
    return all("#" in made.cell(row, "subject_id") for row in made.rows)


def _by_row(filled: str) -> dict[Key, Decision]:
    """Return the decisions of a sheet by the rows of the set that they are about."""
    found: dict[Key, Decision] = {}
    for key, decision in _decisions(filled):
        if key in found:
            raise UsageError(
                f"Row {decision.row} of the sheet: the same row is decided in row {found[key].row} already."
            )
        found[key] = decision
    return found


def _decisions(filled: str) -> Iterator[tuple[Key, Decision]]:
    head = filled.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(filled), delimiter=max(",;\t", key=head.count))
    if missing := [name for name in COLUMNS if name not in (reader.fieldnames or ())]:
        raise UsageError(f"The sheet has no column {missing[0]}: begin with one that this tool has written.")
    for number, row in enumerate(reader, 2):
        cells = {name: " ".join(str(row.get(name) or "").removeprefix("'").split()) for name in COLUMNS}
        if not cells["decision"]:
            continue
        if reason := _fault(cells):
            raise UsageError(f"Row {number} of the sheet: {reason}")
        key = tuple(cells[column] for column in (*_ENDS, _MODIFIER))
        kind = cells["decision"].lower()
        yield (
            key,
            Decision(number, kind, cells["relation"], cells["object"], cells["note"], cells["reviewer"], cells["day"]),
        )


def _fault(cells: Mapping[str, str]) -> str | None:
    kind = cells["decision"].lower()
    if kind not in _DECISIONS:
        hint = did_you_mean(kind, _DECISIONS)
        return f"“{shown(cells['decision'])}” is not a decision; write accept, change or reject.{hint}"
    if not cells["reviewer"]:
        return "the name of the reviewer is missing."
    if (day := _day(cells["day"])) is None:
        return f"“{shown(cells['day'])}” is not a day; write it as 2026-11-30."
    if day > datetime.date.today():
        return f"{day} is in the future; write the day of the review."
    filled = next((name for name in ("relation", "object") if cells[name]), None)
    if filled and kind != "change":
        return f"the {filled} is filled in, but the decision is {kind}; write change."
    return None


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def says(crosswalk: Crosswalk) -> dict[str, str]:
    """Return what every provision, ask and measure says, by its CURIE."""
    every = [one for home in loaded_documents(crosswalk) for one in provision_index(crosswalk, home).values()]
    found = {one.id: f"{one.label}. {one.summary or ''}".strip() for one in every}
    found |= {one.id: one.text for many in asks_by_document(crosswalk).values() for one in many}
    return found | {one.id: one.evidence for one in measures(crosswalk).values()}


def main(arguments: Iterable[str] | None = None) -> None:
    """Write a sheet, or take one back."""
    parser = argparse.ArgumentParser(description="Review a mapping set in a spreadsheet.")
    acts = parser.add_subparsers(dest="act", required=True)
    out = acts.add_parser("sheet", help="print the sheet of a set as CSV")
    out.add_argument("file", type=Path)
    back = acts.add_parser("take", help="take the decisions of a filled-in sheet into the set")
    back.add_argument("sheet", type=Path)
    back.add_argument("file", type=Path)
    given = parser.parse_args(None if arguments is None else list(arguments))
    try:
        text = given.file.read_text(encoding="utf-8")
        if given.act == "sheet":
            sys.stdout.write(sheet(text, says(crosswalk.load())))
            return
        new = with_curie_map(taken(text, given.sheet.read_text(encoding="utf-8-sig"), says(crosswalk.load())))
    except (OSError, ValueError, csv.Error, CrosswalkError) as error:
        sys.exit(f"{given.file}: {error}")
    draft = given.file.with_suffix(".new")
    draft.write_text(new, encoding="utf-8")
    os.replace(draft, given.file)


if __name__ == "__main__":
    main()
