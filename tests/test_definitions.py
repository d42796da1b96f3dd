"""Subset-of is defined in one direction wherever it is defined: the larger provision is the one that asks for more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph, Namespace
from rdflib.namespace import SKOS

from tests.support import ROOT

CW = Namespace("https://w3id.org/ai-security-crosswalk/ns#")
CANONICAL = "F is a subset of R when R asks for all that F asks for, and more."
DEFINING = ["README.md", "docs/curation.md", "docs/derivation.md"]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/**/*.md"), *ROOT.glob("ontology/*.ttl")])
LARGER = {"subset": {"R", "B", "C", "reference"}, "superset": {"F", "A", "focal"}}
_ASKS = re.compile(r"(?:the )?(\w+)(?: provision)? asks for all that", re.IGNORECASE)
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_SATISFIES = re.compile(r"\bsatisf(?:y|ies|ied)\b")
_RELATION = re.compile(r"\b(subset|superset)[- ]of\b|\b(subset|superset) of\b", re.IGNORECASE)


def plain(text: str) -> str:
    """Return the text without emphasis and line breaks."""
    return " ".join(text.replace("*", "").split())


def reversed_statements(text: str) -> list[str]:
    """Return the table rows and sentences that define a relation the wrong way round."""
    lines = _FENCED.sub("", text).splitlines()
    rows = [line for line in lines if line.startswith("|")]
    prose = plain("\n".join(line for line in lines if not line.startswith("|")))
    statements = [*map(plain, rows), *re.split(r"(?<=[.;]) ", prose)]
    return [statement for statement in statements if _is_reversed(statement)]


def _is_reversed(statement: str) -> bool:
    if _SATISFIES.search(statement):
        return True
    named = {(match[1] or match[2]).lower() for match in _RELATION.finditer(statement)}
    if len(named) != 1:
        return False
    return any(match[1] not in LARGER[next(iter(named))] for match in _ASKS.finditer(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "| subset-of | `(B (A) )` | whatever satisfies A satisfies B |",
        "| subset-of | `(B (A) )` | A asks for all that B asks for, and more |",
        "*F* is a subset of *R* when *F*\nasks for all that *R* asks for.",
        "| superset-of | | R asks for all that F asks for, and more |",
        "subset of: the focal provision asks for all that the reference provision asks for",
    ],
)
def test_the_reverse_is_recognised(statement: str) -> None:
    assert reversed_statements(statement)
    assert not reversed_statements(CANONICAL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_page_states_the_reverse(page: Path) -> None:
    assert reversed_statements(page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", DEFINING)
def test_page_defines_subset_of_in_the_one_sentence(name: str) -> None:
    assert CANONICAL in plain((ROOT / name).read_text(encoding="utf-8"))


def test_table_of_derivation() -> None:
    text = (ROOT / "docs/derivation.md").read_text(encoding="utf-8")
    assert re.search(r"^\| subset-of \|[^|]*\| R asks for all that F asks for, and more \|$", text, re.MULTILINE)
    assert re.search(r"^\| superset-of \|[^|]*\| F asks for all that R asks for, and more \|$", text, re.MULTILINE)


def test_table_of_curation() -> None:
    text = (ROOT / "docs/curation.md").read_text(encoding="utf-8")
    head = "| common part | R asks for all that F asks for | F asks for all that R asks for | relation of F to R |"
    assert head in text
    assert "\n| yes | yes | no | subset-of |\n" in text
    assert "\n| yes | no | yes | superset-of |\n" in text


def test_recipe_of_a_mapping_set() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    reference = "the reference asks for all that the focal provision asks for, and more"
    focal = "the focal provision asks for all that the reference asks for, and more"
    assert f"| subset-of: {reference} | `skos:broadMatch` |" in text
    assert f"| superset-of: {focal} | `skos:narrowMatch` |" in text


def test_ontology() -> None:
    ontology = Graph().parse(ROOT / "ontology/crosswalk.ttl")
    assert str(ontology.value(CW["subset-of"], SKOS.definition)) == (
        "The reference provision asks for all that the focal provision asks for, and more."
    )
    assert str(ontology.value(CW["superset-of"], SKOS.definition)) == (
        "The focal provision asks for all that the reference provision asks for, and more."
    )
