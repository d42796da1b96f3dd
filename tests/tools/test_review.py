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
        ({"decision": "change", **DONE}, "Row 2 of the sheet: nothing is changed"),
        ({"decision": "change", "relation": "skos:exactMatch", **DONE}, "nothing is changed"),
        ({"decision": "change", "relation": "skos:foo", **DONE}, "“skos:foo” is not a relation of this set"),
        ({"decision": "change", "relation": "equal", **DONE}, "“equal” is not a relation of this set"),
        ({"decision": "change", "relation": "dcterms:references", **DONE}, "is not a relation of this set"),
        (
            {"decision": "change", "object": "alpha-1.0:A", **DONE},
            "is not an object of this set. Its objects are of measures-2026",
        ),
        (
            {"decision": "change", "object": "measures-2026:model-lists", **DONE},
            "Did you mean measures-2026:model-list",
        ),
        ({"decision": "change", "object": "sssom:NoTermFound", **DONE}, "nothing was found: write the object too"),
        ({"decision": "accept", "object": "measures-2026:input-filter", **DONE}, "the object is filled in, but"),
        ({"decision": "accept", "reviewer": "J", "day": "2099-01-01"}, "2099-01-01 is in the future"),
        ({"decision": "accept", "reviewer": "J", "day": "20261130"}, "is not a day"),
        ({"decision": "accept", "relation": "cw:accepts", **DONE}, "but the decision is accept"),
        ({"decision": "accept", "subject_id": "beta-1.0:Z#1", **DONE}, "The set has no row"),
        ({}, "The sheet has no decision"),
    ],
)
def test_a_decision_that_cannot_be_taken_is_one_sentence(
    made: list[dict[str, str]], decision: dict[str, str], says: str
) -> None:
    known = {row["object_id"]: row["object_text"] for row in made}
    given = filled([row | {"note": ""} for row in made], decision)
    with pytest.raises(UsageError, match=says):
        taken(FILE.read_text(encoding="utf-8"), given, known)


def test_a_row_that_is_decided_twice_is_refused(made: list[dict[str, str]]) -> None:
    twice = filled([made[0], made[0]], DONE | {"decision": "accept"}, DONE | {"decision": "reject"})
    with pytest.raises(UsageError, match="Row 3 of the sheet: the same row is decided in row 2 already"):
        taken(FILE.read_text(encoding="utf-8"), twice)


HEAD = "#object_source: https://w3id.org/ai-security-crosswalk/doc/b-1.0\n"
COLUMNS_OF_SET = (
    "subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\tcomment\tobject_hash\n"
)
NOTHING = "a-1.0:1\tskos:relatedMatch\t\tsssom:NoTermFound\tsemapv:ManualMappingCuration\tNo entry.\n"  # without a hash
DENIED = "a-1.0:2\tskos:relatedMatch\tNot\tb-1.0:9\tsemapv:ManualMappingCuration\tOther things.\tabc\n"


def test_a_false_nothing_found_is_corrected_in_the_sheet() -> None:
    text = HEAD + COLUMNS_OF_SET + NOTHING + DENIED
    rows = list(csv.DictReader(io.StringIO(sheet(text, {}))))
    assert [row["predicate_modifier"] for row in rows] == ["", "Not"]
    change = DONE | {"decision": "change", "relation": "skos:broadMatch"}
    with pytest.raises(UsageError, match="it says that nothing was found: write the object too"):
        taken(text, filled(rows, change))
    with pytest.raises(UsageError, match="b-1.0:3 needs a relation"):
        taken(text, filled(rows, DONE | {"decision": "change", "object": "b-1.0:3"}))
    new = taken(text, filled(rows, change | {"object": "b-1.0:3", "note": "Both."}, change | {"object": "b-1.0:8"}))
    one, other = (line.split("\t") for line in new.splitlines()[-2:])
    assert one == [
        "a-1.0:1",
        "skos:broadMatch",
        "",
        "b-1.0:3",
        "semapv:ManualMappingCuration",
        "Both.",
        "",
        *DONE.values(),
    ]
    assert other[1:4] == ["skos:broadMatch", "", "b-1.0:8"]
    assert not other[6], "the hash was of the old object"


def test_two_rows_do_not_become_one() -> None:
    text = HEAD + COLUMNS_OF_SET + DENIED + DENIED.replace("Not", "").replace("b-1.0:9", "b-1.0:8")
    rows = list(csv.DictReader(io.StringIO(sheet(text, {}))))
    change = DONE | {"decision": "change", "relation": "skos:relatedMatch", "object": "b-1.0:8"}
    with pytest.raises(UsageError, match="the set would have a-1.0:2 skos:relatedMatch b-1.0:8 twice"):
        taken(text, filled(rows, change))


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_sheet_may_come_back_with_another_sign_between_the_cells(made: list[dict[str, str]], delimiter: str) -> None:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, delimiter=delimiter)
    writer.writeheader()
    writer.writerow(made[0] | DONE | {"decision": "accept"})
    assert "Jane Doe\t2026-11-30" in taken(FILE.read_text(encoding="utf-8"), out.getvalue())


def test_cells_cut_at_the_end_of_a_row_are_empty() -> None:
    cut = NOTHING.replace("\tNo entry.", "")
    assert SetFile.of(HEAD + COLUMNS_OF_SET + cut).rows[0][-2:] == ["", ""]
    [row] = csv.DictReader(io.StringIO(sheet(HEAD + COLUMNS_OF_SET + cut, {})))
    change = DONE | {"decision": "change", "note": "No entry asks for it."}
    assert "No entry asks for it." in taken(HEAD + COLUMNS_OF_SET + cut, filled([row], change))


def test_a_row_with_more_cells_than_columns_is_refused() -> None:
    with pytest.raises(UsageError, match="Row 1 of the set has 8 cells, and the set 7 columns"):
        SetFile.of(HEAD + COLUMNS_OF_SET + DENIED.rstrip("\n") + "\tx\n")


def test_another_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not a mapping set"):
        SetFile.of("a,b\n")
    with pytest.raises(UsageError, match="has no column subject_id"):
        taken(FILE.read_text(encoding="utf-8"), "a,b\n1,2\n")
    with pytest.raises(SystemExit, match="No such file"):
        main(["sheet", str(tmp_path / "absent.tsv")])
