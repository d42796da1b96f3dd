"""Files as other people write them: each says what is wrong and how to put it right, or is read as it is meant."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

import crosswalk
from crosswalk.analysis.catalogue import provisions
from crosswalk.analysis.coverage import coverage
from crosswalk.analysis.standing import standing
from crosswalk.sparql import query
from crosswalk.wording import stands

HERE = Path(__file__).parent / "inputs" / "readers"
Called = Callable[..., CompletedProcess[str]]


def faults(called: Called, case: str, *, only: bool = True) -> list[tuple[str, int | None, str]]:
    run = called("validate", "--data", HERE / case, *(["--only-data"] if only else []), "--format", "json")
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


def test_an_own_copy_of_a_shipped_document_says_both_ways_out(called: Called) -> None:
    [(rule, line, message)] = [
        fault
        for fault in faults(called, "own-copy-of-shipped-document", only=False)
        if fault[0] == "duplicate-document"
    ]
    assert (rule, line) == ("duplicate-document", 1)
    assert message == (
        "The id “owasp-llm-2025” is already defined in data/documents/owasp-llm-2025.yaml, which ships with crosswalk: "
        "give your file and its id another name to have both, or leave out what ships with --only-data."
    )


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
