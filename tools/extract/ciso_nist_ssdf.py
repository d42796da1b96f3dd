"""NIST SP 800-218, the Secure Software Development Framework (SSDF) version 1.1: its groups, practices and tasks.

The file is a transcription of a work of the US government. Nodes without an id of NIST's contain the implementation
examples and are not read. Trap: version 1.0 had a practice PW.3, version 1.1 has none, and SP 800-218A uses the number
for another practice.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.extract.common import Changes, Item, SourceError, load_yaml, located, merge_document
from tools.extract.source import Source, State

LIBRARY = "backend/library/libraries/nist-ssdf-1.1.yaml"
DOCUMENT = "nist-sp-800-218-1.1"
_KINDS = ("group", "practice", "task")


def update(source: Path, root: Path) -> Iterator[Changes | int]:
    """Update SSDF 1.1 from the library file of CISO Assistant."""
    nodes = load_yaml(located(source, LIBRARY, "the library file"))["objects"]["framework"]["requirement_nodes"]
    yield merge_document(root / "data" / "documents" / f"{DOCUMENT}.yaml", [_item(n) for n in nodes if n.get("ref_id")])


def _item(node: dict[str, Any]) -> Item:
    """Return the facts of one node; the dots of its id show what it is.

    >>> _item({"ref_id": "PO.1", "name": "Practice"}).parent
    'PO'
    """
    local = str(node["ref_id"])
    depth = local.count(".")
    if depth >= len(_KINDS):
        raise SourceError(f"{local!r} is not the id of a group, practice or task, such as PO, PO.1 and PO.1.1.")
    return Item(local, _KINDS[depth], title=node.get("name"), parent=local.rpartition(".")[0] or None)


SOURCE = Source(
    id="ciso_nist_ssdf",
    title="NIST SP 800-218 (SSDF 1.1), from CISO Assistant",
    licence="AGPL-3.0; the library says that the text of NIST is public information",
    states=(State("intuitem/ciso-assistant-community", "f990d7b1", (LIBRARY,)),),
    targets=(f"data/documents/{DOCUMENT}.yaml",),
    run=update,
)
