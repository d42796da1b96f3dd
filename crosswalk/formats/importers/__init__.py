"""One importer per module: it reads a file of other people's in their format. Each module here that exports
`IMPORTER` is discovered.

An importer turns a foreign file into the typed values of `crosswalk.files.model`, and says of every row of it what
became of it (`crosswalk.formats.importers.gathered`). `crosswalk.formats.importers.folder` writes a data folder of
them. It imports what it needs when it is called.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from crosswalk.errors import CrosswalkError, UsageError, did_you_mean, shown

if TYPE_CHECKING:
    from crosswalk.formats.importers.gathered import Gathered

#: Bytes at the beginning of a file by which an importer recognises it.
HEAD = 65_536


@dataclass(frozen=True, slots=True)
class ForeignFile:
    """A file of other people's: where it is, and where what belongs to it is."""

    path: Path
    name: str  #: its name as people see it
    metadata: Path | None = None  #: a file with its metadata, where that was given by name


@dataclass(frozen=True, slots=True)
class Importer:
    """A foreign format: its name on the command line, its title, how its files end, and the functions that recognise
    and read one.

    `recognises` is given the name of a file and its first 64 KB. `read` puts what it finds, and what became of every
    row, into a `Gathered`; it raises `crosswalk.files.text.Unreadable` for a file that cannot be read at all.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    recognises: Callable[[str, bytes], bool]
    read: Callable[[ForeignFile, Gathered], None]


@cache
def importers() -> dict[str, Importer]:
    """Return every importer by its name.

    >>> importers()["sssom"].suffixes[0]
    '.sssom.tsv'
    """
    discovered: dict[str, Importer] = {}
    for module in pkgutil.iter_modules(__path__, prefix=f"{__name__}."):
        importer = getattr(importlib.import_module(module.name), "IMPORTER", None)
        if isinstance(importer, Importer):
            discovered[importer.name] = importer
        elif importer is not None:
            raise CrosswalkError(
                f"{module.name}.IMPORTER is not an Importer; see crosswalk/formats/importers/__init__.py."
            )
    return discovered


def importer_named(form: str) -> Importer:
    """Return the importer of a format. Raises UsageError where there is none of that name."""
    known = importers()
    if form not in known:
        hint = did_you_mean(form, known) or f" Formats: auto, {', '.join(sorted(known))}."
        raise UsageError(f"There is no format “{shown(form)}”.{hint}")
    return known[form]


def recognised(name: str, head: bytes) -> Sequence[Importer]:
    """Return the importers that recognise a file by its name and its first bytes: one as a rule, none for a format that
    is not known.

    >>> [importer.name for importer in recognised("a.sssom.tsv", b"#mapping_set_id: https://example.org/a\\n")]
    ['sssom']
    """
    return [importer for importer in importers().values() if importer.recognises(name, head)]
