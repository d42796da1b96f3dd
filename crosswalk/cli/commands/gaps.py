"""`crosswalk gaps`"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from crosswalk.cli.options import Source, filter_options, format_option, source_options
from crosswalk.cli.output import print_csv, print_json, print_table, say

if TYPE_CHECKING:
    from crosswalk.analysis.catalogue import Filters

COLUMNS = ("id", "level", "status", "reason", "nearest")


@click.command()
@click.argument("focal")
@click.argument("reference")
@filter_options
@click.option(
    "--penalties",
    type=click.Choice(["default", "opencre"]),
    default="default",
    show_default=True,
    help="What each step towards the nearest candidate costs.",
)
@format_option("table", "json", "csv")
@source_options
def command(
    source: Source, focal: str, reference: str, filters: Filters, derived: bool, penalties: str, form: str
) -> None:
    """List the provisions of FOCAL that REFERENCE does not cover, each with its status, the reason and the nearest
    candidate.
    """
    from crosswalk.analysis.gaps import gaps
    from crosswalk.analysis.proximity import DEFAULT, OPENCRE

    chosen = {"default": DEFAULT, "opencre": OPENCRE}[penalties]
    found = gaps(source.open(), focal, reference, filters=filters, derived=derived, penalties=chosen)
    rows = [gap.as_json() for gap in found]
    if form == "json":
        print_json(rows)
    elif form == "csv":
        print_csv(COLUMNS, [[row[column] for column in COLUMNS] for row in rows])
    else:
        print_table(
            ["Provision", "Level", "Status", "Reason", "Nearest candidate"],
            [
                [row["id"], row["level"], row["status"].replace("-", " "), row["reason"], row["nearest"] or "none"]
                for row in rows
            ],
            title=f"{len(rows)} provisions of {focal} are not covered by {reference}",
        )
        say("The nearest candidate is where to look next; only what the reason names is a mapping.")
