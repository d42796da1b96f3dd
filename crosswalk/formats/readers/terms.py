"""The terms of the field: `data/terms.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crosswalk import ids
from crosswalk.formats.readers import Contents, Reader, SourceFile

if TYPE_CHECKING:
    from crosswalk.files.faults import Report
    from crosswalk.files.model import TermEntry
    from crosswalk.formats.readers.sssom.expand import Expander


def _read(file: SourceFile, contents: Contents, expand: Expander, report: Report) -> None:
    contents.terms.append((file, read_terms(file.path, file.name, report)))


READER = Reader("terms", ("data/terms.yaml",), ".yaml", ids.BASE + "source/{root}/", _read, order=25)


def read_terms(path: Path, name: str, report: Report) -> list[TermEntry]:
    """Return the terms listed in `path`; those with faults are left out and reported."""
    from crosswalk.files.entries import read_entries
    from crosswalk.files.model import TermEntry

    entries = read_entries(path, name, report, TermEntry, "term-fields", "id, term, definition and source")
    report.places.update((entry.iri, (name, line)) for entry, line in entries)
    return [entry for entry, _ in entries]
