"""The extraction of Google SAIF: ids are slugs of Google's names, and the elements, which are no part of it, stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.extract.common import load_yaml
from tools.extract.google_saif import update

SOURCE = Path(__file__).parent / "google_saif"
DOCUMENT = Path("data/documents/google-saif-2023.yaml")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    head = "id: google-saif-2023\nassessable: [control]\nloaded: 0\nprovisions:\n"
    (tmp_path / DOCUMENT).parent.mkdir(parents=True)
    (tmp_path / DOCUMENT).write_text(f"{head}  - {{id: purr, label: Purr, kind: element}}\n", encoding="utf-8")
    return tmp_path


def test_ids_are_slugs_and_elements_stay(root: Path) -> None:
    list(update(SOURCE, root))
    content = load_yaml(root / DOCUMENT)
    assert content["loaded"] == 2
    assert [(one["id"], one["label"], one["kind"], one.get("parent")) for one in content["provisions"]] == [
        ("kitchen", "Kitchen", "category", None),
        ("door-window-lock", "Door/Window Lock", "control", "kitchen"),
        ("learn", "Learn", "control", "kitchen"),
        ("theft-of-food", "Theft of Food", "risk", None),
        ("purr", "Purr", "element", None),
    ]


def test_a_second_run_changes_nothing_and_keeps_our_summary(root: Path) -> None:
    list(update(SOURCE, root))
    path = root / DOCUMENT
    text = path.read_text(encoding="utf-8").replace("{id: learn,", "{summary: Cats are taught., id: learn,")
    path.write_text(text, encoding="utf-8")
    list(update(SOURCE, root))
    assert path.read_text(encoding="utf-8") == text
    assert "Cats are taught." in text
