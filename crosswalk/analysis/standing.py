"""Whether a document or provision is still in force: what is withdrawn, what took its place, what has amended it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crosswalk import ids
from crosswalk.analysis import Json
from crosswalk.sparql import ask
from crosswalk.store.holder import Crosswalk, remembered


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of a document or provision since it was published. `wording.stands` makes a sentence of it.

    >>> bool(Standing()), bool(Standing(amended_by=("eu-digital-omnibus-2026",)))
    (False, True)
    """

    is_withdrawn: bool = False
    withdrawn: str | None = None  #: the day, month or year of the withdrawal, where it is known
    replaced_by: tuple[str, ...] = ()  #: the documents or provisions that took its place
    amended_by: tuple[str, ...] = ()  #: documents that changed it and left it in force

    def __bool__(self) -> bool:
        """True where there is something to say."""
        return self.is_withdrawn or bool(self.replaced_by or self.amended_by)

    def as_json(self) -> Json:
        """Return {"withdrawn", "withdrawn_on", "replaced_by", "amended_by"}."""
        return {
            "withdrawn": self.is_withdrawn,
            "withdrawn_on": self.withdrawn,
            "replaced_by": list(self.replaced_by),
            "amended_by": list(self.amended_by),
        }


@dataclass(frozen=True, slots=True)
class _Row:
    thing: str
    withdrawn: str | bool | None
    replaced_by: str | None
    amended_by: str | None


@remembered
def standings(crosswalk: Crosswalk) -> Mapping[str, Standing]:
    """Return what became of each document and provision, by id; those of which nothing is known are left out.

    >>> from crosswalk.store.holder import load
    >>> standings(load())["nist-sp-800-53-5.2.0:RA-4"].replaced_by
    ('nist-sp-800-53-5.2.0:RA-3',)
    """
    found: dict[str, list[_Row]] = {}
    for row in ask(crosswalk, "standing").into(_Row):
        found.setdefault(row.thing, []).append(row)
    return {thing: _standing(rows) for thing, rows in found.items()}


def _standing(rows: list[_Row]) -> Standing:
    dates = [row.withdrawn for row in rows if isinstance(row.withdrawn, str)]
    return Standing(
        any(row.withdrawn for row in rows),
        min(dates, default=None),
        tuple(sorted({row.replaced_by for row in rows if row.replaced_by})),
        tuple(sorted({row.amended_by for row in rows if row.amended_by})),
    )


def standing(crosswalk: Crosswalk, thing: str) -> Standing:
    """Return what became of `thing`, the id of a document or provision; of a provision of which nothing is known, what
    became of its document.

    For an id that does not exist it is empty, and not an error: mappings name provisions that their document lacks.

    >>> from crosswalk.store.holder import load
    >>> standing(load(), "eu-ai-act-2024:Art-15").amended_by
    ('eu-digital-omnibus-2026',)
    """
    return next(iter(became(crosswalk, [thing]).values()), Standing())


def became(crosswalk: Crosswalk, things: Iterable[str]) -> dict[str, Standing]:
    """Return what became of some documents and provisions, and of the documents of the latter, by id, in their order;
    those of which nothing is known are left out.

    >>> from crosswalk.store.holder import load
    >>> list(became(load(), ["dsit-ai-code-2025:1.1", "eu-ai-act-2024:Art-15"]))
    ['eu-ai-act-2024']
    """
    known = standings(crosswalk)
    concerned = dict.fromkeys(name for thing in things for name in (thing, ids.home(thing)))
    return {name: known[name] for name in concerned if name in known}
