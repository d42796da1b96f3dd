"""Mapping sets: `mappings/<layer>/<focal>--<reference>.sssom.tsv`, in [SSSOM TSV](https://mapping-commons.github.io/sssom/)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosswalk import ids
from crosswalk.formats.readers import Contents, Reader, SourceFile

if TYPE_CHECKING:
    from crosswalk.files.faults import Report
    from crosswalk.formats.readers.sssom.expand import Expander


def _read(file: SourceFile, contents: Contents, expand: Expander, report: Report) -> None:
    from crosswalk.formats.readers.sssom.parse import read_mapping_set

    mapping_set = read_mapping_set(file.path, file.name, expand, report)
    if mapping_set is not None:
        contents.mapping_sets.append((file, mapping_set))


READER = Reader(
    "mapping-set",
    ("mappings/*/*.sssom.tsv", "mappings/*.sssom.tsv"),
    ".sssom.tsv",
    ids.SET,
    _read,
    order=30,
)
