"""What is loaded, what is known about one thing, and how to find it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

import crosswalk
from crosswalk.analysis.catalogue import Document, DocumentStatus, document, documents, mapping_sets, provisions, stats
from crosswalk.analysis.describe import describe
from crosswalk.analysis.search import search
from crosswalk.errors import CrosswalkError
from crosswalk.store.holder import Crosswalk

INPUTS = Path(__file__).parent / "inputs"
RDF = INPUTS.parent.parent / "store" / "rdf"


@pytest.fixture(scope="module")
def small() -> Crosswalk:
    return crosswalk.load([INPUTS / "statuses", RDF], only_data=True)


def test_documents_have_every_field(small: Crosswalk) -> None:
    whole = document(small, "whole-2.0")
    assert whole == Document(
        id="whole-2.0",
        title="Whole Standard",
        short="Whole 2.0",
        version="2.0",
        publishers=("golden-body", "nist"),
        date="2025-12",
        status=DocumentStatus(stage="published", as_of="2026-11-22", seen="primary"),
        loaded=1,
        total=9,
        rights="© Golden Body, all rights reserved",
        text_policy="own-words",
        hierarchy="parts",
        assessable=("provision",),  # the kinds that it has
        url="https://example.org/whole",
    )
    assert whole.as_json()["publisher"] == "golden-body nist"
    bare = document(small, "bare-1.0")
    assert (bare.date, bare.total, bare.short) == (None, None, "bare-1.0")
    assert bare.rights == "https://creativecommons.org/licenses/by/4.0/"


def test_documents_are_sorted_and_complete(small: Crosswalk) -> None:
    names = [entry.id for entry in documents(small)]
    assert names == sorted(names)
    assert len(names) == 9


def test_provisions_are_in_the_order_of_the_publisher(small: Crosswalk) -> None:
    assert [one.id for one in provisions(small, "focus-1.0")][:4] == [
        f"focus-1.0:{n}" for n in ("1", "1.1", "1.2", "1.3")
    ]
    [head, one] = provisions(small, "whole-2.0")
    assert (head.kind, head.assessable, head.parent, head.level, head.roles) == ("principle", False, None, None, ())
    assert (one.notation, one.label, one.parent) == ("§1.1", "Somebody is named", "whole-2.0:1")
    assert (one.level, one.roles, one.phase) == ("shall", ("developer", "end-user"), "secure-design")
    assert one.summary == "A person answers for it."
    assert provisions(small, "absent-1.0") == []


def test_mapping_sets_tell_who_asserts_what_and_when(small: Crosswalk) -> None:
    [one] = [entry for entry in mapping_sets(small) if entry.id == "whole-2.0--bare-1.0"]
    assert (one.provider, one.date, one.layer, one.mappings) == (
        "golden-body",
        "2026-11-22",
        "published",
        5,
    )


def test_stats(small: Crosswalk) -> None:
    found = stats(small)
    assert (found.documents, found.mapping_sets, found.mappings) == (9, 9, 41)
    assert found.provisions == 26 + 9 + 3 + 1 + 3 + 2 + 2 + 1
    assert asdict(found.per_document["focus-1.0"]) == {
        "kinds": {"principle": 2, "provision": 24},
        "levels": {"shall": 13, "should": 10},
    }
    assert found.triples > 1_000


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("whole-2.0:1.1", "provision", "Somebody is named"),
        ("whole-2.0", "document", "Whole Standard"),
        ("https://w3id.org/ai-security-crosswalk/doc/whole-2.0", "document", "Whole Standard"),
        ("whole-2.0--bare-1.0", "mapping set", "Whole to Bare"),
        ("golden-body", "organisation", "Golden Body"),
        ("nist", "organisation", "National Institute of Standards and Technology"),
        ("cw:shall", "thing", "shall"),
        (" whole-2.0:1.1 ", "provision", "Somebody is named"),
    ],
)
def test_describe(small: Crosswalk, text: str, kind: str, name: str) -> None:
    found = describe(small, text)
    assert (found.type, found.name) == (kind, name)
    assert found.properties
    assert set(found.as_json()) == {
        "id",
        "type",
        "name",
        "properties",
        "parts",
        "mapping_sets",
        "mappings",
        "milestones",
    }


def test_describe_lists_mappings_in_both_directions(small: Crosswalk) -> None:
    there, back = (describe(small, name).mappings for name in ("whole-2.0:1.1", "bare-1.0:A"))
    assert {(row.subject, row.object) for row in there} >= {("whole-2.0:1.1", "bare-1.0:A")}
    assert {(row.subject, row.object) for row in back} == {
        ("whole-2.0:1.1", "bare-1.0:A"),
        ("whole-2.0:1", "bare-1.0:A"),
    }
    assert len(there) == 4
    [reviewed] = [row for row in there if row.reviewer]
    assert (reviewed.reviewer, reviewed.grade, reviewed.justification, reviewed.date) == (
        "A. Reader", "A", "semapv:ManualMappingCuration", "2026-11-22",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("whole-2.1", "Nothing is known about “whole-2.1”. Did you mean whole-2.0"),
        ("whole-2.0:9.9", "“whole-2.0:9.9” is not loaded. What is loaded of whole-2.0: 1 principle and 1 provision."),
        ("zzzzzz", "Nothing is known about “zzzzzz”. crosswalk search finds names."),
        ("two words", "“two words” is not an id"),
        ("", "“” is not an id"),
    ],
)
def test_describe_what_is_not_known(small: Crosswalk, text: str, says: str) -> None:
    with pytest.raises(CrosswalkError) as error:
        describe(small, text)
    assert says in str(error.value)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("LLM01:2025", "owasp-llm-2025:LLM01"),
        ("owasp-llm-2025", "owasp-llm-2025"),
        ("dsit-ai-code-2025", "dsit-ai-code-2025"),
        ("National Cyber Security Centre", "ncsc-uk"),
    ],
)
def test_search_forgives_a_slip_of_the_keyboard(shipped: Crosswalk, text: str, first: str) -> None:
    hits = search(shipped, text)
    assert hits[0].id == first
    assert set(hits[0].as_json()) == {"id", "type", "name", "document", "match", "score", "snippet"}
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert 40 <= scores[-1] <= scores[0] <= 100


@pytest.mark.parametrize("text", ["prompt injection", "promt injektion"])
def test_search_finds_a_name_in_every_document_that_has_it(shipped: Crosswalk, text: str) -> None:
    hits = search(shipped, text)
    wanted = {"owasp-llm-2025:LLM01", "owasp-llm-2026:LLM01", "owasp-ai-exchange-2026-08:promptinjection"}
    assert wanted <= {hit.id for hit in hits}
    assert all("prompt injection" in hit.name.lower() for hit in hits[:5])


def test_search_for_nothing_finds_nothing(shipped: Crosswalk) -> None:
    assert search(shipped, "") == search(shipped, " ?! ") == []
    assert search(shipped, "qqqqxxxxzzzz") == []


def test_search_has_a_limit(shipped: Crosswalk) -> None:
    assert len(search(shipped, "security", limit=3)) == 3
