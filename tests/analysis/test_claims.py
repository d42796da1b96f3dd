"""What each kind of row says: what it denies, what it leaves open, what does not exist, and what equal provisions pass on."""

from __future__ import annotations

from pathlib import Path

import pytest

import crosswalk
from crosswalk.analysis.agreement import agreement
from crosswalk.analysis.claims import claims
from crosswalk.analysis.coverage import coverage
from crosswalk.analysis.gaps import Cause, gaps
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Status
from crosswalk.wording import why
from tests.analysis.rows import crosswalk_of, relations, statuses
from tests.support import CODE, CURATED

A, B, C, H = "aaa-1.0", "bbb-1.0", "ccc-1.0", "hhh-1.0"
EN = "etsi-en-304-223-2.1.1"


def test_not_equal_denies_one_relation_and_leaves_the_others(tmp_path: Path) -> None:
    xw = crosswalk_of(tmp_path, aaa__bbb=[f"{A}:1 Not skos:exactMatch {B}:B-1"])
    assert statuses(xw, A, B) == {"1": "unmapped"}
    [found] = coverage(xw, A, B)
    assert relations(found, f"{A}:1") == [("not-equal", f"{B}:B-1")]
    [back] = coverage(xw, B, A)
    assert relations(back, f"{B}:B-1") == [("not-equal", f"{A}:1")]
    assert "says only that it does not ask for the same as" in why(gaps(xw, A, B)[0])
    assert crosswalk.validate(xw) == []


def test_not_a_subset_reads_as_not_a_superset_from_the_other_end(tmp_path: Path) -> None:
    xw = crosswalk_of(tmp_path, aaa__bbb=[f"{A}:1 Not skos:broadMatch {B}:B-1"])
    [back] = coverage(xw, B, A)
    assert relations(back, f"{B}:B-1") == [("not-superset-of", f"{A}:1")]


def test_not_equal_beside_inside_can_both_be_true(tmp_path: Path) -> None:
    rows = {
        "aaa__bbb": [f"{A}:1 Not skos:exactMatch {B}:B-1"],
        "aaa__bbb__published": [f"{A}:1 skos:broadMatch {B}:B-1"],
    }
    xw = crosswalk_of(tmp_path, **rows)
    assert statuses(xw, A, B) == {"1": "covered"}
    found = agreement(xw, A, B)
    assert [pair.kind for pair in found.agree] == ["compatible"]
    assert found.differ == found.contradictions == []


def test_nothing_found_may_be_the_subject(tmp_path: Path) -> None:
    for place, sets in enumerate(("aaa__bbb", "aaa__bbb__published")):
        xw = crosswalk_of(tmp_path / str(place), **{sets: [f"sssom:NoTermFound skos:relatedMatch {B}:B-5"]})
        assert statuses(xw, B, A) == {"B-5": "no-counterpart"}
        assert statuses(xw, A, B) == {}
        assert crosswalk.validate(xw) == []


def test_nothing_equal_is_shown_and_answers_nothing(tmp_path: Path) -> None:
    xw = crosswalk_of(
        tmp_path,
        aaa__bbb=[
            f"{A}:5 skos:exactMatch sssom:NoTermFound",
            f"{A}:5 skos:closeMatch {B}:B-1",
            f"{A}:6 skos:exactMatch sssom:NoTermFound",
        ],
    )
    assert statuses(xw, A, B) == {"5": "partial", "6": "unmapped"}
    [found] = coverage(xw, A, B)
    assert relations(found, f"{A}:6") == [("nothing-equal", "sssom:NoTermFound")]
    gap = next(gap for gap in gaps(xw, A, B) if gap.answer.provision.id == f"{A}:6")
    assert why(gap) == "aaa-1.0--bbb-1.0 found nothing equal there, which leaves other relations open."
    assert crosswalk.validate(xw) == []


def test_nothing_found_answers_in_the_direction_in_which_it_was_written(tmp_path: Path) -> None:
    xw = crosswalk_of(tmp_path, bbb__aaa=[f"{B}:B-5 skos:relatedMatch sssom:NoTermFound"])
    assert statuses(xw, B, A) == {"B-5": "no-counterpart"}
    assert statuses(xw, A, B) == {}


def test_a_row_to_what_does_not_exist_is_shown_and_answers_nothing(tmp_path: Path) -> None:
    xw = crosswalk_of(
        tmp_path, aaa__bbb__published=[f"{A}:1 skos:exactMatch {B}:B-99", f"{A}:2 skos:exactMatch {B}:B-2"]
    )
    assert statuses(xw, A, B) == {"1": "unmapped", "2": "covered"}
    [found] = coverage(xw, A, B)
    [row] = found.answers[0].mappings
    assert row.dangling
    assert row.as_json()["dangling"] is True
    assert gaps(xw, A, B)[0].reason.cause is Cause.DANGLING
    assert "not in that document" in why(gaps(xw, A, B)[0])
    [back] = coverage(xw, B, A)
    assert [row.subject for row in back.dangling] == [f"{B}:B-99"]
    assert back.as_json()["dangling"]


def test_nothing_follows_through_what_does_not_exist(tmp_path: Path) -> None:
    xw = crosswalk_of(
        tmp_path, aaa__bbb=[f"{A}:1 skos:exactMatch {B}:B-99"], ccc__bbb=[f"{C}:C-1 skos:exactMatch {B}:B-99"]
    )
    assert statuses(xw, A, C) == {}


def test_equal_to_two_provisions_of_one_document_passes_nothing_on(tmp_path: Path) -> None:
    rows = [f"{A}:1 skos:exactMatch {B}:B-1", f"{A}:1 skos:exactMatch {B}:B-2"]
    xw = crosswalk_of(tmp_path, aaa__bbb=rows, bbb__ccc=[f"{B}:B-1 skos:exactMatch {C}:C-1"])
    assert statuses(xw, A, B) == {"1": "covered"}
    assert statuses(xw, A, C) == {"1": "derived"}, "a path proves it, but nothing is carried along a doubtful equality"
    [fault] = crosswalk.validate(xw)
    assert (fault.rule, fault.severity) == ("equal-to-several", "warning")


def test_what_an_equal_provision_says_answers_on_both_sides(tmp_path: Path) -> None:
    xw = crosswalk_of(
        tmp_path,
        aaa__bbb=[f"{A}:1 skos:exactMatch {B}:B-1"],
        bbb__ccc=[f"{B}:B-1 skos:relatedMatch {C}:C-1", f"{B}:B-2 skos:relatedMatch sssom:NoTermFound"],
    )
    [found] = coverage(xw, A, C)
    assert (found.answers[0].status, found.answers[0].carried_from) == (Status.PARTIAL, f"{B}:B-1")
    [row] = found.answers[0].mappings
    assert [(hop.subject, hop.object) for hop in row.along] == [(f"{A}:1", f"{B}:B-1")]
    [back] = coverage(xw, C, A)
    assert (back.answers[0].status, back.answers[0].carried_from) == (Status.PARTIAL, f"{B}:B-1")
    assert found.answers[0].as_json()["carried_from"] == f"{B}:B-1"


def test_nothing_is_carried_along_related_and_no_association_is_carried(tmp_path: Path) -> None:
    xw = crosswalk_of(
        tmp_path,
        aaa__bbb=[f"{A}:1 skos:closeMatch {B}:B-1", f"{A}:2 skos:exactMatch {B}:B-2"],
        bbb__ccc=[f"{B}:B-1 skos:relatedMatch {C}:C-1", f"{B}:B-2 dcterms:references {C}:C-2"],
    )
    assert statuses(xw, A, C) == {}


def test_nothing_found_is_carried_to_another_document_only_where_all_of_it_is_equal(tmp_path: Path) -> None:
    some = [f"{A}:{number} skos:exactMatch {B}:B-{number}" for number in (1, 2, 3, 4, 5)]
    nothing = [f"{C}:C-1 skos:relatedMatch sssom:NoTermFound"]
    xw = crosswalk_of(tmp_path / "some", aaa__bbb=some, ccc__aaa=nothing)
    assert statuses(xw, C, B) == {}
    every = [*some, f"{A}:6 skos:exactMatch {B}:B-6"]
    xw = crosswalk_of(tmp_path / "every", aaa__bbb=every, ccc__aaa=nothing)
    [found] = coverage(xw, C, B)
    assert statuses(xw, C, B) == {"C-1": "no-counterpart"}
    assert found.answers[0].carried_from == A


def test_its_own_answer_wins_and_the_conflict_is_shown(tmp_path: Path) -> None:
    xw = crosswalk_of(
        tmp_path,
        aaa__bbb=[f"{A}:1 skos:exactMatch {B}:B-1"],
        bbb__ccc=[f"{B}:B-1 skos:broadMatch {C}:C-1"],
        aaa__ccc=[f"{A}:1 skos:relatedMatch sssom:NoTermFound"],
    )
    [found] = coverage(xw, A, C, derived=False)
    answer = found.answers[0]
    assert (answer.status, answer.carried_from) == (Status.NO_COUNTERPART, None)
    assert [(row.relation, row.carried_from) for row in answer.conflicts] == [("subset-of", f"{B}:B-1")]
    assert answer.as_json()["conflicts"]


def test_what_is_carried_has_the_grade_of_its_weakest_row(shipped: Crosswalk) -> None:
    rows = [row for found in claims(shipped, EN).values() for rows in found.carried.values() for row in rows]
    assert rows
    assert all(row.grade >= max(hop.grade or "A" for hop in row.along) for row in rows)
    assert all(row.grade >= row.mapping.grade for row in rows)


@pytest.mark.parametrize("reference", [reference for _, reference in CURATED])
def test_the_european_standard_answers_wherever_the_code_does(shipped: Crosswalk, reference: str) -> None:
    [code], [en] = coverage(shipped, CODE, reference), coverage(shipped, EN, reference)
    assert en.counts == code.counts
    assert all(answer.carried_from for answer in en.answers)
    reasons = {gap.answer.provision.id: why(gap) for gap in gaps(shipped, CODE, reference)}
    of_en = [gap for gap in gaps(shipped, EN, reference) if gap.answer.status is Status.NO_COUNTERPART]
    assert len(of_en) == code.counts[Status.NO_COUNTERPART]
    for gap in of_en:
        assert gap.answer.carried_from
        assert why(gap) == f"As for {gap.answer.carried_from}, which is equal: {reasons[gap.answer.carried_from]}"
    [to_code], [to_en] = coverage(shipped, reference, CODE), coverage(shipped, reference, EN)
    assert [one.status for one in to_en.answers] == [one.status for one in to_code.answers], "whole principles too"


def test_a_path_to_an_equal_provision_shows_the_equal_step(shipped: Crosswalk) -> None:
    [found] = coverage(shipped, EN, "ncsc-secure-ai-2023")
    answer = next(answer for answer in found.answers if answer.status.is_met)
    paths = crosswalk.trace(shipped, answer.provision.id, answer.mappings[0].object)
    assert paths.is_proved
    assert paths.proofs[0].hops[0].relation == "equal"


def test_the_superseded_specification_is_related_and_not_equal(shipped: Crosswalk) -> None:
    [found] = coverage(shipped, "etsi-ts-104-223-1.1.1", "ncsc-secure-ai-2023")
    assert not any(answer.carried_from for answer in found.answers)


def test_what_follows_for_the_code_follows_for_the_european_standard(shipped: Crosswalk) -> None:
    [code], [en] = coverage(shipped, CODE, "owasp-agentic-2026"), coverage(shipped, EN, "owasp-agentic-2026")
    assert code.counts[Status.DERIVED] > 0
    assert en.counts == code.counts
    answer = next(answer for answer in en.answers if answer.status is Status.DERIVED)
    assert answer.derived[0].paths[0][0].relation == "equal"
    assert crosswalk.trace(shipped, answer.provision.id, answer.derived[0].object).is_proved
