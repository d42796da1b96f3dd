"""What an importer knows of the documents that are loaded: their ids, labels and aliases."""

from __future__ import annotations

import pytest

from crosswalk.analysis.known import known
from crosswalk.formats.importers.known import Known, KnownDocument
from crosswalk.store.holder import load


@pytest.fixture(scope="module")
def shipped() -> Known:
    return known(load())


@pytest.mark.parametrize(
    ("document", "written", "local"),
    [
        ("nist-csf-2.0", "GV.OC-01", "GV.OC-01"),
        ("nist-csf-2.0", "gv.oc-01", "GV.OC-01"),
        ("nist-csf-2.0", "gv.oc-1", "GV.OC-01"),
        ("nist-csf-2.0", "GV-OC-01", None),  # another sign, which this document does not allow
        ("nist-sp-800-53-5.2.0", "ac-2.1", "AC-2(1)"),
        ("nist-sp-800-53-5.2.0", "AC-02(01)", "AC-2(1)"),
        ("nist-sp-800-53-5.2.0", "ac-2", "AC-2"),
        ("nist-sp-800-53-5.2.0", "ac-2.99", None),
        ("owasp-llm-2025", "LLM01:2025", "LLM01"),
        ("owasp-llm-2025", "llm042025-data-and-model-poisoning", "LLM04"),
        ("nist-ai-600-1", "nist-information-security", "2.9"),
        ("owasp-agentic-2026", "asi10-rogue-agents", "ASI10"),
    ],
)
def test_an_id_is_found_as_others_write_it(shipped: Known, document: str, written: str, local: str | None) -> None:
    assert shipped.documents[document].find(written) == local


@pytest.mark.parametrize(
    ("prefix", "document"),
    [
        ("IBM-Risk-Atlas", "ibm-risk-atlas-2026-07"),
        ("ibmairisk", "ibm-risk-atlas-2026-07"),
        ("NIST-CSF-2.0", "nist-csf-2.0"),
        ("csf", None),  # which edition, it does not say
    ],
)
def test_a_prefix_leads_to_its_document(shipped: Known, prefix: str, document: str | None) -> None:
    found = shipped.by_prefix(prefix)
    assert (found.id if found else None) == document


def test_an_address_leads_to_its_document(shipped: Known) -> None:
    led = shipped.by_address("https://www.ibm.com/docs/en/watsonx/saas?topic=atlas-data-poisoning")
    assert led is not None
    assert (led[0].id, led[1]) == ("ibm-risk-atlas-2026-07", "atlas-data-poisoning")
    assert shipped.by_address("https://www.ibm.com/docs/en/other") is None


def test_it_knows_which_ids_are_taken(shipped: Known) -> None:
    assert "dsit-ai-code-2025--owasp-llm-2025" in shipped.sets
    assert {"nist", "owasp"} <= shipped.organisations


def test_what_two_documents_claim_leads_to_neither() -> None:
    documents = [KnownDocument(name, name, {}, {}, prefixes=("aa",)) for name in ("a-1.0", "a-2.0")]
    assert Known(documents).by_prefix("aa") is None
    assert Known(documents[:1]).by_prefix("AA") is documents[0]


def test_an_id_that_could_be_two_is_neither() -> None:
    twins = KnownDocument("t-1.0", "T", {"A-1": "One", "a-01": "Two", "B-1": "Three"}, {})
    assert twins.find("A-1") == "A-1"
    assert twins.find("A-001") is None
    assert twins.find("b-01") == "B-1"


def test_a_label_is_recognised_with_a_number_before_it() -> None:
    document = KnownDocument("t-1.0", "T", {"T01": "Excessive agency", "T02": "Misinformation"}, {})
    assert document.called("T01:2025 Excessive Agency") == "T01"
    assert document.called("misinformation") == "T02"
    assert document.called("Too much misinformation") is None
