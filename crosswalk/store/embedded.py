"""The embedded store: pyoxigraph, in memory or on disk. Measured 13 to 1,800 times faster than rdflib's evaluator
(docs/decisions).
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
import time
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from crosswalk import ids
from crosswalk.errors import CrosswalkError
from crosswalk.files.collector import collector_paused
from crosswalk.sources import Layout, Report, Sources, fingerprint, read_sources
from crosswalk.store.rdf import graphs

_CURRENT = "CURRENT"
_VERSION = re.compile(r"[0-9a-f]{16}")  # and holds a database: nothing else in the folder is ours to remove
_DRAFT = ".writing-"
_STALE_SECONDS = 24 * 3600


class EmbeddedStore:
    """One RDF dataset in this process; the default graph of every query is the union of the named graphs."""

    def __init__(self, dataset: ox.Store, folder: Path | None = None) -> None:
        self.dataset = dataset
        self._folder = folder

    def query(self, sparql: str, *, union: bool = True) -> Any:
        """Return pyoxigraph's QuerySolutions, QueryTriples or QueryBoolean. Raises CrosswalkError when the SPARQL is
        malformed.

        With `union=False` the query's own FROM clauses say what the default graph is.
        """
        try:
            return self.dataset.query(sparql, use_default_graph_as_union=union)
        except SyntaxError as error:
            raise CrosswalkError(f"The query is not valid SPARQL: {error}") from None
        except (OSError, RuntimeError, ValueError) as error:
            raise CrosswalkError(f"The query could not be answered: {error}") from None

    def location(self) -> str:
        """Return what another process opens to ask the same graph: a folder. A store in memory is written to a
        temporary one, once.
        """
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="crosswalk-"))
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
            copy = ox.Store(str(self._folder))
            copy.bulk_extend(iter(self.dataset))
            copy.flush()
            del copy
        return str(self._folder)


def build(sources: Sources, dataset: ox.Store | None = None, version: str = "") -> ox.Store:
    """Return a dataset of everything that was read; Turtle files with faults are reported in `sources.report`."""
    dataset, put = (dataset, dataset.bulk_load) if dataset is not None else _in_memory()
    for name, triples in graphs(sources):  # lenient: each IRI was checked on the way
        put(input=triples, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(name), lenient=True)
    for file in sources.turtle:
        _load_turtle(dataset, file.path, file.name, file.graph, sources.report)
    about = ox.NamedNode(ids.BASE)
    dataset.add(
        ox.Quad(
            about,
            ox.NamedNode(ids.PREFIXES["owl"] + "versionInfo"),
            ox.Literal(version or "unversioned"),
            ox.NamedNode(ids.BASE + "source/version"),
        )
    )
    return dataset


def _in_memory() -> tuple[ox.Store, Callable[..., None]]:
    """Return a new dataset and what fills it faster there; on disk, `bulk_load` does, which also needs less room."""
    dataset = ox.Store()
    return dataset, dataset.load


def _load_turtle(dataset: ox.Store, path: Path, name: str, graph: str, report: Report) -> None:
    try:
        content = path.read_bytes()
    except OSError as error:
        report.add("unreadable-file", f"The file cannot be read ({error.strerror}).", name, unreadable=True)
        return
    try:  # an OSError here is the dataset's, not the file's: a full disk
        dataset.bulk_load(input=content, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(graph))
    except SyntaxError as error:
        report.add("turtle-syntax", f"The file is not Turtle: {error.msg}.", name, error.lineno, unreadable=True)
    except ValueError as error:
        report.add("turtle-syntax", f"The file is not Turtle: {error}.", name, 1, unreadable=True)


def open_in_memory(layout: Layout) -> tuple[EmbeddedStore, Sources]:
    """Read the files of a layout and return the store together with what was read (and its report)."""
    with collector_paused():
        sources = read_sources(layout)
        return EmbeddedStore(build(sources, version=fingerprint(layout))), sources


def open_on_disk(folder: Path, layout: Layout, check: Any) -> EmbeddedStore:
    """Return the store kept in `folder`, rebuilt when the files have changed since.

    A new version is written beside the old one and switched to in one rename, so a full disk or a killed process leaves
    the old one as it was. `check(sources)` is called on what was read before anything is switched.
    """
    version = fingerprint(layout)
    current = folder / version
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not current.is_dir():
            _write(folder, current, layout, version, check)
        _switch(folder, version)
        return EmbeddedStore(ox.Store.read_only(str(current)), current)
    except (OSError, RuntimeError) as error:  # the latter for a database that is damaged
        raise CrosswalkError(
            f"The store in {folder} cannot be used: {error}. Free disk space or name another --store."
        ) from None


def _write(folder: Path, current: Path, layout: Layout, version: str, check: Any) -> None:
    sources = read_sources(layout)
    _sweep(folder)
    draft = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=folder))
    try:
        dataset = build(sources, ox.Store(str(draft)), version)
        try:
            check(sources)
            dataset.flush()
            dataset.optimize()
        finally:
            del dataset  # closes it: an open database writes on while its folder is removed
        with contextlib.suppress(FileExistsError, OSError):  # another process was first: its copy is as good
            os.rename(draft, current)
        if not current.is_dir():
            raise OSError(f"the new version could not be moved to {current}")
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Remove what processes that were killed while writing have left behind: drafts of more than a day."""
    for draft in folder.glob(f"{_DRAFT}*"):
        with contextlib.suppress(OSError):
            if time.time() - draft.stat().st_mtime > _STALE_SECONDS:
                shutil.rmtree(draft, ignore_errors=True)


def _switch(folder: Path, version: str) -> None:
    """Remember the newest version, and drop those before the last two (a reader may still hold the last)."""
    pointer = folder / _CURRENT
    previous = pointer.read_text(encoding="utf-8").strip() if pointer.is_file() else ""
    if previous == version:
        return
    draft = folder / f".{_CURRENT}-{os.getpid()}"
    draft.write_text(version + "\n", encoding="utf-8")
    os.replace(draft, pointer)
    for old in folder.iterdir():
        if _VERSION.fullmatch(old.name) and (old / "CURRENT").is_file() and old.name not in (version, previous):
            shutil.rmtree(old, ignore_errors=True)
