"""`crosswalk validate`"""

from __future__ import annotations

import gc
import sys

import click

from crosswalk.cli.options import Source, format_option, source_options
from crosswalk.cli.output import print_json, say


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH…]", type=click.Path(exists=True))
@format_option("text", "json", "turtle")
@source_options
def command(source: Source, paths: tuple[str, ...], form: str) -> None:
    """Check the data: exit 0 when they conform, 1 when they break rules, 2 when files cannot be read.

    A PATH is a data folder laid out like this repository, or one file in such a folder.
    """
    from crosswalk.sources import Layout
    from crosswalk.validation import validate
    from crosswalk.validation.paths import folders_of

    folders = folders_of(paths)
    if not folders:
        source.refuse_nothing()
    layout = Layout.of((*source.data, *folders), source.only_data)
    faults = validate(layout, paths)
    gc.freeze()  # nothing is left to be tidied up: the process is about to end
    if form == "json":
        print_json([fault.as_json() for fault in faults])
    elif form == "turtle":
        from crosswalk.validation.report import as_turtle

        click.echo(as_turtle(faults))
    else:
        for fault in faults:
            say(f"{fault.severity}: {fault.sentence()}")
        violations = sum(fault.severity == "violation" for fault in faults)
        say(
            f"{violations} violations, {len(faults) - violations} warnings."
            if faults
            else "The data conform: no violations, no warnings."
        )
    sys.exit(
        2
        if any(fault.unreadable for fault in faults)
        else 1
        if any(fault.severity == "violation" for fault in faults)
        else 0
    )
