"""The extraction of SP 800-53: families, controls and enhancements as printed, nothing withdrawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.extract.common import Changes, SourceError, load_yaml
from tools.extract.oscal_sp_800_53 import update

CATALOG = Path(__file__).parent / "oscal_sp_800_53" / "catalog.json"
DOCUMENT = Path("data/documents/nist-sp-800-53-5.2.0.yaml")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    path = tmp_path / DOCUMENT
    path.parent.mkdir(parents=True)
    path.write_text("id: nist-sp-800-53-5.2.0\nassessable: [control, enhancement]\nloaded: 0\n", encoding="utf-8")
    return tmp_path


def test_families_controls_and_enhancements_are_read(root: Path) -> None:
    (changes,) = update(CATALOG, root)
    assert isinstance(changes, Changes)
    content = load_yaml(root / DOCUMENT)
    assert (content["loaded"], changes.to_label) == (5, [])
    assert [tuple(one.get(name) for name in ("id", "label", "kind", "parent")) for one in content["provisions"]] == [
        ("AC", "Access to the Garden", "family", None),
        ("AC-1", "Fence", "control", "AC"),
        ("AC-2", "Gate", "control", "AC"),
        ("AC-2(1)", "Lock", "enhancement", "AC-2"),
        ("AC-2(10)", "Bell", "enhancement", "AC-2"),
        ("ZZ", "Sleep", "family", None),
        ("ZZ-1", "Bed", "control", "ZZ"),
    ]


def test_a_second_run_changes_nothing_and_keeps_our_note(root: Path) -> None:
    list(update(CATALOG, root))
    text = (root / DOCUMENT).read_text(encoding="utf-8").replace("parent: ZZ}", "parent: ZZ,\n     note: Made daily.}")
    (root / DOCUMENT).write_text(text, encoding="utf-8")
    list(update(CATALOG, root))
    assert (root / DOCUMENT).read_text(encoding="utf-8") == text
    assert "Made daily" in text


def test_another_release_is_another_document(root: Path, tmp_path: Path) -> None:
    source = tmp_path / "catalog.json"
    source.write_text(CATALOG.read_text(encoding="utf-8").replace("5.2.0+u1", "5.3.0"), encoding="utf-8")
    with pytest.raises(SourceError, match=r"nist-sp-800-53-5\.3\.0\.yaml has no head yet"):
        list(update(source, root))


def test_another_file_is_refused(root: Path, tmp_path: Path) -> None:
    source = tmp_path / "profile.json"
    source.write_text('{"profile": {}}', encoding="utf-8")
    with pytest.raises(SourceError, match="not an OSCAL catalogue"):
        list(update(source, root))
