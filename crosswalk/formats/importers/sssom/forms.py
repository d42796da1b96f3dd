"""Which form of SSSOM a file has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosswalk.files.text import read_bytes
from crosswalk.limits import JSON_SIZE, SSSOM_SIZE

if TYPE_CHECKING:
    from crosswalk.formats.importers import ForeignFile
    from crosswalk.formats.importers.gathered import Gathered
    from crosswalk.formats.importers.sssom.foreign import ForeignSet


def parsed(file: ForeignFile, gathered: Gathered) -> ForeignSet | None:
    """Return the set in a file, or None with every fault added to the report. Raises Unreadable."""
    is_json = file.path.name.lower().endswith((".json", ".jsonld"))
    data = read_bytes(file.path, JSON_SIZE if is_json else SSSOM_SIZE)
    begins = data[:1000].removeprefix("\N{BOM}".encode()).lstrip()
    if begins.startswith((b"{", b"[")):
        from crosswalk.formats.importers.sssom.json_form import parse_json

        return parse_json(file, data, gathered)
    if file.path.name.lower().endswith((".ttl", ".nt")):
        from crosswalk.formats.importers.sssom.turtle_form import parse_turtle

        return parse_turtle(file, gathered)
    from crosswalk.formats.importers.sssom.table_form import parse_table

    return parse_table(file, data, gathered)
