"""How binding a provision is and whom it addresses, as shown: without a level of its own it has that of its parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from crosswalk.analysis import Json
from crosswalk.analysis.catalogue import Provision
from crosswalk.analysis.units import tree
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import level_rank, plural


@dataclass(frozen=True, slots=True)
class Stated:
    """How binding a provision says it is, and whom it addresses."""

    levels: tuple[str, ...] = ()  #: its own, or those that its parts state where it states none; strongest first
    parts: str | None = None  #: the kind of these parts; None where the level is its own
    roles: tuple[str, ...] = ()

    @property
    def own(self) -> str | None:
        """The level that the provision states itself."""
        return self.levels[0] if self.levels and not self.parts else None

    @property
    def level(self) -> str | None:
        """The level in words, which say where only its parts state it; None where nothing is stated.

        >>> Stated(("shall",)).level, Stated(("shall", "may"), "paragraph").level
        ('shall', 'shall, may (in its paragraphs)')
        """
        where = f" (in its {plural(self.parts)})" if self.parts else ""
        return f"{', '.join(self.levels)}{where}" if self.levels else None

    def as_json(self, prefix: str = "") -> Json:
        """Return {"level"}, the provision's own, and "level_in_parts" where only its parts state one, strongest first;
        each name begins with `prefix`.
        """
        inside: Json = {f"{prefix}level_in_parts": list(self.levels)} if self.parts else {}
        return {f"{prefix}level": self.own} | inside

    def is_weaker_than(self, other: Stated) -> bool | None:
        """Return True where each of its verbs is weaker than each of the other's: a *should* that answers a *shall*.
        None where one of the two states none.
        """
        if not self.levels or not other.levels:
            return None
        return min(map(level_rank, self.levels)) > max(map(level_rank, other.levels))


def stated(crosswalk: Crosswalk, provision: Provision) -> Stated:
    """Return how binding a provision says it is, or else its parts, and whom it addresses. What its parts state is
    worked out, and nowhere kept.

    >>> from crosswalk.store.holder import load
    >>> xw = load()
    >>> stated(xw, tree(xw, "eu-ai-act-2024").provisions["eu-ai-act-2024:Art-15"]).level
    'shall (in its paragraphs)'
    """
    if provision.level:
        return Stated((provision.level,), None, provision.roles)
    known = tree(crosswalk, provision.document)
    parts = [known.provisions[name] for name in known.descendants(provision.id)]
    speaking = [part for part in parts if part.level]
    if not speaking:
        return Stated(roles=provision.roles)
    kinds = {part.kind for part in speaking}
    levels = sorted({part.level for part in speaking if part.level}, key=lambda level: (level_rank(level), level))
    return Stated(tuple(levels), kinds.pop() if len(kinds) == 1 else "part", provision.roles)


def levels_of(crosswalk: Crosswalk, provisions: Iterable[Provision]) -> list[str]:
    """Return every level that one of the provisions shows, its own or that of its parts, in alphabetical order."""
    return sorted({level for provision in provisions for level in stated(crosswalk, provision).levels})
