"""The examples in docstrings ask one crosswalk of the shipped files, as the tests do, in place of one of their own each."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import crosswalk
from crosswalk.store import holder
from crosswalk.store.holder import Crosswalk

_load = holder.load


@cache
def shipped_crosswalk() -> Crosswalk:
    """Return the crosswalk of the shipped files. Nobody may change it."""
    loaded = _load()
    gc.collect()
    gc.freeze()  # it is there to the end, so the collector need not walk it again and again
    return loaded


def of_all_processes(factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all processes of this run of the tests share, empty at first."""
    own = factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "of-all-processes"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session", autouse=True)
def _cache_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests out of the user's cache; they share one of their own, so most commands need not read the files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CROSSWALK_CACHE", str(of_all_processes(tmp_path_factory) / "cache"))
        yield


@pytest.fixture(autouse=True)
def _one_crosswalk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `load()` in the examples of a module return the crosswalk that all of them share."""
    if not isinstance(request.node, pytest.DoctestItem) or request.node.path.suffix != ".py":
        return

    def load(*data: object, **options: object) -> Crosswalk:
        return _load(*data, **options) if data or options else shipped_crosswalk()  # type: ignore[arg-type]

    monkeypatch.setattr(holder, "load", load)
    monkeypatch.setattr(crosswalk, "load", load)
