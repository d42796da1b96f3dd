"""OpenCRE: only linked requirements are kept, with the newest name that a source gives."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.tools.tables import rows_of
from tools.extract.common import SourceError, load_yaml
from tools.extract.opencre import HUB, TOP10, update

SOURCE = Path(__file__).parent / "opencre"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "data" / "documents").mkdir(parents=True)
    (tmp_path / "mappings" / "published").mkdir(parents=True)
    head = f"id: {HUB}\nassessable: [cre]\nloaded: 0\nprovisions:\n"
    document(tmp_path).write_text(head, encoding="utf-8")
    links(tmp_path).write_text("#mapping_set_id: x\n", encoding="utf-8")
    return tmp_path


def document(root: Path) -> Path:
    return root / "data" / "documents" / f"{HUB}.yaml"


def links(root: Path) -> Path:
    return root / "mappings" / "published" / f"{TOP10}--{HUB}.sssom.tsv"


def test_linked_requirements_and_the_rows_of_the_top_10(root: Path) -> None:
    list(update(SOURCE, root))
    content = load_yaml(document(root))
    assert [(one["id"], one["label"], one["kind"]) for one in content["provisions"]] == [
        ("111-111", "Pump house", "cre"),
        ("222-222", "Can care", "cre"),
        ("333-333", "Fence", "cre"),
    ]
    assert content["loaded"] == 3
    rows = rows_of(links(root))
    assert [(row[0], row[1], row[3]) for row in rows] == [
        (f"{TOP10}:LLM01", "skos:closeMatch", f"{HUB}:111-111"),
        (f"{TOP10}:LLM01", "skos:closeMatch", f"{HUB}:333-333"),
        (f"{TOP10}:LLM02", "skos:closeMatch", f"{HUB}:333-333"),
    ]


def test_a_second_run_changes_nothing_and_our_summary_stays(root: Path) -> None:
    list(update(SOURCE, root))
    text = document(root).read_text(encoding="utf-8")
    text = text.replace("Fence, kind: cre}", "Fence, kind: cre,\n     summary: Keeps rabbits out.}")
    document(root).write_text(text, encoding="utf-8")
    before = links(root).read_text(encoding="utf-8")
    list(update(SOURCE, root))
    assert document(root).read_text(encoding="utf-8") == text
    assert links(root).read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        ("exchange", "no checkout of the AI Exchange"),
        ("owasp_llm_top10_2025.json", "no owasp_llm_top10_2025.json"),
        ("catalogue.csv", "No name is known for 111-111, 333-333"),
    ],
)
def test_what_is_missing_is_named(root: Path, tmp_path: Path, missing: str, told: str) -> None:
    folder = tmp_path / "source"
    shutil.copytree(SOURCE, folder, ignore=lambda _, names: [name for name in names if name == missing])
    before = document(root).read_text(encoding="utf-8")
    with pytest.raises(SourceError, match=told):
        list(update(folder, root))
    assert document(root).read_text(encoding="utf-8") == before
