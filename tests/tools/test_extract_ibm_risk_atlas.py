"""The IBM AI Risk Atlas: groups and risks, and three published mapping sets read as they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools.tables import rows_of
from tools.extract.common import SourceError, load_yaml
from tools.extract.ibm_risk_atlas import AGENTIC, ATLAS, PROFILE, TOP10, update

SOURCE = Path(__file__).parent / "ibm_risk_atlas"
SETS = (f"{ATLAS}--{TOP10}.ibm", f"{ATLAS}--{PROFILE}.ibm", f"{AGENTIC}--{ATLAS}.ibm")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "data" / "documents").mkdir(parents=True)
    (tmp_path / "mappings" / "published").mkdir(parents=True)
    head = f"id: {ATLAS}\nassessable: [risk]\nloaded: 0\nprovisions:\n"
    document(tmp_path).write_text(head, encoding="utf-8")
    profile(tmp_path).write_text(
        f"id: {PROFILE}\nprovisions:\n"
        '  - {id: "2.9", label: Dry, kind: risk}\n'
        '  - {id: "2.10", label: "Wet, and Cold", kind: risk}\n',
        encoding="utf-8",
    )
    for name in SETS:
        mapping_set(tmp_path, name).write_text("#mapping_set_id: x\n", encoding="utf-8")
    return tmp_path


def document(root: Path) -> Path:
    return root / "data" / "documents" / f"{ATLAS}.yaml"


def profile(root: Path) -> Path:
    return root / "data" / "documents" / f"{PROFILE}.yaml"


def mapping_set(root: Path, name: str) -> Path:
    return root / "mappings" / "published" / f"{name}.sssom.tsv"


def rows(root: Path, name: str) -> list[list[str]]:
    """Return the rows of a set with the local ids of both ends."""
    return [
        [cell.rpartition(":")[2] if n in (0, 3) else cell for n, cell in enumerate(row)]
        for row in rows_of(mapping_set(root, name))
    ]


def test_risks_stand_under_their_group_however_it_is_spelt(root: Path) -> None:
    list(update(SOURCE, root))
    content = load_yaml(document(root))
    assert [(one["id"], one["kind"], one["label"], one.get("parent")) for one in content["provisions"]] == [
        ("plot-roots", "group", "Roots", None),
        ("atlas-rot", "risk", "Root rot", "plot-roots"),
        ("plot-pests-Small", "group", "Pests: small", None),
        ("atlas-snail", "risk", "Snail", "plot-pests-Small"),
        ("atlas-mite", "risk", "Mite", "plot-pests-Small"),
    ]
    assert content["loaded"] == 3


def test_a_denied_pair_is_not_and_a_denied_list_is_no_term_found(root: Path) -> None:
    list(update(SOURCE, root))
    manual = "semapv:ManualMappingCuration"
    assert rows(root, SETS[0]) == [
        [
            "atlas-rot",
            "cw:associatedWith",
            "",
            "LLM02",
            manual,
            "0.7",
            "The label beside the published id says LLM03; the id is followed.",
        ],
        ["atlas-snail", "skos:relatedMatch", "Not", "LLM01", manual, "0.9", ""],
        ["atlas-snail", "skos:broadMatch", "", "LLM04", manual, "0.9", ""],
        [
            "atlas-mite",
            "skos:relatedMatch",
            "",
            "NoTermFound",
            manual,
            "0.8",
            "Remark: effects on society have no clear place there.",
        ],
    ]


def test_risks_of_the_profile_are_found_by_their_titles(root: Path) -> None:
    list(update(SOURCE, root))
    assert [row[:4] for row in rows(root, SETS[1])] == [
        ["atlas-rot", "skos:closeMatch", "", "2.9"],
        ["atlas-rot", "skos:exactMatch", "", "2.10"],
        ["atlas-mite", "skos:relatedMatch", "", "NoTermFound"],
    ]
    profile(root).write_text(f"id: {PROFILE}\nprovisions: []\n", encoding="utf-8")
    with pytest.raises(SourceError, match="no risk called"):
        list(update(SOURCE, root))


def test_only_rows_between_the_two_are_taken_and_keep_their_direction(root: Path) -> None:
    list(update(SOURCE, root))
    assert rows(root, SETS[2]) == [
        ["ASI01", "skos:closeMatch", "", "atlas-mite", "semapv:LLMBasedMatching", "0.8", ""],
        ["ASI02", "cw:associatedWith", "", "atlas-rot", "semapv:LLMBasedMatching", "0.75", ""],
    ]


def test_a_second_run_changes_nothing_and_our_summary_stays(root: Path) -> None:
    list(update(SOURCE, root))
    text = document(root).read_text(encoding="utf-8")
    text = text.replace("parent: plot-roots}", "parent: plot-roots,\n     summary: Too much water.}")
    document(root).write_text(text, encoding="utf-8")
    before = [mapping_set(root, name).read_text(encoding="utf-8") for name in SETS]
    list(update(SOURCE, root))
    assert document(root).read_text(encoding="utf-8") == text
    assert [mapping_set(root, name).read_text(encoding="utf-8") for name in SETS] == before
