"""The terminal and the explorer name the mapping that gives a provision its status, whatever the grades of the others."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import crosswalk
from crosswalk.comparison import best_end, best_relation
from crosswalk.vocabulary import Grade, Status

CHAINS = Path(__file__).parent.parent / "analysis" / "inputs" / "chains"
SET = """#mapping_set_id: https://w3id.org/ai-security-crosswalk/set/a-1.0--c-1.0
#mapping_set_title: a-1.0--c-1.0
#license: https://creativecommons.org/licenses/by/4.0/
#creator_label: crosswalk project
#mapping_date: "2026-11-22"
#subject_source: https://w3id.org/ai-security-crosswalk/doc/a-1.0
#object_source: https://w3id.org/ai-security-crosswalk/doc/c-1.0
subject_id	predicate_id	predicate_modifier	object_id	mapping_justification	comment
a-1.0:1	dcterms:references		c-1.0:2	semapv:LexicalSimilarityThresholdMatching	Made for a test.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return chains in which a-1.0:1 cites c-1.0:2, as a program found (grade F), and is proved to overlap c-1.0:1."""
    copy = tmp_path / "chains"
    shutil.copytree(CHAINS, copy)
    (copy / "mappings" / "curated" / "a-1.0--c-1.0.sssom.tsv").write_text(SET, encoding="utf-8")
    return copy


def test_a_computed_citation_does_not_take_the_place_of_what_is_derived(
    folder: Path, cli: Callable[..., Result]
) -> None:
    [found] = crosswalk.coverage(crosswalk.load([folder], only_data=True), "a-1.0", "c-1.0")
    [answer] = [answer for answer in found.answers if answer.provision.id == "a-1.0:1"]
    assert answer.status is Status.DERIVED
    assert [mapping.grade for mapping in answer.mappings] == [Grade.F]
    assert answer.best is not None
    assert answer.best.object == "c-1.0:1"
    assert (best_end(answer), best_relation(answer)) == ("c-1.0:1", "subset-of")

    options = ("--reference", "c-1.0", "--data", str(folder), "--only-data")
    table = cli("coverage", "a-1.0", *options).stdout
    [line] = [line for line in table.splitlines() if " a-1.0:1 " in line]
    assert "subset-of c-1.0:1" in line
    assert "c-1.0:2" not in line
