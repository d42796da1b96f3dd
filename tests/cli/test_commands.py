"""Every command, in every format, as a delegate and as a program would use it."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from crosswalk.cli.options import Source
from tests.support import CURATED, ROOT, STATUSES, assert_one_sentence, results, run_command

Cli = Callable[..., Result]
Called = Callable[..., subprocess.CompletedProcess[str]]
CODE = "dsit-ai-code-2025"
pytestmark = pytest.mark.usefixtures("queries_here")
COMMANDS = {"app", "compare", "coverage", "documents", "gaps", "query", "search", "show", "stats", "validate"}
SMALL = ROOT / "tests" / "sparql" / "expected" / "small"


def from_json(result: Result) -> object:
    assert result.exit_code == 0, result.output
    return results(result.stdout)


def test_every_command_is_found_by_its_file_and_has_help(cli: Cli) -> None:
    listed = cli("--help").stdout
    for name in COMMANDS:
        assert f"  {name} " in listed
        help_text = cli(name, "--help").stdout
        assert "Usage:" in help_text
        assert name == "app" or "--data" in help_text
    found = {path.stem.strip("_") for path in (ROOT / "crosswalk/cli/commands").glob("*.py")} - {"init"}
    assert found >= COMMANDS


def test_stats(cli: Cli) -> None:
    found = from_json(cli("stats", "--format", "json"))
    assert {"documents", "provisions", "mapping_sets", "mappings", "triples"} <= set(found)
    assert all(isinstance(found[name], int) for name in ("documents", "provisions", "mappings", "triples"))
    assert found["per_document"][CODE] == {
        "kinds": {"principle": 13, "provision": 72},
        "levels": {"shall": 49, "should": 23},
    }
    assert "13 principle, 72 provision" in cli("stats").stdout


def test_documents(cli: Cli) -> None:
    found = from_json(cli("documents", "--format", "json"))
    keys = {"id", "title", "version", "publisher", "date", "status", "loaded", "total", "rights"}
    assert all(set(entry) == keys for entry in found)
    rows = list(csv.DictReader(io.StringIO(cli("documents", "--format", "csv").stdout)))
    assert [row["id"] for row in rows] == [entry["id"] for entry in found]
    table = cli("documents").stdout
    assert "72 of 72" in table
    assert "not loaded" in table


def test_coverage_json_is_as_the_design_fixes_it(cli: Cli) -> None:
    arguments = [word for _, reference in CURATED for word in ("--reference", reference)]
    found = from_json(cli("coverage", CODE, *arguments, "--format", "json"))
    assert [one["reference"] for one in found] == [reference for _, reference in CURATED]
    for one in found:
        assert set(one) - {"asks"} == {"focal", "reference", "total", "counts", "units", "provisions", "pair"}
        assert set(one["counts"]) == set(STATUSES)
        assert one["total"] == sum(one["counts"].values()) == len(one["provisions"]) == 72
        for provision in one["provisions"]:
            assert {"id", "level", "status", "basis", "carried_from", "mappings"} <= set(provision)
            assert set(provision) <= {
                "id",
                "level",
                "status",
                "basis",
                "carried_from",
                "mappings",
                "through",
                "conflicts",
                "asks",
            }
            for mapping in provision["mappings"]:
                assert {"object", "relation", "mapping_set", "grade"} <= set(mapping)


def test_coverage_filters(cli: Cli, called: Called) -> None:
    [shall] = from_json(cli("coverage", CODE, "-r", "owasp-llm-2025", "--level", "shall", "--format", "json"))
    assert shall["total"] == 49
    [operators] = from_json(cli("coverage", CODE, "-r", "owasp-llm-2025", "--role", "system-operator",
                                "--phase", "secure-maintenance", "--format", "json"))  # fmt: skip
    assert 0 < operators["total"] < 8
    [tests] = from_json(cli("coverage", CODE, "-r", "owasp-llm-2025", "--under", f"{CODE}:9", "--format", "json"))
    assert {one["id"].split(".")[0] for one in tests["provisions"]} == {f"{CODE}:9"}
    assert "Did you mean" in assert_one_sentence(called("coverage", CODE, "--under", f"{CODE}:99"))
    bad = called("coverage", CODE, "--level", "shal")
    assert "known here: shall, should" in assert_one_sentence(bad)


def test_coverage_without_reference_asks_every_document_that_has_an_answer(cli: Cli) -> None:
    rows = list(csv.DictReader(io.StringIO(cli("coverage", CODE, "--format", "csv").stdout)))
    references = {row["reference"] for row in rows}
    assert {"etsi-en-304-223-2.1.1", "ncsc-secure-ai-2023", "wef-presidio-2024"} <= references
    assert CODE not in references
    assert "Documents that are not in our copy" in cli("coverage", CODE).stdout


ENTRIES = {f"owasp-llm-2025:LLM{number:02}" for number in range(1, 11)}


def test_gaps(cli: Cli) -> None:
    found = from_json(cli("gaps", CODE, "owasp-llm-2025", "--level", "shall", "--format", "json"))
    assert found
    for gap in found:
        there = {"object_level", "object_roles", "weaker_verb"}
        assert set(gap) - there == {"id", "label", "level", "status", "reason", "nearest", "nearest_label", "object"}
        assert bool(there & set(gap)) is bool(gap["object"] and gap["object"] in ENTRIES)
        assert gap["label"]
        assert bool(gap["nearest"]) is bool(gap["nearest_label"])
        assert gap["level"] == "shall"
        assert gap["status"] in STATUSES[1:]
        assert gap["reason"]
    rows = list(csv.DictReader(io.StringIO(cli("gaps", CODE, "owasp-llm-2025", "--format", "csv").stdout)))
    assert list(rows[0])[:3] == ["focal", "reference", "id"]
    assert list(rows[0])[8:12] == ["status", "reason", "object", "object_label"]
    assert list(rows[0])[-2:] == ["nearest", "nearest_label"]
    assert len(rows[0]) == 36
    assert "where to look next" in cli("gaps", CODE, "owasp-llm-2025").stdout


def test_compare_goes_both_ways(cli: Cli) -> None:
    found = from_json(cli("compare", CODE, "ncsc-secure-ai-2023", "--format", "json"))
    assert [(one["focal"], one["reference"], one["total"]) for one in found] == [
        (CODE, "ncsc-secure-ai-2023", 72),
        ("ncsc-secure-ai-2023", CODE, 17),
    ]
    table = cli("compare", CODE, "ncsc-secure-ai-2023").stdout
    assert f"{CODE} against ncsc-secure-ai-2023" in table
    assert f"ncsc-secure-ai-2023 against {CODE}" in table


@pytest.mark.parametrize(
    ("thing", "kind"),
    [
        (f"{CODE}:5.4.1", "provision"),
        (CODE, "document"),
        (f"{CODE}--owasp-llm-2025", "mapping set"),
        ("cosai", "organisation"),
        (f"https://w3id.org/ai-security-crosswalk/doc/{CODE}/9.4", "provision"),
    ],
)
def test_show(cli: Cli, thing: str, kind: str) -> None:
    if kind == "organisation":
        thing = "etsi"
    found = from_json(cli("show", thing, "--format", "json"))
    assert found["type"] == kind
    assert found["properties"]
    assert found["name"] in cli("show", thing).stdout
    if kind in ("provision", "mapping set"):
        assert all(row["grade"] and row["justification"] for row in found["mappings"])


def test_search(cli: Cli) -> None:
    hits = from_json(cli("search", "promt", "injection", "--format", "json"))
    assert hits[0]["name"] == "Prompt Injection"
    assert "owasp-llm-2025:LLM01" in {hit["id"] for hit in hits}
    assert "Nothing was found" in cli("search", "xyzzyqwertz").stdout


def test_a_reference_to_what_is_not_loaded_is_said_before_the_nearest(cli: Cli) -> None:
    said = " ".join(cli("search", "CRA", "Art.", "13").stdout.split())
    assert said.startswith("“CRA Art. 13” is not loaded. What is loaded of eu-cra-2024: 1 annex, 2 parts, 1 point")
    assert "The nearest: documents (1 result)" in said
    assert "eu-ai-act-2024" not in said
    hits = from_json(cli("search", "Art. 13", "--document", "CRA", "--format", "json"))
    assert [(hit["id"], hit["match"]) for hit in hits] == [("eu-cra-2024", "nearest")]


def test_a_reference_to_what_is_not_loaded_shows_nothing_else(called: Called) -> None:
    ended = called("show", "AI Act Annex III point 1")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "“AI Act Annex III point 1” is not loaded" in ended.stderr
    assert ended.stderr.strip().endswith("Did you mean eu-ai-act-2024:Annex-III?")


def test_query(cli: Cli, tmp_path: Path) -> None:
    named = from_json(cli("query", "works-cited", "-p", f"document={CODE}", "--format", "json"))
    assert {"cited", "title", "seen", "provisions"} == set(named["bindings"][0])
    text = f"SELECT ?n WHERE {{ {CODE}:5.4.1 skos:notation ?n }}"
    assert from_json(cli("query", "--text", text, "--format", "json")) == {
        "bindings": [{"n": {"type": "literal", "value": "5.4.1"}}]
    }
    (tmp_path / "mine.rq").write_text(text, encoding="utf-8")
    assert cli("query", "--file", tmp_path / "mine.rq", "--format", "csv").stdout.splitlines() == ["n", "5.4.1"]
    turtle = cli("query", "mapping-triples", "--format", "turtle").stdout
    assert "skos:broadMatch" in turtle
    assert "works-cited" in cli("query").stdout
    assert "Only the first 5 rows" in cli("query", "labels", "--max-rows", "5").stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["coverage", "dsit-ai-code-2026"], "Did you mean dsit-ai-code-2025"),
        (["coverage", CODE, "-r", "owasp-llm-2024"], "Did you mean owasp-llm-202"),
        (["coverage", CODE, "-r", CODE], "focal document itself"),
        (["coverage", "dsit-ai-code-draft-2024"], "No assessable provisions"),
        (["gaps", CODE, "nothing-1"], "There is no document"),
        (["compare", "wef-presidio-2024", "cisa-sbom-cited-2025-01"], "nothing to compare"),
        (["show", f"{CODE}:99.9"], "is not loaded. What is loaded of"),
        (["show", "a b c"], "is not an id"),
        (["query", "work-cited"], "Did you mean works-cited"),
        (["query", "works-cited", "-p", "document=nonexistent"], "There is no document “nonexistent”"),
        (["query", "about", "-p", "thing=etsy"], "Did you mean etsi"),
        (["query", "-p", "document=x"], "the list have none"),
        (["query", "--format", "xml"], "name a query"),
        (["coverage", CODE, "--rows", "mappings"], "--rows is about CSV: add --format csv"),
        (["documents", "--raw-cells", "--format", "json"], "--raw-cells is about CSV"),
        (["export", "-o", "x.csv"], "name a format"),
        (["query", "works-cited", "-p", "doc=x"], "takes: document"),
        (["query", "--text", "SELECT nonsense"], "not valid SPARQL"),
        (["query", "--text", "DELETE WHERE { ?a ?b ?c }"], "read-only"),
        (["query", "--text", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }"], "SERVICE is not allowed"),
        (["query", "--text", "SELECT * FROM <file:///etc/passwd> { ?a ?b ?c }"], "is not allowed here"),
        (["query", "--file", "no-such.rq"], "cannot be read"),
        (["query", "documents", "--format", "turtle"], "CONSTRUCT or DESCRIBE"),
        (["stats", "--only-data"], "--only-data needs a --data folder"),
        (["stats", "--data", "no-such-folder"], "does not exist"),
        (["stats", "--store", "ftp://example.org/"], "is not a store"),
        (["stats", "--store", "http://127.0.0.1:9/"], "cannot be reached"),
    ],
)
def test_mistakes_in_use_are_one_sentence(called: Called, arguments: list[str], words: str) -> None:
    assert words in assert_one_sentence(called(*arguments))


def test_a_long_query_is_refused_before_it_is_read_to_its_end(
    called: Called, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Endless(io.TextIOBase):
        def read(self, size: int = -1) -> str:
            assert 0 < size < 100_000, "it was read to its end"
            return "#" * size

    long = tmp_path / "long.rq"
    long.write_text("ASK {} #" + "x" * 20_000, encoding="utf-8")
    monkeypatch.setattr(Source, "open", lambda _: pytest.fail("the files were read for it"))
    monkeypatch.setattr(sys, "stdin", Endless())
    for arguments, words in (
        (["--text", "x" * 20_001], "The query has 20,001 characters; the limit is 20,000."),
        (["--file", str(long)], "long.rq has more than 20,000 characters, which is the limit of a query."),
        (["--file", "-"], "Standard input has more than 20,000 characters, which is the limit of a query."),
        (["works-cited", "-p", "document=" + "a" * 20_000], "is not an id"),
    ):
        assert words in assert_one_sentence(called("query", *arguments))


@pytest.mark.parametrize(
    "arguments", [["coverag"], ["coverage"], ["query", "a", "--text", "b"], ["stats", "--format", "xml"]]
)
def test_usage_errors_end_with_2(called: Called, arguments: list[str]) -> None:
    run = called(*arguments)
    assert run.returncode == 2
    assert "Traceback" not in run.stderr
    if arguments == ["coverag"]:
        assert "Did you mean coverage" in run.stderr


def test_data_before_and_after_the_command_and_from_the_environment(cli: Cli) -> None:
    after = from_json(cli("stats", "--format", "json", "--data", SMALL, "--only-data"))
    before = from_json(cli("--data", SMALL, "--only-data", "stats", "--format", "json"))
    joined = results(run_command("stats", "--format", "json", env={"CROSSWALK_DATA": str(SMALL)}).stdout)
    assert before == after
    assert after["documents"] == 3
    assert joined["documents"] == from_json(cli("stats", "--format", "json"))["documents"] + 3


def test_cells_of_csv_cannot_become_formulas(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "documents"
    folder.mkdir(parents=True)
    text = (SMALL / "data/documents/three-unidentified-2023.yaml").read_text(encoding="utf-8")
    text = text.replace("title: Work Three", 'title: "=HYPERLINK(1)"').replace("gamma-body", "nist")
    (folder / "three-unidentified-2023.yaml").write_text(text, encoding="utf-8")
    run = cli("documents", "--format", "csv", "--data", tmp_path, "--only-data")
    assert list(csv.DictReader(io.StringIO(run.stdout)))[0]["title"] == "'=HYPERLINK(1)"
