"""[SSSOM JSON](https://mapping-commons.github.io/sssom/spec-formats-json/): the same sets and rows as SSSOM TSV, with
the prefixes as the context that makes it linked data too.
"""

from __future__ import annotations

import json

from crosswalk.formats.writers import Extent, Scope, Writer, Written, origin
from crosswalk.formats.writers.slots import mappings_of, plain, row_slots, set_slots
from crosswalk.formats.writers.sssom import losses
from crosswalk.store.holder import Crosswalk
from crosswalk.text import escaped_json, one_line


def _write(crosswalk: Crosswalk, scope: Scope) -> Written:
    found = mappings_of(crosswalk, scope)
    whole = {
        **plain(found.header, set_slots()),
        "comment": found.header.get("comment") or " ".join(map(one_line, origin(crosswalk, WRITER.name, scope))),
        **({"extension_definitions": found.extensions} if found.extensions else {}),
        "mappings": [plain(row, row_slots()) for row in found.rows],
        "@context": found.curie_map,
    }
    text = json.dumps(whole, ensure_ascii=False, indent=1)
    return Written(f"{escaped_json(text)}\n".encode(), losses(crosswalk, scope, found))


WRITER = Writer(
    "sssom-json",
    "the same in JSON",
    "application/json",
    ".sssom.json",
    write=_write,
    extents=(Extent.WHOLE, Extent.PAIR, Extent.SET),
    written="SSSOM JSON",
)
