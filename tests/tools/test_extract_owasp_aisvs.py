"""The OWASP AISVS: chapters, sections and requirements with their verification level."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tools.extract.common import SourceError, load_yaml
from tools.extract.owasp_aisvs import DOCUMENT, update

SOURCE = Path(__file__).parent / "owasp_aisvs"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "data" / "documents").mkdir(parents=True)
    head = f"id: {DOCUMENT}\nassessable: [requirement]\nloaded: 0\nprovisions:\n"
    document(tmp_path).write_text(head, encoding="utf-8")
    return tmp_path


def document(root: Path) -> Path:
    return root / "data" / "documents" / f"{DOCUMENT}.yaml"


def test_headings_have_titles_and_requirements_have_levels(root: Path) -> None:
    (changes,) = update(SOURCE, root)
    content = load_yaml(document(root))
    assert [
        (one["id"], one["kind"], one["label"], one.get("parent"), one.get("priority")) for one in content["provisions"]
    ] == [
        ("C1", "chapter", "Kettles & Pans", None, None),
        ("C1.1", "section", "Handles", "C1", None),
        ("C1.1.1", "requirement", "v1.0-C1.1.1", "C1.1", "L1"),
        ("C1.1.2", "requirement", "v1.0-C1.1.2", "C1.1", "L3"),
        ("C1.10", "section", "Lids", "C1", None),
        ("C1.10.1", "requirement", "v1.0-C1.10.1", "C1.10", "L2"),
        ("C2", "chapter", "Spoons", None, None),
        ("C2.1", "section", "Ladles", "C2", None),
        ("C2.1.1", "requirement", "v1.0-C2.1.1", "C2.1", "L1"),
    ]
    assert content["loaded"] == 4
    assert changes.to_label == ["C1.1.1", "C1.1.2", "C1.10.1", "C2.1.1"]
    assert "cool" not in document(root).read_text(encoding="utf-8")


def test_a_second_run_changes_nothing_and_our_words_stay(root: Path) -> None:
    list(update(SOURCE, root))
    text = document(root).read_text(encoding="utf-8")
    text = text.replace("label: v1.0-C1.1.1,", "label: Handles are not hot,")
    text = text.replace(
        "parent: C2.1, priority: L1}", "parent: C2.1, priority: L1,\n     summary: Nothing lies about.}"
    )
    document(root).write_text(text, encoding="utf-8")
    list(update(SOURCE, root))
    assert document(root).read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("**1.1.2**", "**1.2.2**", "C1.2.2 is under C1.1"),
        ("## C1.10 Lids", "## C3.1 Lids", "C3.1 is under C1"),
        ("fit. | 2 |", "fit. | two |", "no number and level"),
    ],
)
def test_a_number_out_of_place_is_an_error(root: Path, tmp_path: Path, before: str, after: str, message: str) -> None:
    shutil.copytree(SOURCE, tmp_path / "source")
    page = tmp_path / "source" / "1.0" / "en" / "0x10-C01-Kettles.md"
    page.write_text(page.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        list(update(tmp_path / "source", root))


def test_a_folder_without_chapters_is_an_error(root: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no chapters"):
        list(update(tmp_path, root))
