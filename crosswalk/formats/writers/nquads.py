"""[N-Quads](https://www.w3.org/TR/n-quads/): every statement with its named graph, one a line."""

from __future__ import annotations

import pyoxigraph as ox

from crosswalk.formats.writers import Extent, Scope, Writer, Written
from crosswalk.formats.writers.statements import comments, statements, unsaid
from crosswalk.store.holder import Crosswalk
from crosswalk.text import escaped_turtle


def _write(crosswalk: Crosswalk, scope: Scope) -> Written:
    written = ox.serialize(statements(crosswalk, scope), format=ox.RdfFormat.N_QUADS) or b""
    text = comments(crosswalk, WRITER.name, scope) + escaped_turtle(written.decode())
    return Written(text.encode(), unsaid(crosswalk, scope))


WRITER = Writer(
    "nquads",
    "every statement with its named graph, one a line",
    "application/n-quads",
    ".nq",
    write=_write,
    extents=tuple(Extent),
    written="N-Quads",
)
