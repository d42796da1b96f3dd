"""The shipped data hold what they say: exact counts, and every provision answered with a reason of its own."""

from __future__ import annotations

import re
import subprocess
from collections import Counter

import pytest

from crosswalk.analysis.catalogue import documents, mapping_sets, provisions, stats
from crosswalk.analysis.coverage import coverage
from crosswalk.analysis.gaps import gaps
from crosswalk.files.model import MappingRow
from crosswalk.sources import Layout, read_sources
from crosswalk.sparql import ask
from crosswalk.store.holder import Crosswalk
from tests.support import CURATED, ROOT

CODE, EN = "dsit-ai-code-2025", "etsi-en-304-223-2.1.1"
KINDS = {
    CODE: {"principle": 13, "provision": 72},
    EN: {"principle": 13, "provision": 72},
    "ncsc-secure-ai-2023": {"section": 4, "guideline": 17},
    "dsit-ai-code-draft-2024": {"principle": 12},
    "nist-ai-rmf-1.0": {"function": 4, "category": 19, "subcategory": 72},
    "owasp-llm-2025": {"risk": 10},
}
PHASES = {"secure-design", "secure-development", "secure-deployment", "secure-maintenance", "secure-end-of-life"}


@pytest.fixture(scope="module")
def rows() -> dict[str, list[MappingRow]]:
    return {found.id: found.mappings for _, found in read_sources(Layout()).mapping_sets}


@pytest.mark.parametrize("document", KINDS)
def test_counts(shipped: Crosswalk, document: str) -> None:
    assert stats(shipped).per_document[document].kinds == KINDS[document]
    labels = [one.label for one in provisions(shipped, document)]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("document", [CODE, EN])
def test_levels_phases_and_roles(shipped: Crosswalk, document: str) -> None:
    assert stats(shipped).per_document[document].levels == {"shall": 49, "should": 23}
    assessable = [one for one in provisions(shipped, document) if one.assessable]
    assert {one.phase for one in assessable} == PHASES
    assert all(one.roles and one.summary for one in assessable)
    assert {role for one in assessable for role in one.roles} == {
        "developer",
        "system-operator",
        "data-custodian",
        "end-user",  # 5.4 alone
    }


def test_the_draft_is_listed_without_its_provisions(shipped: Crosswalk) -> None:
    draft = next(entry for entry in documents(shipped) if entry.id == "dsit-ai-code-draft-2024")
    assert (draft.loaded, draft.total) == (0, None)


def test_agencies_behind_the_ncsc_guidelines(shipped: Crosswalk) -> None:
    agencies = list(ask(shipped, "cosealing-agencies", document="ncsc-secure-ai-2023").records())
    assert len(agencies) == 23
    assert len({row["country"] for row in agencies}) == 18
    assert {row["agency"] for row in agencies if row["capacity"] == "author"} == {"ncsc-uk", "cisa"}


@pytest.mark.parametrize(
    ("mapping_set", "number", "citations"),
    [(f"{CODE}--references", 83, 84), (f"{EN}--references", 73, 73), (f"{CODE}--references.guide", 283, 296)],
)
def test_citations(rows: dict[str, list[MappingRow]], mapping_set: str, number: int, citations: int) -> None:
    found = rows[mapping_set]
    assert len(found) == number
    assert sum(mapping.extensions["citations"] for mapping in found) == citations


def test_references_inside_the_code(rows: dict[str, list[MappingRow]]) -> None:
    inside = [row for row in rows[f"{CODE}--references.guide"] if "/dsit-ai-code-" in row.object]
    own = [row for row in inside if f"/{CODE}/" in row.object or "/dsit-ai-code-guide-2025" in row.object]
    assert sum(row.extensions["citations"] for row in own) == 8


def test_code_equals_en_304_223(rows: dict[str, list[MappingRow]], shipped: Crosswalk) -> None:
    found = rows[f"{CODE}--{EN}"]
    assert len(found) == 72 + 13
    assert {row.predicate.rsplit("#", 1)[1] for row in found} == {"exactMatch"}
    edited = [row["provision"] for row in ask(shipped, "edited-between-editions").records()]
    assert edited == [f"{CODE}:{number}" for number in ("2.7", "5.4", "5.4.1", "8.3", "13.1")]
    levels = {one.id: one.level for document in (CODE, EN) for one in provisions(shipped, document)}
    short = {row.subject: row.object for row in found}
    for subject, target in short.items():
        assert levels[subject.split("/doc/")[1].replace("/", ":")] == levels[target.split("/doc/")[1].replace("/", ":")]


def test_ai_exchange_view_of_the_ncsc_guidelines(rows: dict[str, list[MappingRow]]) -> None:
    assert len(rows[f"ncsc-secure-ai-2023--{CODE}.owasp"]) == 11


@pytest.mark.parametrize(("focal", "reference"), CURATED)
def test_curated_set_answers_every_provision_with_a_reason(
    rows: dict[str, list[MappingRow]], shipped: Crosswalk, focal: str, reference: str
) -> None:
    found = rows[f"{focal}--{reference}"]
    assert len({row.subject for row in found}) == 72
    reasons = Counter(row.comment for row in found)
    assert None not in reasons
    assert max(reasons.values()) == 1
    assert all(len(str(reason).split()) >= 8 for reason in reasons)
    graded = [row for row in ask(shipped, "evidence-by-set").records() if row["mapping_set"] == f"{focal}--{reference}"]
    assert [(row["grade"], row["reviewed"]) for row in graded] == [("E", 0)]


@pytest.mark.parametrize(("focal", "reference"), CURATED)
@pytest.mark.parametrize("derived", [True, False])
def test_coverage_sums_to_72_and_nothing_is_unmapped(
    shipped: Crosswalk, focal: str, reference: str, derived: bool
) -> None:
    [one] = coverage(shipped, focal, [reference], derived=derived)
    assert one.total == 72 == sum(one.counts.values())
    assert one.counts["unmapped"] == 0
    found = gaps(shipped, focal, reference, derived=derived)
    assert len(found) == 72 - one.counts["covered"]
    assert all(gap.reason for gap in found)


def test_every_set_says_who_when_and_under_which_rights(shipped: Crosswalk) -> None:
    for entry in mapping_sets(shipped):
        assert entry.provider or entry.creator
        assert entry.date
        assert entry.license
        assert entry.title
        assert entry.description


def test_no_machine_path_or_registry_host_is_in_the_tree() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = listed.stdout.splitlines() or ["README.md", "Makefile", "pyproject.toml", "requirements.lock"]
    words = ("/wo" + "rk/", "/ro" + "ot/", "pypi" + ".org", "python" + "hosted", "npm" + "js.org", "deb.deb" + "ian")
    forbidden = re.compile(r"(?<![\w.])(?:" + "|".join(map(re.escape, words)) + ")")
    for name in names:
        path = ROOT / name
        if path.suffix not in (".png", ".ico") and path.is_file():
            assert not forbidden.search(path.read_text(encoding="utf-8", errors="replace")), name
