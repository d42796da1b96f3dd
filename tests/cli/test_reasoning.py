"""The reasoning commands as a delegate reads them: what they print, their JSON, and wrong input in one sentence."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.support import ROOT, assert_one_sentence, results

Cli = Callable[..., Result]
Called = Callable[..., subprocess.CompletedProcess[str]]
INPUTS = ROOT / "tests" / "analysis" / "inputs"
CODE, EN = "dsit-ai-code-2025", "etsi-en-304-223-2.1.1"


def from_json(result: Result) -> object:
    assert result.exit_code == 0, result.output
    return results(result.stdout)


def test_trace_says_what_follows_and_along_which_path(cli: Cli) -> None:
    result = cli("trace", f"{EN}:5.4.1-1", "owasp-agentic-2026:ASI04", "--max-hops", "3")
    assert result.exit_code == 0, result.output
    assert "Path 1 of" in result.stdout
    assert "weakest grade E" in result.stdout
    found = from_json(cli("trace", f"{CODE}:11.1", "owasp-agentic-2026:ASI04", "--format", "json"))
    assert isinstance(found, list)
    assert set(found[0]) >= {"relation", "hops", "contradiction"}
    assert set(found[0]["hops"][0]) == {"subject", "relation", "object", "mapping_set", "grade"}
    assert "no-relationship" not in found[0]["relation"]


def test_trace_says_which_hop_lost_the_information(cli: Cli) -> None:
    told = cli("trace", "a-1.0:7", "c-1.0:7", "--data", INPUTS / "planted", "--only-data").stdout
    assert "Nothing is proved about a-1.0:7 and c-1.0:7: the proof ends at" in told
    assert "anything" in told


def test_agreement_is_a_report(cli: Cli) -> None:
    told = cli("agreement", "a-1.0", "b-1.0", "--data", INPUTS / "planted", "--only-data").stdout
    for words in (
        "2 mapping sets between",
        "Differ: 2 pairs",
        "Agree: 2 pairs",
        "Only in one set: 4 pairs",
        "contradict",
    ):
        assert words in told, words
    found = from_json(
        cli("agreement", "a-1.0", "c-1.0", "--data", INPUTS / "planted", "--only-data", "--format", "json")
    )
    assert isinstance(found, dict)
    [one] = found["contradictions"]
    assert (one["subject"], one["object"]) == ("a-1.0:1", "c-1.0:1")
    assert all(path["hops"] for path in one["paths"])


def test_diff_says_what_changed_and_what_that_makes_stale(cli: Cli) -> None:
    told = cli("diff", CODE, EN).stdout
    assert "5 changed, 67 kept (all under another number)" in told
    assert "Edited:" in told
    found = from_json(cli("diff", CODE, EN, "--format", "json"))
    assert isinstance(found, list)
    assert len(found) == 72
    assert {"old", "new", "changes"} <= set(found[0])
    chain = cli("diff", "std-1.0", "std-3.0", "--data", INPUTS / "editions", "--only-data").stdout
    assert "From std-1.0 to std-2.0 to std-3.0" in chain
    assert "Not compared" in chain


def test_the_penalties_towards_the_nearest_candidate_can_be_chosen(cli: Cli) -> None:
    found = {
        name: from_json(cli("gaps", CODE, "ibm-risk-atlas-2026-07", "--penalties", name, "--format", "json"))
        for name in ("default", "opencre")
    }
    status, nearest = (
        {name: [gap[key] for gap in rows] for name, rows in found.items()}  # type: ignore[attr-defined]
        for key in ("status", "nearest")
    )
    assert status["default"] == status["opencre"], "nearness answers for nothing"
    assert nearest["default"] != nearest["opencre"]


def test_compare_says_what_is_lost_on_the_way_round(cli: Cli) -> None:
    told = " ".join(cli("compare", CODE, "ncsc-secure-ai-2023").stdout.split())
    assert "Of the assertions made from dsit-ai-code-2025" in told
    assert "no counterpart" in told


def test_reason_finds_the_planted_circle_and_ends_with_0(cli: Cli) -> None:
    result = cli("reason", "--data", INPUTS / "planted", "--only-data")
    assert result.exit_code == 0, result.output
    assert "are consistent" in result.stdout
    assert "4 pairs of provisions about which paths contradict each other, in 2 circles" in result.stdout


def test_reason_ends_with_1_when_something_cannot_be(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "ontology" / "alignments"
    folder.mkdir(parents=True)
    wrong = (INPUTS.parent.parent / "ontology" / "mistakes" / "two-levels.ttl").read_text(encoding="utf-8")
    (folder / "wrong.ttl").write_text(
        wrong.replace("https://e.org/", "https://w3id.org/ai-security-crosswalk/doc/x/"), encoding="utf-8"
    )
    result = cli("reason", "--data", tmp_path, "--only-data")
    assert result.exit_code == 1, result.output
    assert "INCONSISTENT" in result.stdout
    assert "has the level shall and should, and only one is possible" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["trace", f"{CODE}:5.4.1", f"{EN}:5.2.1-44"], "There is no provision"),
        (["trace", f"{CODE}:5.4.1", f"{CODE}:5.4"], "belong to one document"),
        (["agreement", CODE, CODE], "name two"),
        (["agreement", CODE, "owasp-llm-2024"], "Did you mean"),
        (["diff", EN, CODE], "Give the older edition first"),
        (["diff", CODE, "owasp-llm-2026"], "No mapping set says"),
    ],
)
def test_wrong_input_is_one_sentence(called: Called, arguments: list[str], says: str) -> None:
    assert says in assert_one_sentence(called(*arguments))
