"""Files as other people write them: each says what is wrong and how to put it right, or is read as it is meant."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import yaml

import crosswalk
from crosswalk import ids
from crosswalk.analysis.catalogue import mapping_sets, provisions
from crosswalk.analysis.coverage import coverage
from crosswalk.analysis.standing import standing
from crosswalk.sources import Layout, read_sources
from crosswalk.sparql import ask, query
from crosswalk.wording import stands

HERE = Path(__file__).parent / "inputs" / "readers"
LLM = "owasp-llm-2025"
Called = Callable[..., CompletedProcess[str]]


def faults(called: Called, case: str) -> list[tuple[str, int | None, str]]:
    run = called("validate", "--data", HERE / case, "--only-data", "--format", "json")
    results = json.loads(run.stdout)
    results = results["results"] if isinstance(results, dict) else results
    return [(fault["rule"], fault["line"], fault["message"]) for fault in results]


def test_all_cases_are_asked_about() -> None:
    asked = Path(__file__).read_text(encoding="utf-8")
    assert len(list(HERE.iterdir())) >= 11
    assert [case.name for case in HERE.iterdir() if f'"{case.name}"' not in asked] == []


def test_an_item_called_withdrawn_in_other_words(called: Called) -> None:
    said = [message for _, _, message in faults(called, "withdrawn-item")]
    assert said == [
        "“AU-8.1”: there is no field “moved_to”. Did you mean replaced_by?",
        "“AU-8.1”: there is no field “status”. For what is withdrawn write withdrawn: true, or the date.",
    ]


def test_a_withdrawn_item_is_no_unit_and_says_what_took_its_place(called: Called) -> None:
    case = HERE / "withdrawn-and-moved"
    assert [(rule, line) for rule, line, _ in faults(called, case.name)] == [("withdrawn-mapping-end", 10)]
    xw = crosswalk.load(case, only_data=True)
    known = {provision.id: provision for provision in provisions(xw, "nnn-1.0")}
    gone = known["nnn-1.0:AU-8.1"]
    assert (gone.assessable, gone.standing.withdrawn, gone.standing.replaced_by) == (
        False,
        "2023-11-01",
        ("nnn-1.0:SC-45.1",),
    )
    [back] = coverage(xw, "nnn-1.0", "aaa-1.0")
    assert back.total == 2
    assert stands(standing(xw, "nnn-1.0:AU-8.1")) == "withdrawn on 2023-11-01, replaced by nnn-1.0:SC-45.1"
    assert stands(standing(xw, "nnn-1.0:AU-8")) == "amended by nnn-amd-1.0"
    assert stands(standing(xw, "aaa-1.0:1")) == ""


def test_show_says_that_a_row_leads_to_something_withdrawn(called: Called) -> None:
    case = HERE / "withdrawn-and-moved"
    row = called("show", "aaa-1.0:1", "--data", case, "--only-data").stdout
    assert "nnn-1.0:AU-8.1" in row
    assert "(withdrawn" in row
    assert "2023-11-01" in row
    itself = called("show", "nnn-1.0:AU-8.1", "--data", case, "--only-data").stdout
    assert "nnn-1.0:AU-8.1 is withdrawn on 2023-11-01, replaced by nnn-1.0:SC-45.1." in " ".join(itself.split())
    other = called("show", "nnn-1.0:AU-8", "--data", case, "--only-data").stdout
    assert "nnn-1.0 is amended by nnn-amd-1.0." in " ".join(other.split())


def test_an_own_copy_of_a_shipped_document_says_all_ways_out() -> None:
    report = read_sources(Layout.of([HERE / "own-copy-of-shipped-document"])).report
    [fault] = [fault for fault in report if fault.rule == "duplicate-document"]
    assert fault.line == 1
    assert fault.message == (
        "The id “owasp-llm-2025” is already defined in data/documents/owasp-llm-2025.yaml, which ships with crosswalk: "
        "give your file and its id another name to have both, write “replaces_shipped: true” in it to use it in place of "
        "the other, or leave out what ships with --only-data."
    )


def own_copy(folder: Path, *without: str) -> Path:
    """Write a copy of a shipped document that says that it takes its place, without some provisions."""
    given = HERE / "own-copy-of-shipped-document" / "data"
    (folder / "data" / "documents").mkdir(parents=True)
    entry = yaml.safe_load((given / "documents" / f"{LLM}.yaml").read_text(encoding="utf-8"))
    kept = [one for one in entry["provisions"] if one["id"] not in without]
    for one in kept:
        one["label"] = f"Own {one['label']}"
    entry |= {"replaces_shipped": True, "provisions": kept, "loaded": len(kept), "total": len(kept)}
    text = yaml.safe_dump(entry, allow_unicode=True)
    (folder / "data" / "documents" / f"{LLM}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_an_own_copy_that_says_so_takes_the_place_of_a_shipped_document(called: Called, tmp_path: Path) -> None:
    folder = own_copy(tmp_path / "own", "LLM10")
    xw = crosswalk.load(folder)
    known = {provision.id: provision.label for provision in provisions(xw, LLM)}
    assert f"{LLM}:LLM10" not in known
    assert all(label.startswith("Own ") for label in known.values())
    [there] = coverage(xw, "dsit-ai-code-2025", LLM)
    rows = [row for answer in there.answers for row in answer.mappings]
    assert {row.dangling for row in rows if row.object == f"{LLM}:LLM10"} == {True}
    assert {row.dangling for row in rows if row.object == f"{LLM}:LLM01"} == {False}
    ran = called("show", f"{LLM}:LLM01", "--data", folder)
    assert f"Your copy of {LLM} takes the place of the one that ships." in " ".join(ran.stdout.split())
    dangling = {
        mapping
        for set_, mapping, end in ask(
            xw, "dangling-ends", mapping_set=[ids.SET + one.id for one in mapping_sets(xw)]
        ).rows
        if end == f"{LLM}:LLM10"
    }
    [line] = ran.stderr.splitlines()
    assert f"Your copy of {LLM} takes the place of the one that ships; {len(dangling)} shipped mappings name" in line
    assert len(dangling) > 1


def test_an_own_copy_with_everything_lacks_nothing(called: Called, tmp_path: Path) -> None:
    folder = own_copy(tmp_path / "own")
    [line] = called("show", LLM, "--data", folder).stderr.splitlines()
    assert line == f"Your copy of {LLM} takes the place of the one that ships."
    alone = called("show", LLM, "--data", folder, "--only-data")
    assert alone.returncode == 0
    assert "takes the place" not in alone.stderr + alone.stdout


def test_what_takes_the_place_of_nothing_is_refused(tmp_path: Path) -> None:
    folder = own_copy(tmp_path / "own")
    file = folder / "data" / "documents" / f"{LLM}.yaml"
    text = file.read_text(encoding="utf-8").replace(LLM, "owasp-llm-2099")
    file.with_stem("owasp-llm-2099").write_text(text, encoding="utf-8")
    file.unlink()
    for alone in (False, True):
        assert [fault.message for fault in read_sources(Layout.of(folder, only_data=alone)).report] == [
            "No document “owasp-llm-2099” ships with crosswalk: leave out replaces_shipped."
        ]


def test_two_own_copies_of_one_document_are_refused(tmp_path: Path) -> None:
    both = [own_copy(tmp_path / name) for name in ("one", "two")]
    [fault] = [fault for fault in read_sources(Layout.of(both)).report if fault.rule == "duplicate-document"]
    assert "is already defined in" in fault.message
    assert str(tmp_path / "two") in fault.file


def test_a_label_in_two_languages_is_shown_in_english_and_kept_in_both(called: Called) -> None:
    case = HERE / "two-languages"
    assert faults(called, case.name) == []
    xw = crosswalk.load(case, only_data=True)
    assert [provision.label for provision in provisions(xw, "nnn-1.0")] == ["Logging"]
    asked = "SELECT ?label (LANG(?label) AS ?language) WHERE { nnn-1.0:1 skos:prefLabel ?label } ORDER BY ?language"
    assert query(xw, asked).rows == (("Logging", "en"), ("Journalisation", "fr"))
    assert "Journalisation" in called("show", "nnn-1.0:1", "--data", case, "--only-data").stdout


def test_languages_that_are_not_right_are_named(called: Called) -> None:
    found = faults(called, "languages-not-right")
    assert [line for _, line, _ in found] == [13, 14, 15]
    assert "label has no English text" in found[0][2]
    assert "“french” is not a language" in found[1][2]
    assert "in quotes" in found[2][2]


def test_a_label_that_is_another_items_is_a_warning(called: Called) -> None:
    [(rule, line, message)] = faults(called, "label-of-another-item")
    assert (rule, line) == ("label-of-another-provision", 10)
    assert "bbb-1.0:B-1" in message
    assert "bbb-1.0:B-2" in message


@pytest.mark.parametrize(
    ("case", "says"),
    [
        (
            "unquoted-number-ids",
            {
                3: "put the value 2.0 in quotes",
                5: "write a date such as 2025-12-08",
                13: "put the value 1.1 in quotes",
                14: "“1.10”: “provisions.2.id” must be text; put the value 1.10 in quotes.",
            },
        ),
        ("trailing-zero", {13: "put the value 5.10 in quotes"}),
        ("label-no", {13: "“provisions.1.label” must be text; put the value No in quotes."}),
        ("leading-zero", {13: "“007” is not a plain number; put it in quotes if it is text"}),
        (
            "other-values-that-are-not-text",
            {
                2: "put the value 2025 in quotes",
                13: "put the value 2025-12-08 in quotes",
                15: "put the value Null in quotes",
                16: "put the value off in quotes",
                17: "put the value 1.50 in quotes",
            },
        ),
    ],
)
def test_a_value_that_yaml_takes_for_something_else_is_quoted_as_it_was_written(
    called: Called, case: str, says: dict[int, str]
) -> None:
    found = faults(called, case)
    for line, words in says.items():
        assert any(words in message for _, place, message in found if place == line), (line, words, found)
    assert {line for _, line, _ in found} == set(says)


def test_a_whole_document_is_named_with_its_prefix(called: Called) -> None:
    [(rule, line, message)] = faults(called, "set-says-whole-document")
    assert (rule, line) == ("sssom-row", 9)
    assert message == "“bbb-1.0” is a whole document: write cwdoc:bbb-1.0, or bbb-1.0: and a provision."
