"""The definite compositions as OWL property chains: an independent opinion on what follows from the mappings.

A composition is definite where it leaves one base relation, as inside ∘ inside = inside. An OWL reasoner can follow
such chains to any length. It cannot find contradictions with them: [OWL 2](https://www.w3.org/TR/owl2-syntax/) does not
let a property with chains be disjoint with another. See docs/decisions/0014-two-opinions-on-the-algebra.md.
"""

from __future__ import annotations

import types
from collections.abc import Iterable
from types import ModuleType
from typing import Protocol, cast

from crosswalk.algebra import BASE_RELATIONS, COMPOSITION, Relation
from crosswalk.reason.owl import owlready, quiet, run_hermit

Triple = tuple[str, Relation, str]
_IRI = "urn:crosswalk:chains#"


def definite() -> list[tuple[Relation, Relation, Relation]]:
    """Return (first, second, result) for each pair of base relations whose composition is one base relation.

    >>> (Relation.SUBSET_OF, Relation.SUBSET_OF, Relation.SUBSET_OF) in definite()
    True
    """
    return [(*pair, result) for pair, result in COMPOSITION.items() if result in BASE_RELATIONS]


def entailed(rows: Iterable[Triple]) -> set[Triple]:
    """Return every (subject, base relation, object) that HermiT derives from the rows, including the rows themselves;
    the ends of each are different things. Raises CrosswalkError when there is no Java or HermiT fails.
    """
    owl = owlready()
    world = owl.World()
    ontology = world.get_ontology(_IRI)
    with quiet(), ontology:
        properties = _properties(owl)
        things: dict[str, object] = {}
        for subject, relation, target in rows:
            for name in (subject, target):
                if name not in things:
                    things[name] = owl.Thing(f"n{len(things)}", namespace=ontology)
            getattr(things[subject], properties[relation].name).append(things[target])
    if not run_hermit(world, values=True):
        raise AssertionError("chains without disjointness cannot be inconsistent")
    names = {thing: name for name, thing in things.items()}
    derived = {
        (name, relation, names[target])
        for relation, property_ in properties.items()
        for name, thing in things.items()
        for target in getattr(thing, f"INDIRECT_{property_.name}")
        if thing is not target
    }
    world.close()
    return derived


class _Property(Protocol):
    """What is used here of a property of owlready2, which has no types."""

    name: str
    is_a: list[object]
    property_chain: list[object]
    inverse_property: object


def _properties(owl: ModuleType) -> dict[Relation, _Property]:
    made = {
        base: cast(_Property, types.new_class(str(base.name).lower(), (owl.ObjectProperty,))) for base in BASE_RELATIONS
    }
    for base in (Relation.EQUAL, Relation.INTERSECTS_WITH, Relation.NO_RELATIONSHIP):
        made[base].is_a.append(owl.SymmetricProperty)
    made[Relation.SUBSET_OF].inverse_property = made[Relation.SUPERSET_OF]
    for first, second, result in definite():
        made[result].property_chain.append(owl.PropertyChain([made[first], made[second]]))  # "+=" does nothing
    return made
