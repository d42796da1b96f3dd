"""Organisations: `data/organisations.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crosswalk import ids
from crosswalk.formats.readers import Contents, Reader, SourceFile

if TYPE_CHECKING:
    from crosswalk.files.faults import Report
    from crosswalk.files.model import OrganisationEntry
    from crosswalk.formats.readers.sssom.expand import Expander


def _read(file: SourceFile, contents: Contents, expand: Expander, report: Report) -> None:
    contents.organisations.append((file, read_organisations(file.path, file.name, report)))


READER = Reader(
    "organisations",
    ("data/organisations.yaml",),
    ".yaml",
    ids.BASE + "source/{root}/",
    _read,
    order=40,
    is_vocabulary=True,
)


def read_organisations(path: Path, name: str, report: Report) -> list[OrganisationEntry]:
    """Return the organisations listed in `path`; those with faults are left out and reported."""
    from crosswalk.files.entries import read_entries
    from crosswalk.files.model import OrganisationEntry

    entries = read_entries(path, name, report, OrganisationEntry, "organisation-fields", "id and name")
    report.places.update((ids.ORG + entry.id, (name, line)) for entry, line in entries)
    return [entry for entry, _ in entries]
