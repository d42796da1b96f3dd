"""A store on disk is written once, switched to in one step, and never left half-written: not by a kill, not by a full disk."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

import crosswalk
from crosswalk.analysis.catalogue import documents
from crosswalk.errors import CrosswalkError, UnreadableSources
from crosswalk.store import embedded
from tests.store.conftest import SOUND
from tests.support import clean_environment

DOCUMENT = "data/documents/left-1.0.yaml"


def load(data: Path, store: Path) -> crosswalk.Crosswalk:
    return crosswalk.load([data], only_data=True, store=str(store))


def titles(data: Path, store: Path) -> list[str]:
    return [entry.title for entry in documents(load(data, store))]


def change(data: Path, title: str) -> None:
    path = data / DOCUMENT
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([lines[0], f"title: {title}\n", *lines[2:]]), encoding="utf-8")


def versions(store: Path) -> set[str]:
    return {path.name for path in store.iterdir() if path.is_dir()}


def test_second_start_does_not_read_the_files_again(data: Path, tmp_path: Path, reads: list[object]) -> None:
    assert titles(data, tmp_path / "store") == ["Left Standard", "Right Standard"]
    assert len(reads) == 1
    assert titles(data, tmp_path / "store") == ["Left Standard", "Right Standard"]
    assert len(reads) == 1


def test_changed_file_is_read_and_changed_back_is_still_there(data: Path, tmp_path: Path, reads: list[object]) -> None:
    store = tmp_path / "store"
    for title, count in (("Left Standard", 1), ("Changed", 2), ("Left Standard", 2), ("Changed", 2)):
        change(data, title)
        assert titles(data, store)[0] == title
        assert len(reads) == count
    assert len(versions(store)) == 2


def test_new_file_is_read(data: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    load(data, store)
    text = (data / DOCUMENT).read_text(encoding="utf-8")
    (data / "data/documents/left-1.1.yaml").write_text(text.replace("left-1.0", "left-1.1"), encoding="utf-8")
    assert len(titles(data, store)) == 3


def test_two_versions_are_kept_and_nothing_else_is_removed(data: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    bystanders = {"sixteen-letters!", "0123456789abcdef", "notes"}
    for name in bystanders:
        (store / name).mkdir(parents=True)
    for number in range(4):
        change(data, f"Title {number}")
        assert titles(data, store)[0] == f"Title {number}"
    assert bystanders <= versions(store)
    assert len(versions(store)) == len(bystanders) + 2


def test_open_reader_keeps_its_version(data: Path, tmp_path: Path) -> None:
    before = load(data, tmp_path / "store")
    change(data, "Changed")
    after = load(data, tmp_path / "store")
    assert [entry.title for entry in documents(before)][0] == "Left Standard"
    assert [entry.title for entry in documents(after)][0] == "Changed"


def test_store_on_disk_is_read_only(data: Path, tmp_path: Path) -> None:
    dataset = load(data, tmp_path / "store").store.dataset  # type: ignore[attr-defined]
    with pytest.raises(RuntimeError, match="read-write"):
        dataset.add(ox.Quad(ox.NamedNode("x:a"), ox.NamedNode("x:b"), ox.NamedNode("x:c")))


def test_faulty_files_leave_the_last_version(data: Path, tmp_path: Path, reads: list[object]) -> None:
    store = tmp_path / "store"
    load(data, store)
    sound = (data / DOCUMENT).read_text(encoding="utf-8")
    (data / DOCUMENT).write_text(sound.replace("rights:", "wrongs:"), encoding="utf-8")
    with pytest.raises(UnreadableSources) as error:
        load(data, store)
    assert len(error.value.faults) == 2
    assert "(1 more; crosswalk validate lists them)" in str(error.value)
    assert len(versions(store)) == 1
    (data / DOCUMENT).write_text(sound, encoding="utf-8")
    assert titles(data, store)[0] == "Left Standard"
    assert len(reads) == 2


SCRIPT = """
import os, signal, sys
import crosswalk
from crosswalk.store import embedded
build = embedded.build
def killed(*arguments):
    build(*arguments).flush()
    os.kill(os.getpid(), signal.SIGKILL)
embedded.build = killed
crosswalk.load([sys.argv[1]], only_data=True, store=sys.argv[2])
"""


def test_process_killed_while_writing_leaves_the_last_version(data: Path, tmp_path: Path, reads: list[object]) -> None:
    store = tmp_path / "store"
    load(data, store)
    change(data, "Changed")
    killed = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(data), str(store)], env=clean_environment(), check=False, timeout=60
    )
    assert killed.returncode == -signal.SIGKILL
    [draft] = store.glob(".writing-*")
    assert any(draft.rglob("*.sst"))
    assert len(versions(store)) == 2  # the last version and the draft
    change(data, "Left Standard")
    assert titles(data, store)[0] == "Left Standard"
    assert len(reads) == 1
    assert not draft.exists()
    change(data, "Changed")
    assert titles(data, store)[0] == "Changed"


def test_full_disk_is_one_sentence_and_leaves_the_last_version(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    load(data, store)
    change(data, "Changed")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(embedded, "build", full)
        with pytest.raises(CrosswalkError) as error:
            load(data, store)
    assert str(error.value).count("\n") == 0
    assert "No space left on device. Free disk space or name another --store." in str(error.value)
    assert not list(store.glob(".writing-*"))
    change(data, "Left Standard")
    assert titles(data, store)[0] == "Left Standard"


#: Fill a real disk: a small one where the system lets us mount it, and a limit on the size of files anywhere.
LOADS = """
import sys
import crosswalk
for arguments in ({"data": [sys.argv[1]], "only_data": True}, {}, {"data": [sys.argv[1]], "only_data": True}):
    try:
        print("held", len(list(crosswalk.load(store=sys.argv[2], **arguments).store.query("SELECT * { ?d a cw:Document }".replace("cw:Document", "<https://w3id.org/ai-security-crosswalk/ns#Document>")))))
    except crosswalk.CrosswalkError as error:
        print("error", error)
"""
SMALL_FILES = 'ulimit -f 300; trap "" XFSZ; exec "$0" -c "$1" "$2" "$3"'
SMALL_DISK = 'mount -t tmpfs -o size=1500k tmpfs "$3" && exec "$0" -c "$1" "$2" "$3"'
FULL = {"file-size-limit": (["sh", "-c", SMALL_FILES], "File too large")}
if (
    shutil.which("unshare")
    and not subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode
):
    FULL["small-disk"] = (["unshare", "-m", "sh", "-c", SMALL_DISK], "No space left on device")


@pytest.mark.parametrize("way", FULL)
def test_disk_that_is_really_full(way: str, tmp_path: Path) -> None:
    command, reason = FULL[way]
    run = subprocess.run(
        [*command, sys.executable, LOADS, str(SOUND), str(tmp_path)],
        capture_output=True,
        text=True,
        env=clean_environment(),
        check=False,
        timeout=60,
    )
    first, second, third = run.stdout.splitlines()
    assert first == third == "held 2"
    assert second.startswith(f"error The store in {tmp_path} cannot be used: ")
    assert reason in second
    assert second.endswith("Free disk space or name another --store.")
    assert run.stderr == ""


@pytest.mark.parametrize("what", ["a file", "a folder in a file"])
def test_place_that_cannot_hold_a_store(what: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("text", encoding="utf-8")
    place = tmp_path / "file" if what == "a file" else tmp_path / "file" / "store"
    with pytest.raises(CrosswalkError, match="cannot be used"):
        load(SOUND, place)


def test_other_process_that_was_first_wins(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While we write a version, another process finishes the same one: ours is thrown away."""
    store, elsewhere = tmp_path / "store", tmp_path / "elsewhere"
    load(data, elsewhere)
    [version] = versions(elsewhere)
    build = embedded.build

    def overtaken(*arguments: object) -> ox.Store:
        shutil.copytree(elsewhere / version, store / version)
        return build(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(embedded, "build", overtaken)
    assert titles(data, store) == ["Left Standard", "Right Standard"]
    assert versions(store) == {version}


def test_memory_store_is_handed_to_a_worker_as_a_folder_once() -> None:
    held = crosswalk.load([SOUND], only_data=True)
    folder = held.store.location()
    assert held.store.location() == folder
    assert len(ox.Store.read_only(folder)) == len(held.store.dataset)  # type: ignore[attr-defined]
    del held
    assert not Path(folder).exists()
