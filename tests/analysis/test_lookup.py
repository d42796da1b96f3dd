"""References as people type them: each finds what it means, in the order that the module states."""

from __future__ import annotations

import csv
import re
import time
from collections import Counter
from pathlib import Path

import pytest

import crosswalk
from crosswalk import ids
from crosswalk.analysis.catalogue import document, provisions
from crosswalk.analysis.lookup import absent, document_named, first_meant, meant, place
from crosswalk.analysis.search import search
from crosswalk.errors import UnknownId
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import DocumentStage
from tests.support import folder

INPUTS = Path(__file__).parent / "inputs" / "references"


def _rows(name: str) -> list[tuple[str, bool, str]]:
    lines = (INPUTS / name).read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t")
    return [(row["typed"], row["first"] == "first", row["id"]) for row in rows]


def _not_loaded() -> list[list[str]]:
    lines = (INPUTS / "not-loaded.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[2:]]


CASE_70, OWN, NOT_LOADED = _rows("case-70.tsv"), _rows("our-own.tsv"), _not_loaded()


def test_the_lists_are_whole() -> None:
    assert len({typed for typed, _, _ in CASE_70}) == 30
    assert len({typed for typed, _, _ in OWN} - {typed for typed, _, _ in CASE_70}) >= 80
    assert len({typed for typed, _ in NOT_LOADED}) >= 30
    assert len({thing.partition(":")[0] for _, _, thing in OWN}) >= 20


@pytest.mark.parametrize(("typed", "is_first", "thing"), [*CASE_70, *OWN])
def test_what_is_meant_is_in_the_first_group(shipped: Crosswalk, typed: str, is_first: bool, thing: str) -> None:
    group = first_meant(shipped, typed)
    assert group[0] == thing if is_first else thing in group
    assert [hit.id for hit in search(shipped, typed, limit=len(group))] == group


@pytest.mark.parametrize(("typed", "nearest"), NOT_LOADED)
def test_what_is_not_loaded_is_said_with_the_nearest_of_its_document_alone(
    shipped: Crosswalk, typed: str, nearest: str
) -> None:
    assert meant(shipped, typed) == []
    missing = absent(shipped, typed)
    assert missing
    assert missing.nearest == (nearest,)
    assert missing.kinds == dict(Counter(one.kind for one in provisions(shipped, missing.document)))
    hits = search(shipped, typed)
    first = list(dict.fromkeys([nearest, missing.document]))
    assert [(hit.id, hit.match) for hit in hits[: len(first)]] == [(thing, "nearest") for thing in first]
    assert all(hit.match not in ("reference", "similar") for hit in hits)
    with pytest.raises(UnknownId, match=re.escape(missing.sentence())):
        crosswalk.describe(shipped, typed)


def test_what_is_not_loaded_is_said_of_the_document_that_is_searched(shipped: Crosswalk) -> None:
    missing = absent(shipped, "Art. 13", "CRA")
    assert missing
    assert (missing.nearest, missing.text) == (("eu-cra-2024",), "Art. 13")
    assert [hit.id for hit in search(shipped, "Art. 13", document="CRA")] == ["eu-cra-2024"]
    assert absent(shipped, "Art. 13", "eu-ai-act-2024") is None


@pytest.mark.parametrize(
    "typed",
    [
        *("Article 15", "Recital 12", "GDPR Article 32", "ISO 27002 5.15", "OWASP LLM top 10", "AI Act 2024"),
        *("SP 800-53", "AI Act in 2026", "AI Act cybersecurity", "999.999", "5.99", "UK Code 14.1", "", "x" * 5_000),
    ],
)
def test_nothing_is_missing_where_something_is_meant_or_no_document_is_named(shipped: Crosswalk, typed: str) -> None:
    assert absent(shipped, typed) is None


@pytest.mark.parametrize("typed", ["Recital 12", "Annex II(5)", "Appendix 9", "safeguard 5.15", "Title 3"])
def test_what_is_in_another_place_is_not_meant(shipped: Crosswalk, typed: str) -> None:
    assert meant(shipped, typed) == []


def test_places_exclude_each_other(shipped: Crosswalk) -> None:
    """Each article, annex and chapter of two laws, under the name of each other place."""
    places = ("Annex", "Article", "Chapter", "Section", "Part", "Recital", "Title", "Clause", "Appendix")
    checked = 0
    for one in (*provisions(shipped, "eu-ai-act-2024"), *provisions(shipped, "eu-cra-2024")):
        place, _, number = one.notation.replace("Art.", "Article").partition(" ")
        for other in set(places) - {place} if "," not in number else ():
            found = first_meant(shipped, f"{ids.home(one.id)}:{other} {number}")
            assert one.id not in found, (other, number)
            checked += 1
    assert checked > 2_500


@pytest.mark.parametrize("wish", ["iso-iec-27001-2022:5.15", "mitre-atlas:AML.T0051", "owasp-aisvs-1.0:2.1.1"])
def test_three_wishes_name_what_does_not_exist(shipped: Crosswalk, wish: str) -> None:
    assert not any(thing == wish for thing in first_meant(shipped, wish))


def test_the_order_is_the_stated_one(shipped: Crosswalk) -> None:
    def force(thing: str) -> tuple[bool, bool]:
        stage = DocumentStage.of(document(shipped, thing.partition(":")[0]).status.stage)
        return not stage.is_in_force, stage in (DocumentStage.SUPERSEDED, DocumentStage.WITHDRAWN)

    assert first_meant(shipped, "LLM1") == ["owasp-llm-2026:LLM01", "owasp-llm-2025:LLM01", "owasp-llm-1.1:LLM01"]
    for typed in ("LLM1", "Principle 5", "5.4.1", "1.1"):
        group = first_meant(shipped, typed)
        assert len(group) > 1
        assert [force(thing) for thing in group] == sorted(force(thing) for thing in group), typed
        assert group == sorted(group, key=lambda thing: place(shipped, thing))


@pytest.mark.parametrize(
    "typed", ["", " ", "?!", "SBOM", "data governance", "secure AI data", "999.999", "x" * 5_000, "\x00", "((("]
)
def test_what_is_no_reference_means_nothing(shipped: Crosswalk, typed: str) -> None:
    assert meant(shipped, typed) == []


def test_a_very_long_text_is_read_in_no_time(shipped: Crosswalk) -> None:
    meant(shipped, "1")
    began = time.process_time()
    for text in ("1 " * 5_000, "a1" * 5_000, "Article " * 5_000, "9" * 100_000):
        meant(shipped, text)
    assert time.process_time() - began < 1


def test_only_the_document_that_is_named_is_meant(shipped: Crosswalk) -> None:
    assert first_meant(shipped, "EN 304 223 5.4.1") == ["etsi-en-304-223-2.1.1:5.4.1"]
    assert first_meant(shipped, "NIS2 Article 15") == []


def test_a_document_is_named_by_its_id_in_any_case_or_by_a_name_of_its_own(shipped: Crosswalk) -> None:
    for text in ("nist-csf-2.0", "NIST-CSF-2.0", "NIST CSF", "CSF 2.0"):
        assert document_named(shipped, text) == "nist-csf-2.0"
    with pytest.raises(UnknownId, match=r"There is no document “OWASP LLM”\."):  # of which there are three
        document_named(shipped, "OWASP LLM")


@pytest.mark.parametrize(
    ("typed", "thing"),
    [
        ("SI-3.9", "nnn-1.0:SI-3.9"),
        ("SI-03(09)", "nnn-1.0:SI-3.9"),
        ("si-3 (9)", "nnn-1.0:SI-3.9"),
        ("Art. 5(1)(a)", "nnn-1.0:Art-5-1-a"),
        ("Article 5(1)(a)", "nnn-1.0:Art-5-1-a"),
        ("art 5 1 a", "nnn-1.0:Art-5-1-a"),
        ("LLM1", "nnn-1.0:LLM01"),
        ("LLM01:2025", "nnn-1.0:LLM01"),
        ("llm 01", "nnn-1.0:LLM01"),
    ],
)
def test_case_25_the_number_that_is_printed_finds_the_provision(tmp_path: Path, typed: str, thing: str) -> None:
    printed = [("SI-3.9", "SI-03(09)"), ("Art-5-1-a", "Art. 5(1)(a)"), ("LLM01", "LLM01:2025")]
    xw = folder(tmp_path, {"nnn-1.0": printed, "aaa-1.0": ["1", "2"]})
    assert search(xw, typed)[0].id == thing


def test_case_26_numbers_are_in_their_natural_order(tmp_path: Path) -> None:
    xw = folder(tmp_path, {"hhh-1.0": ["1.10", "1.2", "1.1"]})
    assert [hit.id for hit in search(xw, "Provision", limit=3)] == ["hhh-1.0:1.1", "hhh-1.0:1.2", "hhh-1.0:1.10"]


def test_case_62_a_prefix_in_capitals_is_understood(tmp_path: Path) -> None:
    xw = folder(tmp_path, {"aaa-1.0": ["1", "2"], "bbb-1.0": ["B-1"]})
    assert first_meant(xw, "AAA-1.0:1") == ["aaa-1.0:1"]
    assert crosswalk.describe(xw, "BBB-1.0:b-1").id == "bbb-1.0:B-1"
