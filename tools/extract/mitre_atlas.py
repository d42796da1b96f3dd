"""MITRE ATLAS up to 5.6, from MITRE's own data file.

Source: https://github.com/mitre-atlas/atlas-data, `dist/ATLAS.yaml` (Apache-2.0), a checkout or that file. Read for
5.6.0 at commit 8ee2c689 (tag v5.6.1, whose data file still calls itself 5.6.0 and has the same content as v5.6.0).
Later releases, 2026.05 and on, have another format.

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

from common import Changes, Item, SourceError, load_yaml, merge_document, run, write_rows

COLUMNS = ("subject_id", "predicate_id", "predicate_modifier", "object_id", "mapping_justification", "comment")
UNSPECIFIED = "semapv:UnspecifiedMatching"
_PARTS = (("tactics", "tactic"), ("techniques", "technique"), ("mitigations", "mitigation"))


def main(source: Path, root: Path) -> Iterator[Changes | int]:
    """Update one edition of MITRE ATLAS from dist/ATLAS.yaml."""
    data = load_yaml(source / "dist" / "ATLAS.yaml" if source.is_dir() else source)
    if not isinstance(data, dict) or len(data.get("matrices") or []) != 1:
        raise SourceError(f"{source} is not ATLAS data of the versions 4 and 5: it does not hold one matrix.")
    document, matrix = f"mitre-atlas-{data['version']}", data["matrices"][0]
    published = root / "mappings" / "published"
    yield merge_document(root / "data" / "documents" / f"{document}.yaml", items(matrix))
    pairs = [(one["id"], use["id"]) for one in matrix["mitigations"] for use in one.get("techniques", [])]
    order = [one["id"] for one in matrix["techniques"]]
    yield write_rows(published / f"{document}--mitigates.sssom.tsv", COLUMNS, mitigates(document, pairs, order))
    yield write_rows(published / f"{document}--mitre-attack.sssom.tsv", COLUMNS, adapted(document, matrix))


def items(matrix: dict[str, Any]) -> Iterator[Item]:
    """Yield tactics, techniques and mitigations in the order of the file."""
    for part, kind in _PARTS:
        for one in matrix[part]:
            yield Item(one["id"], kind, title=one["name"], parent=one.get("subtechnique-of"))


def mitigates(document: str, pairs: Iterable[tuple[str, str]], order: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield the rows mitigation → technique; a pair that the source states twice is one row."""
    place = {one: number for number, one in enumerate(order)}
    for mitigation, technique in sorted(set(pairs), key=lambda pair: (pair[0], place[pair[1]])):
        yield (f"{document}:{mitigation}", "cw:mitigates", "", f"{document}:{technique}", UNSPECIFIED, "")


def adapted(document: str, matrix: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Yield the rows ATLAS → ATT&CK."""
    attack = document.replace("mitre-atlas-", "mitre-attack-cited-by-atlas-")
    for part, _ in _PARTS:
        for one in matrix[part]:
            if reference := one.get("ATT&CK-reference"):
                yield (f"{document}:{one['id']}", "skos:closeMatch", "", f"{attack}:{reference['id']}", UNSPECIFIED, "")


if __name__ == "__main__":
    run(main)
