"""A file is read only when it is an ordinary one of a size that we take; everything else is one reason, at once."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from crosswalk.files.text import Unreadable, as_text, read_bytes, read_text
from crosswalk.limits import YAML_SIZE


def test_a_file_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    assert read_bytes(path, 5) == b"12345"
    with pytest.raises(Unreadable, match="^it is larger than 4 bytes$"):
        read_bytes(path, 4)


def test_a_limit_in_megabytes_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"1" * 1001)
    monkeypatch.setenv(YAML_SIZE.variable, "0.001")
    with pytest.raises(
        Unreadable, match=r"^it is larger than 0\.001 megabytes \(set CROSSWALK_YAML_MB to change this limit\)"
    ):
        read_text(path, YAML_SIZE)


def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordinary = tmp_path / "a"
    ordinary.write_bytes(b"")
    pipe = tmp_path / "b"
    os.mkfifo(pipe)
    before = os.stat(ordinary)
    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", lambda *_, **__: before)
        with pytest.raises(Unreadable, match="^it is a named pipe, not a file$"):
            read_bytes(pipe, 100)


def test_a_file_that_grows_while_it_is_read_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small, large = tmp_path / "small", tmp_path / "large"
    small.write_bytes(b"")
    large.write_bytes(b"1" * 5_000_000)
    before = os.stat(small)
    asked: list[int] = []
    read = os.read

    def counted(handle: int, number: int) -> bytes:
        asked.append(number)
        return read(handle, number)

    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", lambda *_, **__: before)
        patch.setattr(os, "fstat", lambda _: before)
        patch.setattr(os, "read", counted)
        with pytest.raises(Unreadable, match="^it is larger than 1,000 bytes$"):
            read_bytes(large, 1000)
    assert len(asked) == 1


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.ENXIO, errno.ENAMETOOLONG])
def test_what_the_system_says_is_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    path = tmp_path / "a"
    path.write_bytes(b"")
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        with pytest.raises(Unreadable, match=f"^{os.strerror(number).lower()}$"):
            read_bytes(path, 10)


@pytest.mark.parametrize("name", ["a\0b", "a" * 5_000, "gone"])
def test_a_name_that_no_file_has_is_a_reason(tmp_path: Path, name: str) -> None:
    with pytest.raises(Unreadable):
        read_bytes(tmp_path / name, 10)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-le", "latin-1"])
def test_another_encoding_is_a_reason_or_shows(encoding: str) -> None:
    data = "id: ü-ÿ\n".encode(encoding)
    if encoding == "utf-16-le":
        data = "id: a".encode(encoding)
        assert "\0" in as_text(data)  # which every reader refuses
        return
    with pytest.raises(Unreadable, match="is not UTF-8; save the file as UTF-8") as caught:
        as_text(data)
    assert caught.value.line == 1


def test_every_line_ends_in_a_newline_alone() -> None:
    assert as_text(b"\xef\xbb\xbfa\r\nb\rc\n") == "a\nb\nc\n"
    with pytest.raises(Unreadable) as caught:
        as_text(b"\xef\xbb\xbfa\nb\xff\n")
    assert (str(caught.value)[:18], caught.value.line) == ("byte 6 is not UTF-", 2)
