"""Paths: the weakest grade, and what is proved after each hop."""

from __future__ import annotations

from crosswalk.algebra import Relation
from crosswalk.analysis.paths import Hop, reached, weakest

EQUAL = Hop("a:1", "b:1", Relation.EQUAL, "s", "A")
OVERLAP = Hop("b:1", "c:1", Relation.INTERSECTS_WITH, "t", "E")
UP = Hop("c:1", "c:0", Relation.EQUAL | Relation.SUBSET_OF)


def test_the_weakest_grade_ignores_parent_links() -> None:
    assert weakest((EQUAL, OVERLAP, UP)) == "E"
    assert weakest((UP,)) == weakest(()) == "A"


def test_what_is_proved_is_composed_hop_by_hop() -> None:
    assert reached((EQUAL, OVERLAP)) == [Relation.EQUAL, Relation.INTERSECTS_WITH]
    assert UP.as_json()["mapping_set"] is None
