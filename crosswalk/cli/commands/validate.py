"""`crosswalk validate`"""

from __future__ import annotations

import sys

import click

from crosswalk.cli.options import Source, format_option, source_options
from crosswalk.cli.output import print_json, say, write
from crosswalk.text import escaped_turtle


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH…]", type=click.Path())
@format_option("text", "json", "turtle")
@source_options
def command(source: Source, paths: tuple[str, ...], form: str) -> None:
    """Check the data: exit 0 when they conform, 1 when they break rules, 2 when files cannot be read.

    A PATH is a data folder laid out like this repository, or one file in such a folder.
    """
    from crosswalk.sources import Layout
    from crosswalk.validation import verdict
    from crosswalk.validation.paths import folders_of
    from crosswalk.wording import judged

    folders = folders_of(paths)
    if not folders:
        source.refuse_nothing()
    layout = Layout.of((*source.data, *folders), source.only_data)
    found = verdict(layout, paths)
    if form == "json":
        print_json(layout, [fault.as_json() for fault in found.faults], checked=found.as_json())
    elif form == "turtle":
        from crosswalk.validation.report import as_turtle

        write(escaped_turtle(as_turtle(found, judged(found))))
    else:
        for fault in found.faults:
            say(f"{fault.severity}: {fault.sentence()}")
        say(judged(found))
    sys.exit(2 if not found.is_complete else 0 if found.conforms else 1)
