"""Whatever happens to the files of a cache or a store on disk: the answers stay right, and the next start finds it whole.

The engine opens a database whose list of files lost ten bytes as an empty one, without an error, and reads one with a
changed byte for ever, so nothing damaged may reach it.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import threading
from pathlib import Path

import pytest

import crosswalk
from crosswalk.analysis.catalogue import documents, stats
from crosswalk.analysis.coverage import coverage
from crosswalk.errors import StoreError
from crosswalk.sparql import ask, named
from crosswalk.sparql import query as run_query
from crosswalk.store import cache, database
from crosswalk.store.cache import WRITER
from crosswalk.store.database import is_whole, open_database

STATUSES = Path(__file__).parents[1] / "analysis" / "inputs" / "statuses"


def cut(path: Path, dice: random.Random) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: dice.randrange(max(len(whole), 1))])


def flip(path: Path, dice: random.Random) -> None:
    """Change one bit, and leave the times of the file as they were."""
    whole, about = bytearray(path.read_bytes()), path.stat()
    if whole:
        whole[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)
        path.write_bytes(bytes(whole))
        os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


def grow(path: Path, dice: random.Random) -> None:
    path.write_bytes(path.read_bytes() + dice.randbytes(100))


def empty(path: Path, _: random.Random) -> None:
    path.write_bytes(b"")


def remove(path: Path, _: random.Random) -> None:
    path.unlink()


def folder_instead(path: Path, _: random.Random) -> None:
    path.unlink()
    path.mkdir()
    (path / "inside").write_text("something", encoding="utf-8")


def pipe_instead(path: Path, _: random.Random) -> None:
    path.unlink()
    os.mkfifo(path)


def link_instead(path: Path, _: random.Random) -> None:
    elsewhere = path.parent.parent / f"elsewhere-{path.name}"
    elsewhere.write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(elsewhere)


def endless_instead(path: Path, _: random.Random) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def huge_instead(path: Path, _: random.Random) -> None:
    """A file of four gigabytes that takes no room."""
    with open(path, "ab") as file:
        file.truncate(4 << 30)


def cut_ten(path: Path, _: random.Random) -> None:
    path.write_bytes(path.read_bytes()[:-10])


DAMAGES = [cut, cut_ten, flip, grow, empty, remove, folder_instead, huge_instead]
DAMAGES += [pipe_instead, link_instead, endless_instead] if hasattr(os, "mkfifo") else []


@pytest.fixture(params=["cache", "store"])
def where(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of versions: that of the cache, into which small graphs are written too, or of a store."""
    monkeypatch.setattr(cache, "WORTH_IT", 1)
    monkeypatch.setattr(named, "_WORTH_KEEPING", -1.0)
    monkeypatch.setenv("CROSSWALK_CACHE", str(tmp_path / "cache") if request.param == "cache" else "off")
    return tmp_path / str(request.param)


def load(where: Path) -> crosswalk.Crosswalk:
    """Load, and wait until what was loaded is remembered."""
    store = "memory" if where.name == "cache" else str(where)
    loaded = crosswalk.load([STATUSES], only_data=True, store=store)
    for thread in threading.enumerate():
        if thread.name == WRITER:
            thread.join()
    return loaded


def answers(where: Path) -> list[object]:
    loaded = load(where)
    found = coverage(loaded, "focus-1.0")
    return [documents(loaded), [answer.as_json() for answer in found], ask(loaded, "set-relations")]


def version_in(where: Path) -> Path:
    [version] = [path for path in where.iterdir() if len(path.name) == 16]
    return version


def files_in(version: Path) -> list[str]:
    return sorted(path.name for path in version.iterdir())


#: The names of files of each kind: those of the engine and the list of contents, and what is remembered beside them.
ENGINE = ("CURRENT", "MANIFEST-*", "*.sst", "contents.json")
BESIDE = ("network-*.npz", "set-relations-*.txt")


def some(version: Path, kinds: tuple[str, ...] = (*ENGINE, *BESIDE)) -> list[str]:
    """Return the name of a file of each kind."""
    return [max(version.glob(kind)).name for kind in kinds]


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_every_file_with_every_damage_is_noticed(tmp_path: Path, every: bool) -> None:
    """Of the files that the engine itself names, which are many and alike, one of each kind will do but once an issue."""
    load(tmp_path / "store")
    version = version_in(tmp_path / "store")
    names = json.loads((version / "contents.json").read_text(encoding="utf-8").partition("\n")[2])["files"]
    assert {"CURRENT", *(path.name for path in version.glob("*.sst"))} < set(names)
    dice = random.Random(15)
    for name in [*names, "contents.json"] if every else some(version, ENGINE):
        path, whole = version / name, (version / name).read_bytes()
        for damage in DAMAGES:
            damage(path, dice)
            stays_empty = damage in (cut, cut_ten, flip, empty) and not whole
            assert is_whole(version, version.name) == stays_empty, (name, damage)
            shutil.rmtree(path) if damage is folder_instead else path.unlink(missing_ok=True)
            path.write_bytes(whole)
            assert is_whole(version, version.name)


@pytest.mark.parametrize("turn", [0, *(pytest.param(turn, marks=pytest.mark.slow) for turn in range(1, 6))])
def test_answers_are_right_and_the_next_start_finds_it_whole(where: Path, turn: int) -> None:
    expected = answers(where)
    version = version_in(where)
    dice = random.Random(15)
    for number, damage in enumerate(DAMAGES):
        answers(where)  # from the graph on disk, beside which answers are kept
        name = some(version)[(number + turn) % 6]
        damage(version / name, dice)
        assert answers(where) == expected, (name, damage)
        assert is_whole(version, version.name), (name, damage)
        assert not list(where.glob(".*")), (name, damage)


@pytest.mark.slow
def test_many_changed_bits(where: Path) -> None:
    expected = answers(where)
    dice = random.Random(15)
    for _ in range(200):
        version = version_in(where)
        name = dice.choice(files_in(version))
        dice.choice([flip, cut, grow])(version / name, dice)
        assert answers(where) == expected, name


@pytest.mark.parametrize("what", ["file", "folder", "pipe", "link", "endless"])
def test_something_else_in_place_of_the_version(where: Path, what: str) -> None:
    expected = answers(where)
    version = version_in(where)
    if what == "link":  # to a place where nothing is
        shutil.rmtree(version)
        version.symlink_to(where / "nowhere")
    else:
        shutil.rmtree(version)
        version.write_bytes(b"in the way")
        if what in ("folder", "pipe", "endless"):
            {"folder": folder_instead, "pipe": pipe_instead, "endless": endless_instead}[what](version, random.Random())
    if what == "folder":
        (version / "inside").unlink()
    assert answers(where) == expected
    assert is_whole(version, version.name)


def test_a_version_under_another_name_is_not_used(where: Path, tmp_path: Path) -> None:
    """As after a copy or a move by hand."""
    load(where)
    version = version_in(where)
    other = version.with_name("0" * 16)
    version.rename(other)
    assert open_database(other, other.name) is None
    assert open_database(other, version.name) is not None


def test_changes_that_the_engine_would_add_are_not_read(where: Path) -> None:
    expected = answers(where)
    (version_in(where) / "000099.log").write_bytes(b"changes")
    assert answers(where) == expected
    assert "000099.log" not in files_in(version_in(where))


def test_what_the_system_adds_is_no_damage(where: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(where)
    (version_in(where) / ".DS_Store").write_bytes(b"a desktop was here")
    (version_in(where) / "LOG").write_bytes(b"and a server")
    monkeypatch.setattr(database, "write_database", lambda *_: pytest.fail("it is whole"))
    answers(where)


def test_damaged_version_with_a_file_of_somebody_is_not_removed(where: Path) -> None:
    expected = answers(where)
    version = version_in(where)
    (version / "thesis.odt").write_bytes(b"years of work")
    (version / "CURRENT").unlink()
    if where.name == "cache":
        assert answers(where) == expected
    else:
        with pytest.raises(StoreError, match="is damaged, and “thesis.odt” in it is not ours; move that elsewhere"):
            load(where)
    assert (version / "thesis.odt").read_bytes() == b"years of work"


def test_a_database_that_the_engine_cannot_open_is_written_again(where: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where another release of the engine wrote it."""
    expected = answers(where)
    version = version_in(where)
    real, opened = database.read_only, list[Path]()

    def read_only(folder: Path) -> object:
        opened.append(folder)
        if len(opened) == 1:
            raise OSError("Corruption: unknown format of a block")
        return real(folder)

    monkeypatch.setattr(database, "read_only", read_only)
    assert answers(where) == expected
    assert len(opened) > 1
    assert is_whole(version, version.name)


def test_damage_while_it_is_in_use_is_one_sentence_of_the_worker(where: Path) -> None:
    loaded = load(where)
    loaded = load(where)
    version = version_in(where)
    [manifest] = version.glob("MANIFEST-*")
    manifest.write_bytes(manifest.read_bytes()[:-10])
    with pytest.raises(StoreError, match="was removed or damaged while it was in use; start the program again"):
        run_query(loaded, "SELECT * { ?a a cw:Document }")


def test_a_version_that_is_removed_while_it_is_in_use_is_still_asked(where: Path) -> None:
    """As by a person who needs the room. What the engine has opened by then, it can go on reading."""
    load(where)
    loaded = load(where)
    count, every = stats(loaded).documents, list(loaded.store.query("SELECT * { GRAPH ?g { ?s ?p ?o } }"))
    shutil.rmtree(version_in(where))
    assert every
    assert len(run_query(loaded, "SELECT * { ?a a cw:Document }").rows) == count


def test_a_version_that_is_removed_before_it_was_read_gives_the_whole_answer_or_one_sentence(where: Path) -> None:
    count = stats(load(where)).documents
    loaded = load(where)
    shutil.rmtree(version_in(where))
    try:
        assert len(run_query(loaded, "SELECT * { ?a a cw:Document }").rows) == count
    except StoreError as error:
        assert str(error) == "The graph can no longer be read from the disk; start the program again."  # noqa: PT017


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"x" * 100_000, None])
def test_the_pointer_to_the_newest_version_may_be_damaged(tmp_path: Path, content: bytes | None) -> None:
    where = tmp_path / "store"
    expected = answers(where)
    pointer = where / "CURRENT"
    pointer.unlink()
    if content is None:
        pointer.mkdir()
    else:
        pointer.write_bytes(content)
    assert answers(where) == expected
    assert pointer.read_text(encoding="utf-8").strip() == version_in(where).name
