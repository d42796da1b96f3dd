"""The extraction of SP 800-218A: cells follow one another in the text, and a row may be cut by a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools.tables import rows_of
from tools.extract.common import SourceError, load_yaml
from tools.extract.nist_sp_800_218a import update

SOURCE = Path(__file__).parent / "nist_sp_800_218a" / "table.txt"
DOCUMENT = Path("data/documents/nist-sp-800-218a.yaml")
SETS = ("nist-sp-800-218-1.1", "nist-ai-rmf-1.0", "owasp-llm-1.1", "references")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / DOCUMENT).parent.mkdir(parents=True)
    (tmp_path / DOCUMENT).write_text("id: nist-sp-800-218a\nassessable: [task]\nloaded: 0\nprovisions:\n")
    for name in SETS:
        path = _set(tmp_path, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("#mapping_set_title: Cats\n")
    return tmp_path


def _set(root: Path, name: str) -> Path:
    return root / "mappings" / "published" / f"nist-sp-800-218a--{name}.sssom.tsv"


def _pairs(root: Path, name: str) -> list[tuple[str, ...]]:
    return [(cells[0].partition(":")[2], cells[1], cells[3]) for cells in rows_of(_set(root, name))]


def test_names_of_practices_are_put_together_and_additions_stand_under_their_task(root: Path) -> None:
    list(update(SOURCE, root))
    content = load_yaml(root / DOCUMENT)
    assert content["loaded"] == 3
    assert [(one["id"], one["label"], one["kind"], one.get("parent")) for one in content["provisions"]] == [
        ("PB", "Prepare the Basket", "group", None),
        ("PB.1", "Line the Basket", "practice", "PB"),
        ("PB.1.1", "PB.1.1", "task", "PB.1"),
        ("PB.1.1.R1", "PB.1.1.R1", "recommendation", "PB.1.1"),
        ("PB.1.1.N1", "PB.1.1.N1", "note", "PB.1.1"),
        ("PB.1.2", "PB.1.2", "task", "PB.1"),
        ("PB.2", "Wash the Basket", "practice", "PB"),
        ("PB.2.1", "PB.2.1", "task", "PB.2"),
        ("PB.2.1.C1", "PB.2.1.C1", "consideration", "PB.2.1"),
    ]
    assert [one["priority"] for one in content["provisions"] if one["kind"] == "task"] == ["High", "Low", "Medium"]


def test_references_and_tags_become_rows(root: Path) -> None:
    list(update(SOURCE, root))
    assert _pairs(root, "nist-ai-rmf-1.0") == [
        ("PB.1.1", "skos:closeMatch", "nist-ai-rmf-1.0:GOVERN-1.1"),
        ("PB.1.1", "skos:closeMatch", "nist-ai-rmf-1.0:GOVERN-2.10"),
        ("PB.1.1", "skos:closeMatch", "nist-ai-rmf-1.0:MAP-3.2"),
    ]
    assert _pairs(root, "owasp-llm-1.1") == [
        ("PB.1.1", "skos:closeMatch", "owasp-llm-1.1:LLM05-8"),
        ("PB.1.1", "skos:closeMatch", "owasp-llm-1.1:LLM09"),
        ("PB.2.1", "skos:closeMatch", "owasp-llm-1.1:LLM03-7d"),
    ]
    assert _pairs(root, "references") == [("PB.2.1", "dcterms:references", "cwdoc:nist-ai-100-2-e2023")]
    assert _pairs(root, "nist-sp-800-218-1.1") == [
        ("PB.1.1", "skos:narrowMatch", "nist-sp-800-218-1.1:PB.1.1"),
        ("PB.1.2", "skos:closeMatch", "nist-sp-800-218-1.1:PB.1.2"),
    ]


def test_a_second_run_changes_nothing_and_keeps_our_label(root: Path) -> None:
    list(update(SOURCE, root))
    path = root / DOCUMENT
    text = path.read_text(encoding="utf-8").replace("label: PB.1.1,", "label: Wool is used,")
    path.write_text(text, encoding="utf-8")
    before = [_set(root, name).read_text(encoding="utf-8") for name in SETS]
    list(update(SOURCE, root))
    assert path.read_text(encoding="utf-8") == text
    assert "Wool is used" in text
    assert [_set(root, name).read_text(encoding="utf-8") for name in SETS] == before


def test_our_reason_for_a_row_stays(root: Path) -> None:
    list(update(SOURCE, root))
    path = _set(root, "nist-sp-800-218-1.1")
    path.write_text(path.read_text(encoding="utf-8").replace("Curation\t\n", "Curation\tWool comes on top.\n"))
    list(update(SOURCE, root))
    assert [cells[5] for cells in rows_of(path)] == ["Wool comes on top.", 'Tagged "Modified from SSDF 1.1".']


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [("Table 1.", "Table 2.", "has no Table 1"), ("Low No additions", "No additions", "PB.1.2 has no priority")],
)
def test_another_text_is_refused(root: Path, tmp_path: Path, old: str, new: str, says: str) -> None:
    other = tmp_path / "other.txt"
    other.write_text(SOURCE.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(SourceError, match=says):
        list(update(other, root))
