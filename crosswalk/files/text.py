"""Read a file as text, or say where it is not text."""

from __future__ import annotations

from pathlib import Path

from crosswalk.limits import Limit


class NotText(Exception):
    """The file is too large or is not UTF-8; `line` is the line at fault, where there is one."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


def read_text(path: Path, size: Limit) -> str:
    """Return the text of a UTF-8 file without byte order mark, every line ending in a newline alone.

    Raises NotText with the line, and OSError when the file cannot be read.
    """
    if path.stat().st_size > size.bytes():
        raise NotText(f"it is larger than {size}; split it")
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = len(data) - len(error.object) + error.start
        line = data[:start].count(b"\n") + 1
        raise NotText(f"byte {start} is not UTF-8; save the file as UTF-8", line) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
