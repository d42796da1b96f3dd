"""The graph is remembered between starts, never stale, never half-written, and never needed."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest

import crosswalk
from crosswalk import sources
from crosswalk.analysis.catalogue import documents
from crosswalk.errors import UnreadableSources
from crosswalk.store import cache, versions

DOCUMENT = "data/documents/left-1.0.yaml"


def named(dataset: Iterable[ox.Quad]) -> set[ox.Quad]:
    """Return the quads without blank nodes, whose names differ from one reading to the next."""
    return {quad for quad in dataset if not any(isinstance(term, ox.BlankNode) for term in quad)}


def load(data: Path) -> crosswalk.Crosswalk:
    """Load, and wait until what was loaded is remembered."""
    held = crosswalk.load([data], only_data=True)
    for thread in threading.enumerate():
        if thread.name == "crosswalk-cache":
            thread.join()
    return held


def titles(data: Path) -> list[str]:
    return [entry.title for entry in documents(load(data))]


def change(data: Path, title: str) -> None:
    path = data / DOCUMENT
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([lines[0], f"title: {title}\n", *lines[2:]]), encoding="utf-8")


def test_second_start_reads_no_file_and_holds_the_same(data: Path, folder: Path, reads: list[object]) -> None:
    first, second = load(data), load(data)
    assert len(reads) == 1
    assert named(first.store.dataset) == named(second.store.dataset)  # type: ignore[attr-defined]
    assert len(first.store.dataset) == len(second.store.dataset)  # type: ignore[attr-defined]
    [kept] = folder.iterdir()
    assert second.store.location() == str(kept)


def test_changed_file_is_seen(data: Path, folder: Path, reads: list[object]) -> None:
    before = titles(data)
    change(data, "Another title")
    assert "Another title" in titles(data)
    assert before != titles(data)
    assert len(reads) == 2


def test_changed_code_is_seen(data: Path, folder: Path, reads: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    titles(data)
    monkeypatch.setattr(sources, "_code", lambda: b"another version of this package")
    titles(data)
    assert len(reads) == 2


def test_code_that_reads_answers_is_part_of_the_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer kept beside the graph was written by it: a new release must not read one from the old."""
    sources._code.cache_clear()
    read: list[Path] = []
    monkeypatch.setattr(sources, "_bytes", lambda path: read.append(path) or b"")
    sources._code()
    sources._code.cache_clear()
    assert {"table.py", "named.py", "beside.py"} <= {path.name for path in read}


def test_off_means_nothing_is_written(data: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CROSSWALK_CACHE", "off")
    titles(data)
    assert not folder.exists()


def test_cache_that_cannot_be_made_is_no_fault(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("CROSSWALK_CACHE", str(tmp_path / "file" / "cache"))
    assert titles(data)


def test_full_disk_leaves_nothing_half_written(data: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(versions.os, "rename", full)
    assert titles(data)
    assert list(folder.iterdir()) == []


def test_small_folders_are_not_worth_it(data: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "WORTH_IT", 1_000_000)
    assert titles(data)
    assert not folder.exists()


def test_process_killed_while_writing_leaves_nothing_that_is_used(data: Path, folder: Path) -> None:
    folder.mkdir()
    draft = folder / ".writing-killed"
    draft.mkdir()
    os.utime(draft, (0, 0))
    assert titles(data)
    assert not draft.exists()
    assert len(list(folder.iterdir())) == 1


def test_faulty_files_are_not_remembered(data: Path, folder: Path) -> None:
    (data / DOCUMENT).write_text("id: [", encoding="utf-8")
    with pytest.raises(UnreadableSources):
        titles(data)
    assert not folder.exists()


def test_only_the_last_versions_are_kept(data: Path, folder: Path) -> None:
    for number in range(7):
        change(data, f"Title {number}")
        assert f"Title {number}" in titles(data)
    assert len(list(folder.iterdir())) == 4
