"""What follows from mappings: masks composed along paths, intersected across paths, never more than the evidence allows."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

import crosswalk
from crosswalk.algebra import Relation, inverse, phrase
from crosswalk.analysis.derive import derive
from crosswalk.analysis.graph import mapping_graph
from crosswalk.store.holder import Crosswalk

FOLDER = Path(__file__).parent / "inputs" / "chains"


@pytest.fixture(scope="module")
def chains() -> Crosswalk:
    return crosswalk.load([FOLDER], only_data=True)


def between(chains: Crosswalk, subject: str, target: str, hops: int = 2) -> str | None:
    """Return what is derived about two provisions, or None where the paths say nothing."""
    found = derive(chains, subject.split(":")[0], hops)[subject]
    return phrase(found[target].mask) if target in found else None


@pytest.mark.parametrize(
    ("subject", "target", "hops", "relation"),
    [
        ("a-1.0:1", "b-1.0:1", 1, "subset-of"),
        ("a-1.0:1", "c-1.0:1", 1, None),
        ("a-1.0:1", "c-1.0:1", 2, "subset-of"),
        ("a-1.0:1", "d-1.0:1", 2, None),
        ("a-1.0:1", "d-1.0:1", 3, "subset-of"),
        ("c-1.0:1", "a-1.0:1", 2, "superset-of"),
        ("a-1.0:4", "c-1.0:4", 2, None),  # ∩ then ∩ says nothing
        ("a-1.0:5", "c-1.0:5", 2, "superset-of or intersects-with"),
        ("a-1.0:6", "c-1.0:6", 2, "no-relationship"),
        ("a-1.0:7", "c-1.0:7", 2, None),
    ],
)
def test_along_one_path(chains: Crosswalk, subject: str, target: str, hops: int, relation: str | None) -> None:
    assert between(chains, subject, target, hops) == relation


def test_across_paths_the_masks_are_intersected(chains: Crosswalk) -> None:
    """By b: subset-of or intersects-with; by e: superset-of or intersects-with. Both hold: intersects-with."""
    [*paths] = derive(chains, "a-1.0")["a-1.0:2"]["c-1.0:2"].paths
    assert sorted(tuple(hop.object for hop in path) for path in paths) == [
        ("b-1.0:2", "c-1.0:2"),
        ("e-1.0:2", "c-1.0:2"),
    ]
    assert between(chains, "a-1.0:2", "c-1.0:2") == "intersects-with"


def test_paths_that_contradict_each_other_prove_nothing(chains: Crosswalk) -> None:
    found = derive(chains, "a-1.0")["a-1.0:3"]["c-1.0:3"]
    assert found.mask is Relation.NONE
    assert not found.is_overlap
    assert len(found.paths) == 2
    assert phrase(found.mask) == "contradiction"


def test_every_hop_says_where_it_comes_from(chains: Crosswalk) -> None:
    [path] = derive(chains, "a-1.0")["a-1.0:1"]["c-1.0:1"].paths
    assert [(hop.subject, hop.object, hop.mask, hop.mapping_set, hop.grade) for hop in path] == [
        ("a-1.0:1", "b-1.0:1", Relation.SUBSET_OF, "a-1.0--b-1.0", "E"),
        ("b-1.0:1", "c-1.0:1", Relation.SUBSET_OF, "b-1.0--c-1.0", "E"),
    ]


@pytest.mark.parametrize(
    ("subject", "target", "relation"),
    [
        ("parts-1.0:1.1", "a-1.0:7", "equal"),
        ("parts-1.0:1.1.1", "a-1.0:7", "equal or subset-of"),
        ("parts-1.0:1", "a-1.0:7", "equal or superset-of"),
        ("sum-1.0:1", "a-1.0:7", "equal"),
        ("sum-1.0:1.1", "a-1.0:7", "equal or subset-of"),
        ("sum-1.0:1.1.1", "a-1.0:7", None),  # two steps up
        ("a-1.0:7", "parts-1.0:1.1.1", "equal or superset-of"),
        ("a-1.0:7", "parts-1.0:1", "equal or subset-of"),
        ("a-1.0:7", "sum-1.0:1.1.1", None),  # two steps down
        ("parts-1.0:1.1.1", "sum-1.0:1", "equal or subset-of"),
        ("parts-1.0:1.1", "sum-1.0:1.1", "equal or superset-of"),
        ("parts-1.0:1.1.1", "sum-1.0:1.1", None),  # up and down again: anything
    ],
)
def test_one_step_of_hierarchy_at_each_end(chains: Crosswalk, subject: str, target: str, relation: str | None) -> None:
    assert between(chains, subject, target) == relation


def test_headings_prove_nothing() -> None:
    held = crosswalk.load([FOLDER.parent / "statuses"], only_data=True)
    assert between(held, "parts-1.0:P.1", "ref-1.0:R8") == "equal or subset-of"
    assert between(held, "groups-1.0:P.1", "ref-1.0:R8") is None


def test_nothing_is_derived_within_a_document(chains: Crosswalk) -> None:
    for document in ("a-1.0", "c-1.0", "parts-1.0"):
        for subject, targets in derive(chains, document, 3).items():
            assert not [target for target in targets if target.startswith(f"{document}:")], subject


def test_derivation_reads_the_same_from_both_ends(chains: Crosswalk) -> None:
    documents = [f"{name}-1.0" for name in "abcde"]
    pairs = 0
    for document in documents:
        for subject, targets in derive(chains, document).items():
            for target, found in targets.items():
                back = derive(chains, target.split(":")[0])[target][subject]
                assert back.mask is inverse(found.mask)
                assert len(back.paths) == len(found.paths)
                pairs += 1
    assert pairs > 20


def test_order_of_rows_and_files_does_not_matter(chains: Crosswalk, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "data"))
    shuffle = random.Random(1).shuffle
    for path in (folder / "mappings/curated").iterdir():
        lines = path.read_text(encoding="utf-8").splitlines()
        head, rows = lines[:8], lines[8:]
        shuffle(rows)
        name = path.name.removesuffix(".sssom.tsv")
        text = "\n".join([*head, *rows]) + "\n"
        renamed = path.with_name(f"{name[::-1]}.sssom.tsv")
        renamed.write_text(text.replace(f"/set/{name}", f"/set/{name[::-1]}"), encoding="utf-8")
        path.unlink()
    other = crosswalk.load([folder], only_data=True)
    for document in ("a-1.0", "c-1.0", "parts-1.0"):
        one, same = (
            {s: {t: found.mask for t, found in targets.items()} for s, targets in derive(held, document).items()}
            for held in (chains, other)
        )
        assert one == same


def test_graph_has_each_mapping_in_both_directions(chains: Crosswalk) -> None:
    graph = mapping_graph(chains)
    there = graph["a-1.0:1"]["b-1.0:1"][0]
    back = graph["b-1.0:1"]["a-1.0:1"][0]
    assert (there["mask"], back["mask"]) == (Relation.SUBSET_OF, Relation.SUPERSET_OF)
    assert graph["parts-1.0:1.1"]["parts-1.0:1"][0]["mask"] is Relation.EQUAL | Relation.SUBSET_OF
