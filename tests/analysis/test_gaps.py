"""The gaps: what is not covered, why, and where to look next."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import crosswalk
from crosswalk.analysis.catalogue import Filters
from crosswalk.analysis.coverage import coverage
from crosswalk.analysis.gaps import Cause, Gap, gap, gaps, named_in
from crosswalk.analysis.proximity import nearest as nearest_of
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import RELATIONS
from crosswalk.wording import why

CODE = "dsit-ai-code-2025"

FOLDER = Path(__file__).parent / "inputs" / "statuses"


@pytest.fixture(scope="module")
def small() -> Crosswalk:
    return crosswalk.load([FOLDER], only_data=True)


@pytest.fixture(scope="module")
def found(small: Crosswalk) -> dict[str, Gap]:
    return {gap.answer.provision.id.removeprefix("focus-1.0:"): gap for gap in gaps(small, "focus-1.0", "ref-1.0")}


def test_gaps_are_everything_but_the_covered_in_the_order_of_the_document(small: Crosswalk) -> None:
    [whole] = coverage(small, "focus-1.0", ["ref-1.0"])
    expected = [one.provision.id for one in whole.answers if one.status != "covered"]
    assert [gap.answer.provision.id for gap in gaps(small, "focus-1.0", "ref-1.0")] == expected
    assert len(expected) == whole.total - whole.counts["covered"] == 19


@pytest.mark.parametrize(
    ("provision", "says"),
    [
        ("1.3", "Made for a test. It contains ref-1.0:R3."),
        (
            "1.6",
            "No mapping asserts it, but along focus-1.0:1.6 → mid-1.0:M1 → ref-1.0:R2 it follows that focus-1.0:1.6 "
            "is contained in ref-1.0:R2.",
        ),
        ("1.7", "It cites ref-1.0:R1 only (focus-1.0--ref-1.0); nobody has said what they have in common."),
        (
            "2.1.1",
            "It cites ref-1.0:R2 only (inherited, focus-1.0--ref-1.0); nobody has said what they have in common.",
        ),
        ("1.14", "ref-1.0:R5 mitigates it only (ref-1.0--focus-1.0); nobody has said what they have in common."),
        ("2.2", "Looked, and found nothing."),
        ("1.8", "Nothing there speaks of it."),
        ("1.17", "The reference has nothing for it."),
        ("1.9", "Only single provisions were ruled out (focus-1.0--ref-1.0)."),
        ("1.10", "Nobody has looked yet."),
    ],
)
def test_reason(found: dict[str, Gap], provision: str, says: str) -> None:
    assert says in why(found[provision])


def test_no_reason_has_a_relation_by_its_technical_name(found: dict[str, Gap]) -> None:
    technical = {name for name in RELATIONS if "-" in name}
    assert technical & {gap.answer.best.relation for gap in found.values() if gap.answer.best}
    for each in found.values():
        assert not technical & set(re.split(r"[\s:,.;()]+", why(each)))


def test_every_reason_is_made_of_sentences(found: dict[str, Gap]) -> None:
    for each in found.values():
        assert why(each).endswith(".")
        assert "\n" not in why(each)


def test_reason_of_a_covered_provision(small: Crosswalk) -> None:
    [whole] = coverage(small, "focus-1.0", ["ref-1.0"])
    assert why(gap(small, whole.answers[0], "ref-1.0")) == "Made for a test. It asks for the same as ref-1.0:R1."


@pytest.mark.parametrize(
    ("provision", "nearest"),
    [
        ("1.3", "ref-1.0:R3"),  # partial: what is mapped
        ("1.6", "ref-1.0:R2"),  # derived: what is proved
        ("1.7", "ref-1.0:R1"),  # cited: what is cited, as near as mid-1.0:M2 is and first in the reference
        ("1.18", "ref-1.0:R9"),  # ruled out directly, and yet near by mid-1.0:M3
    ],
)
def test_nearest_candidate(found: dict[str, Gap], provision: str, nearest: str) -> None:
    assert found[provision].nearest == nearest


def test_nothing_is_named_where_nothing_is_near(found: dict[str, Gap], small: Crosswalk) -> None:
    assert nearest_of(small, "ref-1.0")["focus-1.0:1.10"].score > 3, "the candidate of a sibling"
    assert found["1.10"].nearest is None


def test_the_nearest_candidate_is_the_provision_that_the_reason_names(shipped: Crosswalk) -> None:
    by_id = {gap.answer.provision.id: gap for gap in crosswalk.gaps(shipped, CODE, "iso-iec-42001-2023")}
    assert by_id[f"{CODE}:5.4.2"].nearest == "iso-iec-42001-2023:A.4.3"
    of_act = {gap.answer.provision.id: gap for gap in crosswalk.gaps(shipped, CODE, "eu-ai-act-2024")}
    assert of_act[f"{CODE}:4.4"].nearest == "eu-ai-act-2024:Art-43"


def test_ids_are_found_in_a_sentence_as_people_write_them(shipped: Crosswalk) -> None:
    for document, sentence, found in (
        ("nist-ai-rmf-1.0", "It belongs to MANAGE-4.1; MAP 2.3 and MAP 2 more.", ["MANAGE-4.1", "MAP-2.3", "MAP-2"]),
        ("eu-ai-act-2024", "Article 15(4) and Art. 9 but not articles 150 of 2 acts", ["Art-15(4)", "Art-9"]),
        ("owasp-ai-exchange-2026-08", "Left to monitoruse, not to monitoruses.", ["monitoruse"]),
        ("dsit-ai-code-2025", "Provision 5.4.1, 3 of them, and 5.4.1.9.", ["5.4.1"]),
    ):
        assert list(named_in(shipped, document, sentence)) == [f"{document}:{local}" for local in found]


def test_nearest_candidate_is_a_provision_of_the_reference(small: Crosswalk) -> None:
    candidates = {provision: found.provision for provision, found in nearest_of(small, "ref-1.0").items()}
    assert set(candidates) & {"focus-1.0:1.1", "mid-1.0:M1", "groups-1.0:P.1"}
    assert all(target.startswith("ref-1.0:") for target in candidates.values())
    assert not any(source.startswith("ref-1.0:") for source in candidates)
    assert "whole-1.0:W1" not in candidates  # a citation of the whole document and a “no relationship” lead there


def test_the_cause_is_a_value_that_programs_can_tell_apart(found: dict[str, Gap]) -> None:
    causes = {provision: gap.reason.cause for provision, gap in found.items()}
    assert (causes["1.3"], causes["1.6"], causes["1.7"]) == (Cause.ASSERTED, Cause.DERIVED, Cause.CITED)
    assert (causes["1.8"], causes["1.9"], causes["1.10"]) == (Cause.NOTHING_FOUND, Cause.RULED_OUT, Cause.NOT_LOOKED_AT)


def test_filters_and_derivation_are_those_of_coverage(small: Crosswalk) -> None:
    some = gaps(small, "focus-1.0", "ref-1.0", filters=Filters(level="should"), derived=False)
    assert {gap.answer.provision.level for gap in some} == {"should"}
    statuses = {gap.answer.provision.id: gap.answer.status for gap in some}
    assert statuses["focus-1.0:1.6"] == "unmapped"
    assert "derived" not in statuses.values()
