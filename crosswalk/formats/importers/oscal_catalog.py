"""Catalogues of [OSCAL](https://pages.nist.gov/OSCAL/), and profiles resolved to one, in JSON or YAML: groups,
controls and the controls inside them. Statements are texts of the publisher and are not read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crosswalk.formats.importers import ForeignFile, Importer
from crosswalk.limits import MAX_DEPTH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crosswalk.formats.importers.documents import Node
    from crosswalk.formats.importers.gathered import Gathered

_RECOGNISED = re.compile(rb'(^|[{\s])"?catalog"?\s*:')


def _recognises(name: str, head: bytes) -> bool:
    is_one = _RECOGNISED.search(head) and re.search(rb'"?(oscal-version|groups|controls)"?\s*:', head)
    return name.lower().endswith((".json", ".yaml", ".yml")) and bool(is_one)


def _read(file: ForeignFile, gathered: Gathered) -> None:
    from crosswalk.formats.importers.documents import add_document
    from crosswalk.formats.importers.oscal_files import root
    from crosswalk.formats.importers.pairs import entries, text

    record = gathered.begin(file.name, "oscal-catalog")
    catalogue = root(file, "catalog", gathered)
    if catalogue is None:
        return
    nodes = list(_nodes(catalogue, "", 0))
    metadata = next(iter(entries(catalogue.get("metadata"))), {})
    parties = entries(metadata.get("parties"))
    publisher = next((text(one, "name") for one in parties if text(one, "type") == "organization"), "")
    add_document(
        gathered,
        record.name,
        name=re.sub(r"([-_.]catalog)?\.(json|ya?ml)$", "", file.name, flags=re.IGNORECASE),
        title=text(metadata, "title"),
        version=text(metadata, "version"),
        date=text(metadata, "published") or text(metadata, "last-modified"),
        publisher=publisher,
        rights="",
        nodes=nodes,
        assessable="control",
    )


def _nodes(parent: dict[str, object], above: str, depth: int) -> Iterator[Node]:
    """Yield the groups and controls of a catalogue, each before what is inside it."""
    from crosswalk.formats.importers.documents import Node
    from crosswalk.formats.importers.pairs import entries, text

    for key, kind in (("groups", "group"), ("controls", "control")):
        for entry in entries(parent.get(key)) if depth < MAX_DEPTH else ():
            name = text(entry, "id") or text(entry, "title")
            if not name or any(text(one, "name") == "status" and text(one, "value").lower() == "withdrawn"
                               for one in entries(entry.get("props"))):  # fmt: skip
                continue
            labels = [one for one in entries(entry.get("props")) if text(one, "name") == "label"]
            printed = next((text(one, "value") for one in labels if "class" not in one), "") or name
            yield Node(name, printed, text(entry, "title"), kind, above)
            yield from _nodes(entry, name, depth + 1)


IMPORTER = Importer("oscal-catalog", "catalogues of OSCAL", (".json", ".yaml", ".yml"), _recognises, _read)
