"""[TriG](https://www.w3.org/TR/trig/): every statement in its named graph, with the project's prefixes."""

from __future__ import annotations

import pyoxigraph as ox

from crosswalk import ids
from crosswalk.formats.writers import Extent, Scope, Writer, Written
from crosswalk.formats.writers.statements import comments, statements, unsaid
from crosswalk.store.holder import Crosswalk
from crosswalk.text import escaped_turtle


def _write(crosswalk: Crosswalk, scope: Scope) -> Written:
    written = ox.serialize(statements(crosswalk, scope), format=ox.RdfFormat.TRIG, prefixes=ids.PREFIXES) or b""
    text = comments(crosswalk, WRITER.name, scope) + escaped_turtle(written.decode())
    return Written(text.encode(), unsaid(crosswalk, scope))


WRITER = Writer(
    "trig",
    "every statement in its named graph",
    "application/trig",
    ".trig",
    write=_write,
    extents=tuple(Extent),
    written="TriG",
)
