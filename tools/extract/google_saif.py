"""The risk map of Google's Secure AI Framework, from the data that Google gave to CoSAI.

The state that is read, of 28 August 2025, is "Contribution of Google's SAIF data from google/saif-data"; give a
checkout of that commit. CISO Assistant's library google-saif.yaml is not used: its codes GSC-01 to GSC-23 are its own,
and several names differ from Google's.

Writes data/documents/google-saif-2023.yaml: groups of controls, controls, risks. An id is the slug of Google's name.
The six elements come from another page of Google's, have no data file, and stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.extract.common import Changes, Item, load_yaml, merge_document, slug
from tools.extract.source import Source, State

FOLDER = "risk-map/yaml"


def update(source: Path, root: Path) -> Iterator[Changes | int]:
    """Update the controls and risks of Google SAIF from a checkout of Google's contribution to CoSAI."""
    folder = source / FOLDER
    controls, risks = load_yaml(folder / "controls.yaml"), load_yaml(folder / "risks.yaml")
    path = root / "data" / "documents" / "google-saif-2023.yaml"
    yield merge_document(path, items(controls, risks), keep=("element",))


def items(controls: dict[str, Any], risks: dict[str, Any]) -> Iterator[Item]:
    """Yield the groups of controls, the controls and the risks."""
    groups = {entry["id"]: slug(entry["title"]) for entry in controls["categories"]}
    for entry in controls["categories"]:
        yield Item(groups[entry["id"]], "category", title=entry["title"])
    for entry in controls["controls"]:
        yield Item(slug(entry["title"]), "control", title=entry["title"], parent=groups[entry["category"]])
    for entry in risks["risks"]:
        yield Item(slug(entry["title"]), "risk", title=entry["title"])


SOURCE = Source(
    id="google_saif",
    title="The risk map of Google's Secure AI Framework, as given to CoSAI",
    licence="Apache-2.0",
    states=(
        State(
            "cosai-oasis/secure-ai-tooling",
            "30b76f6c",
            (f"{FOLDER}/risks.yaml", f"{FOLDER}/controls.yaml"),
            final="later commits are CoSAI's map and not Google's",
        ),
    ),
    targets=("data/documents/google-saif-2023.yaml",),
    run=update,
)
