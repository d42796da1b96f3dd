"""`crosswalk export`"""

from __future__ import annotations

import json
import os
import stat
import sys
import tempfile
from pathlib import Path

import click

from crosswalk.cli.options import Source, source_options
from crosswalk.cli.output import print_table, warn, write
from crosswalk.errors import CrosswalkError, UsageError
from crosswalk.text import escaped_json


@click.command()
@click.argument("form", metavar="[FORMAT]", required=False)
@click.argument("focal", required=False)
@click.argument("reference", required=False)
@click.option("--set", "mapping_set", metavar="ID", help="Write this mapping set, and not the whole crosswalk.")
@click.option(
    "--output",
    "-o",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write. Without it, standard output.",
)
@click.option(
    "--loss",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A file for what the format could not say, as JSON; it is also said on standard error.",
)
@source_options
def command(
    source: Source,
    form: str | None,
    focal: str | None,
    reference: str | None,
    mapping_set: str | None,
    output: Path | None,
    loss: Path | None,
) -> None:
    """Write the whole crosswalk, document FOCAL, FOCAL against REFERENCE, or a mapping set in another format. Without
    FORMAT, list the formats.
    """
    from crosswalk.formats.writers import exported, exporters

    if form is None:
        if output or loss or mapping_set:
            given = "--output" if output else "--loss" if loss else "--set"
            raise UsageError(f"{given} needs something to write: name a format; crosswalk export lists them.")
        rows = [
            (writer.name, writer.title, ", ".join(writer.extents), writer.suffix) for writer in exporters().values()
        ]
        print_table(["Format", "What it contains", "Of what", "Files end in"], rows)
        return
    made = exported(source.open(), form, focal, reference, mapping_set=mapping_set)
    if output is None and made.is_binary and sys.stdout.isatty():
        raise UsageError(f"The format {form} is not text: name a file with --output.")
    _put(output, made.content)
    if loss:
        _put(loss, f"{escaped_json(json.dumps(made.as_json(), ensure_ascii=False, indent=2))}\n".encode())
    warn(made.report())


def _put(file: Path | None, content: bytes) -> None:
    """Write a file, or print what is in it where none was named."""
    if file is None:
        write(content, nl=False)
        return
    try:
        _write(file, content)
    except OSError as error:
        raise CrosswalkError(f"{file} cannot be written: {error.strerror}.") from None


def _write(output: Path, content: bytes) -> None:
    """Write a file completely or not at all. What is not a plain file, such as /dev/stdout or a pipe, is written to; of
    a link, the file that it names.
    """
    if output.exists() and not output.is_file():
        output.write_bytes(content)
        return
    file = Path(os.path.realpath(output))
    handle, draft = tempfile.mkstemp(dir=file.parent, prefix=".crosswalk-", suffix=".draft")
    try:
        with os.fdopen(handle, "wb") as writing:
            writing.write(content)
        os.chmod(draft, stat.S_IMODE(file.stat().st_mode) if file.exists() else 0o666 & ~_umask())
        os.replace(draft, file)
    finally:  # also after Ctrl-C
        Path(draft).unlink(missing_ok=True)


def _umask() -> int:
    """Return what this process leaves out of the permissions of new files; the only way to ask is to set it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
