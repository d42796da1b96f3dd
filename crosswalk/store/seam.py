"""The interface between the graph and everything that queries it: what a store answers, and how one is opened.

Every backend is listed in `crosswalk.store.BACKENDS`. It names itself, recognises its own `--store` texts and makes
them absolute, opens the store with the files of a layout, and reopens, read-only, the location of another process's
store. The terminal, the explorer and the query worker all open their store this way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

from crosswalk.errors import StoreError, shown

if TYPE_CHECKING:
    from crosswalk.sources import Layout, Sources

#: The answer to a query, whichever store gave it.
Answer = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean | list[ox.Triple]


@contextmanager
def answering() -> Iterator[None]:
    """Raise StoreError where the engine fails while it answers, or while its answer is read, which it gives piece by
    piece.
    """
    try:
        yield
    except OSError:
        raise StoreError("The graph can no longer be read from the disk; start the program again.") from None
    except (RuntimeError, ValueError) as error:
        raise StoreError(f"The query could not be answered: {shown(error, 300)}") from None


class Store(Protocol):
    """What the rest of the package needs of a store."""

    @property
    def folder(self) -> Path | None:
        """A folder for this version of the graph, in which results may be kept; or None."""

    def query(self, sparql: str, *, union: bool = True) -> Answer:
        """Return the answer; the default graph is the union of all graphs, or what the query's FROM clauses say.

        Raises QueryRefused when the SPARQL is malformed, StoreError when the store cannot answer.
        """

    def location(self) -> str:
        """Return a folder or URL that another process can open read-only."""


@dataclass(frozen=True, slots=True)
class Backend:
    """One kind of store."""

    name: str
    written: str  #: how `--store` names one in the help: a word, or PATH
    says: str  #: ... and in a sentence
    is_mine: Callable[[str], bool]  #: for a `--store` text or a location
    open: Callable[[str, Layout, Callable[[Sources], None]], Store]
    reopen: Callable[[str], Store]  #: a location, read-only, for one query that may take a long time
    absolute: Callable[[str], str] = str  #: a `--store` text that means the same in another working folder
