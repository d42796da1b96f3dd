"""The embedded store: pyoxigraph, in memory or on disk, 13 to 1,800 times faster than rdflib's evaluator
(docs/decisions/0002-pyoxigraph-answers-rdflib-parses.md).
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox

from crosswalk import ids
from crosswalk.errors import QueryRefused, StoreError, shown
from crosswalk.files.collector import collector_paused
from crosswalk.files.text import Unreadable
from crosswalk.files.turtle import read_turtle
from crosswalk.limits import TURTLE_SIZE
from crosswalk.sources import Layout, Report, Sources, fingerprint, read_at_rest, read_sources
from crosswalk.store.cache import recall, remember, write_copy
from crosswalk.store.database import open_database, why, write_database
from crosswalk.store.drafts import CONTENT, sweep
from crosswalk.store.sealed import plain_file, replace
from crosswalk.store.seam import Answer, answering
from crosswalk.store.versions import keep_only, read_by, write_version

_CURRENT, _NAME = "CURRENT", 64  # at most so many bytes
CHANGING = "The files went on changing while they were read; ask again when they are saved."
Check = Callable[[Sources], None]


class EmbeddedStore:
    """One RDF dataset in this process; the default graph of every query is the union of the named graphs."""

    def __init__(self, dataset: ox.Store, folder: Path | None = None, version: str = "") -> None:
        self.dataset = dataset
        self.version = version  #: of the files it was read from; empty where they changed while they were read
        self._kept = self._folder = folder
        if folder is not None:
            read_by(self, folder)

    def query(self, sparql: str, *, union: bool = True) -> Answer:
        """Return pyoxigraph's QuerySolutions, QueryTriples or QueryBoolean. With `union=False` the query's own FROM
        clauses say what the default graph is.

        Raises QueryRefused when the SPARQL is malformed, StoreError when the dataset cannot answer.
        """
        try:
            with answering():
                return self.dataset.query(sparql, use_default_graph_as_union=union)
        except SyntaxError as error:
            raise QueryRefused(f"The query is not valid SPARQL: {shown(error, 300)}") from None

    @property
    def folder(self) -> Path | None:
        """The folder of this version on disk, or None for a store in memory only."""
        return self._kept

    def location(self) -> str:
        """Return a folder that another process can open to query the same graph. A store in memory, or one whose folder
        was removed since it was opened, is written to a temporary folder, once.

        Raises StoreError when it cannot be written.
        """
        if self._folder is None or not self._folder.is_dir():
            draft = write_copy(self.dataset)
            weakref.finalize(self, draft.remove)
            self._folder = draft.path / CONTENT
        return str(self._folder)


def build(sources: Sources, dataset: ox.Store | None = None, version: str = "") -> ox.Store:
    """Return a dataset of everything that was read. Faults in Turtle files are added to `sources.report`."""
    from crosswalk.store.rdf import graphs

    dataset, put = (dataset, dataset.bulk_load) if dataset is not None else _in_memory()
    for name, triples in graphs(sources):  # lenient: each IRI was checked before
        put(input=triples, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(name), lenient=True)
    for file in sources.turtle:
        _load_turtle(dataset, file.path, file.name, file.graph, sources.report)
    about, graph = ox.NamedNode(ids.BASE), ox.NamedNode(ids.BASE + "source/version")
    said = (
        ("owl", "versionInfo", ox.Literal(version or "unversioned")),
        ("void", "triples", ox.Literal(len(dataset) + 2)),  # counting them in SPARQL takes longer than any other query
    )
    for prefix, name, known in said:
        dataset.add(ox.Quad(about, ox.NamedNode(ids.PREFIXES[prefix] + name), known, graph))
    return dataset


def _in_memory() -> tuple[ox.Store, Callable[..., None]]:
    """Return a new dataset in memory and its fastest way to load; on disk that is `bulk_load`, which needs less
    space.
    """
    dataset = ox.Store()
    return dataset, dataset.load


def _load_turtle(dataset: ox.Store, path: Path, name: str, graph: str, report: Report) -> None:
    try:
        content = read_turtle(path, TURTLE_SIZE)
    except Unreadable as reason:
        report.unreadable(reason, name)
        return
    try:  # an OSError here comes from the dataset and not the file: a full disk
        dataset.bulk_load(input=content, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(graph))
    except SyntaxError as error:
        report.add("turtle-syntax", f"The file is not Turtle: {shown(error.msg, 200)}.", name, error.lineno)
    except ValueError as error:
        report.add("turtle-syntax", f"The file is not Turtle: {shown(error, 200)}.", name, 1)


def open_in_memory(layout: Layout) -> tuple[EmbeddedStore, Sources]:
    """Read the files of a layout. Return the store and what was read, with its report."""

    def read(version: str) -> tuple[EmbeddedStore, Sources]:
        sources = read_sources(layout)
        return EmbeddedStore(build(sources, version=version), version=version), sources

    with collector_paused():
        return read_at_rest(layout, read) or read("")


def open_remembered(layout: Layout, check: Check) -> EmbeddedStore:
    """Return the store from the cache, or read the files, call `check(sources)` and write the store to the cache."""
    version = fingerprint(layout)
    cached = recall(version)
    if cached is not None:
        return EmbeddedStore(*cached, version)
    store, sources = open_in_memory(layout)
    check(sources)
    if store.version:
        remember(store.version, store.dataset)
    return store


def open_on_disk(folder: Path, layout: Layout, check: Check) -> EmbeddedStore:
    """Return the store kept in `folder`, rebuilt when the files have changed since, or when it is not what was written.

    A new version is written beside the old one and takes its place in one rename, so a full disk or a killed process
    leaves the old one intact. `check(sources)` is called before that. Raises StoreError when the folder cannot be used.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder)
        return _open(folder, fingerprint(layout)) or _write(folder, layout, check)
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreError(f"The store in {folder} cannot be used: {why(error)} or name another --store.") from None


def open_folder(folder: Path) -> EmbeddedStore:
    """Return, read-only, the store in a folder that the `location()` of another one named. Raises StoreError when it is
    no longer what was written.
    """
    dataset = open_database(folder)
    if dataset is None:
        raise StoreError(
            f"The store cannot be opened: {folder} was removed or damaged while it was in use; start the program again."
        )
    return EmbeddedStore(dataset, folder)


def _open(folder: Path, version: str) -> EmbeddedStore | None:
    dataset = open_database(folder / version, version)
    if dataset is None:
        return None
    sweep(folder / version)
    _switch(folder, version)
    return EmbeddedStore(dataset, folder / version, version)


def _write(folder: Path, layout: Layout, check: Check) -> EmbeddedStore:
    """Write the version of the files, which is not there or is damaged, and open it."""

    def fill(content: Path) -> str:
        def read(version: str) -> str:
            for path in content.iterdir():  # of files that changed while they were read
                path.unlink()
            sources = read_sources(layout)
            write_database(content, version, lambda dataset: _fill(dataset, sources, version, check))
            return version

        if (version := read_at_rest(layout, read)) is None:
            raise StoreError(CHANGING)
        return version

    version = write_version(folder, fill)
    store = _open(folder, version)
    if store is None:
        raise StoreError(f"The store in {folder} was removed or damaged while it was written; ask again.")
    return store


def _fill(dataset: ox.Store, sources: Sources, version: str, check: Check) -> None:
    build(sources, dataset, version)
    check(sources)
    dataset.optimize()


def _switch(folder: Path, version: str) -> None:
    """Record the newest version, and delete all but the last two and those that are being read."""
    pointer = folder / _CURRENT
    try:
        with plain_file(pointer) as (file, _):
            previous = file.read(_NAME).decode(errors="replace").strip()
    except OSError:
        previous = ""
    if previous == version:
        return
    replace(pointer, f"{version}\n".encode())
    keep_only(folder, (version, previous))
