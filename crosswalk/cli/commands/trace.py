"""`crosswalk trace`"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from crosswalk.cli.options import Source, format_option, max_hops_option, source_options
from crosswalk.cli.output import Sheet, print_csv, print_table, say
from crosswalk.cli.tables import print_answer, say_since
from crosswalk.vocabulary import others

if TYPE_CHECKING:
    from crosswalk.analysis.trace import Trace
    from crosswalk.store.holder import Crosswalk

COLUMNS = (
    *("path", "hop", "subject", "relation", "object", "mapping_set", "grade", "so_far"),
    *("subject_standing", "object_standing"),
)
_SHOWN = 5


@click.command()
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@max_hops_option
@format_option("table", "json", "csv")
@source_options
def command(source: Source, start: str, end: str, max_hops: int, form: str, sheet: Sheet) -> None:
    """Show the paths from provision FROM to provision TO, hop by hop, and what follows from them."""
    from crosswalk.analysis.trace import trace
    from crosswalk.wording import traced, where_lost

    crosswalk = source.open()
    result = trace(crosswalk, start, end, max_hops)
    about = [
        start,
        end,
        *(thing for proof in result.proofs for hop in proof.hops for thing in (hop.subject, hop.object)),
    ]
    if form == "json":
        print_answer(source, crosswalk, result.as_json(), about=about, joint=result.joint())
        return
    if form == "csv":
        print_csv(source.layout, sheet, COLUMNS, _with_standing(crosswalk, _rows(result, len(result.proofs))))
        return
    say(traced(result))
    say_since(crosswalk, about)
    for number, proof in enumerate(result.proofs[:_SHOWN], 1):
        rows = [row[2:] for row in _rows(result, _SHOWN) if row[0] == number]
        end_of = f"; {where_lost(proof)}" if proof.lost is not None else f"; weakest grade {proof.grade}"
        title = f"Path {number} of {len(result.proofs)}{end_of}"
        print_table(["From", "Relation", "To", "Mapping set", "Grade", "So far"], rows, title=title)
    if more := others(len(result.proofs), _SHOWN, "more path"):
        say(f"{more}: --format json shows all of them.")


def _with_standing(crosswalk: Crosswalk, rows: list[list[object]]) -> list[list[object]]:
    from crosswalk.rows import became_of

    return [[*row, became_of(crosswalk, str(row[2])), became_of(crosswalk, str(row[4]))] for row in rows]


def _rows(result: Trace, most: int) -> list[list[object]]:
    from crosswalk.algebra import phrase
    from crosswalk.analysis.paths import reached

    rows: list[list[object]] = []
    for number, proof in enumerate(result.proofs[:most], 1):
        for place, (hop, mask) in enumerate(zip(proof.hops, reached(proof.hops), strict=True), 1):
            source = hop.mapping_set or "place in its document"
            step = [hop.subject, hop.relation, hop.object, source, hop.grade or ""]
            rows.append([number, place, *step, phrase(mask)])
    return rows
