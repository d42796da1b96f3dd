"""The extraction of ANSSI's recommendations: no French is carried over, levels are read, our words stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.extract.ciso_anssi_genai import DOCUMENT, SOURCE, update
from tools.extract.common import Changes, SourceError, load_yaml

LIBRARY = Path(__file__).parent / "ciso_anssi_genai" / "library.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    path = tmp_path / DOCUMENT
    path.parent.mkdir(parents=True)
    path.write_text("id: anssi-genai-1.0\nassessable: [recommendation]\nloaded: 0\n", encoding="utf-8")
    return tmp_path


def changes(source: Path, root: Path) -> Changes:
    (told,) = update(source, root)
    assert isinstance(told, Changes)
    return told


def test_recommendations_are_read_without_their_french(root: Path) -> None:
    assert changes(LIBRARY, root).to_label == ["2", "R1", "R2", "R3"]
    content = load_yaml(root / DOCUMENT)
    assert content["loaded"] == 3
    assert [(one["id"], one["kind"], one.get("parent"), one.get("level")) for one in content["provisions"]] == [
        ("2", "section", None, None),
        ("R1", "recommendation", "2", "shall"),
        ("R2", "recommendation", "2", "should"),
        ("R3", "recommendation", "2", None),
    ]
    assert "rroser" not in (root / DOCUMENT).read_text(encoding="utf-8")


def test_our_labels_stay_and_a_second_run_changes_nothing(root: Path) -> None:
    changes(LIBRARY, root)
    text = (root / DOCUMENT).read_text(encoding="utf-8").replace("label: R1,", "label: Water in the evening,")
    (root / DOCUMENT).write_text(text, encoding="utf-8")
    assert changes(LIBRARY, root).to_label == ["2", "R2", "R3"]
    assert (root / DOCUMENT).read_text(encoding="utf-8") == text


def test_a_checkout_is_read_too(root: Path, tmp_path: Path) -> None:
    copy = tmp_path / "checkout" / SOURCE.states[0].paths[0]
    copy.parent.mkdir(parents=True)
    copy.write_text(LIBRARY.read_text(encoding="utf-8"), encoding="utf-8")
    assert changes(tmp_path / "checkout", root).provisions == 4
    with pytest.raises(SourceError, match="library file"):
        changes(tmp_path / "nowhere", root)
