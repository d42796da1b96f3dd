"""The units in which a document is counted against another: its assessable provisions, unless the mappings between the
two name others.

People map at the depth that suits them: the sections of OWASP's AISVS are mapped, its requirements are assessed. A
heading therefore becomes a unit where mappings name it and nothing below it, in place of the provisions under it. Kinds
that lie neither above nor below an assessable provision (the clauses of ISO/IEC 42001, whose controls are in Annex A;
the risks of a catalogue of controls) become units where mappings name one of them. So no pair of documents is answered
from one side and empty from the other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crosswalk import ids
from crosswalk.analysis.catalogue import Provision, provision_index
from crosswalk.analysis.claims import claims
from crosswalk.analysis.derive import derive
from crosswalk.store.holder import Crosswalk, remembered


@dataclass(frozen=True)
class Tree:
    """The provisions of a document, those above each, and those right below each."""

    provisions: Mapping[str, Provision]
    above: Mapping[str, tuple[str, ...]]  #: from the parent upwards
    below: Mapping[str, tuple[str, ...]]

    def descendants(self, provision: str) -> Iterator[str]:
        """Yield everything below a provision, at any depth."""
        waiting, seen = list(self.below.get(provision, ())), {provision}
        while waiting:
            part = waiting.pop()
            if part not in seen:
                seen.add(part)
                yield part
                waiting += self.below.get(part, ())

    def top(self, provision: str) -> str:
        """Return the provision above everything above a provision; itself where nothing is."""
        return (provision, *self.above.get(provision, ()))[-1]

    def counted_with(self, provision: str) -> Iterator[str]:
        """Yield a provision and everything below it, but what is below another assessable provision where it is
        assessable itself: what that one asks is not asked by both.
        """
        apart = self.provisions[provision].assessable
        waiting, seen = [provision], {provision}
        while waiting:
            part = waiting.pop()
            yield part
            for inside in self.below.get(part, ()):
                if inside not in seen and not (apart and self.provisions[inside].assessable):
                    seen.add(inside)
                    waiting.append(inside)

    def related(self, provision: str) -> Iterator[str]:
        """Yield a provision, everything above it and everything below it."""
        yield provision
        yield from self.above.get(provision, ())
        yield from self.descendants(provision)

    def related_to(self, provisions: Iterable[str]) -> set[str]:
        """Return some provisions and everything above or below one of them."""
        return {name for provision in provisions for name in self.related(provision)}


@remembered
def tree(crosswalk: Crosswalk, document: str) -> Tree:
    """Return the provisions of a document as a tree; a circle of parents, which is a fault of the data, is cut."""
    known = provision_index(crosswalk, document)
    above = {provision: tuple(_above(provision, known)) for provision in known}
    below: dict[str, list[str]] = defaultdict(list)
    for provision, parents in above.items():
        if parents:
            below[parents[0]].append(provision)
    return Tree(known, above, {parent: tuple(parts) for parent, parts in below.items()})


def _above(provision: str, known: Mapping[str, Provision]) -> Iterator[str]:
    seen = {provision}
    parent = known[provision].parent
    while parent and parent in known and parent not in seen:
        yield parent
        seen.add(parent)
        parent = known[parent].parent


def units_of(crosswalk: Crosswalk, document: str, other: str, kinds: Collection[str] = ()) -> tuple[Provision, ...]:
    """Return the units in which `document` is counted against `other`, in the publisher's order.

    With `kinds`, they are the provisions of these kinds that have none of them below. Otherwise no unit is above
    another one, and each assessable provision is a unit or below one, unless one assessable kind contains another.

    >>> from crosswalk.store.holder import load
    >>> sorted({unit.kind for unit in units_of(load(), "owasp-aisvs-1.0", "dsit-ai-code-2025")})
    ['requirement', 'section']
    """
    known = tree(crosswalk, document)
    if kinds:
        return tuple(_deepest(known, [entry for entry in known.provisions.values() if entry.kind in kinds]))
    units = _by_default(crosswalk, document)
    chosen = {entry.id for entry in units}
    named = _named(crosswalk, document, other)
    if named <= chosen:
        return units
    related = known.related_to(chosen)
    of_kind = {known.provisions[name].kind for name in named - related}
    others = _deepest(known, [entry for entry in known.provisions.values() if entry.kind in of_kind])
    chosen |= {entry.id for entry in others} - related
    if _is_complete(crosswalk, document):
        named = set()
    for heading in sorted(named - chosen, key=lambda name: -len(known.above[name])):
        inside = set(known.descendants(heading))
        if not inside & named and not chosen & set(known.above[heading]):
            chosen = chosen - inside | {heading}
    return tuple(entry for entry in known.provisions.values() if entry.id in chosen)


@remembered
def _by_default(crosswalk: Crosswalk, document: str) -> tuple[Provision, ...]:
    return tuple(entry for entry in provision_index(crosswalk, document).values() if entry.assessable)


@remembered
def _is_complete(crosswalk: Crosswalk, document: str) -> bool:
    """Return True where somebody went through every assessable provision for some other document: it keeps them."""
    wanted = {entry.id for entry in _by_default(crosswalk, document)}
    return any(
        wanted <= {name for name, rows in towards.own.items() if any(row.is_answer and not row.turned for row in rows)}
        for towards in claims(crosswalk, document).values()
    )


def _deepest(known: Tree, chosen: Sequence[Provision]) -> list[Provision]:
    names = {entry.id for entry in chosen}
    higher = {parent for name in names for parent in known.above[name]}
    return [entry for entry in chosen if entry.id not in higher]


def _named(crosswalk: Crosswalk, document: str, other: str) -> set[str]:
    """Return the provisions that mappings between the two name, or else those of which an overlap is derived."""
    towards = claims(crosswalk, document).get(other)
    known = tree(crosswalk, document).provisions
    named = {name for name in towards.named if name in known} if towards else set()
    return named or set(_proved(crosswalk, document).get(other, ()))


@remembered
def _proved(crosswalk: Crosswalk, document: str) -> Mapping[str, frozenset[str]]:
    proved: dict[str, set[str]] = defaultdict(set)
    for subject, targets in derive(crosswalk, document).items():
        for end, proof in targets.items():
            if proof.is_overlap:
                proved[ids.home(end)].add(subject)
    return {other: frozenset(subjects) for other, subjects in proved.items()}


def loaded_kinds(crosswalk: Crosswalk, document: str) -> tuple[dict[str, int], dict[str, int]]:
    """Return how many provisions of each kind are loaded: those that coverage counts, and those that lie neither above
    nor below one of them, at their deepest, which it counts where mappings name one.

    >>> from crosswalk.store.holder import load
    >>> loaded_kinds(load(), "iso-iec-42001-2023")
    ({'control': 38}, {'clause': 32})
    """
    known, counted = tree(crosswalk, document), _by_default(crosswalk, document)
    related = known.related_to(entry.id for entry in counted)
    others = [
        entry for entry in known.provisions.values() if entry.id not in related and not entry.standing.is_withdrawn
    ]
    return kinds_of(counted), kinds_of(_deepest(known, others))


def kinds_of(units: Iterable[Provision]) -> dict[str, int]:
    """Return how many units there are of each kind."""
    return dict(Counter(unit.kind for unit in units))
