"""The extraction of the Cyber Assessment Framework: three levels, whole names, no indicators, our words stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.extract.ciso_ncsc_caf import DOCUMENT, update
from tools.extract.common import Changes, SourceError, load_yaml

LIBRARY = Path(__file__).parent / "ciso_ncsc_caf" / "library.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    path = tmp_path / DOCUMENT
    path.parent.mkdir(parents=True)
    path.write_text("id: ncsc-caf-4.0\nassessable: [outcome]\nloaded: 0\n", encoding="utf-8")
    return tmp_path


def changes(source: Path, root: Path) -> Changes:
    (told,) = update(source, root)
    assert isinstance(told, Changes)
    return told


def test_objectives_principles_and_outcomes_are_read(root: Path) -> None:
    assert changes(LIBRARY, root).to_label == []
    content = load_yaml(root / DOCUMENT)
    assert content["loaded"] == 1
    assert [tuple(one.get(name) for name in ("id", "label", "kind", "parent")) for one in content["provisions"]] == [
        ("D", "Minimising the impact of cyber security incidents", "objective", None),
        ("D1", "Weed plans", "principle", "D"),
        ("D1.a", "Weed list", "outcome", "D1"),
    ]


def test_our_summary_stays_and_a_second_run_changes_nothing(root: Path) -> None:
    changes(LIBRARY, root)
    text = (root / DOCUMENT).read_text(encoding="utf-8")
    text = text.replace("parent: D1}", "parent: D1,\n     summary: Every weed is written down.}")
    (root / DOCUMENT).write_text(text, encoding="utf-8")
    told = changes(LIBRARY, root)
    assert (told.added, told.removed, told.retitled) == ([], [], [])
    assert (root / DOCUMENT).read_text(encoding="utf-8") == text


def test_a_missing_file_is_one_sentence(root: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="give the library file"):
        changes(tmp_path / "nowhere.yaml", root)
