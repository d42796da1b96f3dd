"""MITRE ATLAS 2026.07 and later, from the transcription in CISO Assistant.

Source: https://github.com/intuitem/ciso-assistant-community, `backend/library/libraries/mitre-atlas.yaml` (the content
is MITRE's, Apache-2.0), the file or a checkout. Read for 2026.07 at commit f990d7b1.

Writes, for the version in the name of the library:
  data/documents/mitre-atlas-<version>.yaml                              tactics, techniques, mitigations
  mappings/published/mitre-atlas-<version>--mitigates.sssom.tsv         mitigation → technique
  mappings/published/mitre-atlas-*--mitre-atlas-<version>.sssom.tsv     from each older edition that has such a set: the
                                                                        ids in both, with the old name of a renamed one

The last is a comparison of ours: MITRE keeps ids from edition to edition, so an id in both editions names the same
object. Ids that are in one edition only have no row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from common import Changes, Item, SourceError, load_yaml, merge_document, run, write_rows
from mitre_atlas import COLUMNS, mitigates

_FILE = Path("backend", "library", "libraries", "mitre-atlas.yaml")
_PARTS = (("tactics", "tactic"), ("techniques", "technique"), ("reference_controls", "mitigation"))


def main(source: Path, root: Path) -> Iterator[Changes | int]:
    """Update one edition of MITRE ATLAS from CISO Assistant's library."""
    library = load_yaml(source / _FILE if source.is_dir() else source)
    version = re.search(r"\bv(\d{4}\.\d{2})\b", str(library.get("name")))
    if not version:
        raise SourceError(f"{source}: the name of the library does not give a version of ATLAS, such as v2026.07.")
    document, parts = f"mitre-atlas-{version[1]}", library["objects"]
    published = root / "mappings" / "published"
    found = list(items(parts))
    yield merge_document(root / "data" / "documents" / f"{document}.yaml", found)
    rows = mitigates(document, pairs(parts), [one["ref_id"] for one in parts["techniques"]])
    yield write_rows(published / f"{document}--mitigates.sssom.tsv", COLUMNS, rows)
    for path in sorted(published.glob(f"mitre-atlas-*--{document}.sssom.tsv")):
        older = path.name.partition("--")[0]
        before = load_yaml(root / "data" / "documents" / f"{older}.yaml")["provisions"]
        yield write_rows(path, COLUMNS, kept(older, before, document, found))


def items(parts: dict[str, Any]) -> Iterator[Item]:
    """Yield tactics, techniques and mitigations in the order of the file."""
    ids = {one["urn"]: one["ref_id"] for one in parts["techniques"]}
    for part, kind in _PARTS:
        for one in parts[part]:
            parent = ids[one["parent_urn"]] if "parent_urn" in one else None
            yield Item(one["ref_id"], kind, title=one["name"], parent=parent)


def pairs(parts: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield mitigation and technique; the library notes them at the technique."""
    ids = {one["urn"]: one["ref_id"] for one in parts["reference_controls"]}
    for technique in parts["techniques"]:
        for control in technique.get("reference_controls", []):
            yield ids[control], technique["ref_id"]


def kept(older: str, before: list[dict[str, Any]], newer: str, found: list[Item]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each id that is in both editions."""
    titles = {one.id: one.title for one in found}
    for one in before:
        if one["id"] in titles:
            renamed = "" if one["label"] == titles[one["id"]] else f'Renamed from "{one["label"]}".'
            ends = f"{older}:{one['id']}", "dcterms:isReplacedBy", "", f"{newer}:{one['id']}"
            yield (*ends, "semapv:LexicalMatching", renamed)


if __name__ == "__main__":
    run(main)
