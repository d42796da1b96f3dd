"""The extraction of the Cyber AI Profile: an element per subcategory and focus area, labels from the framework."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools.tables import rows_of
from tools.extract.common import Changes, SourceError, load_yaml
from tools.extract.cyber_ai_profile import update

PROFILE = Path(__file__).parent / "cyber_ai_profile" / "profile.json"
DOCUMENT = Path("data/documents/nist-ir-8596-iprd.yaml")
FRAMEWORK = Path("data/documents/nist-csf-2.0.yaml")
ROWS = Path("mappings/published/nist-ir-8596-iprd--nist-csf-2.0.sssom.tsv")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    core = (
        "id: nist-csf-2.0\nprovisions:\n  - {id: GV.OC, label: Weather, kind: category}\n"
        "  - {id: GV.OC-01, label: Rain is measured, kind: subcategory}\n"
        "  - {id: GV.OC-02, label: Sun is measured, kind: subcategory}\n"
    )
    for path, text in (
        (DOCUMENT, "id: nist-ir-8596-iprd\nassessable: [element]\nloaded: 0\n"),
        (FRAMEWORK, core),
        (ROWS, "#mapping_set_id: rain\n"),
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def test_elements_follow_the_framework(root: Path) -> None:
    changes, rows = update(PROFILE, root)
    assert isinstance(changes, Changes)
    assert (changes.to_label, rows) == ([], 4)
    content = load_yaml(root / DOCUMENT)
    assert content["loaded"] == 4
    assert [one["id"] for one in content["provisions"]] == [
        *("Secure", "GV.OC-01.Secure", "GV.OC-02.Secure", "Thwart", "GV.OC-01.Thwart", "GV.OC-02.Thwart")
    ]
    assert content["provisions"][2] == {
        "id": "GV.OC-02.Secure",
        "label": "Sun is measured: Secure",
        "kind": "element",
        "notation": "GV.OC-02 (Secure)",
        "parent": "Secure",
        "priority": "3",
    }
    assert rows_of(root / ROWS)[0][:4] == [
        *("nist-ir-8596-iprd:GV.OC-01.Secure", "cw:supports", "", "nist-csf-2.0:GV.OC-01")
    ]


def test_a_second_run_changes_nothing_and_a_new_label_is_followed(root: Path) -> None:
    list(update(PROFILE, root))
    before = (root / DOCUMENT).read_bytes(), (root / ROWS).read_bytes()
    list(update(PROFILE, root))
    assert ((root / DOCUMENT).read_bytes(), (root / ROWS).read_bytes()) == before
    text = (root / FRAMEWORK).read_text(encoding="utf-8").replace("Rain is measured", "Rain is kept")
    (root / FRAMEWORK).write_text(text, encoding="utf-8")
    changes = next(update(PROFILE, root))
    assert isinstance(changes, Changes)
    assert changes.retitled == ["GV.OC-01.Secure", "GV.OC-01.Thwart"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("8596-iprd-2025-12-16", "8596-final", "not a known state of the Profile"),
        ("GV.OC-02", "GV.OC-03", "do not have the same subcategories"),
        ('"priority": 1', '"priority": 4', "is 4, not 1, 2 or 3"),
    ],
)
def test_what_is_not_known_is_refused(root: Path, tmp_path: Path, old: str, new: str, message: str) -> None:
    source = tmp_path / "profile.json"
    source.write_text(PROFILE.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        list(update(source, root))
