"""Keep the graph between starts: one folder in the user's cache for each version of the files.

The version is a hash of every source file and of the code that reads them, so the cache is never stale. A thread writes
it in the background and moves it into place when it is complete. A cache that is damaged, cannot be written, or could
be written by somebody else is not an error: the files are read instead. `CROSSWALK_CACHE` names another folder, or
`off`.
"""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from crosswalk.errors import StoreError
from crosswalk.store.database import open_database, why, write_database
from crosswalk.store.drafts import CONTENT, DRAFT, Draft, new_draft, sweep
from crosswalk.store.seam import answering
from crosswalk.store.versions import keep_only, versions, write_version

_KEPT = 4
#: How the name of a copy among the temporary files begins.
_COPY = "crosswalk-graph-"
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
    """Return the dataset of this version and its folder, or None when it is not, or not whole, in the cache."""
    where = folder()
    if where is None or not is_private(where):
        return None
    sweep(where)
    path = where / version
    if not is_private(path) or (dataset := open_database(path, version)) is None:
        return None
    sweep(path)
    with contextlib.suppress(OSError):  # a cache that can only be read is one too
        os.utime(path)
    return dataset, path


def is_private(path: Path) -> bool:
    """Return True for a folder of this user, or of the system's, that nobody else can write to.

    In any other, somebody else could have put a graph of his own.
    """
    try:
        about = path.stat()
    except OSError:
        return False
    if not hasattr(os, "geteuid"):
        return stat.S_ISDIR(about.st_mode)
    return stat.S_ISDIR(about.st_mode) and about.st_uid in (os.geteuid(), 0) and not about.st_mode & 0o022


def remember(version: str, dataset: ox.Store) -> threading.Thread | None:
    """Start to write the dataset of this version, completely or not at all. Return the thread that does it, if any."""
    where = folder()
    if where is None or len(dataset) < WORTH_IT:
        return None
    writer = threading.Thread(target=_write, args=(where, version, dataset), name=WRITER)
    writer.start()  # not a daemon: a short command waits for it at its end, once for each version of the files
    return writer


def _write(where: Path, version: str, dataset: ox.Store) -> None:
    def fill(copy: Path) -> str:
        quads = copy.with_suffix(".nq")
        dataset.dump(str(quads), format=ox.RdfFormat.N_QUADS)
        load = partial(ox.Store.bulk_load, path=str(quads), format=ox.RdfFormat.N_QUADS, lenient=True)
        write_database(copy, version, load)  # lenient: it was checked before
        return version

    with contextlib.suppress(OSError, RuntimeError, ValueError, StoreError):
        where.mkdir(mode=0o700, parents=True, exist_ok=True)
        if is_private(where):
            write_version(where, fill, 0o700)
            keep_only(where, [path.name for path in versions(where)[:_KEPT]])


def write_copy(dataset: ox.Store) -> Draft:
    """Write a dataset that another process is to open into a draft in the cache or, where that cannot be, among the
    temporary files. The copies of processes that were killed are removed.

    Raises StoreError when it cannot be written.
    """
    where = folder()
    if where is not None:
        with contextlib.suppress(OSError, RuntimeError, ValueError):
            where.mkdir(mode=0o700, parents=True, exist_ok=True)
            if is_private(where):
                return _copy(dataset, where, DRAFT)
    try:
        return _copy(dataset, Path(tempfile.gettempdir()), _COPY)
    except (OSError, RuntimeError, ValueError) as error:
        reason = f"{why(error)} or set TMPDIR to another folder."
        raise StoreError(f"The graph cannot be copied for the query: {reason}") from None


def _copy(dataset: ox.Store, where: Path, prefix: str) -> Draft:
    sweep(where, prefix)
    draft = new_draft(where, prefix)
    try:
        content = draft.path / CONTENT
        content.mkdir(0o700)
        write_database(content, "", lambda copy: copy.bulk_extend(_statements(dataset)))
    except BaseException:
        draft.remove()
        raise
    return draft


def _statements(dataset: ox.Store) -> Iterator[ox.Quad]:
    with answering():
        yield from dataset
