"""Remember the graph between starts: a folder in the user's cache for each version of the files, opened as it is.

The version is a hash of every source file and of the code that reads them, so what is remembered is never stale. It is
written beside the program's own work, by a thread, and moved into place when it is whole. A cache that cannot be read
or written is no fault: the files are read instead. `CROSSWALK_CACHE` names another folder, or `off`.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import threading
import time
from pathlib import Path

import pyoxigraph as ox

_KEPT = 4
_DRAFT = ".writing-"
#: The name of the thread that writes.
WRITER = "crosswalk-cache"
_STALE_SECONDS = 24 * 3600
#: Fewer statements than this are read from their files faster than a person notices.
WORTH_IT = 20_000


def folder() -> Path | None:
    """Return the cache folder, or None when there is to be none."""
    chosen = os.environ.get("CROSSWALK_CACHE", "")
    if chosen == "off":
        return None
    if chosen:
        return Path(chosen)
    import platformdirs

    return Path(platformdirs.user_cache_dir("ai-security-crosswalk", appauthor=False))


def recall(version: str) -> tuple[ox.Store, Path] | None:
    """Return the dataset of this version and where it lies, or None when it is not remembered."""
    where = folder()
    if where is None or not (path := where / version).is_dir():
        return None
    try:
        dataset = ox.Store.read_only(str(path))
        os.utime(path)
    except (OSError, RuntimeError, ValueError):  # damaged: the files are read again, and remembered again
        shutil.rmtree(path, ignore_errors=True)
        return None
    return dataset, path


def remember(version: str, dataset: ox.Store) -> threading.Thread | None:
    """Start to write the dataset of this version, whole or not at all; return the thread that does it, if any."""
    where = folder()
    if where is None or len(dataset) < WORTH_IT:
        return None
    writer = threading.Thread(target=_write, args=(where, version, dataset), name=WRITER)
    writer.start()  # no daemon: a short command waits for it at its end, once for each version of the files
    return writer


def _write(where: Path, version: str, dataset: ox.Store) -> None:
    draft = None
    try:
        where.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=where, prefix=_DRAFT))
        quads, copy = draft / "quads.nq", draft / "store"
        dataset.dump(str(quads), format=ox.RdfFormat.N_QUADS)
        _fill(copy, quads)
        os.rename(copy, where / version)  # fails when another process was first, whose copy is as good
    except (OSError, RuntimeError, ValueError):
        pass
    finally:
        if draft is not None:
            shutil.rmtree(draft, ignore_errors=True)
    _sweep(where)


def _fill(copy: Path, quads: Path) -> None:
    store = ox.Store(str(copy))
    store.bulk_load(path=str(quads), format=ox.RdfFormat.N_QUADS, lenient=True)  # our own words, checked before
    store.flush()
    del store  # closes it


def _sweep(where: Path) -> None:
    """Keep the versions used last, and drop drafts of processes that were killed long ago."""
    with contextlib.suppress(OSError):
        known = sorted((path for path in where.iterdir() if path.is_dir()), key=lambda path: -path.stat().st_mtime)
        versions = [path for path in known if not path.name.startswith(_DRAFT)]
        drafts = [path for path in known if path.name.startswith(_DRAFT)]
        old = [path for path in drafts if time.time() - path.stat().st_mtime > _STALE_SECONDS]
        for path in (*versions[_KEPT:], *old):
            shutil.rmtree(path, ignore_errors=True)
