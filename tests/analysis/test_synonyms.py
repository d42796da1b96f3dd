"""Synonyms: shipped ones, and those of a folder of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

import crosswalk
from crosswalk.analysis.search import search
from crosswalk.analysis.synonyms import synonyms
from crosswalk.references import words
from crosswalk.store.holder import Crosswalk
from tests.support import folder


def test_the_words_of_the_field_have_synonyms(shipped: Crosswalk) -> None:
    known = synonyms(shipped)
    for word in ("SBOM", "guardrails", "LLM", "MLOps", "RAG", "MCP"):
        assert known[words(word)], word
    assert ("adversarial", "testing") in known["red", "team"]
    assert all(one in known[other] for one, others in known.items() for other in others)


def test_a_folder_can_add_its_own(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "synonyms.yaml").write_text("- {same: [frobnicator, Provision 2]}\n")
    xw = folder(tmp_path, {"aaa-1.0": ["1", "2"]})
    assert [hit.id for hit in search(xw, "frobnicators")] == ["aaa-1.0:2"]
    assert ("sbom",) in synonyms(xw)  # what ships stays, as organisations do


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- {same: [one]}\n", r"synonyms\.yaml:1: synonym-fields: “same”"),
        ("- {same: [one, 2]}\n", r"synonyms\.yaml:1: synonym-fields: “same\.2” must be text"),
        ("- {means: [one, two]}\n", r"synonyms\.yaml:1"),
        ("\n- word\n", r"synonyms\.yaml:2: synonym-fields: Each entry must be a mapping with same"),
        ("same: [one, two]\n", r"synonyms\.yaml:1: yaml-syntax: The file must contain a list"),
    ],
)
def test_a_fault_is_one_sentence_with_file_and_line(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "synonyms.yaml").write_text(text)
    with pytest.raises(crosswalk.UnreadableSources, match=says):
        folder(tmp_path, {"aaa-1.0": ["1"]})
