"""`crosswalk coverage`"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from crosswalk.cli.options import Source, filter_options, format_option, rows_option, source_options
from crosswalk.cli.output import Sheet
from crosswalk.cli.tables import (
    print_asks,
    print_file,
    print_provisions,
    print_summary,
    say_headline,
    say_since,
    say_where_asks_are,
)

if TYPE_CHECKING:
    from crosswalk.analysis.catalogue import Filters


@click.command()
@click.argument("focal")
@click.option(
    "--reference",
    "-r",
    "references",
    multiple=True,
    metavar="DOCUMENT",
    help="Repeatable; default: all documents that are loaded or mapped.",
)
@filter_options
@format_option("table", "json", "csv")
@rows_option
@source_options
def command(
    source: Source,
    focal: str,
    references: tuple[str, ...],
    filters: Filters,
    kinds: tuple[str, ...],
    derived: bool,
    form: str,
    sheet: Sheet,
    rows: str,
) -> None:
    """Show how other documents answer each provision of FOCAL: one of six statuses, which always sum to the total."""
    from crosswalk.analysis.coverage import coverage

    crosswalk = source.open()
    coverages = coverage(crosswalk, focal, references, filters=filters, derived=derived, kinds=kinds)
    if form != "table":
        print_file(source, crosswalk, coverages, form, sheet, rows)
        return
    if len(coverages) == 1:
        say_headline(crosswalk, coverages[0], filters)
    else:
        say_since(crosswalk, (focal, *(each.reference for each in coverages)))
    print_summary(coverages)
    if references:
        print_asks(crosswalk, coverages)
    else:
        say_where_asks_are(crosswalk, focal)
    if len(coverages) == 1 and coverages[0].is_known:
        print_provisions(crosswalk, coverages[0])
