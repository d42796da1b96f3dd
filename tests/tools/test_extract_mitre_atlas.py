"""The extraction of MITRE ATLAS, from MITRE's file and from CISO Assistant's: names, parents, pairs, edition to edition."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools.tables import rows_of
from tools.extract import ciso_mitre_atlas, mitre_atlas
from tools.extract.common import Changes, SourceError, load_yaml

HERE = Path(__file__).parent
OLD, NEW = HERE / "mitre_atlas", HERE / "ciso_mitre_atlas" / "mitre-atlas.yaml"
DOCUMENTS, PUBLISHED = Path("data/documents"), Path("mappings/published")
EDITIONS = ("mitre-atlas-9.1.0", "mitre-atlas-2030.01")
SETS = (
    *("mitre-atlas-9.1.0--mitigates", "mitre-atlas-9.1.0--mitre-attack"),
    *("mitre-atlas-2030.01--mitigates", "mitre-atlas-9.1.0--mitre-atlas-2030.01"),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in (DOCUMENTS, PUBLISHED):
        (tmp_path / folder).mkdir(parents=True)
    for edition in EDITIONS:
        head = f"id: {edition}\nassessable: [mitigation]\nloaded: 0\n"
        (tmp_path / DOCUMENTS / f"{edition}.yaml").write_text(head, encoding="utf-8")
    for name in SETS:
        (tmp_path / PUBLISHED / f"{name}.sssom.tsv").write_text(f"#mapping_set_id: {name}\n", encoding="utf-8")
    return tmp_path


def rows(root: Path, name: str) -> list[list[str]]:
    """Return subject, predicate, object and comment of each row."""
    cells = rows_of(root / PUBLISHED / f"{name}.sssom.tsv")
    return [[one[0].partition(":")[2], one[1], one[3], one[5]] for one in cells]


def extract(root: Path) -> list[Changes | int]:
    return [*mitre_atlas.update(OLD, root), *ciso_mitre_atlas.update(NEW, root)]


def test_objects_keep_their_names_and_only_sub_techniques_have_a_parent(root: Path) -> None:
    extract(root)
    content = load_yaml(root / DOCUMENTS / "mitre-atlas-9.1.0.yaml")
    assert content["loaded"] == 2
    assert [(one["id"], one["label"], one["kind"], one.get("parent")) for one in content["provisions"]] == [
        ("AML.TA0001", "Sneaking", "tactic", None),
        ("AML.TA0002", "Napping", "tactic", None),
        ("AML.T0007", "Open the Fridge", "technique", None),
        ("AML.T0007.000", "By Paw", "technique", "AML.T0007"),
        ("AML.T0003", "Hide the Key", "technique", None),
        ("AML.M0000", "Lock the Fridge", "mitigation", None),
        ("AML.M0001", "Feed the Cat", "mitigation", None),
    ]
    held = {one["id"]: one for one in load_yaml(root / DOCUMENTS / "mitre-atlas-2030.01.yaml")["provisions"]}
    assert held["AML.T0007.001"]["parent"] == "AML.T0007"
    assert list(held)[-1] == "AML.M0002"


def test_a_pair_stated_twice_is_one_row_in_the_order_of_the_document(root: Path) -> None:
    assert [one for one in extract(root) if isinstance(one, int)] == [2, 2, 3, 4]
    assert rows(root, "mitre-atlas-9.1.0--mitigates") == [
        ["AML.M0000", "cw:mitigates", "mitre-atlas-9.1.0:AML.T0007.000", ""],
        ["AML.M0000", "cw:mitigates", "mitre-atlas-9.1.0:AML.T0003", ""],
    ]
    assert rows(root, "mitre-atlas-2030.01--mitigates") == [
        ["AML.M0000", "cw:mitigates", "mitre-atlas-2030.01:AML.T0003", ""],
        ["AML.M0000", "cw:mitigates", "mitre-atlas-2030.01:AML.T0007.001", ""],
        ["AML.M0002", "cw:mitigates", "mitre-atlas-2030.01:AML.T0003", ""],
    ]


def test_attack_references_point_to_the_undated_work(root: Path) -> None:
    extract(root)
    assert rows(root, "mitre-atlas-9.1.0--mitre-attack") == [
        ["AML.TA0001", "skos:closeMatch", "mitre-attack-cited-by-atlas-9.1.0:TA9001", ""],
        ["AML.T0007.000", "skos:closeMatch", "mitre-attack-cited-by-atlas-9.1.0:T9007.001", ""],
    ]


def test_an_id_in_both_editions_is_replaced_by_itself(root: Path) -> None:
    extract(root)
    found = rows(root, "mitre-atlas-9.1.0--mitre-atlas-2030.01")
    assert {one[1] for one in found} == {"dcterms:isReplacedBy"}
    assert [(one[0], one[2].partition(":")[2], one[3]) for one in found] == [
        ("AML.TA0001", "AML.TA0001", ""),
        ("AML.T0007", "AML.T0007", ""),
        ("AML.T0003", "AML.T0003", ""),
        ("AML.M0000", "AML.M0000", 'Renamed from "Lock the Fridge".'),
    ]


def test_a_second_run_changes_nothing_and_keeps_our_summary(root: Path) -> None:
    extract(root)
    path = root / DOCUMENTS / "mitre-atlas-9.1.0.yaml"
    text = path.read_text(encoding="utf-8").replace("{id: AML.M0001,", "{summary: Cats are fed., id: AML.M0001,")
    path.write_text(text, encoding="utf-8")
    before = {one: one.read_bytes() for one in root.rglob("*.*") if one.is_file()}
    assert b"Cats are fed." in before[path]
    extract(root)
    assert {one: one.read_bytes() for one in before} == before


def test_a_source_that_names_no_version_is_refused(root: Path) -> None:
    other = root / "other.yaml"
    other.write_text("name: Mitre ATLAS\nversion: 6\n", encoding="utf-8")
    with pytest.raises(SourceError, match="does not give a version"):
        list(ciso_mitre_atlas.update(other, root))
    with pytest.raises(SourceError, match="one matrix"):
        list(mitre_atlas.update(other, root))
