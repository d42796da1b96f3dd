"""From edition to edition: every kind of change, chains of editions, and mappings made stale."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import crosswalk
from crosswalk.analysis.editions import CHANGES, diff, edition_graph, edition_pairs, stale_mappings
from crosswalk.errors import CrosswalkError
from crosswalk.store.holder import Crosswalk
from tools.stamp import stamped

FOLDER = Path(__file__).parent / "inputs" / "editions"


@pytest.fixture(scope="module")
def held() -> Crosswalk:
    return crosswalk.load([FOLDER], only_data=True)


def told(found: list[dict[str, object]]) -> list[tuple[str, str, list[str]]]:
    return [
        (str(one["old"] or "").partition(":")[2], str(one["new"] or "").partition(":")[2], one["changes"])  # type: ignore[misc]
        for one in found
    ]


def test_every_kind_of_change(held: Crosswalk) -> None:
    found = diff(held, "std-1.0", "std-2.0")
    assert told(found.as_json()) == [
        ("1", "1", ["strengthened", "roles-changed"]),
        ("2", "A.2", ["renumbered", "weakened"]),
        ("3", "3", ["retitled", "reworded"]),
        ("4", "", ["removed"]),
        ("5", "5a", ["renumbered", "split"]),
        ("5", "5b", ["renumbered", "split"]),
        ("6", "67", ["renumbered", "merged"]),
        ("7", "67", ["renumbered", "retitled", "reworded", "merged"]),
        ("", "9", ["added"]),
        ("8", "8", ["kept"]),
    ]
    assert {word for one in found.changes for word in one.changes} == set(CHANGES)
    assert sum(found.counts().values()) == sum(len(one.changes) for one in found.changes)


def test_only_mappings_of_what_changed_are_stale(held: Crosswalk) -> None:
    stale = {one.old.id: one.stale for one in diff(held, "std-1.0", "std-2.0").changes if one.old and one.stale}
    assert stale == {"std-1.0:1": ("std-1.0--else-1.0: std-1.0:1 subset-of else-1.0:x",)}


def test_editions_are_followed_along_a_chain(held: Crosswalk) -> None:
    found = diff(held, "std-1.0", "std-3.0")
    assert found.via == ("std-1.0", "std-2.0", "std-3.0")
    assert told(found.as_json())[:2] == [
        ("1", "I", ["renumbered", "strengthened"]),
        ("2", "II", ["renumbered", "weakened"]),
    ]
    assert {word for one in found.changes[2:] for word in one.changes} == {"removed"}
    assert found.changes[0].note == "First part."
    assert found.not_compared == ("roles",)


def test_a_mapping_set_that_compares_nothing_is_no_edition(held: Crosswalk) -> None:
    """else-1.0 was made from std-1.0 and is mapped to it, but by hand, and not as another edition."""
    assert sorted(edition_graph(held).edges) == [("std-1.0", "std-2.0"), ("std-2.0", "std-3.0")]
    assert edition_pairs(held) == [("std-1.0", "std-2.0"), ("std-1.0", "std-3.0"), ("std-2.0", "std-3.0")]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("std-2.0", "std-1.0", "Give the older edition first"),
        ("std-1.0", "else-1.0", "Known: std-1.0 to std-2.0; std-2.0 to std-3.0"),
        ("std-1.0", "std-1.0", "name two"),
        ("std-1.0", "std-4.0", "Did you mean std-"),
    ],
)
def test_what_are_no_two_editions_is_refused(held: Crosswalk, old: str, new: str, says: str) -> None:
    with pytest.raises(CrosswalkError) as error:
        diff(held, old, new)
    assert says in str(error.value)


def test_a_mapping_is_stale_when_an_end_has_changed_since_it_was_made(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "data"))
    rows = folder / "mappings/curated/std-1.0--else-1.0.sssom.tsv"
    before = crosswalk.load([folder], only_data=True)
    assert list(stale_mappings(before)) == []
    hashes = {
        row["provision"]: row["hash"]
        for name in ("std-1.0", "else-1.0")
        for row in crosswalk.ask(before, "content-hashes", document=name).records()
    }
    rows.write_text(stamped(rows.read_text(encoding="utf-8"), hashes), encoding="utf-8")
    assert list(stale_mappings(crosswalk.load([folder], only_data=True))) == []
    document = folder / "data/documents/std-1.0.yaml"
    text = document.read_text(encoding="utf-8")
    document.write_text(
        text.replace("summary: Keys are kept safe.", "summary: Keys are kept very safe."), encoding="utf-8"
    )
    [stale] = stale_mappings(crosswalk.load([folder], only_data=True))
    assert (stale.subject, stale.object, stale.changed) == ("std-1.0:1", "else-1.0:x", "subject")


# ---- the shipped editions ----


def test_from_the_code_to_the_european_standard(shipped: Crosswalk) -> None:
    found = diff(shipped, "dsit-ai-code-2025", "etsi-en-304-223-2.1.1")
    assert found.counts() == {"kept": 67, "renumbered": 72, "reworded": 5}
    edited = [one.old.id.split(":")[1] for one in found.changes if one.old and "reworded" in one.changes]
    assert edited == ["2.7", "5.4", "5.4.1", "8.3", "13.1"]


def test_the_chain_from_the_draft_to_the_european_standard(shipped: Crosswalk) -> None:
    found = diff(shipped, "dsit-ai-code-draft-2024", "etsi-en-304-223-2.1.1")
    assert found.via == (
        "dsit-ai-code-draft-2024",
        "dsit-ai-code-2025",
        "etsi-en-304-223-2.1.1",
    )
    assert found.counts() == {"kept": 1, "renumbered": 12, "retitled": 11, "added": 1}
    [added] = [change.new for change in found.changes if "added" in change.changes]
    assert added is not None
    assert added.id == "etsi-en-304-223-2.1.1:5.5.1"
    assert "kept" in found.changes[-1].changes
    draft = diff(shipped, "dsit-ai-code-draft-2024", "dsit-ai-code-2025").counts()
    assert (draft["added"], draft["kept"] + draft["retitled"]) == (1, 12)


def test_from_llm_2025_to_2026_eight_of_ten_numbers_move(shipped: Crosswalk) -> None:
    counts = diff(shipped, "owasp-llm-2025", "owasp-llm-2026").counts()
    assert (counts["renumbered"], counts["retitled"]) == (8, 1)
    assert not {"added", "removed"} & set(counts)


def test_from_atlas_5_6_0_to_2026_07(shipped: Crosswalk) -> None:
    found = diff(shipped, "mitre-atlas-5.6.0", "mitre-atlas-2026.07")
    counts = found.counts()
    assert (counts["removed"], counts["retitled"], counts["added"]) == (3, 8, 13)
    gone = [one.old.id.split(":")[1] for one in found.changes if one.old and not one.new]
    assert gone == ["AML.T0019", "AML.T0058", "AML.T0104"]


def test_no_shipped_mapping_is_stale_and_the_curated_ones_would_tell(shipped: Crosswalk) -> None:
    assert list(stale_mappings(shipped)) == []
    kept = crosswalk.ask(shipped, "evidence-by-set").records()
    assert kept
    root = Path(__file__).parents[2] / "mappings" / "curated"
    for path in sorted(root.glob("*.tsv")):
        header, *rows = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        columns = header.split("\t")
        for row in rows:
            cells = dict(zip(columns, row.split("\t"), strict=True))
            assert len(cells["subject_hash"]) == 12, path.name
            assert bool(cells["object_hash"]) == (cells["object_id"] != "sssom:NoTermFound"), path.name
