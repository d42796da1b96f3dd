"""The answer for each provision: exactly one of six statuses, seen from either side, and counts that always sum to the total."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import crosswalk
from crosswalk.analysis.catalogue import Filters
from crosswalk.analysis.compare import compare
from crosswalk.analysis.coverage import Answer, coverage
from crosswalk.errors import CrosswalkError
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import SET_RELATIONS, Status
from tests import support

FOLDER = Path(__file__).parent / "inputs" / "statuses"
with (FOLDER / "expected.tsv").open(encoding="utf-8", newline="") as file:
    EXPECTED = list(csv.DictReader(file, delimiter="\t"))


@pytest.fixture(scope="module")
def small() -> Crosswalk:
    return crosswalk.load([FOLDER], only_data=True)


def answer(small: Crosswalk, focal: str, reference: str, provision: str, *, derived: bool = True) -> Answer:
    [found] = coverage(small, focal, [reference], derived=derived)
    [one] = [answer for answer in found.answers if answer.provision.id == f"{focal}:{provision}"]
    return one


def shown(one: Answer, reference: str) -> str:
    """Return the mappings of an answer as the table of expectations writes them."""
    return ", ".join(
        f"{mapping['relation']} {mapping['object'].removeprefix(f'{reference}:')}"
        f"{' inherited' if mapping.get('inherited') else ''}"
        for mapping in one.as_json()["mappings"]
    )


def test_all_expectations_were_read() -> None:
    assert len(EXPECTED) == 40
    assert {row["status"] for row in EXPECTED} == set(Status)
    assert tuple(Status) == support.STATUSES


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: f"{row['focal']}:{row['provision']}--{row['reference']}")
def test_status_and_mappings(small: Crosswalk, row: dict[str, str]) -> None:
    found = answer(small, row["focal"], row["reference"], row["provision"])
    assert found.status == row["status"]
    assert shown(found, row["reference"]) == row["mappings"]


def test_every_provision_of_the_focal_document_is_expected(small: Crosswalk) -> None:
    for focal in ("focus-1.0", "ref-1.0"):
        reference = {"focus-1.0": "ref-1.0", "ref-1.0": "focus-1.0"}[focal]
        [found] = coverage(small, focal, [reference])
        expected = [row["provision"] for row in EXPECTED if (row["focal"], row["reference"]) == (focal, reference)]
        assert sorted(one.provision.id for one in found.answers) == sorted(f"{focal}:{one}" for one in expected)


def test_counts(small: Crosswalk) -> None:
    [found] = coverage(small, "focus-1.0", ["ref-1.0"])
    assert found.total == 24
    assert found.counts == {
        "covered": 5,
        "partial": 5,
        "derived": 3,
        "cited": 4,
        "no-counterpart": 3,
        "unmapped": 4,
    }
    assert list(found.counts) == list(Status)
    assert (found.loaded, found.loaded_of) == (9, 9)


def test_without_derivation_only_what_is_asserted_counts(small: Crosswalk) -> None:
    [found] = coverage(small, "focus-1.0", ["ref-1.0"], derived=False)
    assert found.counts["derived"] == 0
    assert sum(found.counts.values()) == found.total == 24
    assert answer(small, "focus-1.0", "ref-1.0", "1.6", derived=False).status == "unmapped"
    assert answer(small, "focus-1.0", "ref-1.0", "1.19", derived=False).status == "no-counterpart"
    assert answer(small, "focus-1.0", "ref-1.0", "2.1", derived=False).status == "cited"
    for row in EXPECTED:
        if row["status"] != "derived":
            same = answer(small, row["focal"], row["reference"], row["provision"], derived=False)
            assert same.status == row["status"]


def test_contradiction_is_shown_as_asserted_and_not_derived(small: Crosswalk) -> None:
    """1.18 is ruled out towards R9, and equal to M3, which lies inside R9."""
    found = answer(small, "focus-1.0", "ref-1.0", "1.18")
    assert (found.status, found.derived) == ("unmapped", ())


def test_derived_mapping_is_computed_and_graded_so(small: Crosswalk) -> None:
    [mapping] = answer(small, "focus-1.0", "ref-1.0", "1.6").as_json()["mappings"]
    assert mapping == {"object": "ref-1.0:R2", "relation": "subset-of", "mapping_set": None, "grade": "F"}


def test_json_of_an_answer(small: Crosswalk) -> None:
    assert answer(small, "focus-1.0", "ref-1.0", "1.3").as_json() == {
        "id": "focus-1.0:1.3",
        "level": "shall",
        "status": "partial",
        "basis": None,
        "carried_from": None,
        "mappings": [
            {
                "object": "ref-1.0:R3",
                "relation": "superset-of",
                "mapping_set": "focus-1.0--ref-1.0",
                "grade": "E",
            }
        ],
    }


def test_default_references_are_what_is_loaded_or_joined(small: Crosswalk) -> None:
    assert [found.reference for found in coverage(small, "focus-1.0")] == [
        "absent-1.0", "groups-1.0", "mid-1.0", "parts-1.0", "ref-1.0", "whole-1.0",
    ]  # fmt: skip
    assert "absent-1.0" not in [found.reference for found in coverage(small, "mid-1.0")]


def test_references_are_answered_once_in_the_order_asked_for(small: Crosswalk) -> None:
    found = coverage(small, "focus-1.0", ["ref-1.0", "mid-1.0", "ref-1.0"])
    assert [one.reference for one in found] == ["ref-1.0", "mid-1.0"]


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (Filters(level="should"), [f"1.{n}" for n in range(2, 21, 2)]),
        (Filters(level="shall"), [*(f"1.{n}" for n in range(1, 20, 2)), "2.1", "2.2", "2.3"]),
        (Filters(role="system-operator"), [f"1.{n}" for n in range(2, 21, 2)]),
        (Filters(phase="secure-design"), [*(f"1.{n}" for n in range(1, 20, 2)), "2.1", "2.2", "2.3"]),
        (Filters(level="shall", role="developer", phase="secure-deployment"), []),
        (Filters(), [*(f"1.{n}" for n in range(1, 21)), "2.1", "2.2", "2.3", "2.1.1"]),
    ],
)
def test_filters(small: Crosswalk, filters: Filters, ids: list[str]) -> None:
    [found] = coverage(small, "focus-1.0", ["ref-1.0"], filters=filters)
    assert [one.provision.id for one in found.answers] == [f"focus-1.0:{one}" for one in ids]
    assert found.total == sum(found.counts.values()) == len(ids)


@pytest.mark.parametrize(
    ("focal", "filters", "says"),
    [
        (
            "focus-1.0",
            Filters(level="must"),
            "No provision of focus-1.0 has the level “must”; known here: shall, should.",
        ),
        ("focus-1.0", Filters(role="owner"), "the role “owner”; known here: developer, system-operator."),
        ("focus-1.0", Filters(phase="x"), "the phase “x”; known here: secure-deployment, secure-design."),
        ("ref-1.0", Filters(level="shall"), "known here: none: this document states no level."),
    ],
)
def test_unknown_filter_is_reported_with_the_known_words(
    small: Crosswalk, focal: str, filters: Filters, says: str
) -> None:
    with pytest.raises(CrosswalkError) as error:
        coverage(small, focal, filters=filters)
    assert says in str(error.value)


@pytest.mark.parametrize(
    ("focal", "references", "says"),
    [
        ("focus-2.0", [], "There is no document “focus-2.0”. Did you mean focus-1.0"),
        ("zzz", [], "There is no document “zzz”. crosswalk documents lists them."),
        ("focus-1.0", ["reff-1.0"], "There is no document “reff-1.0”. Did you mean ref-1.0"),
        ("focus-1.0", ["focus-1.0"], "The reference is the focal document itself"),
        ("absent-1.0", [], "No assessable provisions of absent-1.0 are loaded here"),
        ("focus-1.0:1.1", [], "There is no document “focus-1.0:1.1”"),
    ],
)
def test_what_cannot_be_asked(small: Crosswalk, focal: str, references: list[str], says: str) -> None:
    with pytest.raises(CrosswalkError) as error:
        coverage(small, focal, references)
    assert says in str(error.value)


def test_path_of_two_mappings_needs_two_hops(small: Crosswalk) -> None:
    one, two = (coverage(small, "focus-1.0", ["ref-1.0"], max_hops=hops)[0].counts["derived"] for hops in (1, 2))
    assert (one, two) == (0, 3)


def test_compare_is_both_directions(small: Crosswalk) -> None:
    there, back = compare(small, "focus-1.0", "ref-1.0", filters=Filters(level="shall"))
    assert (there.focal, there.reference, there.total) == ("focus-1.0", "ref-1.0", 13)
    assert (back.focal, back.reference, back.total) == ("ref-1.0", "focus-1.0", 9)
    assert [one.focal for one in compare(small, "absent-1.0", "ref-1.0")] == ["ref-1.0"]
    with pytest.raises(CrosswalkError, match="so there is nothing to compare"):
        compare(small, "absent-1.0", "absent-1.0")


def test_related_counts_as_a_set_relation_and_a_citation_does_not() -> None:
    assert "related" in SET_RELATIONS
    assert not SET_RELATIONS & {"cites", "mitigates", "no-counterpart"}
