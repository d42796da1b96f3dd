"""A database on disk that knows what was written into it: `contents.json` has the number of its statements, and the
size and checksum of each of its files.

The engine itself opens a database whose list of files was cut as an empty one, and can read a changed file for ever.
So no database is opened here before each of its files is found to be what was written: 27 MB take 0.01 seconds.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import traceback
import zlib
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox

from crosswalk.store.sealed import plain_file, read_sealed, write_sealed

#: The file that says what was written.
CONTENTS = "contents.json"
_PIECE = 1 << 20
#: What the engine writes and does not need in order to read.
_NOT_NEEDED = re.compile(r"LOG|LOG\.old\.\d+|LOCK")
#: What the engine would read as changes made after the rest.
_CHANGES = re.compile(r"\d+\.log")
#: What else may lie in the folder of a version: what belongs to a database, and what is kept beside it.
_OURS = re.compile(
    r"CURRENT|IDENTITY|contents\.json|(?:MANIFEST|OPTIONS)-\d+(?:\.dbtmp)?|\d+\.(?:sst|log|dbtmp)"
    r"|.*-[0-9a-f]{12,}\.(?:npz|txt)|\.writing-.*"
)


def write_database(folder: Path, version: str, put: Callable[[ox.Store], None]) -> None:
    """Fill a new database in an empty folder, and note what is in it.

    Raises OSError or RuntimeError when it cannot be written, and whatever `put` raises.
    """
    dataset = ox.Store(str(folder))
    try:
        put(dataset)
        dataset.flush()
        statements = len(dataset)
    except BaseException as error:
        traceback.clear_frames(error.__traceback__)  # they still know the dataset, which would keep it open
        raise
    finally:
        del dataset  # closes it: an open database goes on writing while its folder is removed
    for path in folder.iterdir():
        if _NOT_NEEDED.fullmatch(path.name):
            path.unlink()
    if len(read_only(folder)) != statements:
        raise OSError(f"{folder} has not what was written to it")
    files = {path.name: _checksum(path) for path in folder.iterdir()}
    about = {"version": version, "statements": statements, "files": files}
    write_sealed(folder / CONTENTS, json.dumps(about, indent=1).encode())


def open_database(folder: Path, version: str = "") -> ox.Store | None:
    """Return, read-only, the database in a folder; None when it is not of this version, or not what was written."""
    if not is_whole(folder, version):
        return None
    try:
        return read_only(folder)
    except (OSError, RuntimeError, ValueError):  # of an engine that reads another form: to be written again
        with contextlib.suppress(OSError):
            (folder / CONTENTS).unlink()
        return None


def read_only(folder: Path) -> ox.Store:
    """Return what the engine finds in a folder, whole or not. Raises OSError or RuntimeError."""
    return ox.Store.read_only(str(folder))


def is_whole(folder: Path, version: str = "") -> bool:
    """Return True when every file of a database is what was written, and no file was added that changes it."""
    try:
        about = json.loads(read_sealed(folder / CONTENTS) or b"")
        files: dict[str, list[int]] = about["files"]
        if version not in ("", about["version"]):
            return False
        if any(_CHANGES.fullmatch(name) and name not in files for name in os.listdir(folder)):
            return False
        return all(_checksum(folder / name, size) == [size, checksum] for name, (size, checksum) in files.items())
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return False


def foreign(folder: Path) -> list[str]:
    """Return the names of what lies in a folder and is not of a database or of what is kept beside it."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    return [name for name in names if not _OURS.fullmatch(name) and not _NOT_NEEDED.fullmatch(name)]


def why(error: Exception) -> str:
    """Return in plain words why a database could not be written, and what to do: the start of “… or name another
    place.”
    """
    known = [*_FULL, errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.EMFILE]
    for code in known:
        if getattr(error, "errno", None) == code or os.strerror(code) in str(error):  # the engine gives the text alone
            remedy = "Free disk space" if code in _FULL else "Make it a folder that you can write to"
            return f"{os.strerror(code)}. {remedy}"
    return "its database could not be written. Remove it"


_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def _checksum(path: Path, expected: int | None = None) -> list[int]:
    """Return size and checksum of a file; the checksum is 0 where the size is not the expected one."""
    checksum = 0
    with plain_file(path) as (file, size):
        if expected in (None, size):
            while piece := file.read(_PIECE):
                checksum = zlib.crc32(piece, checksum)
    return [size, checksum]
