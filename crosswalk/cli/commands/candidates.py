"""`crosswalk candidates`"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from crosswalk.cli.options import Source, format_option, source_options
from crosswalk.cli.output import Sheet, print_csv, print_records, say
from crosswalk.cli.tables import print_answer, say_since
from crosswalk.columns import Column, in_files

if TYPE_CHECKING:
    from crosswalk.analysis.candidates import Candidate

    Row = tuple[str, int, Candidate]


@click.command()
@click.argument("focal")
@click.argument("reference")
@click.option("--most", type=click.IntRange(1, 50), default=5, show_default=True, help="How many for each provision.")
@format_option("table", "json", "csv")
@source_options
def command(source: Source, focal: str, reference: str, most: int, form: str, sheet: Sheet) -> None:
    """List the provisions of REFERENCE that are most like each provision of FOCAL: where to look, never a mapping."""
    from crosswalk.analysis.candidates import candidates
    from crosswalk.rows import candidate_columns
    from crosswalk.wording import said_of_candidates

    crosswalk = source.open()
    found = candidates(crosswalk, focal, reference, most=most)
    if form == "json":
        print_answer(source, crosswalk, found.as_json(), about=(focal, reference))
    elif form == "csv":
        print_csv(source.layout, sheet, *in_files(candidate_columns(crosswalk, focal), found.rows))
    else:
        say(said_of_candidates(found))
        say_since(crosswalk, (focal, reference))
        print_records(_COLUMNS, found.rows, title=f"Candidates for {focal} in {reference}")


_COLUMNS: list[Column[Row]] = [
    Column("Provision", lambda row: row[0] if row[1] == 1 else ""),
    Column("Place", lambda row: row[1], kind="number"),
    Column("Candidate", lambda row: row[2].provision.id),
    Column("Label", lambda row: row[2].provision.label),
]
