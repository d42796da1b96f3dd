"""One reader per module. Each module here that exports `READER` is discovered; its reader reads every file of a data
folder that matches its patterns.

A reader puts the contents of a file, as the typed values of `crosswalk.files.model`, into `Contents`, and every fault
into the report, with file and line. It imports what it needs when it is called, so that a command that finds the graph
in the cache imports none of it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from crosswalk import ids
from crosswalk.errors import CrosswalkError

if TYPE_CHECKING:
    from crosswalk.files.faults import Report
    from crosswalk.files.model import (
        AsksFile,
        CatalogueFile,
        DocumentFile,
        MappingSetFile,
        OrganisationEntry,
        TermEntry,
        WorkItemEntry,
    )
    from crosswalk.formats.readers.sssom.expand import Expander


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file, the name under which people see it, the reader that reads it, and the named graph that it becomes."""

    path: Path
    name: str
    kind: str  #: the name of its reader
    graph: str
    place: str = (
        ""  #: the number of its folder, and its path below it: a reader may read meaning from no more than that
    )

    @property
    def is_shipped(self) -> bool:
        """True for a file of crosswalk's own, and False for one of a data folder."""
        return self.place.startswith("0/")


@dataclass(slots=True)
class Contents:
    """The contents of the files, each beside the file it came from."""

    documents: list[tuple[SourceFile, DocumentFile]] = field(default_factory=list)
    organisations: list[tuple[SourceFile, list[OrganisationEntry]]] = field(default_factory=list)
    work_items: list[tuple[SourceFile, list[WorkItemEntry]]] = field(default_factory=list)
    terms: list[tuple[SourceFile, list[TermEntry]]] = field(default_factory=list)
    asks: list[tuple[SourceFile, AsksFile]] = field(default_factory=list)
    catalogues: list[tuple[SourceFile, CatalogueFile]] = field(default_factory=list)
    mapping_sets: list[tuple[SourceFile, MappingSetFile]] = field(default_factory=list)
    turtle: list[SourceFile] = field(default_factory=list)


Read = Callable[[SourceFile, Contents, "Expander", "Report"], None]


@dataclass(frozen=True, slots=True)
class Reader:
    """A kind of file in a data folder, and the function that reads one.

    `patterns` are globs below the folder, and `suffix` is the end of such a file's name. The rest of the name is the
    id, and `base` followed by the id is the named graph. `{root}` in `base` is the number of the folder, for files
    that every folder may have.
    """

    name: str
    patterns: tuple[str, ...]
    suffix: str
    base: str
    read: Read
    order: int = 50  #: readers with a lower number read first
    is_vocabulary: bool = False  #: read from the shipped folder even where its documents and mapping sets are left out

    def graph(self, path: Path, root: int) -> str:
        """Return the IRI of the named graph that a file becomes."""
        return self.base.format(root=root) + path.name.removesuffix(self.suffix)

    @property
    def names_a_thing(self) -> bool:
        """True where a file is a document or mapping set, so that no two files may share an id."""
        return self.base in (ids.DOC, ids.SET)


@cache
def readers() -> tuple[Reader, ...]:
    """Return every reader, in the order in which they read.

    >>> [reader.name for reader in readers()][:2]
    ['document', 'work-items']
    """
    discovered: list[Reader] = []
    for module in pkgutil.iter_modules(__path__, prefix=f"{__name__}."):
        reader = getattr(importlib.import_module(module.name), "READER", None)
        if isinstance(reader, Reader):
            discovered.append(reader)
        elif reader is not None:
            raise CrosswalkError(f"{module.name}.READER is not a Reader; see crosswalk/formats/readers/__init__.py.")
    return tuple(sorted(discovered, key=lambda reader: (reader.order, reader.name)))
