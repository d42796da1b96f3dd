"""One thing of every kind, with what is known about it."""

from __future__ import annotations

import pytest

from crosswalk import ids
from crosswalk.analysis.describe import Description, describe
from crosswalk.errors import CrosswalkError
from crosswalk.store.holder import Crosswalk


def rows(thing: Description) -> set[tuple[str, str, str]]:
    """Return the mappings of a described thing as subject, relation and object."""
    return {(row.subject, row.relation, row.object) for row in thing.mappings}


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("focus-1.0", "document", "Focus Standard"),
        ("focus-1.0:2.1", "provision", "Provision 1 of two"),
        ("mid-1.0--ref-1.0", "mapping set", "mid-1.0--ref-1.0"),
        ("example-forum", "organisation", "Example Forum"),
    ],
)
def test_everything_has_its_kind_and_name(statuses: Crosswalk, text: str, kind: str, name: str) -> None:
    thing = describe(statuses, text)
    assert (thing.id, thing.type, thing.name) == (text, kind, name)
    assert describe(statuses, f" {text} ") == thing


def test_an_iri_is_understood_too(statuses: Crosswalk) -> None:
    assert describe(statuses, ids.DOC + "focus-1.0/2.1") == describe(statuses, "focus-1.0:2.1")


def test_the_parts_are_those_right_beneath(statuses: Crosswalk) -> None:
    parts = {text: [part.id for part in describe(statuses, text).parts] for text in ("focus-1.0", "focus-1.0:2")}
    assert parts == {
        "focus-1.0": ["focus-1.0:1", "focus-1.0:2"],
        "focus-1.0:2": ["focus-1.0:2.1", "focus-1.0:2.2", "focus-1.0:2.3"],
    }


def test_mappings_are_shown_as_they_were_written_from_both_ends(statuses: Crosswalk) -> None:
    assert rows(describe(statuses, "ref-1.0:R3")) == {
        ("focus-1.0:1.3", "superset-of", "ref-1.0:R3"),
        ("focus-1.0:2.3", "intersects-with", "ref-1.0:R3"),
        ("ref-1.0:R3", "subset-of", "focus-1.0:1.12"),
    }
    assert rows(describe(statuses, "ref-1.0:R5")) == {
        ("focus-1.0:1.5", "related", "ref-1.0:R5"),
        ("ref-1.0:R5", "mitigates", "focus-1.0:1.14"),
    }


def test_a_mapping_set_has_its_own_rows_and_a_document_its_sets(statuses: Crosswalk) -> None:
    assert rows(describe(statuses, "mid-1.0--ref-1.0")) == {
        ("mid-1.0:M1", "subset-of", "ref-1.0:R2"),
        ("mid-1.0:M2", "intersects-with", "ref-1.0:R4"),
        ("mid-1.0:M3", "subset-of", "ref-1.0:R9"),
    }
    sets = describe(statuses, "mid-1.0").mapping_sets
    assert [(row.mapping_set, row.direction, row.mappings) for row in sets] == [
        ("focus-1.0--mid-1.0", "to", 5),
        ("mid-1.0--ref-1.0", "from", 3),
    ]


def test_a_work_item_has_its_milestones_and_nothing_else_has(tracked: Crosswalk) -> None:
    item = describe(tracked, "north-2")
    assert [(stage.stage, stage.date) for stage in item.milestones] == [
        ("enquiry", "2025-06-01"),
        ("publication", "2026-02-10"),
    ]
    assert describe(tracked, "law-2024").milestones == ()


@pytest.mark.parametrize(
    ("text", "nearest"), [("focus-1.0:2.11", "focus-1.0:2.1"), ("mid-1.0--ref-1.1", "mid-1.0--ref-1.0")]
)
def test_what_is_unknown_is_named_with_the_nearest(statuses: Crosswalk, text: str, nearest: str) -> None:
    with pytest.raises(CrosswalkError) as error:
        describe(statuses, text)
    assert text in str(error.value)
    assert nearest in str(error.value).replace(text, "")
