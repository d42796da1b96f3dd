"""The OWASP AI Exchange: permalinks become ids, headings parents, categories kinds, links rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools.tables import rows_of
from tools.extract.common import SourceError, load_yaml
from tools.extract.owasp_ai_exchange import CODE, DOCUMENT, GUIDELINES, HUB, guidelines, update

SOURCE = Path(__file__).parent / "owasp_ai_exchange"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "data" / "documents").mkdir(parents=True)
    (tmp_path / "mappings" / "published").mkdir(parents=True)
    head = f"id: {DOCUMENT}\nassessable: [control]\nloaded: 0\nprovisions:\n"
    document(tmp_path).write_text(head, encoding="utf-8")
    for name in (f"{DOCUMENT}--{HUB}", f"{GUIDELINES}--{DOCUMENT}", f"{CODE}--{DOCUMENT}.owasp"):
        published(tmp_path, name).write_text("#mapping_set_id: x\n", encoding="utf-8")
    return tmp_path


def document(root: Path) -> Path:
    return root / "data" / "documents" / f"{DOCUMENT}.yaml"


def links(root: Path) -> Path:
    return published(root, f"{DOCUMENT}--{HUB}")


def published(root: Path, name: str) -> Path:
    return root / "mappings" / "published" / f"{name}.sssom.tsv"


def test_parts_have_the_kind_of_their_category_and_the_parent_of_their_heading(root: Path) -> None:
    list(update(SOURCE, root))
    content = load_yaml(document(root))
    found = [
        (one["id"], one["kind"], one.get("notation"), one["label"], one.get("parent")) for one in content["provisions"]
    ]
    assert found == [
        ("about", "section", None, "About the garden", None),
        ("watering", "group", "1", "Watering", None),
        ("dailycare", "group", "1.1", "Daily care", "watering"),
        ("canfill", "control", "#CAN FILL", "CAN FILL", "dailycare"),
        ("drought", "threat", "1.2", "Drought", "watering"),
        ("shade", "control", "#SHADE IN/OUT", "SHADE IN/OUT", "drought"),
        ("shadecolours", "section", None, "Appendix: shade colours", "watering"),
        ("frost", "group", "2.0", "Frost - introduction", None),
        ("nightfrost", "threat", "2.1", "Night frost", "frost"),
        ("jointguidelines", "section", None, "How about the guidelines?", None),
        ("roots", "section", None, "How about roots?", None),
    ]
    assert content["loaded"] == 2


def test_links_are_rows_that_tell_script_from_hand(root: Path) -> None:
    list(update(SOURCE, root))
    rows = rows_of(links(root))
    assert [(row[0].partition(":")[2], row[3].partition(":")[2], row[4].partition(":")[2]) for row in rows] == [
        ("canfill", "111-111", "ManualMappingCuration"),
        ("canfill", "222-222", "UnspecifiedMatching"),
        ("shade", "111-111", "ManualMappingCuration"),
    ]
    assert rows[0][5] == "Link written by hand. The Exchange says that the requirement covers its control fully."
    assert rows[1][5] == "Placed by the matching script."
    assert {row[1] for row in rows} == {"skos:closeMatch"}


def test_controls_listed_for_a_guideline_are_rows_with_what_is_printed_before_them(root: Path) -> None:
    list(update(SOURCE, root))
    assert [
        (row[0], row[3].partition(":")[2], row[5]) for row in rows_of(published(root, f"{GUIDELINES}--{DOCUMENT}"))
    ] == [
        (f"{GUIDELINES}:1.1", "dailycare", 'Printed as "See the calendar under #DAILY CARE".'),
        (f"{GUIDELINES}:1.2", "canfill", ""),
        (f"{GUIDELINES}:2.1", "canfill", ""),
        (
            f"{GUIDELINES}:2.1",
            "anomalousinputhandling",
            'Printed as "#DETECT ODD INPUT", whose address leads to this control.',
        ),
        (f"{GUIDELINES}:2.1", "dailycare", 'Printed as "part of #DAILY CARE".'),
    ]


def test_a_principle_beside_a_guideline_has_the_controls_of_its_list(root: Path) -> None:
    list(update(SOURCE, root))
    rows = rows_of(published(root, f"{CODE}--{DOCUMENT}.owasp"))
    assert [row[0].partition(":")[2] for row in rows] == ["1", "1", "1", "2", "4", "4", "4"]
    assert rows[0][5] == "Listed for guideline 2.1, to which this principle is called similar."
    assert rows[3][5] == 'Listed for guideline 1.1 and this principle. Printed as "See the calendar under #DAILY CARE".'
    assert {row[1] for row in rows} == {"skos:closeMatch"}


def test_an_overview_without_the_list_is_refused() -> None:
    with pytest.raises(SourceError, match="no list of controls for the NCSC guidelines"):
        guidelines("### How about the guidelines?\n- Water early: #[CAN FILL](/go/canfill/)\n")


def test_a_second_run_changes_nothing_and_our_summary_stays(root: Path) -> None:
    list(update(SOURCE, root))
    text = document(root).read_text(encoding="utf-8")
    text = text.replace("parent: dailycare}", "parent: dailycare,\n     summary: The can is full.}")
    document(root).write_text(text, encoding="utf-8")
    before = links(root).read_text(encoding="utf-8")
    list(update(SOURCE, root))
    assert document(root).read_text(encoding="utf-8") == text
    assert links(root).read_text(encoding="utf-8") == before


def test_another_folder_is_refused(root: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no page with a permalink"):
        list(update(tmp_path / "data", root))


def test_a_page_that_was_cut_off_is_refused(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "content" / "ai_exchange" / "content" / "docs"
    folder.mkdir(parents=True)
    (folder / "cut.md").write_text("---\ntitle: Cut", encoding="utf-8")
    with pytest.raises(SourceError, match=r"cut\.md has no front matter"):
        list(update(tmp_path, root))
