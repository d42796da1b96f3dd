"""What the extraction scripts share: facts come from the source, our words stay, nothing is half written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tools.extract.common import Item, SourceError, load_yaml, merge_document, read_source, read_tsv, slug, write_rows
from tools.own_words import check, runs, shingles

HEAD = """id: example-1
title: Example
assessable: [control]
loaded: 0
note: Ours.
"""
ITEMS = [
    Item("A", "group", title="First group"),
    Item("A.1", "control", notation="A-1", parent="A", priority="High"),
    Item("A.2", "control", parent="A", level="shall"),
]


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "example-1.yaml"
    path.write_text(HEAD, encoding="utf-8")
    return path


def test_a_first_run_asks_for_labels(document: Path) -> None:
    changes = merge_document(document, ITEMS)
    assert (changes.added, changes.to_label, changes.removed) == (["A", "A.1", "A.2"], ["A.1", "A.2"], [])
    assert document.read_text(encoding="utf-8") == HEAD.replace("loaded: 0", "loaded: 2") + (
        "provisions:\n"
        "  - {id: A, label: First group, kind: group}\n"
        "  - {id: A.1, label: A-1, kind: control, notation: A-1, parent: A, priority: High}\n"
        "  - {id: A.2, label: A.2, kind: control, parent: A, level: shall}\n"
    )


def test_our_words_stay_and_the_next_edition_is_an_update(document: Path) -> None:
    merge_document(document, ITEMS)
    text = document.read_text(encoding="utf-8").replace("label: A-1,", 'label: "Keep: a list",')
    text = text.replace("priority: High}", "priority: High,\n     summary: Our own sentence.}")
    document.write_text(text, encoding="utf-8")
    assert merge_document(document, ITEMS).sentence() == (
        "example-1.yaml: 3 provisions; 1 without a label of ours (A.2)"
    )
    assert document.read_text(encoding="utf-8") == text
    changes = merge_document(
        document, [Item("A", "group", title="Group one"), Item("A.1", "control", parent="A", priority="Low")]
    )
    assert (changes.retitled, changes.removed, changes.to_label) == (["A"], ["A.2"], [])
    after = document.read_text(encoding="utf-8")
    assert 'label: "Keep: a list"' in after or "label: 'Keep: a list'" in after
    assert "priority: Low,\n     summary: Our own sentence.}" in after
    assert "loaded: 1" in after


def test_kinds_that_are_not_the_sources_are_kept(document: Path) -> None:
    merge_document(document, [*ITEMS, Item("x", "section", title="Cited section")])
    changes = merge_document(document, ITEMS, keep={"section"})
    assert changes.removed == []
    assert "id: x" in document.read_text(encoding="utf-8")


def test_faults_change_nothing(document: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="A twice|ids twice: A"):
        merge_document(document, [ITEMS[0], ITEMS[0]])
    assert document.read_text(encoding="utf-8") == HEAD
    with pytest.raises(SourceError, match="no head yet"):
        merge_document(tmp_path / "missing.yaml", ITEMS)
    with pytest.raises(SourceError, match="no header yet"):
        write_rows(tmp_path / "missing.tsv", ["a"], [["1"]])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["example-1.yaml"]


def test_rows_are_replaced_under_their_header(tmp_path: Path) -> None:
    path = tmp_path / "set.tsv"
    path.write_text("#mapping_set_id: x\nsubject_id\tobject_id\nold\told\n", encoding="utf-8")
    assert write_rows(path, ["subject_id", "object_id"], [["a", "b\tc"], ["a", "d"]]) == 2
    assert path.read_text(encoding="utf-8") == "#mapping_set_id: x\nsubject_id\tobject_id\na\tb c\na\td\n"
    with pytest.raises(SourceError, match="row twice"):
        write_rows(path, ["subject_id"], [["a"], ["a"]])


def test_slug() -> None:
    assert slug("Data & Model: leaks!") == "data-model-leaks"


def test_shared_runs_are_found(document: Path, tmp_path: Path) -> None:
    source = tmp_path / "example-1.txt"
    source.write_text("One two three four five six seven eight nine, ten.", encoding="utf-8")
    merge_document(document, [Item("A", "control", title="x one two three four five six seven eight NINE y")])
    assert check(document, source, ("label",)) == ["example-1:A label: one two three four five six seven eight nine"]
    assert list(runs("one two three four five six seven eight", shingles(source.read_text(encoding="utf-8")))) == []


def test_what_is_no_file_or_too_large_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with (tmp_path / "large").open("wb") as file:
        file.truncate(4 << 30)
    (tmp_path / "latin").write_bytes(b"\xff")
    for name, reason in (
        ("pipe", "it is a named pipe, not a file"),
        ("large", "it is larger than 50,000,000 bytes"),
        ("latin", "byte 0 is not UTF-8"),
        ("none", "no such file or directory"),
    ):
        for read in (read_source, load_yaml, read_tsv):
            with pytest.raises(SourceError, match=f"{name} cannot be read: {reason}"):
                read(tmp_path / name)
