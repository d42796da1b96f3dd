"""A person's review in a spreadsheet comes back into the set, or nothing does."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

import crosswalk
from crosswalk.analysis.asks import rows
from crosswalk.errors import UsageError
from tests.support import ROOT
from tools.review import COLUMNS, SetFile, main, says, sheet, taken

FOLDER = ROOT / "tests" / "analysis" / "inputs" / "asks"
FILE = FOLDER / "mappings" / "measures" / "beta-1.0--measures-2026.sssom.tsv"


@pytest.fixture(scope="module")
def made() -> list[dict[str, str]]:
    text = sheet(FILE.read_text(encoding="utf-8"), says(crosswalk.load(FOLDER, only_data=True)))
    return list(csv.DictReader(io.StringIO(text)))


def filled(made: list[dict[str, str]], *decisions: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    for number, row in enumerate(made):
        writer.writerow(row | (decisions[number] if number < len(decisions) else {}))
    return out.getvalue()


DONE = {"reviewer": "Jane Doe", "day": "2026-11-30"}


def test_the_sheet_says_what_both_ends_say(made: list[dict[str, str]]) -> None:
    assert len(made) == 4
    assert made[1]["subject_text"] == "keep a list of models and of their owners"
    assert made[1]["object_text"] == "every model is on a list"
    assert made[1]["note"] == "the owners"
    assert not made[1]["decision"]


def test_decisions_come_back_and_make_rows_grade_d(made: list[dict[str, str]], tmp_path: Path) -> None:
    sheet_file = tmp_path / "sheet.csv"
    changed = {"decision": "change", "relation": "cw:accepts", "note": "any list will do"}
    text = filled(made, DONE | {"decision": "Accept"}, DONE | changed, DONE | {"decision": "reject"})
    sheet_file.write_text(text, encoding="utf-8-sig")
    for file in FOLDER.rglob("*.*"):
        target = tmp_path / "data" / file.relative_to(FOLDER)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    reviewed = tmp_path / "data" / FILE.relative_to(FOLDER)
    main(["take", str(sheet_file), str(reviewed)])
    found = {row.ask: row for row in rows(crosswalk.load(tmp_path / "data", only_data=True)) if "beta" in row.ask}
    assert {name: (row.grade, row.reviewer, row.holding.value) for name, row in found.items()} == {
        "beta-1.0:A#1": ("D", "Jane Doe", "equal"),
        "beta-1.0:A#2": ("D", "Jane Doe", "accepts"),
        "beta-1.0:B#2": ("E", None, "equal"),
    }
    assert found["beta-1.0:A#2"].beside == "any list will do"


@pytest.mark.parametrize(
    ("decision", "says"),
    [
        ({"decision": "yes"}, "Row 2 of the sheet: “yes” is not a decision"),
        ({"decision": "acept", **DONE}, "Did you mean accept"),
        ({"decision": "accept", "day": "2026-11-30"}, "name of the reviewer is missing"),
        ({"decision": "accept", "reviewer": "J", "day": "30/11/26"}, "is not a day"),
        ({"decision": "change", **DONE}, "say what changes"),
        ({"decision": "accept", "relation": "cw:accepts", **DONE}, "but the decision is accept"),
        ({"decision": "accept", "subject_id": "beta-1.0:Z#1", **DONE}, "The set has no row"),
        ({}, "The sheet has no decision"),
    ],
)
def test_a_decision_that_cannot_be_taken_is_one_sentence(
    made: list[dict[str, str]], decision: dict[str, str], says: str
) -> None:
    given = filled([row | {"note": ""} for row in made], decision)
    with pytest.raises(UsageError, match=says):
        taken(FILE.read_text(encoding="utf-8"), given)


def test_another_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not a mapping set"):
        SetFile.of("a,b\n")
    with pytest.raises(UsageError, match="has no column subject_id"):
        taken(FILE.read_text(encoding="utf-8"), "a,b\n1,2\n")
    with pytest.raises(SystemExit, match="No such file"):
        main(["sheet", str(tmp_path / "absent.tsv")])
