"""The extraction of EN 303 645: ids, clause titles and verbs come over, sentences do not, our labels stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.extract.common import Changes, SourceError, load_yaml
from tools.extract.etsi_en_303_645 import DOCUMENT, update

PROVISIONS = Path(__file__).parent / "etsi_en_303_645" / "provisions.json"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    path = tmp_path / DOCUMENT
    path.parent.mkdir(parents=True)
    path.write_text("id: etsi-en-303-645-3.1.3\nassessable: [provision]\nloaded: 0\n", encoding="utf-8")
    return tmp_path


def changes(source: Path, root: Path) -> Changes:
    (told,) = update(source, root)
    assert isinstance(told, Changes)
    return told


def test_clauses_and_provisions_are_read(root: Path) -> None:
    told = changes(PROVISIONS, root)
    assert told.to_label[:4] == ["5.0-1", "5.1-1", "5.1-1A", "6-1"]
    content = load_yaml(root / DOCUMENT)
    assert content["loaded"] == 3 + 9
    held = {one["id"]: one for one in content["provisions"]}
    assert list(held)[:6] == ["5", "5.0", "5.0-1", "5.1", "5.1-1", "5.1-1A"]
    assert held["5.1"] == {"id": "5.1", "label": "No weeds", "kind": "clause", "parent": "5"}
    assert (held["5.1-1"]["level"], held["5.1-1A"]["level"], held["5.1-1A"]["parent"]) == ("should", "shall", "5.1")
    assert (held["6-3B"]["level"], held["6-8"]["level"], held["6-8"]["parent"]) == ("shall", "should", "6")
    assert "swept" not in (root / DOCUMENT).read_text(encoding="utf-8")


def test_our_label_stays_and_a_second_run_changes_nothing(root: Path) -> None:
    changes(PROVISIONS, root)
    text = (root / DOCUMENT).read_text(encoding="utf-8").replace("label: 5.1-1A,", "label: Roots are pulled out,")
    (root / DOCUMENT).write_text(text, encoding="utf-8")
    assert "5.1-1A" not in changes(PROVISIONS, root).to_label
    assert (root / DOCUMENT).read_text(encoding="utf-8") == text


def test_a_missing_file_is_one_sentence(root: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="JSON file"):
        changes(tmp_path / "nowhere.json", root)
