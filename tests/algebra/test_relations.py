"""The composition table is derived again by counting, and no chain of true statements is ever contradicted."""

from __future__ import annotations

import functools
import itertools
import operator

from hypothesis import given, settings
from hypothesis import strategies as st

from crosswalk.algebra import (
    BASE_RELATIONS,
    CHILD_TO_PARENT,
    COMPOSITION,
    Relation,
    compose,
    from_names,
    inverse,
    is_provable_overlap,
    names,
    parts,
    phrase,
)

MASKS = [Relation(number) for number in range(32)]
masks = st.sampled_from(MASKS)
Provision = frozenset[int]


def between(one: Provision, other: Provision) -> Relation:
    """Return the one base relation that holds between two sets, from the definitions of NIST IR 8477."""
    if one == other:
        return Relation.EQUAL
    if one < other:
        return Relation.SUBSET_OF
    if one > other:
        return Relation.SUPERSET_OF
    return Relation.INTERSECTS_WITH if one & other else Relation.NO_RELATIONSHIP


def test_composition_table_is_what_counting_gives() -> None:
    universe = range(4)
    provisions = [frozenset(chosen) for size in range(1, 5) for chosen in itertools.combinations(universe, size)]
    assert len(provisions) == 15
    found: dict[tuple[Relation, Relation], Relation] = dict.fromkeys(COMPOSITION, Relation.NONE)
    for a, b, c in itertools.product(provisions, repeat=3):
        found[between(a, b), between(b, c)] |= between(a, c)
    assert found == COMPOSITION
    assert len(found) == 25


def test_base_relations_exclude_each_other_and_leave_nothing_out() -> None:
    assert functools.reduce(operator.or_, BASE_RELATIONS) == Relation.ANY
    assert all(not one & other for one, other in itertools.combinations(BASE_RELATIONS, 2))
    assert [parts(relation) for relation in BASE_RELATIONS] == [[relation] for relation in BASE_RELATIONS]


def test_inverse_is_an_involution_and_turns_compositions_round() -> None:
    for a in MASKS:
        assert inverse(inverse(a)) is a
        for b in MASKS:
            assert inverse(compose(a, b)) is compose(inverse(b), inverse(a))


def test_inverse_swaps_the_two_inclusions_only() -> None:
    swapped = {relation for relation in BASE_RELATIONS if inverse(relation) is not relation}
    assert swapped == {Relation.SUBSET_OF, Relation.SUPERSET_OF}
    assert inverse(Relation.SUBSET_OF) is Relation.SUPERSET_OF


def test_equal_is_the_identity_and_nothing_composes_to_nothing() -> None:
    for mask in MASKS:
        assert compose(Relation.EQUAL, mask) is mask
        assert compose(mask, Relation.EQUAL) is mask
        assert compose(mask, Relation.NONE) is Relation.NONE
        assert compose(Relation.NONE, mask) is Relation.NONE


def test_any_absorbs() -> None:
    """What derive() relies on when it gives up a path that says nothing."""
    assert all(compose(Relation.ANY, mask) is Relation.ANY for mask in MASKS if mask)
    assert all(compose(mask, Relation.ANY) is Relation.ANY for mask in MASKS if mask)


def test_composition_is_associative_on_masks() -> None:
    for a, b, c in itertools.product(MASKS, repeat=3):
        assert compose(compose(a, b), c) is compose(a, compose(b, c))


@given(masks, masks, masks, masks)
def test_knowing_less_never_proves_more(a: Relation, b: Relation, more_a: Relation, more_b: Relation) -> None:
    assert compose(a, b) & compose(a | more_a, b | more_b) == compose(a, b)


@given(st.lists(masks, min_size=1, max_size=6).flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))))
def test_paths_may_be_intersected_in_any_order(both: tuple[list[Relation], list[Relation]]) -> None:
    one, other = (functools.reduce(operator.and_, some, Relation.ANY) for some in both)
    assert one is other


provisions_of_a_model = st.lists(st.frozensets(st.integers(0, 7), min_size=1), min_size=2, max_size=6)


@settings(max_examples=300)
@given(provisions_of_a_model, st.data())
def test_true_statements_never_contradict_each_other(model: list[Provision], data: st.DataObject) -> None:
    """State what is true of real sets, more or less exactly; compose along paths, intersect across them: it stays true."""
    last = len(model) - 1
    truth = between(model[0], model[last])
    known = Relation.ANY
    for _ in range(data.draw(st.integers(1, 4))):
        stops = [0, *data.draw(st.lists(st.integers(0, last), max_size=3)), last]
        path = Relation.EQUAL
        for here, there in itertools.pairwise(stops):
            vagueness = data.draw(masks)
            path = compose(path, between(model[here], model[there]) | vagueness)
        assert path & truth
        known &= path
    assert known & truth
    if is_provable_overlap(known):
        assert model[0] & model[last]


@settings(max_examples=200)
@given(
    st.lists(st.frozensets(st.integers(0, 7), min_size=1), min_size=1, max_size=4),
    st.frozensets(st.integers(0, 7), min_size=1),
)
def test_parent_that_is_the_sum_of_its_children(children: list[Provision], other: Provision) -> None:
    parent = frozenset().union(*children)
    for child in children:
        assert between(child, parent) & CHILD_TO_PARENT
        assert compose(CHILD_TO_PARENT, between(parent, other)) & between(child, other)
        assert compose(inverse(CHILD_TO_PARENT), between(child, other)) & between(parent, other)


def test_child_of_a_sum_may_be_the_whole_of_it() -> None:
    assert CHILD_TO_PARENT == Relation.EQUAL | Relation.SUBSET_OF


def test_provable_overlap_is_a_mask_without_the_empty_set() -> None:
    assert {mask for mask in MASKS if is_provable_overlap(mask)} == {
        mask for mask in MASKS if mask and Relation.NO_RELATIONSHIP not in mask
    }


def test_every_mask_can_be_written_and_read_again() -> None:
    for mask in MASKS:
        assert from_names(names(mask)) is mask
        assert inverse(mask) & Relation.EQUAL == mask & Relation.EQUAL
    assert from_names(["related"]) is Relation.RELATED
    assert from_names([]) is Relation.NONE


def test_names_are_those_of_the_design() -> None:
    assert names(Relation.ANY) == ["equal", "subset-of", "superset-of", "intersects-with", "no-relationship"]
    assert phrase(Relation.RELATED) == "related"
    assert phrase(Relation.NONE) == "contradiction"
    assert phrase(Relation.SUBSET_OF | Relation.NO_RELATIONSHIP) == "subset-of or no-relationship"
    assert phrase(Relation.ANY) == "anything"
