"""What a person does with an answer: opens its CSV in a spreadsheet, reads its table on a narrow screen, keeps it, and is
told when it is not the whole answer.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import Result

import crosswalk
from crosswalk.cli.output import column_widths
from crosswalk.comparison import Table, Voice, columns
from crosswalk.rows import each_mapping, for_provisions
from crosswalk.sources import Layout
from crosswalk.sources.provenance import provenance
from crosswalk.store.holder import Crosswalk
from crosswalk.wording import differed
from tests.support import assert_one_sentence

Cli = Callable[..., Result]
Called = Callable[..., subprocess.CompletedProcess[str]]
pytestmark = pytest.mark.usefixtures("queries_here")
HERE = Path(__file__).parent / "inputs"
LABELS = ["--data", HERE / "labels", "--only-data"]
CHAINS = ["--data", HERE.parents[1] / "analysis" / "inputs" / "chains", "--only-data"]
CODE, LLM = "dsit-ai-code-2025", "owasp-llm-2025"


def rows(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


# ---- CSV ----


def test_csv_of_coverage_has_a_row_for_each_provision(cli: Cli) -> None:
    found = rows(cli("coverage", CODE, "-r", LLM, "--format", "csv"))
    assert len(found) == 72
    assert len({row["id"] for row in found}) == 72
    assert all(row["label"] and row["summary"] and row["roles"] and row["phase"] and row["reason"] for row in found)
    answered = json.loads(cli("coverage", CODE, "-r", LLM, "--format", "json").stdout)["results"][0]["provisions"]
    assert [(row["id"], row["status"]) for row in found] == [(one["id"], one["status"]) for one in answered]
    for row, one in zip(found, answered, strict=True):
        objects = row["object"].split(" | ") if row["object"] else []
        assert objects == [] or objects[0] in {mapping["object"] for mapping in one["mappings"]}
        assert len(objects) == len(row["object_label"].split(" | ")) or not objects


def test_csv_of_mappings_has_a_row_for_each(cli: Cli) -> None:
    found = rows(cli("coverage", CODE, "-r", LLM, "--format", "csv", "--rows", "mappings"))
    answered = json.loads(cli("coverage", CODE, "-r", LLM, "--format", "json").stdout)["results"][0]["provisions"]
    expected = {(one["id"], mapping["object"]) for one in answered for mapping in one["mappings"]}
    assert {(row["id"], row["object"]) for row in found if row["object"]} == expected
    assert all(row["comment"] and row["justification"] for row in found if row["grade"] == "E")


def test_titles_of_both_sides_are_in_the_csv_of_coverage_gaps_and_compare(cli: Cli) -> None:
    for command in (["coverage", "aaa-1.0", "-r", "bbb-1.0"], ["gaps", "aaa-1.0", "bbb-1.0"]):
        row = next(row for row in rows(cli(*command, *LABELS, "--format", "csv")) if row["id"] == "aaa-1.0:2")
        assert (row["label"], row["object"], row["object_label"].partition(" | ")[0]) == (
            "Alpha item 2",
            "bbb-1.0:B-2 | bbb-1.0:B-3",
            "a, b",
        )
        assert (row["relation"], row["asserter"], row["date"], row["grade"], row["mapping_set"], row["mappings"]) == (
            "superset-of",
            "field test",
            "2026-11-22",
            "C",
            "aaa-1.0--bbb-1.0",
            "2",
        )
    both = rows(cli("compare", "aaa-1.0", "bbb-1.0", *LABELS, "--format", "csv"))
    assert [row["focal"] for row in both] == ["aaa-1.0"] * 6 + ["bbb-1.0"] * 3
    assert rows(cli("gaps", "aaa-1.0", "bbb-1.0", *LABELS, "--format", "csv"))[0]["nearest_label"] == "a, b"


def test_what_all_objects_of_a_row_have_in_common_is_true_of_each(shipped: Crosswalk) -> None:
    coverages = crosswalk.coverage(shipped, CODE, [LLM, "eu-ai-act-2024", "owasp-agentic-2026"])
    for row in for_provisions(coverages):
        assert len({(end.relation, end.mapping_set, end.grade) for end in row.ends}) <= 1
        assert not row.ends or row.ends[0] == row.answer.best
    provisions = for_provisions(coverages)
    assert {row.answer.provision.id for row in each_mapping(provisions)} == {
        row.answer.provision.id for row in provisions
    }


def test_a_derived_row_has_its_path_and_the_sets_that_it_rests_on(cli: Cli) -> None:
    found = rows(cli("coverage", "a-1.0", "-r", "c-1.0", *CHAINS, "--format", "csv"))
    [row] = [row for row in found if row["id"] == "a-1.0:1"]
    assert row["status"] == "derived"
    assert row["path"].split(" → ")[0] == "a-1.0:1"
    assert row["path"].split(" → ")[-1] == row["object"] == "c-1.0:1"
    assert (row["grade"], row["asserter"]) == ("F", "")
    assert row["mapping_set"].split(" | ")[0] == "a-1.0--b-1.0"


ANSSI, ACT = "anssi-genai-1.0", "eu-ai-act-2024"


def test_a_should_that_answers_a_shall_is_said_in_every_form(cli: Cli) -> None:
    """The Code's 6.3 is a shall; its only counterpart of ANSSI is R12, a should."""
    here, asked = f"{CODE}:6.3", [CODE, ANSSI]
    expected = ("anssi-genai-1.0:R12", "should", "yes")
    for command in (["coverage", CODE, "-r", ANSSI], ["gaps", *asked], ["compare", *asked]):
        for more in ((), ("--rows", "mappings")):
            row = next(one for one in rows(cli(*command, "--format", "csv", *more)) if one["id"] == here)
            assert (row["object"], row["object_level"], row["weaker_verb"]) == expected
    for command in (["coverage", CODE, "-r", ANSSI], ["compare", *asked]):
        direction, *_ = json.loads(cli(*command, "--format", "json").stdout)["results"]
        [one] = [one for one in direction["provisions"] if one["id"] == here]
        assert one["mappings"][0]["weaker_verb"]
        assert one["mappings"][0]["object_level"] == "should"
    [gap] = [one for one in json.loads(cli("gaps", *asked, "--format", "json").stdout)["results"] if one["id"] == here]
    assert (gap["object"], gap["object_level"], gap["weaker_verb"]) == ("anssi-genai-1.0:R12", "should", True)
    for command in (["coverage", CODE, "-r", ANSSI], ["gaps", *asked], ["compare", *asked]):
        assert "should (weaker verb)" in " ".join(cli(*command, env={"COLUMNS": "220"}).stdout.split())


def test_whom_the_other_end_addresses_is_in_every_form(cli: Cli) -> None:
    en = "etsi-en-304-223-2.1.1"
    [row] = [one for one in rows(cli("coverage", CODE, "-r", en, "--format", "csv")) if one["id"] == f"{CODE}:2.1"]
    assert row["object_roles"] == row["roles"] != ""
    [whole] = json.loads(cli("coverage", CODE, "-r", en, "--format", "json").stdout)["results"]
    [one] = [one for one in whole["provisions"] if one["id"] == f"{CODE}:2.1"]
    assert one["mappings"][0]["object_roles"] == row["roles"].split()
    said = " · ".join(("shall", ", ".join(role.replace("-", " ") for role in row["roles"].split())))
    assert said in cli("coverage", CODE, "-r", en, env={"COLUMNS": "300"}).stdout


def test_each_object_of_a_row_has_its_level_in_its_place(cli: Cli, shipped: Crosswalk) -> None:
    for row in rows(cli("coverage", CODE, "-r", ANSSI, "-r", ACT, "-r", LLM, "--format", "csv")):
        number = len(row["object"].split(" | "))
        for name in ("object_level", "object_roles", "weaker_verb"):
            assert row[name] == "" or len(row[name].split(" | ")) == number


def test_an_article_has_the_level_of_its_paragraphs(cli: Cli) -> None:
    part = "shall (in its paragraphs)"
    [row] = [one for one in rows(cli("gaps", ACT, CODE, "--format", "csv")) if one["id"] == f"{ACT}:Art-15"]
    assert row["level"] == part
    [gap] = [
        one
        for one in json.loads(cli("gaps", ACT, CODE, "--format", "json").stdout)["results"]
        if one["id"] == f"{ACT}:Art-15"
    ]
    assert (gap["level"], gap["level_in_parts"]) == (None, ["shall"])
    assert part in cli("gaps", ACT, CODE, env={"COLUMNS": "300"}).stdout
    there = rows(cli("coverage", CODE, "-r", ACT, "--format", "csv", "--rows", "mappings"))
    assert {row["object_level"] for row in there if row["object"] == f"{ACT}:Art-15"} == {part}


def test_cells_are_safe_unless_that_is_refused(cli: Cli) -> None:
    safe = rows(cli("coverage", "aaa-1.0", "-r", "bbb-1.0", *LABELS, "--format", "csv"))
    raw = rows(cli("coverage", "aaa-1.0", "-r", "bbb-1.0", *LABELS, "--format", "csv", "--raw-cells"))
    assert (safe[0]["object_label"], raw[0]["object_label"]) == ("'=1+1", "=1+1")
    assert safe[1]["object_label"] == raw[1]["object_label"] == "a, b | first\nsecond"
    query = [
        "query",
        "--text",
        'SELECT ("=1+1" AS ?a) ("\\u202ex" AS ?b) {}'.replace("\\u202e", "\u202e"),
        "--format",
        "csv",
    ]
    assert cli(*query).stdout.splitlines()[1] == "'=1+1,\\u202ex"
    assert cli(*query, "--raw-cells").stdout.splitlines()[1] == "=1+1,\\u202ex"


def test_where_it_comes_from_is_in_the_csv_on_request_only(cli: Cli) -> None:
    plain = cli("documents", "--format", "csv").stdout
    first, rest = cli("documents", "--format", "csv", "--provenance").stdout.split("\n", 1)
    assert rest == plain
    assert first == f"# {provenance(Layout()).sentence()}"


def test_columns_are_listed_once(cli: Cli, shipped: Crosswalk) -> None:
    names = [column.file_name for column in columns(Table.FILE, Voice(shipped), [])]
    assert len(names) == len(set(names))
    assert list(rows(cli("coverage", CODE, "-r", LLM, "--format", "csv"))[0]) == names
    assert list(rows(cli("gaps", CODE, LLM, "--format", "csv"))[0]) == [*names, "nearest", "nearest_label"]


# ---- results of queries ----

IRIS = 'SELECT (cw:shall AS ?iri) ("shall" AS ?text) ("x"@en AS ?words) (1.5 AS ?number) ?none {}'


@pytest.mark.parametrize("form", ["json", "xml", "tsv"])
def test_results_are_those_of_the_standard_and_a_term_stays_what_it_is(cli: Cli, form: str) -> None:
    text = cli("query", "--text", IRIS, "--format", form).stdout
    found = ox.parse_query_results(text, format=getattr(ox.QueryResultsFormat, form.upper()))
    assert isinstance(found, ox.QuerySolutions)
    [solution] = found
    assert list(solution) == [
        ox.NamedNode("https://w3id.org/ai-security-crosswalk/ns#shall"),
        ox.Literal("shall"),
        ox.Literal("x", language="en"),
        ox.Literal("1.5", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
        None,
    ]


def test_an_iri_is_whole_in_csv_and_short_on_the_screen(cli: Cli) -> None:
    assert cli("query", "--text", IRIS, "--format", "csv").stdout.splitlines()[1] == (
        "https://w3id.org/ai-security-crosswalk/ns#shall,shall,x,1.5,"
    )
    assert "https://w3id.org" not in cli("query", "--text", IRIS).stdout


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_a_yes_or_no_in_every_format(cli: Cli, form: str) -> None:
    assert "true" in cli("query", "--text", "ASK {}", "--format", form).stdout


def test_rows_that_are_left_out_are_announced_and_change_the_exit_code(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crosswalk.cli.commands.query.MAX_ROWS", 3)
    cut = cli("query", "labels", "--format", "json")
    assert (cut.exit_code, json.loads(cut.stdout)["truncated"]) == (3, True)
    assert "Only the first 3 rows are shown" in cut.stderr
    asked = cli("query", "labels", "--format", "csv", "--max-rows", "5")
    assert (asked.exit_code, len(asked.stdout.splitlines())) == (0, 6)
    assert "Only the first 5 rows" in asked.stderr


def test_a_table_is_refused_as_turtle_before_it_is_asked(called: Called, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crosswalk.cli.options.Source.open", lambda _: pytest.fail("it was asked"))
    for query in (["labels"], ["--text", "SELECT * { ?s ?p ?o }"], ["--text", "ASK {}"]):
        assert "CONSTRUCT or DESCRIBE" in assert_one_sentence(called("query", *query, "--format", "turtle"))


def test_the_prefix_of_a_vocabulary_alone_is_an_iri(cli: Cli) -> None:
    result = cli("query", "--text", "SELECT (STR(skos:) AS ?x) {}", "--format", "csv")
    assert result.stdout.splitlines() == ["x", "http://www.w3.org/2004/02/skos/core#"]


@pytest.mark.parametrize(
    ("name", "argument"), [("mappings-of-set", f"mapping_set={CODE}--{LLM}"), ("about", "thing=etsi")]
)
def test_an_id_of_any_kind_names_what_it_names(cli: Cli, name: str, argument: str) -> None:
    assert len(rows(cli("query", name, "-p", argument, "--format", "csv"))) > 2


# ---- tables ----


@pytest.mark.parametrize("columns", ["40", "80", "120"])
def test_a_table_is_as_wide_as_the_terminal_and_breaks_no_id(cli: Cli, columns: str) -> None:
    text = cli("coverage", CODE, "-r", "ncsc-secure-ai-2023", env={"COLUMNS": columns}).stdout
    for provision in (f"{CODE}:5.4.1", f"{CODE}:13.2", "ncsc-secure-ai-2023:1.1"):
        assert provision in text
    assert int(columns) < 120 or max(map(len, text.splitlines())) <= 120
    narrow = cli("search", "promt", "injection", "--limit", "3", env={"COLUMNS": columns}).stdout
    assert int(columns) < 80 or max(map(len, narrow.splitlines())) <= int(columns)


def test_widths_are_shared_out_by_need() -> None:
    id_, sentence = "owasp-llm-2025:LLM01", "several words in a row"
    assert column_widths([[id_], [sentence], [sentence]], 50) == [20, 15, 15]
    assert column_widths([[id_], [sentence]], 100) == [20, 22]
    assert column_widths([[id_], [sentence]], 5) == [20, 7]
    assert column_widths([["x" * 5_000]], 50) == [200]


# ---- what is said beside the answer ----


def test_files_that_nothing_reads_are_named_beside_every_answer(cli: Cli) -> None:
    for command in (["documents"], ["coverage", "aaa-1.0", "-r", "bbb-1.0"], ["stats", "--format", "json"]):
        result = cli(*command, "--data", HERE / "ignored", "--only-data")
        assert result.exit_code == 0
        [line] = result.stderr.splitlines()
        assert "5 files are not read (aaa-1.0--ccc-1.0.sssom.tsv, ddd-1.0.yml, eee-1.0.yaml and 2 more)" in line
        assert f"crosswalk validate {HERE / 'ignored'}" in line


def test_rows_that_name_what_does_not_exist_are_counted_beside_every_answer(cli: Cli, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(HERE / "labels", tmp_path / "own"))
    file = folder / "mappings/curated/aaa-1.0--bbb-1.0.sssom.tsv"
    row = "aaa-1.0:3\tskos:exactMatch\t\tbbb-1.0:B-99\tsemapv:ManualMappingCuration\tOwn reason.\n"
    file.write_text(file.read_text(encoding="utf-8") + row, encoding="utf-8")
    result = cli("coverage", "aaa-1.0", "--data", folder, "--only-data")
    assert result.stderr == f"In {folder}, 1 row names what does not exist: crosswalk validate {folder} says more.\n"
    assert cli("coverage", "aaa-1.0", *LABELS).stderr == ""


def test_a_document_that_is_not_loaded_is_said_at_the_top(cli: Cli) -> None:
    assert cli("gaps", CODE, "csa-aicm-1.1").stdout.startswith("csa-aicm-1.1 is not loaded here")
    assert "is not loaded here" in cli("gaps", CODE, "csa-aicm-1.1", "--format", "csv").stderr
    assert cli("gaps", CODE, LLM, "--format", "csv").stderr == ""


def test_a_diff_begins_with_what_has_changed_and_counts_each_row_once(cli: Cli, shipped: Crosswalk) -> None:
    found = json.loads(cli("diff", "owasp-llm-2025", "owasp-llm-2026", "--format", "json").stdout)["results"]
    kept = ["kept" in change["changes"] for change in found]
    assert kept == sorted(kept)
    changes = crosswalk.diff(shipped, "owasp-llm-2025", "owasp-llm-2026")
    assert sum(changes.groups().values()) == len(found)
    assert cli("diff", "owasp-llm-2025", "owasp-llm-2026").stdout.startswith(differed(changes)[:80])
    assert differed(changes) == "From owasp-llm-2025 to owasp-llm-2026: 10 changed, 0 kept."
