"""The network by number: nodes, rows, and steps in both directions."""

from __future__ import annotations

from crosswalk.algebra import CHILD_TO_PARENT, Relation, inverse
from crosswalk.analysis.network import Network, Steps, make, network
from crosswalk.store.holder import Crosswalk

MADE = make(
    [("a:h", "a", False), ("a:1", "a", True), ("b:1", "b", True), ("b:2", "b", True)],
    [
        ("a:1", "b:1", Relation.SUBSET_OF, "first", "E"),
        ("b:2", "a:1", Relation.SUBSET_OF, "second", "A"),
        ("a:1", "gone:1", Relation.EQUAL, "first", "E"),
    ],
    [("a:1", "a:h", CHILD_TO_PARENT), ("b:2", "b:1", Relation.ANY)],
    [("b:1", "a:1", "mitigates", "third", "B")],
)


def taken(known: Network, many: list[Steps]) -> set[tuple[str, str, Relation]]:
    """Return every step as start, end and mask."""
    return {
        (known.names[start], known.names[end], steps.mask)
        for steps in many
        for start in range(len(known.names))
        for end in steps.target[steps.indptr[start] : steps.indptr[start + 1]].tolist()
    }


def test_an_end_that_no_document_has_is_a_node_without_document() -> None:
    assert list(MADE.names) == ["a:h", "a:1", "b:1", "b:2", "gone:1"]
    assert list(MADE.documents) == ["a", "b"]
    assert MADE.document.tolist() == [0, 0, 1, 1, -1]
    assert MADE.assessable.tolist() == [False, True, True, True, False]


def test_the_nodes_of_a_document() -> None:
    assert MADE.of("a").tolist() == [1]
    assert MADE.of("a", assessable=False).tolist() == [0, 1]
    assert MADE.of("gone").tolist() == []


def test_mappings_can_be_walked_both_ways() -> None:
    assert taken(MADE, MADE.steps) == {
        ("a:1", "b:1", Relation.SUBSET_OF),
        ("b:1", "a:1", Relation.SUPERSET_OF),
        ("b:2", "a:1", Relation.SUBSET_OF),
        ("a:1", "b:2", Relation.SUPERSET_OF),
        ("a:1", "gone:1", Relation.EQUAL),
        ("gone:1", "a:1", Relation.EQUAL),
    }


def test_a_heading_that_is_only_a_heading_is_no_step() -> None:
    assert taken(MADE, MADE.links) == {("a:1", "a:h", CHILD_TO_PARENT), ("a:h", "a:1", inverse(CHILD_TO_PARENT))}


def test_each_step_knows_its_row() -> None:
    for steps in MADE.steps:
        for start in range(len(MADE.names)):
            for at in range(steps.indptr[start], steps.indptr[start + 1]):
                row = MADE.mappings[steps.row[at]]
                assert {row.subject, row.object} == {start, int(steps.target[at])}
                assert steps.mask is (row.mask if row.subject == start else inverse(row.mask))


def test_an_association_says_nothing_about_overlap() -> None:
    [row] = MADE.associations
    assert (row.mask, row.association, row.mapping_set) == (Relation.ANY, "mitigates", "third")


def test_the_network_of_a_folder_has_its_rows_and_parents(linked: Crosswalk) -> None:
    known = network(linked)
    assert len(known.mappings) == 20
    parents = {(known.names[row.subject], known.names[row.object], row.mask) for row in known.parents}
    assert parents == {
        (f"{document}:{child}", f"{document}:{parent}", CHILD_TO_PARENT)
        for document in ("parts-1.0", "sum-1.0")
        for child, parent in (("1.1", "1"), ("1.1.1", "1.1"))
    }
    assert len(known.of("a-1.0")) == 7
