"""The Crosswalk: a thin holder of one store and the layout it was read from. Questions are free functions over it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crosswalk.sources import Layout
from crosswalk.store import Store, open_store


@dataclass(frozen=True)
class Crosswalk:
    """A graph that can be asked. It does not change after loading, so answers to our own questions are remembered."""

    store: Store
    layout: Layout
    answers: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)


def load(data: Iterable[str | Path] = (), *, only_data: bool = False, store: str = "memory") -> Crosswalk:
    """Return the crosswalk of the shipped files, joined to the `data` folders.

    Raises UnreadableSources, with every fault, when a file cannot be read.

    >>> load().layout.only_data
    False
    """
    layout = Layout.of(data, only_data)
    return Crosswalk(open_store(layout, store), layout)
