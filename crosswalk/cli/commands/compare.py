"""`crosswalk compare`"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from crosswalk.cli.options import Source, filter_options, format_option, rows_option, source_options
from crosswalk.cli.output import Sheet, say
from crosswalk.cli.tables import print_asks, print_file, print_provisions, print_summary, say_headline

if TYPE_CHECKING:
    from crosswalk.analysis.catalogue import Filters


@click.command()
@click.argument("a")
@click.argument("b")
@filter_options
@format_option("table", "json", "csv")
@rows_option
@source_options
def command(
    source: Source,
    a: str,
    b: str,
    filters: Filters,
    kinds: tuple[str, ...],
    derived: bool,
    form: str,
    sheet: Sheet,
    rows: str,
) -> None:
    """Compare documents A and B in both directions. Filters apply to A's provisions."""
    from crosswalk.analysis.catalogue import Filters
    from crosswalk.analysis.compare import compare
    from crosswalk.analysis.pivot import pivot
    from crosswalk.wording import pivoted

    crosswalk = source.open()
    directions = compare(crosswalk, a, b, filters=filters, derived=derived, kinds=kinds)
    if form != "table":
        print_file(source, crosswalk, directions, form, sheet, rows)
        return
    for direction, chosen in zip(directions, (filters, None), strict=False):
        say_headline(crosswalk, direction, chosen or Filters())
        if not direction.is_known:
            continue
        print_summary([direction])
        print_asks(crosswalk, [direction])
        print_provisions(crosswalk, direction)
        say(pivoted(pivot(crosswalk, direction.focal, direction.reference)))
