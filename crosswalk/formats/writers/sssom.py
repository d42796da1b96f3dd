"""[SSSOM TSV](https://mapping-commons.github.io/sssom/spec-formats-tsv/): a mapping set, two documents with what is
derived between them, or every mapping in one set; with the `curie_map` that makes each CURIE mean the same elsewhere.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping

import yaml

from crosswalk.analysis.asks import rows as ask_rows
from crosswalk.formats.writers import Extent, Loss, Scope, Writer, Written, origin
from crosswalk.formats.writers.slots import Mappings, Value, joined, mappings_of, plain, set_slots
from crosswalk.store.holder import Crosswalk
from crosswalk.text import one_line, visible

#: What makes a cell one that a reader of TSV must be shown the ends of.
_QUOTED = re.compile(r'^"|[\t\n\r]')


def _write(crosswalk: Crosswalk, scope: Scope) -> Written:
    found = mappings_of(crosswalk, scope)
    lines = [
        *_header(found),
        *(f"# # {one_line(line)}" for line in origin(crosswalk, WRITER.name, scope)),
        *_table(found),
    ]
    return Written("".join(f"{line}\n" for line in lines).encode(), losses(crosswalk, scope, found))


def losses(crosswalk: Crosswalk, scope: Scope, found: Mappings) -> tuple[Loss, ...]:
    """Return what an export as SSSOM leaves out."""
    between = len(ask_rows(crosswalk)) if scope.extent is Extent.WHOLE else 0
    return (
        Loss(found.lost, "statement without a slot", "statements without a slot"),
        Loss(between, "row between an ask and a measure", "rows between asks and measures"),
    )


def _header(found: Mappings) -> Iterator[str]:
    yield from _yaml(plain(found.header, set_slots()))
    if found.extensions:
        yield from _yaml({"extension_definitions": found.extensions})
    yield from _yaml({"curie_map": found.curie_map})


def _yaml(of: Mapping[str, object]) -> Iterator[str]:
    text = yaml.safe_dump(of, width=sys.maxsize, allow_unicode=True, sort_keys=False)
    yield from (f"#{line}" for line in text.splitlines())


def _table(found: Mappings) -> Iterator[str]:
    columns = found.columns
    yield "\t".join(columns)
    for row in found.rows:
        yield "\t".join(cell(row.get(column, "")) for column in columns)


def cell(value: Value) -> str:
    """Return a cell as TSV has it: in quotes only where it begins with one, or has a tab or a line break inside."""
    text = visible(joined(value))
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


WRITER = Writer(
    "sssom",
    "mapping sets for any SSSOM tool",
    "text/tab-separated-values",
    ".sssom.tsv",
    write=_write,
    extents=(Extent.WHOLE, Extent.PAIR, Extent.SET),
    written="SSSOM",
)
