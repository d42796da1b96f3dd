"""`crosswalk import`"""

from __future__ import annotations

import datetime
import hashlib
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crosswalk.cli.options import Source, source_options
from crosswalk.cli.output import print_table, say, warn
from crosswalk.errors import UsageError, shown
from crosswalk.text import one_line
from crosswalk.vocabulary import quantity

if TYPE_CHECKING:
    from crosswalk.formats.importers import ForeignFile, Importer
    from crosswalk.formats.importers.gathered import Gathered

#: How many warnings and matched ids are printed; the record of the folder has them all.
_MOST = 20
_EARLIER = re.compile(r"row \d+")


@click.command()
@click.argument("form", metavar="[FORMAT]", required=False)
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--output", "-o", metavar="DIR", type=click.Path(path_type=Path), help="The data folder to write.")
@click.option("--metadata", metavar="FILE", type=click.Path(path_type=Path), help="The metadata of the file, apart.")
@click.option("--keep-good", is_flag=True, help="Write the good rows, and the others as they were, with the reasons.")
@click.option("--force", is_flag=True, help="Replace a folder of an earlier import.")
@source_options
def command(
    source: Source,
    form: str | None,
    files: tuple[Path, ...],
    output: Path | None,
    metadata: Path | None,
    keep_good: bool,
    force: bool,
) -> None:
    """Read files of other people's and write a data folder of them. FORMAT is auto, or one of those that are listed
    without it.
    """
    from crosswalk.formats.importers import importers

    if form is None:
        rows = [(each.name, each.title, " ".join(each.suffixes)) for each in importers().values()]
        print_table(["Format", "What it reads", "Files end in"], rows)
        return
    if not files or output is None:
        missing = "the files to read" if not files else "-o and the folder to write"
        raise UsageError(f"Name {missing}, as in crosswalk import {shown(form)} FILE -o DIR.")
    if metadata and len(files) > 1:
        raise UsageError("--metadata is for one file: import the files one by one.")
    from crosswalk.analysis.known import known
    from crosswalk.files.collector import collector_paused
    from crosswalk.formats.importers.folder import check_target, write_folder
    from crosswalk.formats.importers.gathered import Gathered

    check_target(output, force)
    chosen = _chosen(form, files, metadata)
    gathered = Gathered(known(source.open()), datetime.date.today())
    with collector_paused():
        is_unreadable = _read(chosen, gathered)
        if _is_refused(gathered, keep_good):
            warn(f"Nothing is written.{'' if is_unreadable else ' --keep-good writes the good rows.'}")
            sys.exit(2 if is_unreadable else 1)
        _say_what_became_of_rows(gathered)
        if not gathered.sets and not gathered.documents:
            warn("No row can be kept, so nothing is written.")
            sys.exit(1)
        write_folder(gathered, output, force=force, about={"sources": [_identity(file) for _, file in chosen]})
    _say_what_was_written(gathered, output)


def _chosen(form: str, files: tuple[Path, ...], metadata: Path | None) -> list[tuple[Importer, ForeignFile]]:
    """Return each file with the importer that will read it. Raises UsageError where there is none."""
    from crosswalk.formats.importers import HEAD, ForeignFile, importer_named, importers, recognised

    named = None if form == "auto" else importer_named(form)
    chosen = []
    names: set[str] = set()
    for path in files:
        name = one_line(path.name)
        if name in names:
            raise UsageError(f"Two files are called “{shown(name)}”; import them one by one.")
        names.add(name)
        importer = named
        if importer is None:
            found = recognised(path.name, _head(path, HEAD))
            if len(found) != 1:
                formats = ", ".join(sorted(one.name for one in found or importers().values()))
                what = "could be of several formats" if found else "is of no format that is known"
                raise UsageError(f"{shown(name)} {what}; name its format in place of auto: {formats}.")
            importer = found[0]
        chosen.append((importer, ForeignFile(path, name, metadata)))
    return chosen


def _head(path: Path, size: int) -> bytes:
    """Return the first bytes of a file. Raises UsageError where there is no file to read."""
    from crosswalk.files.text import Unreadable, read_head

    try:
        return read_head(path, size)
    except Unreadable as reason:
        raise UsageError(f"{shown(path, 300)} cannot be read: {reason}.") from None


def _read(chosen: list[tuple[Importer, ForeignFile]], gathered: Gathered) -> bool:
    """Read every file, so that all faults are known at once; return True where one cannot be read at all."""
    from crosswalk.files.text import Unreadable

    for importer, file in chosen:
        try:
            importer.read(file, gathered)
        except Unreadable as reason:
            gathered.report.unreadable(reason, file.name)
    return bool(gathered.report.faults)


def _is_refused(gathered: Gathered, keep_good: bool) -> bool:
    """Say what is refused, and return True where nothing is to be written because of it."""
    from crosswalk.formats.importers.gathered import Outcome
    from crosswalk.limits import MAX_FAULTS

    for fault in gathered.report:
        warn(fault.sentence())
    if gathered.report.faults:
        return True
    refused = [(file, row) for file in gathered.files for row in file.rows if row.outcome is Outcome.REFUSED]
    for file, row in [] if keep_good else refused[:MAX_FAULTS]:
        place = f"{file.name}:{row.line}" if row.line else f"{file.name}: row {row.number}"
        warn(f"{place}: {' '.join(row.reasons)}")
    if len(refused) > MAX_FAULTS and not keep_good:
        warn(f"{quantity(len(refused) - MAX_FAULTS, 'more row')} refused.")
    return bool(refused) and not keep_good


def _identity(file: ForeignFile) -> dict[str, str]:
    from crosswalk.files.text import read_bytes
    from crosswalk.limits import SSSOM_SIZE

    return {"file": file.name, "sha256": hashlib.sha256(read_bytes(file.path, SSSOM_SIZE)).hexdigest()}


def _say_what_became_of_rows(gathered: Gathered) -> None:
    """Print how many rows of each file were kept, and why the others were not."""
    from crosswalk.formats.importers.gathered import Outcome

    for file in gathered.files:
        counts = file.counts()
        if parts := [f"{counts[outcome]:,} {outcome}" for outcome in Outcome if counts[outcome]]:
            say(f"{file.name}: {quantity(sum(counts.values()), 'row')}, {', '.join(parts)}.")
        reasons = Counter(_EARLIER.sub("an earlier row", reason) for row in file.rows for reason in row.reasons)
        for reason, count in reasons.most_common(_MOST):
            say(f"  {quantity(count, 'row')}: {reason}")
        if len(reasons) > _MOST:
            say(f"  {quantity(len(reasons) - _MOST, 'more reason')}.")


def _say_what_was_written(gathered: Gathered, output: Path) -> None:
    """Print what the folder contains, and what was read otherwise than it is written."""
    from crosswalk.formats.importers.folder import ABOUT

    for document in gathered.documents:
        say(f"New document: {document}.")
    for stub in gathered.stubs.values():
        say(f"New document: {stub.id}, a stub with what is cited of {one_line(shown(stub.title))}.")
    for imported in gathered.sets:
        say(f"New mapping set: {imported.content.id}.")
    for written, read in list(gathered.read_as.items())[:_MOST]:
        say(f"{one_line(shown(written))} was read as {read}.")
    for warning in gathered.warnings[:_MOST]:
        warn(warning.sentence())
    if left := max(len(gathered.read_as) - _MOST, 0) + max(len(gathered.warnings) - _MOST, 0):
        say(f"{quantity(left, 'more remark')} like these.")
    say(f"{one_line(output / ABOUT)} says what became of every row. Use the folder with --data {one_line(output)}")
