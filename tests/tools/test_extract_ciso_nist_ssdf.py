"""The extraction of SSDF 1.1: the dots of an id distinguish groups, practices and tasks; examples have no id."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.extract.ciso_nist_ssdf import update
from tools.extract.common import SourceError, load_yaml

SOURCE = Path(__file__).parent / "ciso_nist_ssdf" / "library.yaml"
DOCUMENT = Path("data/documents/nist-sp-800-218-1.1.yaml")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / DOCUMENT).parent.mkdir(parents=True)
    (tmp_path / DOCUMENT).write_text("id: nist-sp-800-218-1.1\nassessable: [task]\nloaded: 0\nprovisions:\n")
    return tmp_path


def test_nodes_with_an_id_become_provisions(root: Path) -> None:
    list(update(SOURCE, root))
    content = load_yaml(root / DOCUMENT)
    assert content["loaded"] == 2
    assert [(one["id"], one["label"], one["kind"], one.get("parent")) for one in content["provisions"]] == [
        ("PB", "Prepare the Basket", "group", None),
        ("PB.1", "Line the Basket", "practice", "PB"),
        ("PB.1.1", "PB.1.1", "task", "PB.1"),
        ("PB.1.3", "PB.1.3", "task", "PB.1"),
    ]


def test_a_second_run_changes_nothing_and_keeps_our_label(root: Path) -> None:
    list(update(SOURCE, root))
    path = root / DOCUMENT
    text = path.read_text(encoding="utf-8").replace("label: PB.1.1,", "label: Wool is used,")
    path.write_text(text, encoding="utf-8")
    list(update(SOURCE, root))
    assert path.read_text(encoding="utf-8") == text
    assert "Wool is used" in text


def test_an_id_with_more_dots_is_refused(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(SOURCE.read_text(encoding="utf-8").replace("PB.1.3", "PB.1.3.1"), encoding="utf-8")
    with pytest.raises(SourceError, match=r"'PB\.1\.3\.1' is not the id"):
        list(update(other, root))
