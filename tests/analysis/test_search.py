"""Search: by reference, then by words at the beginning of words and their synonyms, forgiving slips where nothing fits."""

from __future__ import annotations

import re
import time

import pytest

from crosswalk.analysis.search import grouped, search
from crosswalk.errors import UnknownId
from crosswalk.store.holder import Crosswalk


def hits(crosswalk: Crosswalk, text: str, limit: int = 25) -> list[tuple[str, str]]:
    """Return the kind and the id of each hit."""
    return [(hit.type, hit.id) for hit in search(crosswalk, text, limit=limit)]


@pytest.mark.parametrize(
    ("text", "kind", "first"),
    [
        ("focus-1.0", "document", "focus-1.0"),
        ("ref-1.0", "document", "ref-1.0"),  # and not a set that has both words in its id
        ("FOCUS STANDARD", "document", "focus-1.0"),
        ("Middle 2", "provision", "mid-1.0:M2"),
        ("mid-1.0:M2", "provision", "mid-1.0:M2"),
        ("R9", "provision", "ref-1.0:R9"),
        ("mid-1.0--ref-1.0", "mapping set", "mid-1.0--ref-1.0"),
        ("Example Forum", "organisation", "example-forum"),
        ("Exampel Forum", "organisation", "example-forum"),
        ("ommittee of the Exampl", "organisation", "example-committee"),
        ("a part of tow one", "provision", "focus-1.0:2.1.1"),
    ],
)
def test_the_thing_that_is_meant_comes_first(statuses: Crosswalk, text: str, kind: str, first: str) -> None:
    assert hits(statuses, text)[0] == (kind, first)


def test_an_abbreviation_and_a_number_of_a_work_item_are_found(tracked: Crosswalk) -> None:
    assert hits(tracked, "SSB 5")[0] == ("work item", "south-5")
    assert ("organisation", "north-body") in hits(tracked, "NSB")


def test_what_is_alike_is_in_the_order_of_ids_and_no_more_than_asked_for(statuses: Crosswalk) -> None:
    assert hits(statuses, "Middle", limit=2) == [("provision", "mid-1.0:M1"), ("provision", "mid-1.0:M2")]
    assert len(hits(statuses, "Provision of one", limit=7)) == 7


@pytest.mark.parametrize("text", ["", "  ", "?!", "qqqqxxxxzzzz"])
def test_nothing_is_like_nothing(statuses: Crosswalk, text: str) -> None:
    assert hits(statuses, text) == []


def test_sbom_finds_bills_of_materials_and_nothing_else(shipped: Crosswalk) -> None:
    found = search(shipped, "SBOM", limit=100)
    texts = {hit.id: f"{hit.id} {hit.name} {hit.snippet}".lower() for hit in found}
    assert "owasp-aisvs-1.0:C6.2.2" in texts
    assert [thing for thing, text in texts.items() if not re.search(r"\b(sboms?|bills? of materials)\b", text)] == []


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("red team", "nist-ai-600-1:MP-2.3-005"),  # adversarial testing
        ("adversarial testing", "cosai-risk-map-2026-08:controlRedTeaming"),
        ("guardrail", "nist-ai-600-1:MS-2.5-006"),
        ("large language model", "owasp-llm-2026"),
        ("MLOps", "ml-ops-org-mlops-principles-cited-2025-01"),
        ("model theft", "nist-ai-100-2-e2025:NISTAML.031"),  # model extraction
        ("third parties", "nist-ai-600-1:GV-6.1-002"),
        ("policies vulnerability disclosure", "dsit-ai-code-2025:6.4"),  # in another order, and in the plural
        ("AI Act cybersecurity", "eu-ai-act-2024:Art-15"),  # the Act is named by its document only
    ],
)
def test_words_and_their_synonyms_are_found(shipped: Crosswalk, text: str, thing: str) -> None:
    assert thing in [hit.id for hit in search(shipped, text, limit=200)]


def test_results_come_in_the_stated_order(shipped: Crosswalk) -> None:
    found = search(shipped, "supply chain", limit=500)
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
    assert {"name", "summary"} <= {hit.match for hit in found}
    assert found[0].name == "Supply Chain"
    assert all(hit.type == "mapping set" for hit in found if hit.score < 70)


def test_what_has_the_words_themselves_comes_before_synonyms(shipped: Crosswalk) -> None:
    found = [hit for hit in search(shipped, "guardrails", limit=100) if hit.match == "name"]
    own = ["guardrail" in hit.name.lower() for hit in found]
    assert own == sorted(own, reverse=True)
    assert not all(own)


def test_a_snippet_has_the_words(shipped: Crosswalk) -> None:
    for hit in search(shipped, "bills of materials signatures", limit=50):
        assert hit.match == "similar" or any(word in f"{hit.name} {hit.snippet}" for word in hit.found)
    [hit] = [hit for hit in search(shipped, "SBOM", 50) if hit.id == "mitre-atlas-2026.07:AML.M0013"]
    assert hit.snippet is not None
    assert "bills of materials" in hit.snippet
    assert "bills of materials" in hit.found


def test_results_are_grouped_by_document(shipped: Crosswalk) -> None:
    found = search(shipped, "SBOM", limit=100)
    groups = grouped(found)
    assert sorted(hit.id for group in groups for hit in group.hits) == sorted(hit.id for hit in found)
    for group in groups:
        assert {hit.document for hit in group.hits} == {group.document}
    assert len(groups) == len({(group.document, group.type) for group in groups}) > 3


def test_one_document_can_be_searched(shipped: Crosswalk) -> None:
    found = search(shipped, "supply chain", document="NIST CSF")
    assert {hit.id.partition(":")[0] for hit in found} == {"nist-csf-2.0"}
    assert [hit.id for hit in search(shipped, "Principle 5", document="dsit-ai-code-2025")][0] == "dsit-ai-code-2025:5"
    with pytest.raises(UnknownId):
        search(shipped, "supply chain", document="nothing-1.0")


def test_parts_of_what_is_referred_to_follow(shipped: Crosswalk) -> None:
    found = [hit.id for hit in search(shipped, "AC-2", limit=200)]
    assert found[:2] == ["nist-sp-800-53-5.2.0:AC-2", "nist-sp-800-53-5.2.0:AC-2(1)"]
    assert found.index("nist-sp-800-53-5.2.0:AC-2(2)") < found.index("nist-sp-800-53-5.2.0:AC-2(11)")
    assert all("AC-2" in thing for thing in found[:13])
    assert not {"nist-sp-800-53-5.2.0:AC-20", "nist-sp-800-53-5.2.0:AC-3(2)"} & set(found)


def test_a_search_is_quick_once_the_words_are_known(shipped: Crosswalk) -> None:
    search(shipped, "anything")
    for text in ("SBOM", "Article 15", "promt injection", "red team guardrails for large language models", "qqxx"):
        began = time.process_time()
        search(shipped, text, limit=40)
        assert time.process_time() - began < 0.3, text
