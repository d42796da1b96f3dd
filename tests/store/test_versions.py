"""What is kept under a version is the graph of exactly those files, and lies where nobody else can have put it."""

from __future__ import annotations

import errno
import gc
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

import crosswalk
from crosswalk.analysis.catalogue import documents, mapping_sets
from crosswalk.errors import StoreError
from crosswalk.sources import Layout, content_hash, fingerprint
from crosswalk.sparql import query as run_query
from crosswalk.store import cache, embedded
from crosswalk.store.seam import answering
from tests.support import clean_environment

DOCUMENT = "data/documents/left-1.0.yaml"


def load(data: Path, store: str = "memory") -> crosswalk.Crosswalk:
    loaded = crosswalk.load([data], only_data=True, store=store)
    for thread in threading.enumerate():
        if thread.name == cache.WRITER:
            thread.join()
    return loaded


def title(data: Path, store: str = "memory") -> str:
    return documents(load(data, store))[0].title


def change(data: Path, text: str) -> None:
    path = data / DOCUMENT
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([lines[0], f"title: {text}\n", *lines[2:]]), encoding="utf-8")


@pytest.mark.parametrize("store", ["memory", "disk"])
def test_a_set_that_moves_to_another_layer_is_read_again(data: Path, folder: Path, tmp_path: Path, store: str) -> None:
    where = store if store == "memory" else str(tmp_path / "store")
    assert {entry.layer for entry in mapping_sets(load(data, where))} == {"curated"}
    (data / "mappings" / "curated").rename(data / "mappings" / "published")
    assert {entry.layer for entry in mapping_sets(load(data, where))} == {"published"}


def test_the_version_follows_everything_that_is_read_from_a_path(data: Path, tmp_path: Path) -> None:
    """The folder of a set, the order of the folders, and whether the shipped files are read too; not where they lie."""
    other = Path(shutil.copytree(data, tmp_path / "other"))
    (other / DOCUMENT).unlink()
    one, two = Layout.of([data, other], only_data=True), Layout.of([other, data], only_data=True)
    prints = [fingerprint(one), fingerprint(two), fingerprint(Layout.of([data], only_data=True))]
    prints.append(fingerprint(Layout.of([data])))
    (data / "mappings" / "curated").rename(data / "mappings" / "published")
    prints.append(fingerprint(Layout.of([data], only_data=True)))
    (data / "mappings" / "published").rename(data / "mappings" / "drafts")
    prints.append(fingerprint(Layout.of([data], only_data=True)))
    assert len(set(prints)) == 6
    moved = data.rename(tmp_path / "moved")
    assert fingerprint(Layout.of([moved], only_data=True)) == prints[-1]


def test_a_file_that_cannot_be_read_is_not_an_empty_one(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = data / "ontology" / "more.ttl"
    path.parent.mkdir()
    path.touch()
    layout = Layout.of([data], only_data=True)
    before = content_hash(layout)
    path.unlink()
    path.symlink_to(data / "nowhere")
    assert content_hash(layout) != before


@pytest.mark.parametrize("store", ["memory", "disk"])
@pytest.mark.parametrize("back", [False, True], ids=["for good", "and back"])
def test_a_file_that_changes_while_it_is_read(
    data: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: str, back: bool
) -> None:
    where = store if store == "memory" else str(tmp_path / "store")
    original, read, times = (data / DOCUMENT).read_bytes(), embedded.read_sources, []

    def while_reading(layout: Layout) -> object:
        times.append(1)
        if len(times) > 1:
            return read(layout)
        change(data, "Another")
        sources = read(layout)
        if back:
            (data / DOCUMENT).write_bytes(original)
        return sources

    monkeypatch.setattr(embedded, "read_sources", while_reading)
    expected = "Left Standard" if back else "Another"
    assert title(data, where) == expected
    assert len(times) == 2
    assert title(data, where) == expected
    assert len(times) == 2
    (data / DOCUMENT).write_bytes(original)
    assert title(data, where) == "Left Standard"


def test_files_that_go_on_changing_are_not_kept(
    data: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, times = embedded.read_sources, []

    def while_reading(layout: Layout) -> object:
        times.append(1)
        change(data, f"Title {len(times)}")
        return read(layout)

    monkeypatch.setattr(embedded, "read_sources", while_reading)
    assert title(data).startswith("Title ")
    assert not folder.exists() or list(folder.iterdir()) == []
    with pytest.raises(StoreError, match="went on changing while they were read; ask again when they are saved"):
        load(data, str(tmp_path / "store"))
    assert list((tmp_path / "store").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no such locks")
def test_a_version_that_is_read_is_not_removed(data: Path, folder: Path, tmp_path: Path) -> None:
    """Others may use the store with other data meanwhile: their versions take the place of those that nobody reads."""
    where, titles = tmp_path / "store", [f"Title {number}" for number in range(4)]
    first = load(data, str(where))
    for text in titles:
        change(data, text)
        assert title(data, str(where)) == text
    assert documents(first)[0].title == "Left Standard"
    assert len(list(where.glob("*/CURRENT"))) == 3
    del first
    gc.collect()
    change(data, "Last")
    assert title(data, str(where)) == "Last"
    assert len(list(where.glob("*/CURRENT"))) == 2


def test_a_graph_that_goes_while_its_answer_is_read_is_one_sentence(data: Path, tmp_path: Path) -> None:
    def answer() -> Iterator[ox.QuerySolution]:
        yield from ()
        raise FileNotFoundError("001.sst")

    with pytest.raises(StoreError, match="can no longer be read from the disk; start the program again"), answering():
        list(answer())


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system has no such rights")
@pytest.mark.parametrize("which", ["the cache", "the version"])
@pytest.mark.parametrize("rights", [0o777, 0o775, 0o1777])
def test_a_folder_that_others_can_write_to_is_not_used(data: Path, folder: Path, which: str, rights: int) -> None:
    assert title(data) == "Left Standard"
    [version] = folder.iterdir()
    (folder if which == "the cache" else version).chmod(rights)
    forged = load(data)
    assert forged.store.folder is None
    assert documents(forged)[0].title == "Left Standard"


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system has no such rights")
def test_a_folder_of_another_user_is_not_used(data: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    title(data)
    [version] = folder.iterdir()
    monkeypatch.setattr(cache.os, "geteuid", lambda: version.stat().st_uid + 1)
    assert cache.is_private(folder) == (version.stat().st_uid == 0)  # what the system's user wrote may be used
    if os.geteuid() == 0:
        monkeypatch.undo()
        os.chown(folder, 65534, 65534)
        assert cache.recall(version.name) is None


def test_the_cache_can_be_entered_by_its_owner_alone(data: Path, folder: Path) -> None:
    folder.mkdir(mode=0o755)
    title(data)
    [version] = folder.iterdir()
    assert version.stat().st_mode & 0o777 == 0o700


def test_a_cache_that_can_only_be_read_is_read(data: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    title(data)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(cache.os, "utime", refuse)
    monkeypatch.setattr(embedded, "read_sources", lambda _: pytest.fail("it is in the cache"))
    assert title(data) == "Left Standard"


@pytest.mark.parametrize("what", ["a file", "a link to nowhere"])
def test_something_else_in_place_of_the_cache(data: Path, folder: Path, what: str) -> None:
    folder.write_bytes(b"") if what == "a file" else folder.symlink_to(folder.parent / "nowhere" / "cache")
    assert title(data) == "Left Standard"


def full(*_: object, **__: object) -> None:
    raise OSError("IO error: No space left on device: While appending to file: /x/000009.sst: No space left on device")


def missing(*_: object, **__: object) -> None:
    raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']")


@pytest.mark.parametrize("failure", [full, missing])
def test_a_full_disk_for_the_copy_of_a_query_is_one_sentence(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: Callable[..., None]
) -> None:
    """Never what the engine says, and nothing half-written."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("CROSSWALK_CACHE", "off")
    monkeypatch.setattr(cache.tempfile, "gettempdir", (lambda: str(temporary)) if failure is full else failure)
    monkeypatch.setattr(cache, "write_database", failure)
    with pytest.raises(StoreError) as error:
        run_query(load(data), "ASK { ?a ?b ?c }")
    sentence = str(error.value)
    assert sentence.startswith("The graph cannot be copied for the query: ")
    assert "TMPDIR" in sentence
    assert "IO error" not in sentence
    assert "\n" not in sentence
    assert list(temporary.iterdir()) == []


def test_temporary_files_that_really_have_no_room(data: Path, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    limit = 'trap "" XFSZ; ulimit -f 1; exec "$0" "$@"'
    program = "from crosswalk.cli import main; main()"
    command = [sys.executable, "-c", program, "query", "--text", "ASK { ?a ?b ?c }", "--data", str(data), "--only-data"]
    run = subprocess.run(
        ["sh", "-c", limit, *command],
        env=clean_environment({"CROSSWALK_CACHE": "off", "TMPDIR": str(temporary), "PYTHONDONTWRITEBYTECODE": "1"}),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (run.returncode, run.stdout) == (2, "")
    [line] = run.stderr.splitlines()
    assert line.startswith(
        "Error: The graph cannot be copied for the query: File too large. Free disk space or set TMPDIR"
    )
    assert list(temporary.iterdir()) == []
