"""MITRE ATLAS up to 5.6, from MITRE's own data file.

The state that was read for 5.6.0 has the tag v5.6.1, but its data file still says 5.6.0 and has the same
content as v5.6.0. Later releases, 2026.05 and on, have another format.

Writes, for the version that the file names:
  data/documents/mitre-atlas-<version>.yaml                              tactics, techniques, mitigations
  mappings/published/mitre-atlas-<version>--mitigates.sssom.tsv         mitigation → technique
  mappings/published/mitre-atlas-<version>--mitre-attack.sssom.tsv      the ATT&CK object that an entry was adapted from

Sub-techniques have their technique as parent. Which tactics a technique serves is not carried over: some serve several.
Texts, among them the reasons beside each mitigation, stay in the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tools.extract.common import COLUMNS, Changes, Item, SourceError, load_yaml, located, merge_document, write_rows
from tools.extract.source import Source, State

DATA = "dist/ATLAS.yaml"
UNSPECIFIED = "semapv:UnspecifiedMatching"
_PARTS = (("tactics", "tactic"), ("techniques", "technique"), ("mitigations", "mitigation"))


def update(source: Path, root: Path) -> Iterator[Changes | int]:
    """Update one edition of MITRE ATLAS from dist/ATLAS.yaml."""
    data = load_yaml(located(source, DATA, "the data file"))
    if not isinstance(data, dict) or len(data.get("matrices") or []) != 1:
        raise SourceError(
            f"{source} is not ATLAS data of the versions 4 and 5: it does not contain exactly one matrix."
        )
    document, matrix = f"mitre-atlas-{data['version']}", data["matrices"][0]
    published = root / "mappings" / "published"
    yield merge_document(root / "data" / "documents" / f"{document}.yaml", items(matrix))
    pairs = [(entry["id"], use["id"]) for entry in matrix["mitigations"] for use in entry.get("techniques", [])]
    order = [entry["id"] for entry in matrix["techniques"]]
    yield write_rows(published / f"{document}--mitigates.sssom.tsv", COLUMNS, mitigates(document, pairs, order))
    yield write_rows(published / f"{document}--mitre-attack.sssom.tsv", COLUMNS, adapted(document, matrix))


def items(matrix: dict[str, Any]) -> Iterator[Item]:
    """Yield tactics, techniques and mitigations in the order of the file."""
    for part, kind in _PARTS:
        for entry in matrix[part]:
            yield Item(entry["id"], kind, title=entry["name"], parent=entry.get("subtechnique-of"))


def mitigates(document: str, pairs: Iterable[tuple[str, str]], order: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield the rows mitigation → technique; a pair that the source states twice is one row."""
    place = {technique_id: number for number, technique_id in enumerate(order)}
    for mitigation, technique in sorted(set(pairs), key=lambda pair: (pair[0], place[pair[1]])):
        yield (f"{document}:{mitigation}", "cw:mitigates", "", f"{document}:{technique}", UNSPECIFIED, "")


def adapted(document: str, matrix: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Yield the rows ATLAS → ATT&CK."""
    attack = document.replace("mitre-atlas-", "mitre-attack-cited-by-atlas-")
    for part, _ in _PARTS:
        for entry in matrix[part]:
            if reference := entry.get("ATT&CK-reference"):
                yield (
                    f"{document}:{entry['id']}",
                    "skos:closeMatch",
                    "",
                    f"{attack}:{reference['id']}",
                    UNSPECIFIED,
                    "",
                )


SOURCE = Source(
    id="mitre_atlas",
    title="MITRE ATLAS 5.6.0",
    licence="Apache-2.0",
    states=(State("mitre-atlas/atlas-data", "8ee2c689", (DATA,)),),
    targets=(
        "data/documents/mitre-atlas-5.6.0.yaml",
        "mappings/published/mitre-atlas-5.6.0--mitigates.sssom.tsv",
        "mappings/published/mitre-atlas-5.6.0--mitre-attack.sssom.tsv",
    ),
    run=update,
)
