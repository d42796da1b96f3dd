"""Read a file of Turtle as far as two parsers need it: of a size, a depth and a number of statements that they bear."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

from crosswalk.files.text import Unreadable, read_bytes
from crosswalk.limits import MAX_DEPTH, TURTLE_STATEMENTS, Limit

#: What a bracket is not part of, and the brackets. Whatever is neither is passed over.
_TOKEN = re.compile(
    rb'"""(?:[^"\\]|\\.|"(?!""))*+"""'
    rb"|'''(?:[^'\\]|\\.|'(?!''))*+'''"
    rb'|"(?:[^"\\\n\r]|\\.)*+"'
    rb"|'(?:[^'\\\n\r]|\\.)*+'"
    rb'|<[^\x00-\x20<>"{}|^`]*+>|\#[^\n\r]*+|\\.'
    rb"|(?P<opens><<|[(\[{])|(?P<closes>>>|[)\]}])",
    re.DOTALL,
)
_OPENING = (b"(", b"[", b"{", b"<<")
#: A smaller file has too few statements to be worth counting them.
_SMALL = 1_000_000


def read_turtle(path: Path, size: Limit) -> bytes:
    """Return the content of a Turtle file, of which nothing is known yet but that parsing it will end.

    Raises Unreadable as `crosswalk.files.text.read_bytes` does, and for brackets inside one another without end.
    """
    data = read_bytes(path, size)
    if sum(map(data.count, _OPENING)) > MAX_DEPTH:
        _check_depth(data)
    if len(data) > _SMALL and _has_many_statements(data):
        raise Unreadable(f"it has more than {TURTLE_STATEMENTS}; split it")
    return data


def _check_depth(data: bytes) -> None:
    """Raise Unreadable for deep nesting: one parser takes 700 bytes a bracket, and the other one recurses."""
    depth = 0
    for match in _TOKEN.finditer(data):
        if match["opens"]:
            depth += 1
        elif match["closes"]:
            depth -= 1
        if depth > MAX_DEPTH:
            line = data.count(b"\n", 0, match.start()) + 1
            raise Unreadable(f"its brackets are nested more than {MAX_DEPTH} deep", line)


def _has_many_statements(data: bytes) -> bool:
    import pyoxigraph as ox

    most = int(TURTLE_STATEMENTS.value())
    try:
        return next(islice(ox.parse(data, format=ox.RdfFormat.TURTLE), most, None), None) is not None
    except MemoryError:  # the buffer of the parser has an end of its own
        raise Unreadable("it has a text of more than 16 megabytes; shorten it") from None
    except (SyntaxError, ValueError):  # whoever loads the file says where
        return False
