"""Arrays beside the graph: the same on the second start, and computed again where they are damaged or out of date."""

from __future__ import annotations

import io
import os
from pathlib import Path

import numpy as np
import pytest

import crosswalk
from crosswalk.analysis import network as module
from crosswalk.analysis.network import network
from crosswalk.sparql import named
from crosswalk.store import beside
from crosswalk.store.beside import recall_arrays, remember_arrays
from crosswalk.store.holder import Crosswalk, recording

SMALL = Path(__file__).parents[1] / "analysis" / "inputs" / "statuses"


@pytest.fixture
def kept(tmp_path: Path) -> Crosswalk:
    return crosswalk.load([SMALL], only_data=True, store=str(tmp_path / "store"))


def again(kept: Crosswalk) -> Crosswalk:
    return Crosswalk(kept.store, kept.layout)


def arrays(kept: Crosswalk) -> list[Path]:
    assert kept.store.folder is not None
    return list(kept.store.folder.glob("network-*.npz"))


def test_the_second_network_is_the_first(kept: Crosswalk, monkeypatch: pytest.MonkeyPatch) -> None:
    first = network(kept)
    assert len(arrays(kept)) == 1
    monkeypatch.setattr(module, "_asked", lambda _: pytest.fail("the arrays are remembered"))
    with recording() as queries:
        second = network(again(kept))
    assert queries == {"provision-parents", "set-relations", "associations", "documents", "standing"}
    assert (second.names, second.documents) == (first.names, first.documents)
    assert np.array_equal(second.document, first.document)
    assert np.array_equal(second.assessable, first.assessable)
    for kind in ("mappings", "parents", "associations"):
        assert list(getattr(second, kind)) == list(getattr(first, kind))


@pytest.mark.parametrize("damage", [b"", b"not a zip file", None])
def test_damaged_arrays_are_worked_out_again(kept: Crosswalk, damage: bytes | None) -> None:
    first = network(kept)
    [path] = arrays(kept)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    assert network(again(kept)).names == first.names
    assert path.read_bytes() == whole


def test_one_changed_byte_is_noticed(kept: Crosswalk) -> None:
    first = network(kept)
    [path] = arrays(kept)
    whole = bytearray(path.read_bytes())
    place = whole.index(b"focus-1.0:1.1")
    whole[place] ^= 1
    path.write_bytes(bytes(whole))
    assert network(again(kept)).names == first.names


def test_arrays_of_another_query_are_not_used(kept: Crosswalk, monkeypatch: pytest.MonkeyPatch) -> None:
    network(kept)
    monkeypatch.setattr(module, "_version", lambda _: "another")
    network(again(kept))
    assert len(arrays(kept)) == 2


def test_a_store_in_memory_and_a_folder_that_cannot_be_written_are_no_fault(tmp_path: Path) -> None:
    in_memory = crosswalk.load([SMALL], only_data=True)
    assert in_memory.store.folder is None
    remember_arrays(in_memory.store, "name", {"a": np.arange(3)})
    assert recall_arrays(in_memory.store, "name") is None

    class Elsewhere:
        folder = tmp_path / "gone"

    remember_arrays(Elsewhere(), "name", {"a": np.arange(3)})  # type: ignore[arg-type]
    assert recall_arrays(Elsewhere(), "name") is None  # type: ignore[arg-type]


def put(kept: Crosswalk, name: str, content: bytes) -> None:
    """Write a file beside the graph with the right hash, as somebody could by hand."""
    beside._write(kept.store, name, content)


def npz(**arrays: object) -> bytes:
    file = io.BytesIO()
    np.savez(file, **arrays)  # type: ignore[arg-type]
    return file.getvalue()


def test_every_changed_byte_is_noticed(kept: Crosswalk) -> None:
    """Also one in the headers of the archive, where zipfile raises errors of its own."""
    network(kept)
    [path] = arrays(kept)
    whole = path.read_bytes()
    for place in range(0, len(whole), 7):
        changed = bytearray(whole)
        changed[place] ^= 255
        path.write_bytes(bytes(changed))
        assert recall_arrays(kept.store, path.stem) is None, place


@pytest.mark.parametrize(
    "content",
    [
        npz(a=np.array([{"an": "object"}], dtype=object)),  # would be unpickled
        (lambda file: (np.save(file, np.arange(3)), file.getvalue())[1])(io.BytesIO()),  # an array, not an archive
        npz(a=np.arange(3)).replace(b"(3,)", b"(((("),
        b"",
    ],
)
def test_arrays_made_by_hand_are_no_answer(kept: Crosswalk, content: bytes) -> None:
    put(kept, "evil.npz", content)
    assert recall_arrays(kept.store, "evil") is None


@pytest.mark.parametrize("other", [{}, {"names": np.array([255], dtype=np.uint8)}, {"document": np.array(["a"])}])
def test_a_network_of_other_arrays_is_worked_out_again(kept: Crosswalk, other: dict[str, object]) -> None:
    first = network(kept)
    [path] = arrays(kept)
    ours = recall_arrays(kept.store, path.stem)
    assert ours is not None
    put(kept, path.name, npz(**(ours | other)) if other else npz())
    assert network(again(kept)).names == first.names


@pytest.mark.parametrize("content", [b"\xff", b"{}", b"3", b"null", b"[]", b'[["a"], 3]', b"[" * 100_000])
def test_an_answer_made_by_hand_is_asked_again(
    kept: Crosswalk, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(named, "_WORTH_KEEPING", -1.0)
    first = crosswalk.ask(kept, "documents")
    assert kept.store.folder is not None
    [path] = kept.store.folder.glob("documents-*.txt")
    put(kept, path.name, content)
    assert crosswalk.ask(again(kept), "documents") == first


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_in_place_of_a_file_is_not_waited_for(kept: Crosswalk) -> None:
    assert kept.store.folder is not None
    os.mkfifo(kept.store.folder / "name.npz")
    assert recall_arrays(kept.store, "name") is None
