"""Keep the graph between starts: one folder in the user's cache for each version of the files.

The version is a hash of every source file and of the code that reads them, so the cache is never stale. A thread writes
it in the background and moves it into place when it is complete. A cache that cannot be read or written is not an
error: the files are read instead. `CROSSWALK_CACHE` names another folder, or `off`.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import threading
from pathlib import Path

import pyoxigraph as ox

from crosswalk.store.versions import keep_only, versions, write_version

_KEPT = 4
#: The name of the thread that writes.
WRITER = "crosswalk-cache"
#: Fewer statements than this are read from their files faster than anybody notices.
WORTH_IT = 20_000


def folder() -> Path | None:
    """Return the cache folder, or None when the cache is off."""
    chosen = os.environ.get("CROSSWALK_CACHE", "")
    if chosen == "off":
        return None
    if chosen:
        return Path(chosen)
    import platformdirs

    return Path(platformdirs.user_cache_dir("ai-security-crosswalk", appauthor=False))


def recall(version: str) -> tuple[ox.Store, Path] | None:
    """Return the dataset of this version and its folder, or None when it is not in the cache."""
    where = folder()
    if where is None or not (path := where / version).is_dir():
        return None
    try:
        dataset = ox.Store.read_only(str(path))
        os.utime(path)
    except (OSError, RuntimeError, ValueError):  # damaged: the files are read and written to the cache again
        shutil.rmtree(path, ignore_errors=True)
        return None
    return dataset, path


def remember(version: str, dataset: ox.Store) -> threading.Thread | None:
    """Start to write the dataset of this version, completely or not at all. Return the thread that does it, if any."""
    where = folder()
    if where is None or len(dataset) < WORTH_IT:
        return None
    writer = threading.Thread(target=_write, args=(where, version, dataset), name=WRITER)
    writer.start()  # not a daemon: a short command waits for it at its end, once for each version of the files
    return writer


def _write(where: Path, version: str, dataset: ox.Store) -> None:
    def fill(copy: Path) -> None:
        with tempfile.NamedTemporaryFile(dir=copy.parent, suffix=".nq") as quads:
            dataset.dump(quads.name, format=ox.RdfFormat.N_QUADS)
            store = ox.Store(str(copy))
            store.bulk_load(path=quads.name, format=ox.RdfFormat.N_QUADS, lenient=True)  # checked before
            store.flush()
            del store  # closes it

    with contextlib.suppress(OSError, RuntimeError, ValueError):
        write_version(where, version, fill)
        keep_only(where, [path.name for path in versions(where)[:_KEPT]])
