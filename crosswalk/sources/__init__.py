"""Parse the hand-edited files. Every fault is a value with file, line and remedy; a file with a fault is left out."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from crosswalk import ids
from crosswalk.errors import shown
from crosswalk.files.faults import Fault, Report
from crosswalk.files.text import Unreadable, read_bytes
from crosswalk.formats.readers import Contents, SourceFile, readers
from crosswalk.limits import SSSOM_SIZE, TURTLE_SIZE, YAML_SIZE
from crosswalk.sources.layout import Layout, data_version, shipped_root

if TYPE_CHECKING:
    from crosswalk.files.model import OrganisationEntry

__all__ = [
    "Contents",
    "Fault",
    "Layout",
    "Report",
    "SourceFile",
    "Sources",
    "content_hash",
    "data_version",
    "fingerprint",
    "read_at_rest",
    "read_sources",
    "shipped_root",
]


Read = TypeVar("Read")


@dataclass(slots=True)
class Sources(Contents):
    """Everything read from the files of one layout, and the faults found in them."""

    layout: Layout = field(default_factory=Layout)
    report: Report = field(default_factory=Report)


def read_sources(layout: Layout) -> Sources:
    """Return the parsed files of a layout. Faults are in `.report`, and a file with a fault is left out entirely."""
    from crosswalk.formats.readers.sssom.expand import Expander

    sources = Sources(layout=layout)
    files = list(layout.files())
    stems = (file.path.stem for file in files if file.graph.startswith(ids.DOC))
    expand = Expander(ids.prefixes(stem for stem in stems if ids.is_document_id(stem)))
    for reader in readers():
        for file in files:
            if file.kind == reader.name and _is_well_named(file, sources.report):
                reader.read(file, sources, expand, sources.report)
    _refuse_twins(_without_replaced(files, sources), sources.report)
    _refuse_rivals(sources)
    _refuse_twin_work_items(sources)
    _refuse_twin_terms(sources)
    return sources


def _is_well_named(file: SourceFile, report: Report) -> bool:
    if ids.is_iri(file.graph) or file.graph.startswith(ids.DOC):  # the reader of documents has a rule for their ids
        return True
    message = "The name of the file cannot be part of an address: use letters, digits, dots and hyphens."
    report.add("bad-file-name", message, file.name)
    return False


def _without_replaced(files: list[SourceFile], sources: Sources) -> list[SourceFile]:
    """Leave out the shipped documents of which a folder has a copy that says that it takes their place, and return the
    other files. A copy that takes the place of nothing is reported.
    """
    copies = {document.id: file for file, document in sources.documents if document.replaces_shipped}
    for name, file in copies.items():
        if not (shipped_root() / "data" / "documents" / f"{name}.yaml").is_file():
            message = f"No document “{shown(name)}” ships with crosswalk: leave out replaces_shipped."
            sources.report.add("nothing-to-replace", message, file.name, 1, focus=file.graph)
    replaced = {file.graph for file in copies.values() if not file.is_shipped}

    def is_kept(file: SourceFile) -> bool:
        return not (file.is_shipped and file.graph in replaced)

    sources.documents = [(file, document) for file, document in sources.documents if is_kept(file)]
    return list(filter(is_kept, files))


def _refuse_twins(files: list[SourceFile], report: Report) -> None:
    """Report document ids and mapping set ids that two files define."""
    kinds = {reader.name for reader in readers() if reader.names_a_thing}
    first: dict[str, SourceFile] = {}
    for file in files:
        if file.kind not in kinds:
            continue
        if file.graph in first:
            known = f"The id “{shown(ids.short(file.graph))}” is already defined in {first[file.graph].name}"
            message = f"{known}{_OWN_COPY if first[file.graph].is_shipped else '; rename one.'}"
            report.add(f"duplicate-{file.kind}", message, file.name, 1, focus=file.graph)
        first.setdefault(file.graph, file)


_OWN_COPY = (
    ", which ships with crosswalk: give your file and its id another name to have both, write “replaces_shipped: true” "
    "in it to use it in place of the other, or leave out what ships with --only-data."
)


def _refuse_rivals(sources: Sources) -> None:
    """Report organisations that two files define differently."""
    first: dict[str, tuple[SourceFile, OrganisationEntry]] = {}
    for file, organisations in sources.organisations:
        for entry in organisations:
            earlier, known = first.setdefault(entry.id, (file, entry))
            if known != entry:
                message = (
                    f"“{shown(entry.id)}” is defined differently in {earlier.name}; make them the same or rename one."
                )
                line = sources.report.place(ids.ORG + entry.id)[1]
                sources.report.add("duplicate-organisation", message, file.name, line)


def _refuse_twin_work_items(sources: Sources) -> None:
    """Report work items that are defined twice."""
    first: dict[str, str] = {}
    for file, items in sources.work_items:
        for item in items:
            if item.id in first:
                message = (
                    f"The work item “{shown(item.id)}” is already defined in {first[item.id]}; keep one of the two."
                )
                line = sources.report.place(item.iri)[1]
                sources.report.add("duplicate-work-item", message, file.name, line, focus=item.iri)
            first.setdefault(item.id, file.name)


def _refuse_twin_terms(sources: Sources) -> None:
    """Report terms that are defined twice, and names that two terms have."""
    ids_, names = dict[str, str](), dict[str, str]()
    for file, terms in sources.terms:
        for term in terms:
            line = sources.report.place(term.iri)[1]
            if term.id in ids_:
                message = f"The term “{shown(term.id)}” is already defined in {ids_[term.id]}; keep one of the two."
                sources.report.add("duplicate-term", message, file.name, line, focus=term.iri)
            ids_.setdefault(term.id, file.name)
            for name in {name.casefold() for name in term.names}:
                if names.setdefault(name, term.id) != term.id:
                    message = f"“{shown(name)}” is also a name of “{shown(names[name])}”; give it to one of the two."
                    sources.report.add("duplicate-term", message, file.name, line, focus=term.iri)


def fingerprint(layout: Layout) -> str:
    """Return a hash over all source files and over the code that turns them into a graph: the version of a store."""
    return hashlib.sha256(_code() + content_hash(layout).encode()).hexdigest()[:16]


def content_hash(layout: Layout) -> str:
    """Return a hash over the places and bytes of all source files, which identifies the data behind an answer."""
    total = hashlib.sha256()
    for file in layout.files():
        names = "\0".join((file.kind, file.place, file.graph, ""))
        total.update(os.fsencode(names) + hashlib.sha256(_bytes(file.path)).digest())
    return total.hexdigest()[:16]


def read_at_rest(layout: Layout, read: Callable[[str], Read]) -> Read | None:
    """Return what `read(version)` returns, given the fingerprint of the files that it reads. It is called again when a
    file changed meanwhile, so that what is kept under a version is never the graph of another one.

    Returns None when files went on changing.
    """
    for _ in range(_TRIES):
        before = _times(layout)
        version = fingerprint(layout)
        answer = read(version)
        if fingerprint(layout) == version and _times(layout) == before:
            return answer
    return None


#: How often files that change are read again.
_TRIES = 3


def _times(layout: Layout) -> list[tuple[object, ...]]:
    """Return what the system knows of every file: a file that was changed and changed back was changed."""
    return [(file.place, *_identity(file.path)) for file in layout.files()]


def _identity(path: Path) -> tuple[int, ...]:
    try:
        about = path.stat()
    except OSError:
        return ()
    return about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns


@cache
def _code() -> bytes:
    """Return a hash of the code that reads the files, writes them as RDF and reads answers from it, the engine and
    Python included: when it changes, the graph is rebuilt and no answer that was kept beside the old one is used.
    """
    import pyoxigraph as ox

    package = Path(__file__).resolve().parent.parent
    rooms = [
        file
        for room in ("files", "formats/readers", "sources", "sparql", "store")
        for file in package.glob(f"{room}/**/*.py")
    ]
    files = [*(package / name for name in ("algebra.py", "ids.py", "vocabulary.py")), *sorted(rooms)]
    code = b"".join(hashlib.sha256(_bytes(file)).digest() for file in files)
    return hashlib.sha256(ox.__version__.encode() + b"\0" + sys.version.encode() + b"\0" + code).digest()


def _bytes(path: Path) -> bytes:
    """Return the content of a file, or why it cannot be read, which its reader will report."""
    try:
        return read_bytes(path, max(limit.bytes() for limit in (YAML_SIZE, SSSOM_SIZE, TURTLE_SIZE)))
    except Unreadable as reason:
        return b"\0unreadable" + str(reason).encode()  # which no file of ours contains, so an empty one is another
