"""Work items: `data/work-items/<body>.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crosswalk import ids
from crosswalk.formats.readers import Contents, Reader, SourceFile

if TYPE_CHECKING:
    from crosswalk.files.faults import Report
    from crosswalk.files.model import WorkItemEntry
    from crosswalk.formats.readers.sssom.expand import Expander


def _read(file: SourceFile, contents: Contents, expand: Expander, report: Report) -> None:
    contents.work_items.append((file, read_work_items(file.path, file.name, report)))


READER = Reader(
    "work-items", ("data/work-items/*.yaml",), ".yaml", ids.BASE + "source/{root}/work-items/", _read, order=20
)


def read_work_items(path: Path, name: str, report: Report) -> list[WorkItemEntry]:
    """Return the work items listed in `path`; those with faults are left out and reported."""
    from crosswalk.files.entries import read_entries
    from crosswalk.files.model import WorkItemEntry

    entries = read_entries(path, name, report, WorkItemEntry, "work-item-fields", "id, number, title, body and stages")
    report.places.update((entry.iri, (name, line)) for entry, line in entries)
    return [entry for entry, _ in entries]
