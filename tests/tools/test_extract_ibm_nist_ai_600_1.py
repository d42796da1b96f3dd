"""The extraction of NIST AI 600-1: tags as printed become pairs, groups come from the ids, our words stay."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tools.extract.common import Changes, SourceError, load_yaml, read_tsv
from tools.extract.ibm_nist_ai_600_1 import ACTIONS, update

SOURCE = Path(__file__).parent / "ibm_nist_ai_600_1"
DOCUMENT = Path("data/documents/nist-ai-600-1.yaml")
TO_RISKS = Path("mappings/published/nist-ai-600-1--risks.sssom.tsv")
TO_FRAMEWORK = Path("mappings/published/nist-ai-600-1--nist-ai-rmf-1.0.sssom.tsv")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in (
        (DOCUMENT, "id: nist-ai-600-1\nassessable: [action]\nloaded: 0\nprovisions:\n"),
        (TO_RISKS, "#mapping_set_id: risks\n"),
        (TO_FRAMEWORK, "#mapping_set_id: framework\n"),
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def rows(path: Path) -> list[dict[str, str]]:
    plain = path.with_suffix(".plain")
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    plain.write_text("\n".join(lines), encoding="utf-8")
    return read_tsv(plain)


def test_risks_groups_and_actions_are_read(root: Path) -> None:
    document = next(iter(update(SOURCE, root)))
    assert isinstance(document, Changes)
    assert document.to_label == [
        *("GOVERN-1.1", "GV-1.1-001", "GV-1.1-002", "GOVERN-4.3", "GV-4.3-001", "MANAGE-2.10", "MG-2.10-003")
    ]
    content = load_yaml(root / DOCUMENT)
    assert content["loaded"] == 4
    held = {provision["id"]: provision for provision in content["provisions"]}
    assert [one for one, value in held.items() if value["kind"] == "risk"] == ["2.1", "2.2", "2.3", "2.4", "2.5"]
    assert held["2.3"]["label"] == "Dangerous, Violent, or Hateful Content"
    assert held["MANAGE-2.10"]["notation"] == "MANAGE 2.10"
    assert (held["GV-4.3-001"]["parent"], held["GV-4.3-001"]["notation"]) == ("GOVERN-4.3", "GV4.3--001")


def test_tags_become_pairs(root: Path) -> None:
    assert list(update(SOURCE, root))[1:] == [8, 4]
    found = [(row["subject_id"], row["object_id"], row["comment"]) for row in rows(root / TO_RISKS)]
    both = 'Printed as "Human-AI Configuration, Dangerous, Violent, or Hateful Content".'
    assert [(one.partition(":")[2], other.partition(":")[2], comment) for one, other, comment in found] == [
        ("GV-1.1-001", "2.2", ""),
        ("GV-1.1-001", "2.4", 'Printed as "Environmental".'),
        ("GV-1.1-002", "2.1", ""),
        ("GV-4.3-001", "2.3", both),
        ("GV-4.3-001", "2.5", both),
        ("MG-2.10-003", "2.1", ""),
        ("MG-2.10-003", "2.2", ""),
        ("MG-2.10-003", "2.4", ""),
    ]
    assert {row["predicate_id"] for row in rows(root / TO_RISKS)} == {"cw:addresses"}
    assert [(row["predicate_id"], row["object_id"]) for row in rows(root / TO_FRAMEWORK)] == [
        ("cw:supports", "nist-ai-rmf-1.0:GOVERN-1.1"),
        ("cw:supports", "nist-ai-rmf-1.0:GOVERN-1.1"),
        ("cw:supports", "nist-ai-rmf-1.0:GOVERN-4.3"),
        ("cw:supports", "nist-ai-rmf-1.0:MANAGE-2.10"),
    ]


def test_a_second_run_changes_nothing_and_keeps_our_label(root: Path) -> None:
    list(update(SOURCE, root))
    path = root / DOCUMENT
    path.write_text(path.read_text(encoding="utf-8").replace("label: GV-1.1-001", "label: Cats are asked"), "utf-8")
    before = {one: (root / one).read_bytes() for one in (DOCUMENT, TO_RISKS, TO_FRAMEWORK)}
    assert "Cats are asked" in before[DOCUMENT].decode("utf-8")
    list(update(SOURCE, root))
    assert {one: (root / one).read_bytes() for one in before} == before


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("Second Risk", "'Third Risk' is not one of the risks"),
        ("GV-1.1-001", "'XX-1.1-001' is not the id of an action"),
    ],
)
def test_what_is_not_known_is_refused(root: Path, tmp_path: Path, wrong: str, message: str) -> None:
    source = tmp_path / "checkout"
    shutil.copytree(SOURCE, source)
    text = (source / ACTIONS).read_text(encoding="utf-8")
    (source / ACTIONS).write_text(text.replace(wrong, wrong.replace("Second", "Third").replace("GV", "XX")), "utf-8")
    before = (root / DOCUMENT).read_bytes()
    with pytest.raises(SourceError, match=message):
        list(update(source, root))
    assert (root / DOCUMENT).read_bytes() == before
