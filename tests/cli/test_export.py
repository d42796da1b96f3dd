"""`crosswalk export -o FILE`: a file that is complete or as it was before, wherever the name leads."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import Result

from crosswalk.cli.commands import export
from crosswalk.errors import CrosswalkError
from tests.support import ROOT, assert_one_sentence

Cli = Callable[..., Result]
Called = Callable[..., subprocess.CompletedProcess[str]]
SMALL = ("--data", str(ROOT / "tests" / "validation" / "corruptions" / "sound"), "--only-data")


def written(cli: Cli, file: Path) -> None:
    result = cli("export", "csv", "-o", str(file), *SMALL)
    assert result.exit_code == 0, result.output


def test_a_link_stays_a_link_and_its_file_is_written(cli: Cli, tmp_path: Path) -> None:
    file, link = tmp_path / "real.csv", tmp_path / "link.csv"
    file.write_text("before")
    link.symlink_to(file)
    written(cli, link)
    assert link.is_symlink()
    assert file.read_text().startswith("mapping_set,")


def test_permissions_stay(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "private.csv"
    file.touch(mode=0o600)
    written(cli, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["private.csv"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_or_device_is_written_to_and_not_replaced(cli: Cli, tmp_path: Path) -> None:
    pipe, got = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    written(cli, pipe)
    assert pipe.is_fifo()
    reader.join(10)
    assert got[0].startswith(b"mapping_set,")


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), KeyboardInterrupt()])
def test_nothing_half_written_is_left(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    file = tmp_path / "out.csv"
    file.write_text("before")

    def replace(*_: object) -> None:
        raise error

    monkeypatch.setattr(export.os, "replace", replace)
    with suppress(CrosswalkError):
        assert cli("export", "csv", "-o", str(file), *SMALL).exit_code != 0
    assert file.read_text() == "before"
    assert os.listdir(tmp_path) == ["out.csv"]


@pytest.mark.parametrize("name", ["", "no/such/folder/out.csv", "a" * 300])
def test_a_name_that_cannot_be_written_is_one_sentence(called: Called, tmp_path: Path, name: str) -> None:
    where = str(tmp_path / name) if name else ""
    assert "cannot be written" in assert_one_sentence(called("export", "csv", "-o", where, *SMALL))
