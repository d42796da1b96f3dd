"""`crosswalk export`"""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

import click

from crosswalk.cli.options import Source, source_options
from crosswalk.cli.output import print_table, write
from crosswalk.errors import CrosswalkError, UsageError


@click.command()
@click.argument("form", metavar="[FORMAT]", required=False)
@click.option(
    "--output",
    "-o",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write. Without it, standard output.",
)
@source_options
def command(source: Source, form: str | None, output: Path | None) -> None:
    """Write the whole crosswalk in another format. Without FORMAT, list the formats."""
    from crosswalk.formats.writers import export, writers

    if form is None:
        if output:
            raise UsageError("--output needs something to write: name a format; crosswalk export lists them.")
        rows = [(writer.name, writer.title, writer.suffix) for writer in writers().values() if writer.whole]
        print_table(["Format", "What it contains", "Files end in"], rows)
        return
    content = export(source.open(), form)
    if output is None:
        write(content, nl=False)
        return
    try:
        _write(output, content)
    except OSError as error:
        raise CrosswalkError(f"{output} cannot be written: {error.strerror}.") from None


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
