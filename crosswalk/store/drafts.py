"""Drafts: files and folders that are written apart and moved into place when they are complete.

Whoever writes a draft has it locked, and the system ends the lock with the process. So a draft that nobody has locked
was left behind by a process that was killed, and whoever comes next removes it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
import tempfile
import time
from pathlib import Path

#: How the name of a draft begins; nothing else in a folder may be removed.
DRAFT = ".writing-"
#: What the content of a draft is called in it.
CONTENT = "content"
_LOCK = "in-use.lock"
#: Where locks are not to be had, a draft as old as this was left behind.
_STALE_SECONDS = 24 * 3600
_TRIES = 20
_SAFE = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class Draft:
    """A folder of this process's own, locked until it is removed."""

    def __init__(self, path: Path, lock: int) -> None:
        self.path = path
        self._lock = lock

    def remove(self) -> None:
        """Remove the folder with what is in it. What cannot be removed now, the next sweep removes."""
        for entry in [*self.path.glob("*")]:
            if entry.name != _LOCK:
                _remove(entry)
        os.close(self._lock)  # an open file could not be removed on Windows
        _remove(self.path)


def new_draft(folder: Path, prefix: str = DRAFT) -> Draft:
    """Return a new folder in `folder` that its owner alone can enter. Raises OSError where it cannot be made."""
    for _ in range(_TRIES):
        path = Path(tempfile.mkdtemp(prefix=prefix, dir=folder))
        try:
            lock = os.open(path / _LOCK, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        except FileNotFoundError:  # another process took it, before it was locked, for one left behind
            continue
        except OSError:
            _remove(path)
            raise
        if is_free(lock) is not False and (path / _LOCK).exists():
            return Draft(path, lock)
        os.close(lock)
    raise OSError(f"no draft could be made in {folder}")


def is_free(handle: int) -> bool | None:
    """Return True where nobody else has the open file locked, and lock it; None where the system has no such locks."""
    if sys.platform == "win32":
        return None
    import errno
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return False if error.errno in (errno.EAGAIN, errno.EACCES) else None
    return True


def share(handle: int) -> None:
    """Lock an open file beside others who share it, so that it is not free; wait while somebody asks whether it is.
    Raises OSError where the system has no such locks.
    """
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_SH)


def sweep(folder: Path, prefix: str = DRAFT) -> None:
    """Remove the drafts of this user in `folder` that processes left behind when they were killed."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for name in [entry.name for entry in entries if entry.name.startswith(prefix)]:
            with contextlib.suppress(OSError):
                _sweep(folder / name)


def _sweep(draft: Path) -> None:
    about = draft.lstat()
    is_folder = stat.S_ISDIR(about.st_mode)
    if hasattr(os, "geteuid") and about.st_uid != os.geteuid():
        return
    is_old = time.time() - about.st_mtime > _STALE_SECONDS
    try:
        lock = os.open(draft / _LOCK if is_folder else draft, os.O_RDWR | _SAFE)
    except FileNotFoundError:  # not locked yet, and then its owner makes another; or its process ended at once
        if is_old:
            _remove(draft)
        else:
            draft.rmdir()
        return
    try:
        free = is_free(lock)
        if free or (free is None and is_old):
            _remove(draft)
    finally:
        os.close(lock)


def _remove(path: Path) -> None:
    """Remove whatever lies at `path`, and never what a link points to."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()
