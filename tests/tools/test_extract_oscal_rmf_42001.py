"""The extraction of the OSCAL mapping: ids resolved and reported, unknown targets kept, rows in the order of the documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools.tables import rows_of
from tools.extract.common import SourceError
from tools.extract.oscal_rmf_42001 import COLUMNS, SET, subject, update

SOURCE = Path(__file__).parent / "oscal_rmf_42001" / "mapping-collection.json"


@pytest.fixture
def mapping_set(tmp_path: Path) -> Path:
    documents = tmp_path / "data" / "documents"
    documents.mkdir(parents=True)
    for name, held in (
        ("nist-ai-rmf-1.0", ("GOVERN-1.1", "MANAGE-1.1")),
        ("iso-iec-42001-2023", ("4.1", "7.2", "A.2.2")),
    ):
        entries = "".join(f"  - {{id: '{one}', label: Ours, kind: thing}}\n" for one in held)
        (documents / f"{name}.yaml").write_text(f"id: {name}\nprovisions:\n{entries}", encoding="utf-8")
    path = tmp_path / "mappings" / "published" / SET
    path.parent.mkdir(parents=True)
    path.write_text("#mapping_set_id: x\n", encoding="utf-8")
    return path


def test_pairs_are_resolved_joined_and_sorted(mapping_set: Path, tmp_path: Path) -> None:
    assert update(SOURCE, tmp_path) == [4]
    assert "\t".join(COLUMNS) in mapping_set.read_text(encoding="utf-8").splitlines()
    rows = rows_of(mapping_set)
    assert [(row[0], row[3], row[5]) for row in rows] == [
        ("nist-ai-rmf-1.0:GOVERN-1.1", "iso-iec-42001-2023:4.1", ""),
        (
            "nist-ai-rmf-1.0:GOVERN-1.1",
            "iso-iec-42001-2023:A.2.2",
            "Published as B.2.2 (Annex B guidance of the same number).",
        ),
        ("nist-ai-rmf-1.0:GOVERN-1.1", "iso-iec-42001-2023:99.1", ""),
        ("nist-ai-rmf-1.0:MANAGE-1.1", "iso-iec-42001-2023:7.2", "Published as 7--2."),
    ]
    assert {tuple(row[1:3]) for row in rows} == {("skos:relatedMatch", "")}
    assert {row[4] for row in rows} == {"semapv:ManualMappingCuration"}


def test_a_second_run_changes_nothing(mapping_set: Path, tmp_path: Path) -> None:
    update(SOURCE, tmp_path)
    text = mapping_set.read_text(encoding="utf-8")
    update(SOURCE, tmp_path)
    assert mapping_set.read_text(encoding="utf-8") == text


def test_an_unknown_function_is_reported() -> None:
    with pytest.raises(SourceError, match="unknown function"):
        subject("XX-1.1")
