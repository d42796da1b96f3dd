"""Synonyms of the search: `data/synonyms.yaml`. They become no part of the graph; the search asks for them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crosswalk import ids
from crosswalk.formats.readers import Contents, Reader, SourceFile

if TYPE_CHECKING:
    from crosswalk.files.faults import Report
    from crosswalk.files.model import SynonymEntry
    from crosswalk.formats.readers.sssom.expand import Expander


def _read(file: SourceFile, contents: Contents, expand: Expander, report: Report) -> None:
    read_synonyms(file.path, file.name, report)  # only its faults are of interest here


READER = Reader(
    "synonyms",
    ("data/synonyms.yaml",),
    ".yaml",
    ids.BASE + "source/{root}/",
    _read,
    order=60,
    is_vocabulary=True,
)


def read_synonyms(path: Path, name: str, report: Report) -> list[SynonymEntry]:
    """Return the groups of words listed in `path`; those with faults are left out and reported."""
    from crosswalk.files.entries import read_entries
    from crosswalk.files.model import SynonymEntry

    return [entry for entry, _ in read_entries(path, name, report, SynonymEntry, "synonym-fields", "same")]
