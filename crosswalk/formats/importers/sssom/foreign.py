"""A mapping set of other people's in whatever form: the slots of the set, its prefixes, and its rows as texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Value = str | list[str]


@dataclass(frozen=True, slots=True)
class ForeignRow:
    """One row: its number, counted from 1, the line it begins on, the slots that it fills, and what is written there.

    `fault` is why the row cannot be read, where that is so; `hint` is what may be behind any other fault of it.
    """

    number: int
    line: int | None
    slots: dict[str, Value]
    raw: str
    fault: str = ""
    hint: str = ""


@dataclass(slots=True)
class ForeignSet:
    """A mapping set of other people's, before anything in it is judged."""

    name: str
    slots: dict[str, object]  #: of the set, as YAML or JSON has them
    written: Mapping[object, str]  #: what is written for a slot that is not text
    lines: Mapping[str, int]  #: slot → line
    curie_map: dict[str, str]
    rows: Iterable[ForeignRow]
    head: str = ""
    columns: str = ""
    known: frozenset[str] = field(default_factory=frozenset)  #: the columns, where the form has such
