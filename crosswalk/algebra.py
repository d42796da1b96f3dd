"""The relation algebra: NIST IR 8477 set theory, which is RCC-5, on 5-bit masks.

An assertion is a *set* of possible base relations. Composition, inverse and intersection are computed, so that what
follows from published mappings can be proved and not guessed. The five base relations are those of [NIST IR
8477](https://doi.org/10.6028/NIST.IR.8477). The tests derive the composition table again by brute force.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntFlag
from functools import cache


class Relation(IntFlag):
    """A set of possible base relations between two provisions (focal → reference), as the bits of a mask.

    The base relations are those of [NIST IR 8477](https://doi.org/10.6028/NIST.IR.8477). RELATED is any of them that
    overlaps, ANY says nothing, and NONE is a contradiction.

    >>> Relation.EQUAL | Relation.SUBSET_OF in Relation.RELATED
    True
    """

    NONE = 0
    EQUAL = 1
    SUBSET_OF = 2
    SUPERSET_OF = 4
    INTERSECTS_WITH = 8
    NO_RELATIONSHIP = 16
    RELATED = EQUAL | SUBSET_OF | SUPERSET_OF | INTERSECTS_WITH
    ANY = RELATED | NO_RELATIONSHIP


BASE_RELATIONS = (
    Relation.EQUAL,
    Relation.SUBSET_OF,
    Relation.SUPERSET_OF,
    Relation.INTERSECTS_WITH,
    Relation.NO_RELATIONSHIP,
)
#: child → parent where a document declares `hierarchy: parts`: a parent may have one child only, so never {⊂} alone.
CHILD_TO_PARENT = Relation.EQUAL | Relation.SUBSET_OF

_NAMES = {
    Relation.EQUAL: "equal",
    Relation.SUBSET_OF: "subset-of",
    Relation.SUPERSET_OF: "superset-of",
    Relation.INTERSECTS_WITH: "intersects-with",
    Relation.NO_RELATIONSHIP: "no-relationship",
}
_SIGNS = dict(zip(BASE_RELATIONS, "=⊂⊃∩∅", strict=True))
_BY_NAME = {name: relation for relation, name in _NAMES.items()} | {"related": Relation.RELATED}
_BY_SIGN = {sign: relation for relation, sign in _SIGNS.items()} | {"*": Relation.ANY}

# Rows A→B, columns B→C, in the order = ⊂ ⊃ ∩ ∅; * is “any”.
_TABLE = """
=  ⊂    ⊃    ∩    ∅
⊂  ⊂    *    ⊂∩∅  ∅
⊃  =⊂⊃∩ ⊃    ⊃∩   ⊃∩∅
∩  ⊂∩   ⊃∩∅  *    ⊃∩∅
∅  ⊂∩∅  ∅    ⊂∩∅  *
"""


def _cell(signs: str) -> Relation:
    mask = Relation.NONE
    for sign in signs:
        mask |= _BY_SIGN[sign]
    return mask


COMPOSITION: dict[tuple[Relation, Relation], Relation] = {
    (first, second): _cell(cell)
    for first, row in zip(BASE_RELATIONS, _TABLE.strip().splitlines(), strict=True)
    for second, cell in zip(BASE_RELATIONS, row.split(), strict=True)
}


def parts(mask: Relation) -> list[Relation]:
    """Return the base relations in a mask, in the fixed order."""
    return [base for base in BASE_RELATIONS if base & mask]


@cache
def compose(first: Relation, second: Relation) -> Relation:
    """Return what A→C can be, given A→B and B→C.

    >>> compose(Relation.SUBSET_OF, Relation.EQUAL) is Relation.SUBSET_OF
    True
    >>> names(compose(Relation.SUPERSET_OF, Relation.INTERSECTS_WITH))
    ['superset-of', 'intersects-with']
    """
    mask = Relation.NONE
    for a in parts(first):
        for b in parts(second):
            mask |= COMPOSITION[a, b]
    return mask


@cache
def inverse(mask: Relation) -> Relation:
    """Return what B→A can be, given A→B: ⊂ and ⊃ change places.

    >>> inverse(Relation.SUBSET_OF) is Relation.SUPERSET_OF
    True
    """
    swapped = mask & ~(Relation.SUBSET_OF | Relation.SUPERSET_OF)
    if mask & Relation.SUBSET_OF:
        swapped |= Relation.SUPERSET_OF
    if mask & Relation.SUPERSET_OF:
        swapped |= Relation.SUBSET_OF
    return Relation(swapped)


def is_provable_overlap(mask: Relation) -> bool:
    """Return True when the mask cannot be “no relationship” and is not a contradiction.

    >>> is_provable_overlap(Relation.RELATED), is_provable_overlap(Relation.ANY), is_provable_overlap(Relation.NONE)
    (True, False, False)
    """
    return bool(mask) and not mask & Relation.NO_RELATIONSHIP


def names(mask: Relation) -> list[str]:
    """Return the names of the base relations in a mask, as JSON and tables write them."""
    return [_NAMES[base] for base in parts(mask)]


def phrase(mask: Relation) -> str:
    """Return a mask in one cell of a table.

    >>> phrase(Relation.RELATED), phrase(Relation.SUBSET_OF | Relation.INTERSECTS_WITH)
    ('related', 'subset-of or intersects-with')
    """
    if mask is Relation.RELATED:
        return "related"
    if mask is Relation.ANY:
        return "anything"
    return " or ".join(names(mask)) or "contradiction"


def from_names(words: Iterable[str]) -> Relation:
    """Return the mask of some relation names. Raises KeyError for an unknown name.

    >>> from_names(["related"]) is Relation.RELATED
    True
    """
    mask = Relation.NONE
    for word in words:
        mask |= _BY_NAME[word]
    return mask
