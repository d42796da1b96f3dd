"""The OWASP Top 10 for Agentic Applications, and IBM's mapping of it, read as they stand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.tools.tables import rows_of
from tools.extract.common import SourceError, load_yaml
from tools.extract.ibm_owasp_agentic import update
from tools.extract.ibm_risk_atlas import AGENTIC, DATA, TOP10

SOURCE = Path(__file__).parent / "ibm_owasp_agentic"
MANUAL = "semapv:ManualMappingCuration"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "data" / "documents").mkdir(parents=True)
    (tmp_path / "mappings" / "published").mkdir(parents=True)
    head = f"id: {AGENTIC}\nassessable: [risk]\nloaded: 0\nprovisions:\n"
    document(tmp_path).write_text(head, encoding="utf-8")
    mapping_set(tmp_path).write_text("#mapping_set_id: x\n", encoding="utf-8")
    return tmp_path


def document(root: Path) -> Path:
    return root / "data" / "documents" / f"{AGENTIC}.yaml"


def mapping_set(root: Path) -> Path:
    return root / "mappings" / "published" / f"{AGENTIC}--{TOP10}.ibm.sssom.tsv"


def test_names_give_number_and_title(root: Path) -> None:
    list(update(SOURCE, root))
    content = load_yaml(document(root))
    assert [(one["id"], one["notation"], one["label"]) for one in content["provisions"]] == [
        ("ASI01", "ASI01:2026", "Slugs & Snails"),
        ("ASI02", "ASI02:2026", "Late Frost"),
    ]
    assert content["loaded"] == 2


def test_rows_stay_as_published_but_an_association_claims_no_overlap_and_a_contradicting_remark_is_reported(
    root: Path,
) -> None:
    list(update(SOURCE, root))
    reverse = ", which is the reverse of this predicate."
    assert rows_of(mapping_set(root)) == [
        [f"{AGENTIC}:{subject}", predicate, "", f"{TOP10}:{target}", MANUAL, confidence, comment]
        for subject, predicate, target, confidence, comment in (
            ("ASI01", "skos:broadMatch", "LLM01", "0.80", "Remark: the agentic risk is the broader one" + reverse),
            ("ASI01", "skos:narrowMatch", "LLM03", "0.85", "Remark: the agentic risk is the narrower one" + reverse),
            ("ASI01", "cw:associatedWith", "LLM04", "0.70", "Remark: the LLM risk is a possible trigger."),
            ("ASI01", "cw:associatedWith", "LLM05", "0.60", ""),
            ("ASI02", "skos:broadMatch", "LLM01", "0.9", "Remark: the agentic risk is the narrower one."),
            ("ASI02", "cw:associatedWith", "LLM02", "0.75", "Remark: the LLM risk is something that may follow."),
        )
    ]


def test_a_second_run_changes_nothing_and_our_summary_stays(root: Path) -> None:
    list(update(SOURCE, root))
    text = document(root).read_text(encoding="utf-8")
    text = text.replace("notation: 'ASI02:2026'}", "notation: 'ASI02:2026',\n     summary: Cover the beds.}")
    assert "Cover the beds" in text
    document(root).write_text(text, encoding="utf-8")
    before = mapping_set(root).read_text(encoding="utf-8")
    list(update(SOURCE, root))
    assert document(root).read_text(encoding="utf-8") == text
    assert mapping_set(root).read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("file", "before", "after", "message"),
    [
        ("knowledge_graph/owasp_asi_data.yaml", "ASI02:2026 Late", "Late", "is not a name of the form"),
        ("mappings/owasp_asi2owasp_llm.tsv", "skos:narrowMatch", "noMatch", "is not expected here"),
    ],
)
def test_what_the_script_does_not_know_is_an_error(
    root: Path, tmp_path: Path, file: str, before: str, after: str, message: str
) -> None:
    shutil.copytree(SOURCE, tmp_path / "source")
    page = tmp_path / "source" / DATA / file
    page.write_text(page.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        list(update(tmp_path / "source", root))
