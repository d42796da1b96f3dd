"""NIST SP 800-218, the Secure Software Development Framework (SSDF) version 1.1: its groups, practices and tasks.

The facts come from the public repository intuitem/ciso-assistant-community (AGPL-3.0, the library says that the text of
NIST is public information), commit f990d7b1, file ``backend/library/libraries/nist-ssdf-1.1.yaml``, a transcription of
a work of the US government. Nodes without an id of NIST's hold the implementation examples and are not read.

Written: the document nist-sp-800-218-1.1. Trap: version 1.0 had a practice PW.3, version 1.1 has none, and SP 800-218A
uses the number for another practice.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from common import Changes, Item, SourceError, load_yaml, merge_document, run

DOCUMENT = "nist-sp-800-218-1.1"
_KINDS = ("group", "practice", "task")


def main(source: Path, root: Path) -> Iterator[Changes | int]:
    """Update SSDF 1.1 from the library file of CISO Assistant."""
    nodes = load_yaml(source)["objects"]["framework"]["requirement_nodes"]
    yield merge_document(root / "data" / "documents" / f"{DOCUMENT}.yaml", [_item(n) for n in nodes if n.get("ref_id")])


def _item(node: dict[str, Any]) -> Item:
    """Return the facts of one node; the dots of its id tell what it is.

    >>> _item({"ref_id": "PO.1", "name": "Practice"}).parent
    'PO'
    """
    one = str(node["ref_id"])
    depth = one.count(".")
    if depth >= len(_KINDS):
        raise SourceError(f"{one!r} is not the id of a group, practice or task, such as PO, PO.1 and PO.1.1.")
    return Item(one, _KINDS[depth], title=node.get("name"), parent=one.rpartition(".")[0] or None)


if __name__ == "__main__":
    run(main)
