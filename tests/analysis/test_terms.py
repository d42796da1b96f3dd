"""The terms of the field: what they are called, what they mean, where that is defined, and that a folder can add some."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

import crosswalk
from crosswalk.analysis.catalogue import document_index
from crosswalk.analysis.terms import terms, terms_by_name
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Seen
from tests.support import ROOT

ASKED = (
    *("adversarial example", "data poisoning", "prompt injection", "guardrails", "SBOM", "model card", "red teaming"),
    *("AI system", "End-user", "System Operator", "Developers", "Data Custodian", "LLM", "RAG", "deployer"),
)
ENTRY = """- id: {id}
  term: {term}
  definition: {definition}
  source: {{document: eu-ai-act-2024, at: Article 3, seen: primary}}
"""


def test_shipped_terms_have_a_definition_and_a_source_in_the_catalogue(shipped: Crosswalk) -> None:
    found = terms(shipped)
    assert 40 <= len(found) <= 80
    assert [term.id for term in found] == sorted(term.id for term in found)
    for term in found:
        assert term.document in document_index(shipped), term.id
        assert term.seen in tuple(Seen)
        assert term.at
        assert (term.url or "").startswith("https://"), term.id
        assert term.definition.endswith("."), term.id
        assert 5 <= len(term.definition.split()) <= 40, term.id


@pytest.mark.parametrize("name", ASKED)
def test_a_term_is_found_by_every_name(shipped: Crosswalk, name: str) -> None:
    assert name.casefold() in {known.casefold() for known in terms_by_name(shipped)[name.casefold()].names}


def test_definitions_differ(shipped: Crosswalk) -> None:
    definitions = [term.definition for term in terms(shipped)]
    assert len(set(definitions)) == len(definitions)


def test_aliases_are_collected_and_the_own_address_goes_first() -> None:
    small = crosswalk.load(ROOT / "tests/sparql/expected/small", only_data=True)
    poisoning, training = terms(small)
    assert poisoning.names == ("poisoning", "spoilt data")
    assert poisoning.url == "https://example.org/two#3"
    assert training.url == "https://example.org/one"


def _folder(folder: Path, text: str) -> Path:
    (folder / "data").mkdir()
    (folder / "data" / "terms.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_folder_adds_terms(tmp_path: Path) -> None:
    own = crosswalk.load(_folder(tmp_path, ENTRY.format(id="shadow-ai", term="shadow AI", definition="Unseen use.")))
    assert terms_by_name(own)["shadow ai"].document == "eu-ai-act-2024"
    assert "guardrail" in terms_by_name(own)


def test_everything_that_is_wrong_with_terms_is_said_at_once(
    called: Callable[..., CompletedProcess[str]], tmp_path: Path
) -> None:
    wrong = [
        (ENTRY.format(id="guardrail", term="rail", definition="A rail."), "is already defined in data/terms.yaml"),
        (ENTRY.format(id="rail", term="Guardrails", definition="A rail."), "is also a name of “guardrail”"),
        (ENTRY.format(id="bar", term="No", definition="A rail."), "put the value No in quotes"),
        (ENTRY.format(id="fence", term="fence", definition=""), "“definition” is empty"),
        (
            ENTRY.format(id="wall", term="wall", definition="A.").replace("primary", "read"),
            "'primary', 'secondary'",
        ),
    ]
    folder = _folder(tmp_path, "".join(text for text, _ in wrong))
    faults = json.loads(called("validate", "--data", folder, "--format", "json").stdout)["results"]
    for number, (_, says) in enumerate(wrong):
        entry = range(1 + 4 * number, 5 + 4 * number)
        assert [fault for fault in faults if says in fault["message"] and fault["line"] in entry], (says, faults)
