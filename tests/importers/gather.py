"""What the tests of the importers share: two known documents, and an import without the command line."""

from __future__ import annotations

import datetime
from pathlib import Path

from crosswalk.files.text import Unreadable
from crosswalk.formats.importers import ForeignFile, importer_named
from crosswalk.formats.importers.gathered import Gathered, Outcome
from crosswalk.formats.importers.known import Known, KnownDocument

TODAY = datetime.date(2026, 11, 22)
ALPHA = KnownDocument(
    "alpha-1.0",
    "Alpha",
    {"A-1": "Training", "A-2": "Logging", "A-2(1)": "Remote logging"},
    {},
    prefixes=("AL",),
    addresses=("https://alpha.example/items#",),
    spellings=(("training", "A-1"),),
    any_sign=True,
)
BETA = KnownDocument("beta-2.0", "Beta", {"B.1": "Governance", "B.2": "Testing"}, {"B.1": "B.1:2020"}, prefixes=("BE",))
HEAD = """\
#curie_map:
#  X: https://x.example/
#  Y: https://y.example/
#mapping_set_id: https://example.org/set
#license: https://creativecommons.org/licenses/by/4.0/
"""
COLUMNS = "subject_id\tpredicate_id\tobject_id\tmapping_justification"
BY_HAND = "semapv:ManualMappingCuration"


def known() -> Known:
    return Known([ALPHA, BETA], ["alpha-1.0--beta-2.0"], ["nist"])


def gather(path: Path, form: str = "sssom", metadata: Path | None = None, gathered: Gathered | None = None) -> Gathered:
    """Return what is in a file; one that cannot be read at all is in the report."""
    found = gathered or Gathered(known(), TODAY)
    try:
        importer_named(form).read(ForeignFile(path, path.name, metadata), found)
    except Unreadable as reason:
        found.report.unreadable(reason, path.name)
    return found


def sssom(
    tmp_path: Path, *rows: str, head: str = HEAD, columns: str = COLUMNS, name: str = "s.sssom.tsv", end: str = "\n"
) -> Gathered:
    """Return what is in an SSSOM table with these rows."""
    path = tmp_path / name
    path.write_bytes((head + "\n".join([columns, *rows]) + "\n").replace("\n", end).encode())
    return gather(path)


def kept(gathered: Gathered) -> list[tuple[str, str, str, str]]:
    """Return the mappings as short texts: subject, predicate, modifier, object."""
    from crosswalk import ids

    return [
        (ids.short(row.subject), ids.short(row.predicate), row.modifier, ids.short(row.object))
        for imported in gathered.sets
        for row in imported.content.mappings
    ]


def became(gathered: Gathered) -> list[tuple[int, str, str]]:
    """Return the line, the outcome and the reasons of every row."""
    return [
        (row.line or row.number, str(row.outcome), " ".join(row.reasons))
        for file in gathered.files
        for row in file.rows
    ]


def reasons(gathered: Gathered, outcome: Outcome) -> list[str]:
    """Return the reasons of the rows with an outcome."""
    return [" ".join(row.reasons) for file in gathered.files for row in file.rows if row.outcome is outcome]
