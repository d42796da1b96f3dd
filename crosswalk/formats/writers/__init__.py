"""One writer per module. Each module here that exports `WRITER` is discovered; its writer writes the answer to a query,
the whole crosswalk, or both, in one format.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from crosswalk.errors import CrosswalkError, UsageError, did_you_mean, shown
from crosswalk.sparql import Table
from crosswalk.store.holder import Crosswalk


@dataclass(frozen=True, slots=True)
class Writer:
    """A format: its name on the command line, its title, the suffix of its files, and what can be written in it."""

    name: str
    title: str
    media_type: str
    suffix: str
    answer: Callable[[Table], str] | None = None  #: the answer to a query; raises UsageError if it does not fit
    whole: Callable[[Crosswalk], bytes] | None = None  #: the whole crosswalk
    graphs_only: bool = False  #: True where only answers to CONSTRUCT and DESCRIBE queries can be written
    written: str = ""  #: its name as people write it, where that is not the name in capitals

    @property
    def label(self) -> str:
        """Its name as people write it."""
        return self.written or self.name.upper()

    def fits(self, table: Table) -> bool:
        """Return True when this answer can be written in this format."""
        return self.answer is not None and (table.graph is not None or not self.graphs_only)


@cache
def writers() -> dict[str, Writer]:
    """Return every writer by its name.

    >>> writers()["csv"].suffix
    '.csv'
    """
    discovered: dict[str, Writer] = {}
    for module in pkgutil.iter_modules(__path__, prefix=f"{__name__}."):
        writer = getattr(importlib.import_module(module.name), "WRITER", None)
        if isinstance(writer, Writer):
            discovered[writer.name] = writer
        elif writer is not None:
            raise CrosswalkError(f"{module.name}.WRITER is not a Writer; see crosswalk/formats/writers/__init__.py.")
    return discovered


def export(crosswalk: Crosswalk, form: str) -> bytes:
    """Return the whole crosswalk in the format `form`, one of `writers()`: csv, graphml or turtle. The bytes are UTF-8.

    CSV ([RFC 4180](https://www.rfc-editor.org/rfc/rfc4180)) has a row for each mapping,
    [GraphML](http://graphml.graphdrawing.org/) the provisions and what joins them, and
    [Turtle](https://www.w3.org/TR/turtle/) every statement, without its named graph.

    Raises UsageError for a format that is unknown or cannot express the whole crosswalk, and StoreError when the store
    cannot answer.

    >>> from crosswalk.store.holder import load
    >>> export(load(), "graphml").startswith(b"<?xml")
    True
    """
    able = {name: writer.whole for name, writer in writers().items() if writer.whole is not None}
    if form not in able:
        hint = did_you_mean(form, able) or f" Formats: {', '.join(sorted(able))}."
        raise UsageError(f"The crosswalk cannot be written as “{shown(form)}”.{hint}")
    return able[form](crosswalk)
