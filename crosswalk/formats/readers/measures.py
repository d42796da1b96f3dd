"""The measures in which the asks of several documents meet: `data/measures/<catalogue>.tsv` (docs/measures.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosswalk import ids
from crosswalk.errors import did_you_mean, shown
from crosswalk.formats.readers import Contents, Reader, SourceFile
from crosswalk.vocabulary import THEMES

if TYPE_CHECKING:
    from crosswalk.files.faults import Report
    from crosswalk.files.model import CatalogueFile
    from crosswalk.formats.readers.sssom.expand import Expander

COLUMNS = ("id", "evidence", "theme")
_RULE = "measures-row"


def _read(file: SourceFile, contents: Contents, expand: Expander, report: Report) -> None:
    if (catalogue := read_measures(file, report)) is not None:
        contents.catalogues.append((file, catalogue))


READER = Reader("measures", ("data/measures/*.tsv",), ".tsv", ids.DOC, _read, order=27)


def read_measures(file: SourceFile, report: Report) -> CatalogueFile | None:
    """Return a catalogue of measures, or None with what is wrong added to `report`."""
    from crosswalk.files.model import CatalogueFile, MeasureEntry
    from crosswalk.files.tables import read_table

    before = len(report.faults)
    catalogue = file.path.name.removesuffix(READER.suffix)
    if not ids.is_document_id(catalogue):
        report.add(_RULE, f"“{shown(catalogue)}” cannot be an id: use a-z, 0-9, dots and hyphens.", file.name, 1)
    measures: dict[str, MeasureEntry] = {}
    for row in read_table(file.path, file.name, COLUMNS, report):
        name, evidence, theme = row.cells
        if report.is_full(file.name):
            break
        reason = None
        if not ids.LOCAL_ID.fullmatch(name):
            reason = f"“{shown(name)}” is not an id; use letters, digits, dots and hyphens."
        elif name in measures:
            reason = f"“{shown(name)}” is there already; keep one."
        elif not evidence:
            reason = f"“{shown(name)}” has no sentence of evidence."
        elif theme not in THEMES:
            hint = did_you_mean(theme, THEMES) or " See docs/measures.md."
            reason = f"“{shown(name)}”: “{shown(theme)}” is not a theme.{hint}"
        if reason:
            report.add(_RULE, reason, file.name, row.line)
            continue
        report.places[f"{ids.DOC}{catalogue}/{name}"] = (file.name, row.line)
        measures[name] = MeasureEntry(name, evidence, theme)
    return CatalogueFile(catalogue, tuple(measures.values())) if len(report.faults) == before else None
