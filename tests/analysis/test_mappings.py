"""Assertions read from one document's side."""

from __future__ import annotations

import pytest

from crosswalk.algebra import Relation
from crosswalk.analysis.mappings import assertions, relation_name, turn
from crosswalk.store.holder import Crosswalk

#: Every row about ref-1.0, read from it. A citation of it and “nothing found” in it are facts about the other document.
OF_REFERENCE = {
    ("R1", "equal", "focus-1.0:1.1"),
    ("R1", "no-relationship", "focus-1.0:1.9"),
    ("R2", "superset-of", "focus-1.0:1.2"),
    ("R2", "superset-of", "mid-1.0:M1"),
    ("R3", "subset-of", "focus-1.0:1.3"),
    ("R3", "subset-of", "focus-1.0:1.12"),
    ("R3", "intersects-with", "focus-1.0:2.3"),
    ("R4", "intersects-with", "focus-1.0:1.4"),
    ("R4", "superset-of", "focus-1.0:1.13"),
    ("R4", "intersects-with", "mid-1.0:M2"),
    ("R5", "related", "focus-1.0:1.5"),
    ("R5", "mitigates", "focus-1.0:1.14"),
    ("R6", "intersects-with", "focus-1.0:1.11"),
    ("R6", "cites", "focus-1.0:1.15"),
    ("R7", "equal", "focus-1.0:1.11"),
    ("R8", "equal", "parts-1.0:P"),
    ("R8", "equal", "groups-1.0:P"),
    ("R9", "no-relationship", "focus-1.0:1.18"),
    ("R9", "superset-of", "mid-1.0:M3"),
    ("R9", "no-relationship", "whole-1.0:W1"),
    ("ref-1.0", "superset-of", "focus-1.0:1.20"),
}


def test_rows_written_the_other_way_round_are_turned(statuses: Crosswalk) -> None:
    rows = list(assertions(statuses, "ref-1.0"))
    assert {(row.subject.removeprefix("ref-1.0:"), row.relation, row.object) for row in rows} == OF_REFERENCE
    assert len(rows) == len(OF_REFERENCE)
    written = {row.subject for row in rows if not row.turned}
    assert written == {"ref-1.0:R3", "ref-1.0:R4", "ref-1.0:R5", "ref-1.0:R6"}
    assert {row.grade for row in rows} == {"E"}


@pytest.mark.parametrize(
    ("provision", "expected"),
    [
        ("1.8", [("no-counterpart", "sssom:NoTermFound", "ref-1.0", "Nothing there speaks of it.")]),
        ("1.17", [("no-counterpart", "sssom:NoTermFound", "ref-1.0", "The reference has nothing for it.")]),
        ("1.14", [("mitigates", "ref-1.0:R5", "ref-1.0", "Made for a test.")]),
        ("1.7", [("cites", "ref-1.0:R1", "ref-1.0", "Made for a test."), ("intersects-with", "mid-1.0:M2", "mid-1.0", "Made for a test.")]),
        ("1.15", []),  # cited, which says nothing of the one that is cited
    ],
)  # fmt: skip
def test_a_row_knows_the_document_at_its_other_end(
    statuses: Crosswalk, provision: str, expected: list[tuple[str, str, str, str]]
) -> None:
    rows = [row for row in assertions(statuses, "focus-1.0") if row.subject == f"focus-1.0:{provision}"]
    assert sorted((row.relation, row.object, row.object_document, row.comment) for row in rows) == expected


def test_turning_twice_gives_the_row_again(statuses: Crosswalk) -> None:
    row = next(row for row in assertions(statuses, "focus-1.0") if row.subject == "focus-1.0:1.3")
    assert (row.relation, row.mask) == ("superset-of", Relation.SUPERSET_OF)
    back = turn(row, "focus-1.0")
    assert (back.subject, back.relation, back.object, back.object_document) == (
        "ref-1.0:R3",
        "subset-of",
        "focus-1.0:1.3",
        "focus-1.0",
    )
    again = turn(back, "ref-1.0")
    assert (again.subject, again.relation, again.object) == (row.subject, row.relation, row.object)


@pytest.mark.parametrize(
    ("relation", "predicate", "name"),
    [
        ("subset-of", "skos:broadMatch", "subset-of"),
        ("association", "cw:mitigates", "mitigates"),
        ("association", "https://example.org/terms/implements", "implements"),
        ("association", "https://example.org/terms#supports", "supports"),
    ],
)
def test_an_association_is_called_after_its_property(relation: str, predicate: str, name: str) -> None:
    assert relation_name(relation, predicate) == name
