"""`crosswalk gaps`"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from crosswalk.cli.options import Source, filter_options, format_option, source_options
from crosswalk.cli.output import print_json, print_records, say
from crosswalk.columns import Column
from crosswalk.vocabulary import quantity

if TYPE_CHECKING:
    from crosswalk.analysis.catalogue import Filters
    from crosswalk.analysis.gaps import Gap


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
    if form == "json":
        print_json([{column.file_name: column.exported(gap) for column in _COLUMNS} for gap in found])
        return
    print_records(
        form,
        _COLUMNS,
        found,
        title=f"{quantity(len(found), 'provision')} of {focal} not covered in full by {reference}",
    )
    if form == "table":
        say("The nearest candidate is where to look next; only what the reason names is a mapping.")


def _why(gap: Gap) -> str:
    from crosswalk.wording import why

    return why(gap)


_COLUMNS: list[Column[Gap]] = [
    Column("Provision", lambda gap: gap.answer.provision.id, name="id"),
    Column("Level", lambda gap: gap.answer.provision.level, name="level"),
    Column("Status", lambda gap: gap.answer.status.spoken, lambda gap: gap.answer.status.value, name="status"),
    Column("Reason", _why, name="reason"),
    Column("Nearest candidate", lambda gap: gap.nearest or "none", lambda gap: gap.nearest, name="nearest"),
]
