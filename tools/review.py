"""Review a mapping set in a spreadsheet: write a sheet of it, and take the decisions of a person back into the file.

    python -m tools.review sheet mappings/measures/….sssom.tsv > sheet.csv
    python -m tools.review take sheet.csv mappings/measures/….sssom.tsv

The sheet has a row for each row of the set, with what both ends say. The person writes *accept*, *change* or *reject*
under `decision`, and the own name and the day beside it; with *change* also the right relation, the right words in
`note`, or both. Rows without a decision stay as they are. An accepted or changed row names its reviewer, which makes it
grade D, and a rejected one is removed. Nothing is written unless every decision can be taken.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import io
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import crosswalk
from crosswalk.analysis.asks import asks_by_document, measures
from crosswalk.analysis.catalogue import loaded_documents, provision_index
from crosswalk.errors import CrosswalkError, UsageError, did_you_mean, shown
from crosswalk.formats.writers.csv import write_csv
from crosswalk.store.holder import Crosswalk

_ENDS = ("subject_id", "predicate_id", "object_id")
COLUMNS = (*_ENDS, "subject_text", "object_text", "note", "decision", "relation", "reviewer", "day")
_DECISIONS = ("accept", "change", "reject")
_NOTES = ("beside", "comment")  #: where a set writes what a row says in words
_REVIEW = ("reviewer_label", "review_date")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a row."""

    kind: str
    relation: str
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
        return cls(head, table[0], table[1:])

    def cell(self, row: list[str], column: str) -> str:
        """Return a cell; "" where the set has no such column."""
        return row[self.columns.index(column)] if column in self.columns else ""

    def put(self, row: list[str], column: str, text: str) -> None:
        """Write a cell."""
        row[self.columns.index(column)] = text

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
            *(made.cell(row, end) for end in _ENDS),
            says.get(made.cell(row, "subject_id"), ""),
            says.get(made.cell(row, "object_id"), ""),
            made.cell(row, made.note),
            *("" for _ in range(4)),
        ]
        for row in made.rows
    )
    return write_csv(COLUMNS, rows)


def taken(text: str, filled: str) -> str:
    """Return the text of a mapping set with the decisions of a filled-in sheet. Raises UsageError where a decision
    cannot be taken, with the number of its row in the sheet.

    >>> head = "#mapping_set_id: x\\nsubject_id\\tpredicate_id\\tobject_id\\tcomment\\n"
    >>> filled = ",".join(COLUMNS) + "\\na:1,skos:exactMatch,b:2,,,,accept,,Jane Doe,2026-11-30\\n"
    >>> taken(head + "a:1\\tskos:exactMatch\\tb:2\\tBoth.\\n", filled).splitlines()[-1].split("\\t")[-2:]
    ['Jane Doe', '2026-11-30']
    """
    made = SetFile.of(text)
    decisions = dict(_decisions(filled))
    known = {tuple(made.cell(row, end) for end in _ENDS) for row in made.rows}
    if unknown := next((key for key in decisions if key not in known), None):
        raise UsageError(
            f"The set has no row {shown(' '.join(unknown), 300)}: was it changed since the sheet was made?"
        )
    if not decisions:
        raise UsageError("The sheet has no decision: write accept, change or reject under decision.")
    for column in _REVIEW:
        made.add(column)
    kept = []
    for row in made.rows:
        decision = decisions.get(tuple(made.cell(row, end) for end in _ENDS))
        if decision is None:
            kept.append(row)
        elif decision.kind != "reject":
            made.put(row, "reviewer_label", decision.reviewer)
            made.put(row, "review_date", decision.day)
            if decision.kind == "change":
                made.put(row, "predicate_id", decision.relation or made.cell(row, "predicate_id"))
                if decision.note and made.note in made.columns:
                    made.put(row, made.note, decision.note)
            kept.append(row)
    made.rows = kept
    return made.text()


def _decisions(filled: str) -> Iterator[tuple[tuple[str, ...], Decision]]:
    reader = csv.DictReader(io.StringIO(filled))
    if missing := [name for name in COLUMNS if name not in (reader.fieldnames or ())]:
        raise UsageError(f"The sheet has no column {missing[0]}: begin with one that this tool has written.")
    for number, row in enumerate(reader, 2):
        cells = {name: " ".join(str(row.get(name) or "").removeprefix("'").split()) for name in COLUMNS}
        if not cells["decision"]:
            continue
        if reason := _fault(cells):
            raise UsageError(f"Row {number} of the sheet: {reason}")
        relation, note = cells["relation"], cells["note"]
        key = tuple(cells[end] for end in _ENDS)
        yield key, Decision(cells["decision"].lower(), relation, note, cells["reviewer"], cells["day"])


def _fault(cells: Mapping[str, str]) -> str | None:
    kind = cells["decision"].lower()
    if kind not in _DECISIONS:
        hint = did_you_mean(kind, _DECISIONS)
        return f"“{shown(cells['decision'])}” is not a decision; write accept, change or reject.{hint}"
    if not cells["reviewer"]:
        return "the name of the reviewer is missing."
    try:
        datetime.date.fromisoformat(cells["day"])
    except ValueError:
        return f"“{shown(cells['day'])}” is not a day; write it as 2026-11-30."
    if kind == "change" and ":" not in cells["relation"] and not cells["note"]:
        return "say what changes: a relation such as skos:narrowMatch, or other words in note."
    if cells["relation"] and kind != "change":
        return f"the relation is filled in, but the decision is {kind}; write change."
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
        new = taken(text, given.sheet.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, csv.Error, CrosswalkError) as error:
        sys.exit(f"{given.file}: {error}")
    draft = given.file.with_suffix(".new")
    draft.write_text(new, encoding="utf-8")
    os.replace(draft, given.file)


if __name__ == "__main__":
    main()
