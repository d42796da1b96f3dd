"""Read a file whole, or say why it cannot be read. Nothing is opened before it is known to be a file of a size
that we take: a pipe without a writer would be waited for, a device never ends.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from crosswalk.limits import Limit

_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
#: A file may be exchanged for a pipe after it was looked at: do not wait for a writer. Windows has neither.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
_PIECE = 1 << 20


class Unreadable(Exception):
    """The file cannot be read: the message says why, without a full stop; `line` is the line at fault, if any."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


def read_bytes(path: Path, size: Limit | int) -> bytes:
    """Return the content of an ordinary file of at most `size` (a limit in megabytes, or a number of bytes).

    Raises Unreadable for everything else: a folder, pipe or device, a larger file, one that is missing or forbidden.

    >>> read_bytes(Path("/"), 10)
    Traceback (most recent call last):
    crosswalk.files.text.Unreadable: it is a folder, not a file
    """
    most = size if isinstance(size, int) else size.bytes()
    try:
        _check(os.stat(path), most, size)
        handle = os.open(path, _FLAGS)
        try:
            _check(os.fstat(handle), most, size)
            return _read(handle, most, size)
        finally:
            os.close(handle)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise Unreadable(reason_of(error)) from None


def read_head(path: Path, count: int) -> bytes:
    """Return the first `count` bytes of an ordinary file of any size. Raises Unreadable as `read_bytes` does."""
    try:
        _check(os.stat(path), 1 << 62, 1 << 62)
        handle = os.open(path, _FLAGS)
        try:
            _check(os.fstat(handle), 1 << 62, 1 << 62)
            return os.read(handle, count)
        finally:
            os.close(handle)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise Unreadable(reason_of(error)) from None


def read_text(path: Path, size: Limit | int) -> str:
    """Return the text of a UTF-8 file without byte order mark, every line ending in a newline alone.

    Raises Unreadable as `read_bytes` does, and with the line where the file is not UTF-8.
    """
    return as_text(read_bytes(path, size))


def as_text(data: bytes) -> str:
    """Return the text of the bytes of a file, as `read_text` does. Raises Unreadable with the line.

    >>> as_text(b"a: 1\\r\\n"), as_text("\N{BOM}b".encode())
    ('a: 1\\n', 'b')
    """
    return decoded(data).replace("\r\n", "\n").replace("\r", "\n")


def decoded(data: bytes) -> str:
    """Return the text of the bytes of a file without byte order mark, its lines as they end there. Raises Unreadable
    with the line where it is not UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = len(data) - len(error.object) + error.start
        line = data[:start].count(b"\n") + 1
        raise Unreadable(f"byte {start} is not UTF-8; save the file as UTF-8", line) from None


def reason_of(error: OSError | ValueError) -> str:
    """Return what the system has against a file, for the middle of a sentence.

    >>> reason_of(FileNotFoundError(2, "No such file or directory"))
    'no such file or directory'
    """
    return (getattr(error, "strerror", None) or str(error)).lower()


def _check(about: os.stat_result, most: int, size: Limit | int) -> None:
    if not stat.S_ISREG(about.st_mode):
        raise Unreadable(f"it is {_KINDS.get(stat.S_IFMT(about.st_mode), 'something else')}, not a file")
    if about.st_size > most:
        raise _too_large(size)


def _read(handle: int, most: int, size: Limit | int) -> bytes:
    """Return what is in an open file; one that grows while it is read, or does not know its size, is cut off too."""
    content = bytearray()
    while piece := os.read(handle, _PIECE):
        content += piece
        if len(content) > most:
            raise _too_large(size)
    return bytes(content)


def _too_large(size: Limit | int) -> Unreadable:
    return Unreadable(f"it is larger than {f'{size:,} bytes' if isinstance(size, int) else f'{size}; split it'}")
