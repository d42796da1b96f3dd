"""One RDF dataset: embedded in memory (default), embedded on disk, or any SPARQL 1.1 service."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from crosswalk.errors import StoreError, UnreadableSources, shown
from crosswalk.store.embedded import (
    Check,
    EmbeddedStore,
    build,
    open_folder,
    open_in_memory,
    open_on_disk,
    open_remembered,
)
from crosswalk.store.seam import Answer, Backend, Store

if TYPE_CHECKING:
    from crosswalk.sources import Layout, Sources

__all__ = [
    "Answer",
    "Backend",
    "EmbeddedStore",
    "Store",
    "absolute",
    "build",
    "open_in_memory",
    "open_location",
    "open_store",
    "refuse_faults",
]

_SERVICES = ("http://", "https://")
_LONG = 24 * 3600.0  # seconds; whoever runs a user's query ends it sooner


def _is_service(where: str) -> bool:
    return where.startswith(_SERVICES)


def _reopen_service(location: str) -> Store:
    from crosswalk.store.remote import RemoteStore

    return RemoteStore(location, timeout=_LONG)


def _open_service(where: str, layout: Layout, check: Check) -> Store:
    from crosswalk.store.remote import open_service

    return open_service(where, layout, check)


#: Every kind of store; the first that recognises a `--store` text opens it.
BACKENDS = (
    Backend(
        "memory",
        "memory",
        "memory",
        lambda where: where == "memory",
        lambda _, layout, check: open_remembered(layout, check),
        lambda location: open_folder(Path(location)),
    ),
    Backend(
        "disk",
        "PATH",
        "a folder",
        lambda where: "://" not in where,
        lambda where, layout, check: open_on_disk(Path(where), layout, check),
        lambda location: open_folder(Path(location)),
        os.path.abspath,
    ),
    Backend("service", "URL", "an http(s) URL of a SPARQL 1.1 service", _is_service, _open_service, _reopen_service),
)


def _backend(where: str) -> Backend:
    for backend in BACKENDS:
        if backend.is_mine(where):
            return backend
    *some, last = (backend.says for backend in BACKENDS)
    raise StoreError(f"“{shown(where)}” is not a store: write {', '.join(some)}, or {last}.")


def open_store(layout: Layout, where: str = "memory") -> Store:
    """Return the store for `--store memory | PATH | URL`, with the files of `layout` in it.

    Raises UnreadableSources when a file cannot be read, StoreError when the store cannot be used.
    """
    return _backend(where).open(where, layout, refuse_faults)


def absolute(where: str) -> str:
    """Return a `--store` text as it is in any working folder. Raises StoreError for what is not a store.

    >>> absolute("memory"), absolute("/srv/graph")
    ('memory', '/srv/graph')
    """
    return _backend(where).absolute(where)


def open_location(location: str) -> Store:
    """Return, read-only, the store at another process's `Store.location()`. Raises StoreError when it no longer exists
    or was damaged.
    """
    return _backend(location).reopen(location)


def refuse_faults(sources: Sources) -> None:
    """Raise UnreadableSources, with the first fault in its message, when any file could not be read."""
    faults = sources.report.faults
    if faults:
        others = f" ({len(faults) - 1} more; crosswalk validate lists them)" if len(faults) > 1 else ""
        raise UnreadableSources(f"{faults[0].sentence()}{others}", faults)
