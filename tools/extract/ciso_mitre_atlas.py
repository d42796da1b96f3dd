"""MITRE ATLAS 2026.07 and later, from the transcription in CISO Assistant.

Writes, for the version in the name of the library:
  data/documents/mitre-atlas-<version>.yaml                              tactics, techniques, mitigations
  mappings/published/mitre-atlas-<version>--mitigates.sssom.tsv         mitigation → technique
  mappings/published/mitre-atlas-*--mitre-atlas-<version>.sssom.tsv     from each older edition that has such a set: the
                                                                        ids in both, with the old name of a renamed one

The last is this project's own comparison: MITRE keeps ids from edition to edition, so an id in both editions names the
same object. Ids that are in one edition only have no row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.extract.common import COLUMNS, Changes, Item, SourceError, load_yaml, located, merge_document, write_rows
from tools.extract.mitre_atlas import mitigates
from tools.extract.source import Source, State

LIBRARY = "backend/library/libraries/mitre-atlas.yaml"
_PARTS = (("tactics", "tactic"), ("techniques", "technique"), ("reference_controls", "mitigation"))


def update(source: Path, root: Path) -> Iterator[Changes | int]:
    """Update one edition of MITRE ATLAS from CISO Assistant's library."""
    library = load_yaml(located(source, LIBRARY, "the library file"))
    version = re.search(r"\bv(\d{4}\.\d{2})\b", str(library.get("name")))
    if not version:
        raise SourceError(f"{source}: the name of the library does not give a version of ATLAS, such as v2026.07.")
    document, parts = f"mitre-atlas-{version[1]}", library["objects"]
    published = root / "mappings" / "published"
    entries = list(items(parts))
    yield merge_document(root / "data" / "documents" / f"{document}.yaml", entries)
    rows = mitigates(document, pairs(parts), [technique["ref_id"] for technique in parts["techniques"]])
    yield write_rows(published / f"{document}--mitigates.sssom.tsv", COLUMNS, rows)
    for path in sorted(published.glob(f"mitre-atlas-*--{document}.sssom.tsv")):
        older = path.name.partition("--")[0]
        before = load_yaml(root / "data" / "documents" / f"{older}.yaml")["provisions"]
        yield write_rows(path, COLUMNS, kept(older, before, document, entries))


def items(parts: dict[str, Any]) -> Iterator[Item]:
    """Yield tactics, techniques and mitigations in the order of the file."""
    ids = {entry["urn"]: entry["ref_id"] for entry in parts["techniques"]}
    for part, kind in _PARTS:
        for entry in parts[part]:
            parent = ids[entry["parent_urn"]] if "parent_urn" in entry else None
            yield Item(entry["ref_id"], kind, title=entry["name"], parent=parent)


def pairs(parts: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield mitigation and technique; the library notes them at the technique."""
    ids = {control["urn"]: control["ref_id"] for control in parts["reference_controls"]}
    for technique in parts["techniques"]:
        for control in technique.get("reference_controls", []):
            yield ids[control], technique["ref_id"]


def kept(older: str, before: list[dict[str, Any]], newer: str, entries: list[Item]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each id that is in both editions."""
    titles = {entry.id: entry.title for entry in entries}
    for entry in before:
        if entry["id"] in titles:
            renamed = "" if entry["label"] == titles[entry["id"]] else f'Renamed from "{entry["label"]}".'
            ends = f"{older}:{entry['id']}", "dcterms:isReplacedBy", "", f"{newer}:{entry['id']}"
            yield (*ends, "semapv:LexicalMatching", renamed)


SOURCE = Source(
    id="ciso_mitre_atlas",
    title="MITRE ATLAS 2026.07, from CISO Assistant",
    licence="the content is MITRE's, Apache-2.0",
    states=(State("intuitem/ciso-assistant-community", "f990d7b1", (LIBRARY,)),),
    targets=(
        "data/documents/mitre-atlas-2026.07.yaml",
        "mappings/published/mitre-atlas-2026.07--mitigates.sssom.tsv",
        "mappings/published/mitre-atlas-5.6.0--mitre-atlas-2026.07.sssom.tsv",
    ),
    run=update,
)
