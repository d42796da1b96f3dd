"""What an import writes is a data folder: whole or not at all, never over another, and it can be read again."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from crosswalk.errors import CrosswalkError, UsageError
from crosswalk.formats.importers import folder
from crosswalk.formats.importers.folder import write_folder
from crosswalk.sources import Layout, read_sources
from crosswalk.validation import validate
from tests.importers.gather import BY_HAND, COLUMNS, HEAD, sssom

LONG = f"{COLUMNS}\tsubject_label\tauthor_label\tcomment\treviewer_label\trecord_id"
ROWS = (
    f'X:1\tskos:exactMatch\tY:1\t{BY_HAND}\tA "label": [x]\tA\\|B|C\t"""Quoted"" at the start"\tR1|R2\tX:r1',
    f"X:no\tskos:relatedMatch\tY:1.10\t{BY_HAND}\tNo\t\t=cmd()\t\t",
    f"X:a/b\tskos:exactMatch\tsssom:NoTermFound\t{BY_HAND}\t\t\t\t\t",
    f"X:1\tskos:exactMatch\tY:1\t{BY_HAND}\tA\tsomebody else\t\t\t",
    "X:1\tskos:exactMatch\tY:1\tLexical\tA\t\tkept as it is, with  blanks \t\t",
)


def test_what_is_written_can_be_read_and_conforms(tmp_path: Path) -> None:
    found = sssom(tmp_path, *ROWS, columns=LONG)
    target = tmp_path / "out"
    write_folder(found, target)
    layout = Layout.of([target], only_data=True)
    assert list(read_sources(layout).report) == []
    assert [fault.sentence() for fault in validate(layout)] == []
    sets = {imported.id: imported for _, imported in read_sources(layout).mapping_sets}
    assert sorted(sets) == ["x-undated--y-undated.s", "x-undated--y-undated.s.2"]
    first, second, third = sets["x-undated--y-undated.s"].mappings
    assert (first.subject_label, first.reviewer) == ('A "label": [x]', "R1; R2")
    assert first.comment == "“Quoted” at the start"
    assert (second.subject_label, second.comment) == ("No", "=cmd()")
    assert third.object_source == third.subject_source.replace("/x-", "/y-") if third.subject_source else False
    text = (target / "mappings" / "published" / "x-undated--y-undated.s.sssom.tsv").read_text(encoding="utf-8")
    assert "\tA\\|B|C\t" in text
    assert "predicate_id=skos:relatedMatch" in text


def test_rows_that_were_not_kept_are_written_as_they_were(tmp_path: Path) -> None:
    write_folder(sssom(tmp_path, *ROWS, columns=LONG), tmp_path / "out")
    refused = (tmp_path / "out" / "import" / "s.sssom.tsv.refused.tsv").read_text(encoding="utf-8")
    assert refused.startswith(HEAD)
    assert refused.split("\n")[5] == f"crosswalk_reason\t{LONG}"
    reason, _, row = refused.split("\n")[6].partition("\t")
    assert "“Lexical” is not an id" in reason
    assert row == ROWS[4]
    again = tmp_path / "again.sssom.tsv"
    again.write_text(refused.replace("\tLexical\t", f"\t{BY_HAND}\t"), encoding="utf-8")
    corrected = sssom(tmp_path, head=again.read_text(encoding="utf-8"), columns="")
    assert [len(imported.content.mappings) for imported in corrected.sets] == [1]


def test_its_record_says_what_became_of_the_rows(tmp_path: Path) -> None:
    write_folder(sssom(tmp_path, *ROWS, columns=LONG), tmp_path / "out", about={"sources": [1]})
    record = json.loads((tmp_path / "out" / "import" / "record.json").read_text(encoding="utf-8"))
    assert record["sources"] == [1]
    assert record["files"] == [{"file": "s.sssom.tsv", "format": "sssom", "kept": 4, "aside": 0, "refused": 1}]
    assert record["stubs"] == ["x-undated", "y-undated"]


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    found, target = sssom(tmp_path, ROWS[0], columns=LONG), tmp_path / "out"
    target.mkdir()
    write_folder(found, target)  # an empty one is filled
    with pytest.raises(UsageError, match="exists already"):
        write_folder(found, target)
    (target / "mine.txt").write_text("old")
    write_folder(found, target, force=True)
    assert sorted(os.listdir(target)) == ["data", "import", "mappings"]
    assert sorted(os.listdir(tmp_path)) == ["out", "s.sssom.tsv"]


def test_no_other_folder_is_replaced_even_with_force(tmp_path: Path) -> None:
    found = sssom(tmp_path, ROWS[0], columns=LONG)
    other = tmp_path / "other"
    other.mkdir()
    (other / "mine.txt").write_text("mine")
    for target in (other, tmp_path / "s.sssom.tsv", tmp_path / "missing" / "out"):
        with pytest.raises(UsageError):
            write_folder(found, target, force=True)
    assert (other / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("broken", ["_write", "_check", "_put"])
def test_nothing_is_left_where_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    found, target = sssom(tmp_path, ROWS[0], columns=LONG), tmp_path / "out"
    write_folder(found, target)
    before = (target / "import" / "record.json").read_bytes()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folder, broken, fail)
    with pytest.raises(CrosswalkError, match="cannot be written: no space left on device"):
        write_folder(found, target, force=True)
    assert (target / "import" / "record.json").read_bytes() == before
    assert sorted(os.listdir(tmp_path)) == ["out", "s.sssom.tsv"]


def test_what_could_not_be_read_again_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CROSSWALK_YAML_VALUES", "20")
    with pytest.raises(CrosswalkError, match="CROSSWALK_YAML_VALUES"):
        write_folder(sssom(tmp_path, *ROWS, columns=LONG), tmp_path / "out")
    assert os.listdir(tmp_path) == ["s.sssom.tsv"]


def test_of_a_long_set_some_rows_are_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "_MOST_READ_AGAIN", 2)
    rows = [f"X:{number}\tskos:exactMatch\tY:{number}\t{BY_HAND}" for number in range(50)]
    write_folder(sssom(tmp_path, *rows), tmp_path / "out")
    [path] = (tmp_path / "out" / "mappings" / "published").iterdir()
    assert path.read_text(encoding="utf-8").count("skos:exactMatch") == 50
