"""Evidence grades A to F: each mapping set of the folder says in its title which grade its rows should get."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import crosswalk
from crosswalk.analysis.catalogue import mapping_sets
from crosswalk.analysis.coverage import coverage
from crosswalk.sparql import ask
from crosswalk.store.holder import Crosswalk

FOLDER = Path(__file__).parent / "inputs" / "evidence"
NAMES = sorted(path.name.removesuffix(".sssom.tsv") for path in FOLDER.glob("mappings/*/*.sssom.tsv"))


@pytest.fixture(scope="module")
def held() -> Crosswalk:
    return crosswalk.load([FOLDER], only_data=True)


def test_all_sets_were_read(held: Crosswalk) -> None:
    assert [one.id for one in mapping_sets(held)] == NAMES
    grades = Counter(one.title.removeprefix("Grade ") for one in mapping_sets(held))
    assert grades == {"A": 4, "B": 4, "C": 4, "D": 2, "E": 1, "F": 2}


@pytest.mark.parametrize("name", NAMES)
def test_grade(held: Crosswalk, name: str) -> None:
    [one] = [one for one in mapping_sets(held) if one.id == name]
    rows = [
        row for row in ask(held, "mappings-of-document", document="left-1.0").records() if row["mapping_set"] == name
    ]
    assert [f"Grade {row['grade']}" for row in rows] == [one.title]


def test_best_evidence_comes_first(held: Crosswalk) -> None:
    [found] = coverage(held, "left-1.0", ["right-1.0"])
    grades = [mapping.grade for mapping in found.answers[0].mappings if mapping.relation == "intersects-with"]
    assert grades == sorted(grades)
    assert set(grades) == set("ABCDEF")
