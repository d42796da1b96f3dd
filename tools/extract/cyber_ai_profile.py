"""The Cyber AI Profile (NIST IR 8596): which subcategory matters how much in which focus area.

The source is a transcription of the priorities in tables 1 to 6 of NIST's initial preliminary draft of
16 December 2025.

Writes:
  data/documents/nist-ir-8596-iprd.yaml                                   three focus areas, 106 elements in each
  mappings/published/nist-ir-8596-iprd--nist-csf-2.0.sssom.tsv            element → the subcategory it is under

The label of an element is the label of its subcategory in data/documents/nist-csf-2.0.yaml and the focus area, so this
source is read after the one for the framework. The considerations that NIST prints in each cell are not in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.extract.common import (
    COLUMNS,
    Changes,
    Item,
    SourceError,
    load_yaml,
    located,
    merge_document,
    read_source,
    write_rows,
)
from tools.extract.source import Source, State

PRIORITIES = "skills/nist-csf/references/cyber-ai-profile.json"
CSF, PROFILES = "nist-csf-2.0", {"8596-iprd-2025-12-16": "nist-ir-8596-iprd"}


def update(source: Path, root: Path) -> Iterator[Changes | int]:
    """Update the Cyber AI Profile and its links to CSF 2.0 from the transcription of its priorities."""
    data = json.loads(read_source(located(source, PRIORITIES, "the JSON file")))
    document = PROFILES.get(data.get("datasetVersion"))
    if document is None:
        raise SourceError(f"{data.get('datasetVersion')!r} is not a known state of the Profile: add it to PROFILES.")
    labels = subcategories(root)
    if set(labels) != set(data["subcategories"]):
        raise SourceError(f"The Profile and {CSF} do not have the same subcategories: update the framework first.")
    elements = list(items(data, labels))
    yield merge_document(root / "data" / "documents" / f"{document}.yaml", elements)
    path = root / "mappings" / "published" / f"{document}--{CSF}.sssom.tsv"
    yield write_rows(path, COLUMNS, list(rows(document, elements)))


def subcategories(root: Path) -> dict[str, str]:
    """Return id → label of the subcategories of the framework, in its order."""
    provisions = load_yaml(root / "data" / "documents" / f"{CSF}.yaml")["provisions"]
    return {provision["id"]: provision["label"] for provision in provisions if provision["kind"] == "subcategory"}


def items(data: dict[str, Any], labels: dict[str, str]) -> Iterator[Item]:
    """Yield the focus areas, each followed by its elements."""
    for key in data["focusAreas"]:
        area = key.capitalize()
        yield Item(area, "focus-area", title=area)
        for local, label in labels.items():
            priority = data["subcategories"][local][key]["priority"]
            if priority not in (1, 2, 3):
                raise SourceError(f"The priority of {local} in {area} is {priority!r}, not 1, 2 or 3.")
            yield Item(
                f"{local}.{area}",
                "element",
                notation=f"{local} ({area})",
                title=f"{label}: {area}",
                parent=area,
                priority=str(priority),
            )


def rows(document: str, elements: list[Item]) -> Iterator[tuple[str, ...]]:
    """Yield the rows element → subcategory."""
    for item in elements:
        if item.kind == "element":
            target = f"{CSF}:{item.id.rpartition('.')[0]}"
            yield f"{document}:{item.id}", "cw:supports", "", target, "semapv:UnspecifiedMatching", ""


SOURCE = Source(
    id="cyber_ai_profile",
    title="The Cyber AI Profile (NIST IR 8596), from a transcription of its priorities",
    licence="NIST's draft is in the public domain",
    states=(State("cyberaware-creations/cac-ciso-toolkit", "758c688a", (PRIORITIES,)),),
    targets=(
        "data/documents/nist-ir-8596-iprd.yaml",
        f"mappings/published/nist-ir-8596-iprd--{CSF}.sssom.tsv",
    ),
    run=update,
)
