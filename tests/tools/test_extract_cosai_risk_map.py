"""The extraction of the CoSAI Risk Map: groups, pairs inside the map, and references that name their edition."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.tools.tables import rows_of
from tools.extract.common import Changes, SourceError, load_yaml
from tools.extract.cosai_risk_map import update

SOURCE = Path(__file__).parent / "cosai_risk_map"
NAME = "cosai-risk-map-2030-01"
DOCUMENT, PUBLISHED = Path("data/documents") / f"{NAME}.yaml", Path("mappings/published")
SETS = ("risks", "mitre-atlas-9.1.0", "owasp-llm-2030", "stride", "iso-iec-22989-2022")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path in (DOCUMENT.parent, PUBLISHED):
        (tmp_path / path).mkdir(parents=True)
    (tmp_path / DOCUMENT).write_text(f"id: {NAME}\nassessable: [control]\nloaded: 0\n", encoding="utf-8")
    for name in SETS:
        (tmp_path / PUBLISHED / f"{NAME}--{name}.sssom.tsv").write_text("#mapping_set_id: x\n", encoding="utf-8")
    return tmp_path


def rows(root: Path, name: str) -> list[list[str]]:
    """Return subject, predicate, object and comment of each row."""
    cells = rows_of(root / PUBLISHED / f"{NAME}--{name}.sssom.tsv")
    return [[one[0].partition(":")[2], one[1], one[3], one[5]] for one in cells]


def test_members_stand_under_their_groups(root: Path) -> None:
    document = next(iter(update(SOURCE, root)))
    assert isinstance(document, Changes)
    assert document.to_label == ["risksFood"]
    content = load_yaml(root / DOCUMENT)
    assert content["loaded"] == 3
    assert [(one["id"], one["kind"], one.get("parent")) for one in content["provisions"]] == [
        ("componentsHouse", "category", None),
        ("componentsKitchen", "category", "componentsHouse"),
        ("componentFridge", "component", "componentsKitchen"),
        ("componentSofa", "component", "componentsHouse"),
        ("personaCat", "persona", None),
        ("personaHuman", "persona", None),
        ("risksFood", "category", None),
        ("riskTheft", "risk", "risksFood"),
        ("riskSpill", "risk", "risksFood"),
        ("controlsHouse", "category", None),
        ("controlLock", "control", "controlsHouse"),
        ("controlGuard", "control", "controlsHouse"),
        ("controlLearn", "control", "controlsHouse"),
    ]


def test_a_control_for_all_risks_has_no_pairs(root: Path) -> None:
    assert list(update(SOURCE, root))[1] == 3
    assert rows(root, "risks") == [
        ["controlLock", "cw:addresses", f"{NAME}:riskTheft", ""],
        ["controlLock", "cw:addresses", f"{NAME}:riskSpill", ""],
        ["controlGuard", "cw:addresses", f"{NAME}:riskTheft", ""],
    ]


def test_references_point_into_the_edition_they_name(root: Path) -> None:
    list(update(SOURCE, root))
    assert rows(root, "mitre-atlas-9.1.0") == [
        ["riskTheft", "skos:closeMatch", "mitre-atlas-9.1.0:AML.T0003", ""],
        ["riskTheft", "skos:closeMatch", "mitre-atlas-9.1.0:AML.T0007.000", ""],
        ["controlLock", "skos:closeMatch", "mitre-atlas-9.1.0:AML.M0000", ""],
    ]
    assert rows(root, "owasp-llm-2030") == [["riskSpill", "skos:closeMatch", "owasp-llm-2030:LLM03", ""]]
    assert rows(root, "stride") == [
        ["riskTheft", "skos:closeMatch", "microsoft-stride-cited-2030-01:Tampering", ""],
    ]
    assert rows(root, "iso-iec-22989-2022") == [
        ["personaCat", "dcterms:references", "cwdoc:iso-iec-22989-2022", 'Role given as "AI Cat (tabby)".'],
    ]


def test_a_second_run_changes_nothing_and_keeps_our_label(root: Path) -> None:
    list(update(SOURCE, root))
    path = root / DOCUMENT
    path.write_text(path.read_text(encoding="utf-8").replace("label: risksFood", "label: Food"), encoding="utf-8")
    before = {one: one.read_bytes() for one in root.rglob("*.*") if one.is_file()}
    list(update(SOURCE, root))
    assert {one: one.read_bytes() for one in before} == before
    assert b"label: Food" in path.read_bytes()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("AML.T0003@9.1.0", "AML.T0003@8.0.0", "registers version 9.1.0"),
        ("[riskSpill, riskTheft]", "[riskTheft]", "do not state the same pairs"),
        ("stride", "mice", "now refers to mice"),
    ],
)
def test_a_map_that_cannot_be_placed_is_refused(root: Path, old: str, new: str, message: str) -> None:
    source = root / "source"
    shutil.copytree(SOURCE, source)
    for path in source.rglob("*.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        list(update(source, root))


def test_an_edition_needs_a_head(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="write its head first"):
        list(update(SOURCE, tmp_path))
