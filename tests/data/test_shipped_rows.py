"""Facts about single rows of the shipped mapping sets, read from the files themselves."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from crosswalk.sources import Layout, shipped_root
from tests.support import CURATED
from tools.extract.common import load_yaml

MAPPINGS = shipped_root() / "mappings"
CODE, EN = "dsit-ai-code-2025", "etsi-en-304-223-2.1.1"


def rows(path: Path) -> list[dict[str, str]]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    columns = lines[0].split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines[1:]]


def test_five_of_the_72_equalities_were_edited() -> None:
    found = rows(MAPPINGS / "published" / f"{CODE}--{EN}.sssom.tsv")
    assert Counter(row["predicate_id"] for row in found) == {"skos:exactMatch": 72 + 13}
    edited = [row["subject_id"] for row in found if row["comment"].startswith("Edited:")]
    assert edited == [f"{CODE}:{number}" for number in ("2.7", "5.4", "5.4.1", "8.3", "13.1")]
    assert len({row["subject_id"] for row in found}) == len({row["object_id"] for row in found}) == 72 + 13


def test_principles_are_equal_where_their_titles_and_all_provisions_below_them_are() -> None:
    """Seven titles of the Code address the reader with *your*, for which ETSI has *the* or nothing."""
    found = {row["subject_id"]: row["object_id"] for row in rows(MAPPINGS / "published" / f"{CODE}--{EN}.sssom.tsv")}
    code, en = (load_yaml(shipped_root() / f"data/documents/{name}.yaml")["provisions"] for name in (CODE, EN))
    titles = {f"{EN}:{one['id']}": one["label"] for one in en}
    principles = [one for one in code if one["kind"] == "principle"]
    differing = 0
    for principle in principles:
        theirs = found[f"{CODE}:{principle['id']}"]
        assert re.sub(r"\b(your|the) ", "", principle["label"]) == re.sub(r"\bthe ", "", titles[theirs])
        differing += principle["label"] != titles[theirs]
        below = {f"{CODE}:{one['id']}" for one in code if one["id"].startswith(f"{principle['id']}.")}
        assert {found[one] for one in below} == {one for one in titles if one.startswith(f"{theirs}-")}
    assert (len(principles), differing) == (13, 7)


def test_a_task_of_the_ssdf_profile_is_equal_only_where_nothing_that_asks_is_added_beneath_it() -> None:
    document = load_yaml(shipped_root() / "data/documents/nist-sp-800-218a.yaml")
    asks = ("recommendation", "consideration")
    adds = {f"nist-sp-800-218a:{one['parent']}" for one in document["provisions"] if one["kind"] in asks}
    found = rows(MAPPINGS / "published" / "nist-sp-800-218a--nist-sp-800-218-1.1.sssom.tsv")
    assert Counter(row["predicate_id"] for row in found) == {
        "skos:narrowMatch": 26,
        "skos:exactMatch": 13,
        "skos:closeMatch": 3,
    }
    for row in found:
        if row["predicate_id"] != "skos:closeMatch":
            assert (row["subject_id"] in adds) == (row["predicate_id"] == "skos:narrowMatch"), row["subject_id"]
    reasons = [row["comment"] for row in found if row["predicate_id"] != "skos:closeMatch"]
    assert len(set(reasons)) == len(reasons) == 39
    assert all(len(reason.split()) >= 5 for reason in reasons)


def test_every_set_with_an_equal_row_is_known() -> None:
    """A new one has to be looked at: the same number is not the same text, and answers are carried along equal."""
    equal = {
        path.name.removesuffix(".sssom.tsv"): number
        for path in sorted(MAPPINGS.glob("*/*.sssom.tsv"))
        if path.parent.name != "measures"  # from asks to measures: nothing is carried along them
        if (number := sum(row["predicate_id"] == "skos:exactMatch" for row in rows(path)))
    }
    assert equal == {
        f"{CODE}--{EN}": 72 + 13,
        "ibm-risk-atlas-2026-07--nist-ai-600-1.ibm": 2,
        "ibm-risk-atlas-2026-07--owasp-llm-2025.ibm": 1,
        "nist-sp-800-218a--nist-sp-800-218-1.1": 13,
    }


def test_a_body_is_named_for_how_far_two_provisions_overlap_only_where_it_states_that() -> None:
    """IBM prints such words; NIST and the others print that two things belong together, and the rest is our reading."""
    stated = {}
    for path in sorted((MAPPINGS / "published").glob("*.sssom.tsv")):
        header = path.read_text(encoding="utf-8").partition("\nsubject_id")[0]
        words = {row["predicate_id"] for row in rows(path)} & {"skos:exactMatch", "skos:narrowMatch", "skos:broadMatch"}
        if words and "#mapping_provider:" in header:
            stated[path.name.removesuffix(".sssom.tsv")] = header.partition("/org/")[2].partition("\n")[0]
    assert stated == {
        "ibm-risk-atlas-2026-07--nist-ai-600-1.ibm": "ibm",
        "ibm-risk-atlas-2026-07--owasp-llm-2025.ibm": "ibm",
        "owasp-agentic-2026--owasp-llm-2025.ibm": "ibm",
    }


@pytest.mark.parametrize(
    ("name", "citations"),
    [(f"{CODE}--references", 84), (f"{EN}--references", 73), (f"{CODE}--references.guide", 296)],
)
def test_citations_say_nothing_about_overlap(name: str, citations: int) -> None:
    found = rows(MAPPINGS / "published" / f"{name}.sssom.tsv")
    assert sum(int(row["citations"]) for row in found) == citations
    assert {row["predicate_id"] for row in found} == {"dcterms:references"}
    assert {row["mapping_justification"] for row in found} == {"semapv:UnspecifiedMatching"}


@pytest.mark.parametrize(("focal", "reference"), CURATED)
def test_curated_rows_are_in_the_order_of_the_code(focal: str, reference: str) -> None:
    found = rows(MAPPINGS / "curated" / f"{focal}--{reference}.sssom.tsv")
    order = [[int(part) for part in row["subject_id"].partition(":")[2].split(".")] for row in found]
    assert order == sorted(order)
    assert {row["mapping_justification"] for row in found} == {"semapv:ManualMappingCuration"}
    assert {row["predicate_modifier"] for row in found} <= {"", "Not"}
    nothing = [row for row in found if row["object_id"] == "sssom:NoTermFound"]
    alone = Counter(row["subject_id"] for row in found)
    assert all(alone[row["subject_id"]] == 1 for row in nothing)
    assert all(row["predicate_id"] == "skos:relatedMatch" for row in nothing)


def test_files_are_in_one_canonical_form() -> None:
    paths = [file.path for file in Layout().files() if file.kind == "mapping-set"]
    assert len(paths) >= 8
    for path in paths:
        content = path.read_bytes()
        text = content.decode("utf-8")
        assert text.startswith("#mapping_set_id: ")
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert "\r" not in text
        assert "\ufeff" not in text
        assert "\n\n" not in text
        assert '\t"' not in text
