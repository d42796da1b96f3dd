"""Parse the hand-edited files. Every fault is a value with file, line and remedy; nothing half-read goes on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from crosswalk import ids
from crosswalk.files.faults import Fault, Report
from crosswalk.files.model import Document, Mapping, MappingSet, Organisation, Provision, WorkItem
from crosswalk.formats.readers.documents import read_document, read_organisations, read_work_items
from crosswalk.formats.readers.expand import Expander
from crosswalk.formats.readers.sssom import read_mapping_set
from crosswalk.sources.layout import Layout, SourceFile, shipped_root

__all__ = [
    "Document",
    "Fault",
    "Layout",
    "Mapping",
    "MappingSet",
    "Organisation",
    "Provision",
    "Report",
    "SourceFile",
    "Sources",
    "WorkItem",
    "content_hash",
    "fingerprint",
    "read_sources",
    "shipped_root",
]


@dataclass(slots=True)
class Sources:
    """Everything read from the files of one layout."""

    layout: Layout
    documents: list[tuple[SourceFile, Document]] = field(default_factory=list)
    organisations: list[tuple[SourceFile, list[Organisation]]] = field(default_factory=list)
    work_items: list[tuple[SourceFile, list[WorkItem]]] = field(default_factory=list)
    mapping_sets: list[tuple[SourceFile, MappingSet]] = field(default_factory=list)
    turtle: list[SourceFile] = field(default_factory=list)
    report: Report = field(default_factory=Report)


def read_sources(layout: Layout) -> Sources:
    """Return the parsed files of a layout; faults are in `.report`, and a file with a fault is left out whole."""
    sources = Sources(layout)
    files = list(layout.files())
    _refuse_twins(files, sources.report)
    for file in files:
        if file.kind == "document":
            if (document := read_document(file.path, file.name, sources.report)) is not None:
                sources.documents.append((file, document))
        elif file.kind == "organisations":
            sources.organisations.append((file, read_organisations(file.path, file.name, sources.report)))
        elif file.kind == "work-items":
            sources.work_items.append((file, read_work_items(file.path, file.name, sources.report)))
        elif file.kind == "turtle":
            sources.turtle.append(file)
    _refuse_rivals(sources)
    _refuse_twin_work_items(sources)
    stems = (file.path.stem for file in files if file.kind == "document")
    expand = Expander(ids.prefixes(stem for stem in stems if ids.is_document_id(stem)))
    for file in files:
        if file.kind == "mapping-set":
            mapping_set = read_mapping_set(file.path, file.name, expand, sources.report)
            if mapping_set is not None:
                sources.mapping_sets.append((file, mapping_set))
    return sources


def _refuse_twins(files: list[SourceFile], report: Report) -> None:
    """One document id or mapping set id may be told by one file only."""
    first: dict[str, SourceFile] = {}
    for file in files:
        if file.kind not in ("document", "mapping-set"):
            continue
        if file.graph in first:
            rule = "duplicate-document" if file.kind == "document" else "duplicate-mapping-set"
            report.add(
                rule,
                f"The id “{ids.short(file.graph)}” is already told by {first[file.graph].name}; rename one.",
                file.name,
                1,
                focus=file.graph,
                unreadable=True,
            )
        first.setdefault(file.graph, file)


def _refuse_rivals(sources: Sources) -> None:
    """One organisation may be told twice only in the same words."""
    first: dict[str, tuple[SourceFile, Organisation]] = {}
    for file, organisations in sources.organisations:
        for one in organisations:
            earlier, known = first.setdefault(one.id, (file, one))
            if known != one:
                message = f"“{one.id}” is told otherwise in {earlier.name}; make them the same or rename one."
                line = sources.report.place(ids.ORG + one.id)[1]
                sources.report.add("duplicate-organisation", message, file.name, line, unreadable=True)


def _refuse_twin_work_items(sources: Sources) -> None:
    """One work item is told once."""
    first: dict[str, str] = {}
    for file, items in sources.work_items:
        for one in items:
            if one.id in first:
                message = f"The work item “{one.id}” is already told by {first[one.id]}; keep one of the two."
                line = sources.report.place(one.iri)[1]
                sources.report.add("duplicate-work-item", message, file.name, line, focus=one.iri, unreadable=True)
            first.setdefault(one.id, file.name)


def fingerprint(layout: Layout) -> str:
    """Return a hash over all source files, and over the code that turns them into a graph: what a store holds."""
    return hashlib.sha256(_code() + content_hash(layout).encode()).hexdigest()[:16]


def content_hash(layout: Layout) -> str:
    """Return a hash over the names and bytes of all source files: the version of the data, to be cited."""
    total = hashlib.sha256()
    for file in layout.files():
        total.update(file.graph.encode() + b"\0" + hashlib.sha256(_bytes(file.path)).digest())
    return total.hexdigest()[:16]


@cache
def _code() -> bytes:
    """Return a hash of the rooms that read and say the files, so that a new version of them is a new graph."""
    package = Path(__file__).resolve().parent.parent
    files = [package / "ids.py", *sorted(package.glob("sources/**/*.py")), *sorted(package.glob("store/**/*.py"))]
    return hashlib.sha256(b"".join(hashlib.sha256(_bytes(file)).digest() for file in files)).digest()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
