"""`crosswalk coverage`"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from crosswalk.cli.options import Source, filter_options, format_option, source_options
from crosswalk.cli.tables import print_as

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
@source_options
def command(
    source: Source, focal: str, references: tuple[str, ...], filters: Filters, derived: bool, form: str
) -> None:
    """Show how other documents answer each provision of FOCAL: one of six statuses, which always sum to the total."""
    from crosswalk.analysis.coverage import coverage

    print_as(form, coverage(source.open(), focal, references, filters=filters, derived=derived))
