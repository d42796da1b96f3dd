"""The risk map of Google's Secure AI Framework, from the data that Google gave to CoSAI.

Source: https://github.com/cosai-oasis/secure-ai-tooling at commit 30b76f6c of 28 August 2025, "Contribution of Google's
SAIF data from google/saif-data" (Apache-2.0), `risk-map/yaml/{risks,controls}.yaml`; a checkout of that commit. Later
commits are CoSAI's map and not Google's. CISO Assistant's library google-saif.yaml is not used: its codes GSC-01 to
GSC-23 are its own, and several names differ from Google's.

Writes data/documents/google-saif-2023.yaml: groups of controls, controls, risks. An id is the slug of Google's name.
The six elements come from another page of Google's, have no data file, and stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from common import Changes, Item, load_yaml, merge_document, run, slug


def main(source: Path, root: Path) -> Iterator[Changes | int]:
    """Update the controls and risks of Google SAIF from a checkout of Google's contribution to CoSAI."""
    folder = source / "risk-map" / "yaml"
    controls, risks = load_yaml(folder / "controls.yaml"), load_yaml(folder / "risks.yaml")
    path = root / "data" / "documents" / "google-saif-2023.yaml"
    yield merge_document(path, items(controls, risks), keep=("element",))


def items(controls: dict[str, Any], risks: dict[str, Any]) -> Iterator[Item]:
    """Yield the groups of controls, the controls and the risks."""
    groups = {one["id"]: slug(one["title"]) for one in controls["categories"]}
    for one in controls["categories"]:
        yield Item(groups[one["id"]], "category", title=one["title"])
    for one in controls["controls"]:
        yield Item(slug(one["title"]), "control", title=one["title"], parent=groups[one["category"]])
    for one in risks["risks"]:
        yield Item(slug(one["title"]), "risk", title=one["title"])


if __name__ == "__main__":
    run(main)
