"""[SSSOM](https://mapping-commons.github.io/sssom/) 1.0 and 1.1 of other people's: TSV, CSV, JSON, Turtle."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crosswalk.formats.importers import ForeignFile, Importer

if TYPE_CHECKING:
    from crosswalk.formats.importers.gathered import Gathered

_JSON = re.compile(rb'"(predicate_id|mapping_set_id)"\s*:')
_TURTLE = re.compile(rb"\bsssom:Mapping(Set)?\b|<https?://w3id\.org/sssom/(schema/)?Mapping(Set)?>|w3id\.org/sssom/")
_HEADER = re.compile(rb'^"?#\s*(curie_map|mapping_set_id|license|sssom_version)\s*:', re.MULTILINE)
_COLUMNS = re.compile(rb'^[^\r\n]*\bpredicate_id"?[\t,]', re.MULTILINE)


def _recognises(name: str, head: bytes) -> bool:
    begins = head.removeprefix("\N{BOM}".encode()).lstrip()
    if begins.startswith((b"{", b"[")):
        return bool(_JSON.search(head))
    if name.lower().endswith((".ttl", ".nt", ".rdf.ttl")):
        return bool(_TURTLE.search(head))
    return bool(_HEADER.search(head) or _COLUMNS.search(head))


def _read(file: ForeignFile, gathered: Gathered) -> None:
    from crosswalk.formats.importers.sssom.forms import parsed
    from crosswalk.formats.importers.sssom.rows import take

    record = gathered.begin(file.name, "sssom")
    foreign = parsed(file, gathered)
    if foreign is not None:
        take(foreign, record, gathered)


IMPORTER = Importer(
    "sssom",
    "SSSOM mapping sets: TSV, CSV, JSON, Turtle",
    (".sssom.tsv", ".tsv", ".sssom.csv", ".csv", ".json", ".ttl"),
    _recognises,
    _read,
)
