"""A folder of versions, each written completely or not at all: the cache and the store on disk both use one.

A version is a folder named after the fingerprint of its files. It is written into a draft beside the others and moved
into place in one rename, so a full disk or a killed process leaves the others intact.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import weakref
from collections.abc import Callable, Iterable
from pathlib import Path

from crosswalk.errors import StoreError, shown
from crosswalk.store.database import CONTENTS, foreign, is_whole
from crosswalk.store.drafts import CONTENT, is_free, new_draft, share, sweep

_VERSION = re.compile(r"[0-9a-f]{16}")  # and contains a database: nothing else in the folder may be removed


def write_version(folder: Path, fill: Callable[[Path], str], mode: int = 0o777) -> str:
    """Let `fill` write a database into a new folder and say which version it is, and move that into place. Return the
    version. Where another process was faster, its copy is used; a damaged one is replaced. `mode` is that of the
    folder, less what the user's umask forbids.

    Raises OSError when it cannot be written or moved into place, StoreError when what is damaged is not ours alone, and
    whatever `fill` raises; nothing is left behind.
    """
    sweep(folder)
    draft = new_draft(folder)
    try:
        content = draft.path / CONTENT
        content.mkdir(mode)
        version = fill(content)
        target = folder / version
        try:
            os.rename(content, target)
        except OSError:
            if not is_whole(target, version):
                _put_aside(target, draft.path / "damaged")
                os.rename(content, target)
    finally:
        draft.remove()
    return version


def _put_aside(target: Path, aside: Path) -> None:
    if strangers := foreign(target):
        raise StoreError(f"{target} is damaged, and “{shown(strangers[0])}” in it is not ours; move that elsewhere.")
    with contextlib.suppress(FileNotFoundError):
        os.rename(target, aside)


def versions(folder: Path) -> list[Path]:
    """Return the versions in a folder, the most recently used first."""
    folders = [path for path in folder.iterdir() if _VERSION.fullmatch(path.name) and (path / "CURRENT").is_file()]
    return sorted(folders, key=lambda path: -path.stat().st_mtime)


def keep_only(folder: Path, kept: Iterable[str]) -> None:
    """Remove every version but those named and those that a process reads."""
    names = set(kept)
    with contextlib.suppress(OSError):
        for path in versions(folder):
            if path.name not in names and not is_read(path):
                shutil.rmtree(path, ignore_errors=True)


def read_by(reader: object, version: Path) -> None:
    """Keep a version from being removed as long as `reader` exists. Where the system has no such locks, it may be."""
    with contextlib.suppress(OSError):
        handle = os.open(version / CONTENTS, os.O_RDONLY)
        weakref.finalize(reader, os.close, handle)
        share(handle)


def is_read(version: Path) -> bool:
    """Return True when a process, this one included, reads a version."""
    try:
        handle = os.open(version / CONTENTS, os.O_RDONLY)
    except OSError:
        return False
    try:
        return is_free(handle) is False
    finally:
        os.close(handle)
