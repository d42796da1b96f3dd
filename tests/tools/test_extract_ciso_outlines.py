"""The extraction of outlines: numbers and titles only for ISO, gaps and slips corrected, labels of ours for NIS 2."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tools.extract.ciso_outlines import LIBRARIES, update
from tools.extract.common import SourceError, load_yaml

SOURCES = Path(__file__).parent / "ciso_outlines"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "data" / "documents"
    folder.mkdir(parents=True)
    for name, _ in LIBRARIES.values():
        head = f"id: {name}\nassessable: [control, measure]\nloaded: 0\n"
        (folder / f"{name}.yaml").write_text(head, encoding="utf-8")
    return tmp_path


def rows(root: Path, name: str) -> list[tuple[Any, ...]]:
    text = (root / "data" / "documents" / f"{name}.yaml").read_text(encoding="utf-8")
    assert "stays behind" not in text
    content = load_yaml(root / "data" / "documents" / f"{name}.yaml")
    return [tuple(one.get(field) for field in ("id", "kind", "label", "parent")) for one in content["provisions"]]


def test_clauses_groups_and_controls_of_42001(root: Path) -> None:
    update(SOURCES / "iso42001.yaml", root)
    assert rows(root, "iso-iec-42001-2023") == [
        ("6", "clause", "Baking", None),
        ("6.1", "clause", "Actions to address crumbs", "6"),
        ("6.1.1", "clause", "General", "6.1"),
        ("6.1.2", "clause", "AI risk assessment", "6.1"),
        ("6.1.3", "clause", "AI risk treatment", "6.1"),
        ("6.1.4", "clause", "AI system impact assessment", "6.1"),
        ("A.6", "group", "Ovens", None),
        ("A.6.1", "subgroup", "Guidance for ovens", "A.6"),
        ("A.6.1.2", "control", "Objectives for ovens", "A.6.1"),
        ("A.10", "group", "Guests", None),
        ("A.10.2", "control", "Seats", "A.10"),
    ]


def test_clauses_themes_and_controls_of_27001(root: Path) -> None:
    update(SOURCES / "iso27001.yaml", root)
    assert rows(root, "iso-iec-27001-2022") == [
        ("8", "clause", "Operation", None),
        ("8.1", "clause", "Stirring", "8"),
        ("A.5", "theme", "Organizational controls", None),
        ("A.5.1", "control", "Recipes", "A.5"),
    ]


def test_measures_of_nis2_keep_our_labels(root: Path) -> None:
    (changes,) = update(SOURCES / "nis2.yaml", root)
    assert changes.to_label == ["Art-21(2)", "Art-21(2)(a)", "Art-21(2)(b)"]
    path = root / "data" / "documents" / "eu-nis2-2022.yaml"
    text = path.read_text(encoding="utf-8").replace("label: Art. 21(2)(a),", "label: Spoons are at hand,")
    path.write_text(text, encoding="utf-8")
    (changes,) = update(SOURCES / "nis2.yaml", root)
    assert path.read_text(encoding="utf-8") == text
    assert rows(root, "eu-nis2-2022") == [
        ("Art-21", "article", "Kitchen measures", None),
        ("Art-21(2)", "paragraph", "Art. 21(2)", "Art-21"),
        ("Art-21(2)(a)", "measure", "Spoons are at hand", "Art-21(2)"),
        ("Art-21(2)(b)", "measure", "Art. 21(2)(b)", "Art-21(2)"),
    ]
    assert {one.get("level") for one in load_yaml(path)["provisions"]} == {None, "shall"}


def test_another_library_is_refused(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("urn: urn:intuitem:risk:library:cakes\n", encoding="utf-8")
    with pytest.raises(SourceError, match="not a library known here"):
        update(other, root)
