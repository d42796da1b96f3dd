"""A file that knows what was written into it: its first line is the hash and the size of the rest.

What is cut, changed, or replaced by a folder, pipe or link is simply not there. Such files lie in folders that only
their owner can write to, so the hash guards against damage and not against an enemy.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from crosswalk.store.drafts import DRAFT, is_free

_FIRST_LINE = 64  # characters at most: a hash of 32, a space, a number
_SAFE = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@contextlib.contextmanager
def plain_file(path: Path) -> Iterator[tuple[BinaryIO, int]]:
    """Open a file for reading and give its size. Raises OSError when it is not a file: a pipe could wait for ever."""
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | _SAFE)) as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise OSError(f"{path} is not a file")
        yield file, about.st_size


def read_sealed(path: Path) -> bytes | None:
    """Return what was written into a file, or None when it is not there or was changed since."""
    try:
        with plain_file(path) as (file, size):
            first = file.readline(_FIRST_LINE)
            digest, _, length = first.strip().partition(b" ")
            if not length.isdigit() or len(first) + int(length) != size:
                return None
            content = file.read(int(length))
    except (OSError, ValueError):
        return None
    return content if digest == _digest(content) else None


def write_sealed(path: Path, content: bytes) -> None:
    """Write a file with its hash, completely or not at all. Raises OSError when it cannot be written."""
    replace(path, _digest(content) + b" %d\n" % len(content) + content)


def replace(path: Path, content: bytes) -> None:
    """Write a file, completely or not at all, in place of whatever is there. Raises OSError when it cannot be
    written.
    """
    handle, draft = tempfile.mkstemp(prefix=DRAFT, dir=path.parent)
    try:
        is_free(handle)  # and now it is not: the draft is in use until it is closed
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        os.replace(draft, path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(draft)


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).hexdigest().encode()
