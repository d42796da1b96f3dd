"""One RDF dataset: embedded in memory (default), embedded on disk, or any SPARQL 1.1 service."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from crosswalk.errors import CrosswalkError, UnreadableSources
from crosswalk.sources import Layout, Sources, fingerprint
from crosswalk.store.cache import recall, remember
from crosswalk.store.embedded import EmbeddedStore, build, open_in_memory, open_on_disk

__all__ = ["EmbeddedStore", "Store", "build", "open_in_memory", "open_store", "refuse_faults"]


class Store(Protocol):
    """What every room above asks of a store: answers, and where another process finds the same graph."""

    def query(self, sparql: str) -> Any:
        """Return pyoxigraph's QuerySolutions, QueryTriples or QueryBoolean."""

    def location(self) -> str:
        """Return a folder or URL that another process can open read-only."""


def open_store(layout: Layout, where: str = "memory") -> Store:
    """Return the store for `--store memory | PATH | URL`, holding the files of `layout`.

    Raises UnreadableSources when a file cannot be read, CrosswalkError when the store cannot be used.
    """
    if where == "memory":
        return _open_remembered(layout)
    if where.startswith(("http://", "https://")):
        return _open_remote(layout, where)
    if "://" in where:
        raise CrosswalkError(
            f"“{where}” is no store: write memory, a folder, or an http(s) URL of a SPARQL 1.1 service."
        )
    return open_on_disk(Path(where), layout, refuse_faults)


def _open_remembered(layout: Layout) -> EmbeddedStore:
    version = fingerprint(layout)
    held = recall(version)
    if held is not None:
        return EmbeddedStore(*held)
    store, sources = open_in_memory(layout)
    refuse_faults(sources)
    remember(version, store.dataset)
    return store


def _open_remote(layout: Layout, url: str) -> Store:
    from crosswalk.store.remote import RemoteStore

    remote = RemoteStore(url)
    held = remote.version()
    if held == fingerprint(layout):
        return remote
    store, sources = open_in_memory(layout)
    refuse_faults(sources)
    try:
        remote.replace_all(store.dataset)
    except CrosswalkError as error:
        if held is None:
            raise CrosswalkError(f"{error} The service holds no crosswalk yet and could not be written to.") from None
        if remote.version() != held:
            raise CrosswalkError(f"{error} The service is written only in part; try again.") from None
        if layout.extra:
            raise CrosswalkError(f"{error} The service holds other files and could not be given yours.") from None
    return remote


def refuse_faults(sources: Sources) -> None:
    """Raise UnreadableSources, naming the first fault, when anything could not be read."""
    faults = sources.report.faults
    if faults:
        more = f" ({len(faults) - 1} more; crosswalk validate lists them)" if len(faults) > 1 else ""
        raise UnreadableSources(f"{faults[0].sentence()}{more}", faults)
