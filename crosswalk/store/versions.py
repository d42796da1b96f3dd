"""A folder of versions, each written completely or not at all: the cache and the store on disk both use one.

A version is a folder named after the fingerprint of its files. It is written into a draft beside the others and moved
into place in one rename, so a full disk or a killed process leaves the others intact.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

_VERSION = re.compile(r"[0-9a-f]{16}")  # and contains a database: nothing else in the folder may be removed
_DRAFT = ".writing-"
_STALE_SECONDS = 24 * 3600


def write_version(folder: Path, version: str, fill: Callable[[Path], None]) -> Path:
    """Return the folder of a version, filled by `fill`. Where another process was faster, its copy is used.

    Raises OSError when it cannot be written or moved into place, and whatever `fill` raises; nothing is left behind.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    sweep_drafts(folder)
    draft = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=folder))
    target = folder / version
    try:
        content = draft / "content"
        content.mkdir()
        fill(content)
        with contextlib.suppress(OSError):
            os.rename(content, target)
        if not target.is_dir():
            raise OSError(f"the new version could not be moved to {target}")
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return target


def sweep_drafts(folder: Path) -> None:
    """Remove drafts older than a day, left behind by processes that were killed while writing."""
    for draft in folder.glob(f"{_DRAFT}*"):
        with contextlib.suppress(OSError):
            if time.time() - draft.stat().st_mtime > _STALE_SECONDS:
                shutil.rmtree(draft, ignore_errors=True)


def versions(folder: Path) -> list[Path]:
    """Return the versions in a folder, the most recently used first."""
    folders = [path for path in folder.iterdir() if _VERSION.fullmatch(path.name) and (path / "CURRENT").is_file()]
    return sorted(folders, key=lambda path: -path.stat().st_mtime)


def keep_only(folder: Path, kept: Iterable[str]) -> None:
    """Remove every version but those named."""
    names = set(kept)
    with contextlib.suppress(OSError):
        for path in versions(folder):
            if path.name not in names:
                shutil.rmtree(path, ignore_errors=True)
