"""A small data folder with a cache of its own, and two SPARQL services: Oxigraph's own server, and Virtuoso."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from crosswalk.sources import read_sources
from crosswalk.store import cache, embedded

SOUND = Path(__file__).parent.parent / "validation" / "corruptions" / "sound"
OXIGRAPH = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
VIRTUOSO = shutil.which("virtuoso-t")
VIRTUOSO_SETTINGS = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
DirsAllowed = .
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 10
MaxClientConnections = 10
[SPARQL]
ResultSetMaxRows = 100000
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a data folder that a test may change."""
    return Path(shutil.copytree(SOUND, tmp_path / "data"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a cache folder of the test's own, into which small graphs are written too."""
    monkeypatch.setenv("CROSSWALK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(cache, "WORTH_IT", 1)
    return tmp_path / "cache"


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return a list that grows each time the files are read."""
    seen: list[object] = []

    def counting(layout: object) -> object:
        seen.append(layout)
        return read_sources(layout)  # type: ignore[arg-type]

    monkeypatch.setattr(embedded, "read_sources", counting)
    return seen


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(process: subprocess.Popen[str], words: str) -> None:
    """Read what a server says until it says that it is ready."""
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if words in line:
            return
    raise AssertionError("the server ended: " + "".join(said[-20:]))


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def start_oxigraph(folder: Path, *, writable: bool = True) -> tuple[subprocess.Popen[str], str]:
    assert OXIGRAPH is not None
    port = free_port()
    command = [OXIGRAPH, "serve" if writable else "serve-read-only", "--location", str(folder)]
    process = subprocess.Popen(
        [*command, "--bind", f"127.0.0.1:{port}"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    wait_for(process, "Listening")
    return process, f"http://127.0.0.1:{port}/query"


def start_virtuoso(folder: Path) -> tuple[subprocess.Popen[str], str]:
    assert VIRTUOSO is not None
    port = free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(VIRTUOSO_SETTINGS.format(folder=folder, http=port, sql=free_port()), encoding="utf-8")
    process = subprocess.Popen(
        [VIRTUOSO, "+foreground", "+configfile", str(settings)],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    wait_for(process, " Server online at")
    return process, f"http://dba:dba@127.0.0.1:{port}/sparql"


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the URL of an empty Oxigraph server."""
    if OXIGRAPH is None:
        pytest.skip("the program oxigraph is not installed (PyPI package oxigraph)")
    process, url = start_oxigraph(tmp_path_factory.mktemp("oxigraph"))
    yield url
    end(process)


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the URL of an empty Virtuoso server, with the credentials that it is made with."""
    if VIRTUOSO is None:
        pytest.skip("the program virtuoso-t is not installed (Debian package virtuoso-opensource-7)")
    process, url = start_virtuoso(tmp_path_factory.mktemp("virtuoso"))
    yield url
    end(process)
