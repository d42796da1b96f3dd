"""Provisions as OWL classes: an independent opinion on whether some mappings can all be true.

Equal is equivalence, inside is a subclass with a witness outside, overlap has three witnesses, no relationship is
disjointness; no provision is empty. The witnesses of a case hang on a class that represents the case, so that many
cases are decided by one run: a case is contradictory exactly when its class can have no members.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Sequence
from typing import Any

from crosswalk.algebra import Relation
from crosswalk.reason.owl import owlready, quiet, run_hermit

Told = tuple[str, Relation, str]
_IRI = "urn:crosswalk:classes#"
#: Which of the three regions (common, only the first, only the second) must, or must not, be empty.
_MEANT = {
    Relation.EQUAL: ("full", "empty", "empty"),
    Relation.SUBSET_OF: ("full", "empty", "full"),
    Relation.SUPERSET_OF: ("full", "full", "empty"),
    Relation.INTERSECTS_WITH: ("full", "full", "full"),
    Relation.NO_RELATIONSHIP: ("empty", "full", "full"),
    Relation.RELATED: ("full", "", ""),
    Relation.EQUAL | Relation.SUBSET_OF: ("full", "empty", ""),
    Relation.EQUAL | Relation.SUPERSET_OF: ("full", "", "empty"),
}


def unsatisfiable(cases: Sequence[Iterable[Told]]) -> list[bool]:
    """Return for each case, a list of (subject, mask, object), whether HermiT finds that its rows cannot all be true.

    Masks are those that a row or a parent link can state; KeyError for any other.
    """
    owl = owlready()
    world = owl.World()
    ontology = world.get_ontology(_IRI)
    with quiet(), ontology:
        witness = types.new_class("witness", (owl.ObjectProperty,))
        made = [_case(owl, number, rows, witness) for number, rows in enumerate(cases)]
    if not run_hermit(world):
        raise AssertionError("without individuals nothing can be inconsistent")
    empty = {one.name for one in world.inconsistent_classes()}
    found = [one.name in empty for one in made]
    world.close()
    return found


def _case(owl: Any, number: int, rows: Iterable[Told], witness: Any) -> Any:
    case: Any = types.new_class(f"case{number}", (owl.Thing,))
    known: dict[str, Any] = {}
    for subject, mask, target in rows:
        for name in (subject, target):
            if name not in known:
                known[name] = types.new_class(f"c{number}n{len(known)}", (owl.Thing,))
                case.is_a.append(witness.some(known[name]))
        one, other = known[subject], known[target]
        for region, meant in zip((one & other, one & owl.Not(other), other & owl.Not(one)), _MEANT[mask], strict=True):
            if meant == "full":
                case.is_a.append(witness.some(region))
            elif meant == "empty":
                _forbid(owl, *region.Classes)
    return case


def _forbid(owl: Any, one: Any, other: Any) -> None:
    """Say that two classes, of which the second may be a complement, have nothing in common."""
    # A named superclass would be one in Python too, where a circle is an error and not a contradiction.
    one.is_a.append(owl.Not(other))
