"""The definite compositions as OWL property chains: an independent opinion on what follows from what.

A composition is definite where one base relation alone is left, as inside ∘ inside = inside. Those are chains that an
OWL reasoner can follow to any length. Chains cannot find contradictions: a property with chains may not be declared
disjoint with another.
"""

from __future__ import annotations

import types
from collections.abc import Iterable
from itertools import product
from typing import Any

from crosswalk.algebra import BASE_RELATIONS, COMPOSITION, Relation
from crosswalk.reason.owl import owlready, quiet, run_hermit

Told = tuple[str, Relation, str]
_IRI = "urn:crosswalk:chains#"


def definite() -> list[tuple[Relation, Relation, Relation]]:
    """Return (first, second, result) for each pair of base relations whose composition is one base relation.

    >>> (Relation.SUBSET_OF, Relation.SUBSET_OF, Relation.SUBSET_OF) in definite()
    True
    """
    pairs = product(BASE_RELATIONS, repeat=2)
    return [(one, two, COMPOSITION[one, two]) for one, two in pairs if COMPOSITION[one, two] in BASE_RELATIONS]


def entailed(rows: Iterable[Told]) -> set[Told]:
    """Return every (subject, base relation, object) that HermiT derives from rows of base relations, the rows included,
    between different things.
    """
    owl = owlready()
    world = owl.World()
    ontology = world.get_ontology(_IRI)
    with quiet(), ontology:
        properties = _properties(owl)
        thing: dict[str, Any] = {}
        for subject, relation, target in rows:
            for name in (subject, target):
                if name not in thing:
                    thing[name] = owl.Thing(f"n{len(thing)}", namespace=ontology)
            getattr(thing[subject], properties[relation].name).append(thing[target])
    if not run_hermit(world, values=True):
        raise AssertionError("chains without disjointness cannot be inconsistent")
    names = {one.name: name for name, one in thing.items()}
    found = {
        (names[subject.name], relation, names[target.name])
        for relation, property_ in properties.items()
        for subject in thing.values()
        for target in getattr(subject, f"INDIRECT_{property_.name}")
        if subject is not target
    }
    world.close()
    return found


def _properties(owl: Any) -> dict[Relation, Any]:
    made: dict[Relation, Any] = {
        one: types.new_class(str(one.name).lower(), (owl.ObjectProperty,)) for one in BASE_RELATIONS
    }
    for one in (Relation.EQUAL, Relation.INTERSECTS_WITH, Relation.NO_RELATIONSHIP):
        made[one].is_a.append(owl.SymmetricProperty)
    made[Relation.SUBSET_OF].inverse_property = made[Relation.SUPERSET_OF]
    for first, second, result in definite():
        made[result].property_chain.append(owl.PropertyChain([made[first], made[second]]))  # "+=" does nothing
    return made
