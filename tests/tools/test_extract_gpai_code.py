"""The extraction of the Code of Practice: whole titles, an id that starts with the chapter, our words stay."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tools.extract.common import SourceError, load_yaml
from tools.extract.gpai_code import DOCUMENT, update

CHAPTERS = Path(__file__).parent / "gpai_code"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "documents" / f"{DOCUMENT}.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(f"id: {DOCUMENT}\nassessable: [measure]\nloaded: 0\n", encoding="utf-8")
    return path


def test_commitments_measures_and_appendices_are_read(document: Path, tmp_path: Path) -> None:
    update(CHAPTERS, tmp_path)
    content = load_yaml(document)
    assert content["loaded"] == 3
    assert [(one["id"], one["kind"], one["label"], one.get("parent")) for one in content["provisions"]] == [
        ("Transparency", "chapter", "Transparency Chapter", None),
        ("Transparency-1", "commitment", "Labels", "Transparency"),
        ("Transparency-1.1", "measure", "Writing the label", "Transparency-1"),
        ("Copyright", "chapter", "Copyright Chapter", None),
        ("Copyright-1", "commitment", "Songs", "Copyright"),
        ("Copyright-1.1", "measure", "Sing only songs that are known to all of the choir", "Copyright-1"),
        ("Safety-and-Security", "chapter", "Safety and Security Chapter", None),
        ("Safety-and-Security-2", "commitment", "Locks", "Safety-and-Security"),
        ("Safety-and-Security-2.1", "measure", "Doors", "Safety-and-Security-2"),
        ("Safety-and-Security-Appendix-1", "appendix", "Keys", "Safety-and-Security"),
        ("Safety-and-Security-Appendix-1.1", "appendix", "Spare keys", "Safety-and-Security-Appendix-1"),
        ("Safety-and-Security-Appendix-4", "appendix", "Goals and measures", "Safety-and-Security"),
    ]
    assert content["provisions"][2]["notation"] == "Transparency, Measure 1.1"


def test_our_summary_stays_and_a_second_run_changes_nothing(document: Path, tmp_path: Path) -> None:
    update(CHAPTERS, tmp_path)
    text = document.read_text(encoding="utf-8")
    text = text.replace("parent: Transparency-1}", "parent: Transparency-1,\n     summary: Ours.}")
    document.write_text(text, encoding="utf-8")
    (changes,) = update(CHAPTERS, tmp_path)
    assert (changes.added, changes.removed, changes.retitled) == ([], [], [])
    assert document.read_text(encoding="utf-8") == text


def test_a_missing_chapter_is_reported(document: Path, tmp_path: Path) -> None:
    shutil.copy(CHAPTERS / "gpai_cop_transparency.md", tmp_path)
    with pytest.raises(SourceError, match="gpai_cop_copyright.md is missing"):
        update(tmp_path, tmp_path)
    assert "provisions" not in document.read_text(encoding="utf-8")
