"""The comparison of two trees: which commands it asks, what it takes for the same, and what must be declared."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
import pytest

from crosswalk.cli import group
from tests.support import ROOT
from tools.same_answers import (
    CODE,
    DECLARED,
    Declaration,
    Known,
    answer_all,
    commands,
    comparable,
    copy_data,
    declarations,
    difference,
    judge,
    known_in,
    unordered_queries,
)

KNOWN = Known([CODE, "b-1.0"], [f"{CODE}:1", "b-1.0:1"], ["b-1.0"], ["stats", "hubs"])
TABLE = "Words.\n\n| command | what differs | why |\n| --- | --- | --- |\n"
ROW = "| `gaps *` | the reason | fault A1 |\n"
NOTHING: frozenset[str] = frozenset()


def test_every_command_that_answers_about_the_data_is_compared() -> None:
    lines = commands(KNOWN)
    assert len(lines) == len(set(lines))
    assert {line.split()[0] for line in lines} == set(group.list_commands(click.Context(group))) - {
        "app",
        "export",
        "import",
    }  # the first answers nothing, the others are new
    assert {"coverage b-1.0 --no-derived --format csv", "query hubs --format json"} <= set(lines)
    assert commands(KNOWN) == lines


def test_commands_are_made_from_what_the_other_tree_ships(tmp_path: Path) -> None:
    copy_data(ROOT, tmp_path)
    known = known_in(tmp_path)
    assert len(known.documents) > 40
    assert len(known.references) == 12
    assert set(known.queries) == {path.stem for path in (ROOT / "ontology" / "queries").glob("*.rq")}


def test_json_is_compared_without_what_changes_with_every_run() -> None:
    lines = [comparable("reason --format json", json.dumps({"seconds": n, "classes": 3}), NOTHING) for n in (1, 2)]
    assert lines[0] == lines[1]
    assert comparable("reason --format json", '{"classes": 4}', NOTHING) != lines[0]
    assert comparable("stats --format json", '{"version": "a"}', NOTHING) == ["{}"]
    assert comparable("documents --format json", '[{"version": "a"}]', NOTHING) != ["[", " {}", "]"]


def test_columns_of_csv_are_left_out_alike() -> None:
    texts = [f"documents,version\r\n3,{version}\r\n" for version in "ab"]
    assert comparable("query stats --format csv", texts[0], NOTHING) == ['["documents"]', '["3"]']
    assert comparable("query stats --format csv", texts[1], NOTHING) == ['["documents"]', '["3"]']
    assert comparable("documents --format csv", texts[0], NOTHING) != comparable(
        "documents --format csv", texts[1], NOTHING
    )


@pytest.mark.parametrize(
    ("form", "texts"), [("json", ('[{"a": 1}, {"a": 2}]', '[{"a": 2}, {"a": 1}]')), ("csv", ("a\n1\n2\n", "a\n2\n1\n"))]
)
def test_order_counts_unless_the_query_fixes_none(form: str, texts: tuple[str, str]) -> None:
    command = f"query mine --format {form}"
    assert comparable(command, texts[0], NOTHING) != comparable(command, texts[1], NOTHING)
    loose = frozenset({"mine"})
    assert comparable(command, texts[0], loose) == comparable(command, texts[1], loose)


def test_queries_without_an_order_are_known(tmp_path: Path) -> None:
    for name, text in {"a": "SELECT * {}", "b": "SELECT * {} ORDER BY ?x", "c": "# order: x\nSELECT ?x {}"}.items():
        (tmp_path / f"{name}.rq").write_text(text, encoding="utf-8")
    assert unordered_queries(tmp_path) == {"a"}


def test_declarations_are_the_rows_of_the_table() -> None:
    assert declarations(TABLE + ROW) == [Declaration("gaps *", "the reason", "fault A1")]
    assert declarations(TABLE) == []
    with pytest.raises(ValueError, match="what differs and why"):
        declarations(TABLE + "| `gaps *` | the reason | |\n")


def test_the_table_in_docs_can_be_read() -> None:
    text = DECLARED.read_text(encoding="utf-8")
    assert "| command | what differs | why |" in text
    assert len(declarations(text)) == sum(line.startswith("| `") for line in text.splitlines())


def test_a_difference_must_be_declared_and_a_declaration_must_be_needed() -> None:
    declared = declarations(TABLE + ROW)
    assert judge({"gaps a b": True, "stats": False}, declared) == ([], [])
    assert judge({"gaps a b": True, "stats": True}, declared) == (["stats"], [])
    assert judge({"gaps a b": False, "stats": False}, declared) == ([], ["gaps *"])


def test_answers_are_kept_with_their_exit_code(tmp_path: Path) -> None:
    def main(words: list[str]) -> None:
        print(" ".join(words))
        sys.exit({"bad": 2}.get(words[0]))

    answer_all(["good 'a b'", "bad c"], tmp_path, main)
    assert (tmp_path / "0").read_text(encoding="utf-8") == "0\ngood a b\n"
    assert (tmp_path / "1").read_text(encoding="utf-8") == "2\nbad c\n"


def test_answers_differ_by_exit_code_and_by_content() -> None:
    command = "query mine --format json"
    assert difference(command, '0\n[{"a": 1}]', '0\n[{"a":1}]', NOTHING) == []
    assert difference(command, "0\n[]", "1\n[]", NOTHING) == ["-exit code 0", "+exit code 1"]
    assert difference(command, "2\n", "2\n", NOTHING) == [" neither tree answers: exit code 2"]
    lines = difference(command, '0\n[{"a": 1}]', '0\n[{"a": 2}]', NOTHING)
    assert lines[0] == "@@ line 3 of 5 and 5 @@"
    assert {'-  "a": 1', '+  "a": 2'} <= set(lines)
    assert len(difference(command, f"0\n{list(range(999))}", f"0\n{list(range(1, 1000))}", NOTHING)) < 20
