"""`crosswalk agreement`"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from crosswalk.cli.options import Source, format_option, max_hops_option, source_options
from crosswalk.cli.output import Sheet, print_csv, print_table, say
from crosswalk.cli.tables import print_answer, say_since
from crosswalk.vocabulary import quantity

if TYPE_CHECKING:
    from crosswalk.analysis.agreement import Agreement, Contradiction, Pair
    from crosswalk.store.holder import Crosswalk

COLUMNS = (
    "subject",
    "object",
    "kind",
    "mapping_set",
    "relation",
    "grade",
    "path",
    "subject_standing",
    "object_standing",
)


@click.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@max_hops_option
@format_option("table", "json", "csv")
@source_options
def command(source: Source, first: str, second: str, max_hops: int, form: str, sheet: Sheet) -> None:
    """Show the mapping sets between A and B side by side, and the contradictions between them."""
    from crosswalk.analysis.agreement import agreement

    crosswalk = source.open()
    result = agreement(crosswalk, first, second, max_hops)
    about = [first, second, *_through(result)]
    if form == "json":
        print_answer(source, crosswalk, result.as_json(), about=about)
    elif form == "csv":
        print_csv(source.layout, sheet, COLUMNS, _records(crosswalk, result))
    else:
        say_since(crosswalk, about)
        _report(result, first, second)


def _through(result: Agreement) -> Iterator[str]:
    """Yield the provisions through which paths contradict each other."""
    for contradiction in result.contradictions:
        for _, path in contradiction.proofs:
            yield from (hop.object for hop in path)


def _report(result: Agreement, first: str, second: str) -> None:
    from crosswalk.analysis.agreement import KINDS

    if not result.sets:
        say(f"No mapping set maps provisions of {first} and {second} to each other.")
    else:
        count = quantity(len(result.sets), "mapping set")
        say(f"{count} between {first} and {second}: {', '.join(result.sets)}.")
    for title, pairs in (("Differ", result.differ), ("Agree", result.agree), ("Only in one set", result.only)):
        if pairs:
            rows = [_line(pair) for pair in pairs]
            print_table(
                [first, second, "Agreement", "Assertions"], rows, title=f"{title}: {quantity(len(pairs), 'pair')}"
            )
    if result.contradictions:
        count = quantity(len(result.contradictions), "pair")
        say(f"{count} about which paths contradict each other: in each, one of the mappings must be wrong.")
        for contradiction in result.contradictions:
            _paths(contradiction)
    else:
        say("No contradiction follows from the mappings along paths through other documents.")
    for kind in dict.fromkeys(pair.kind for pair in (*result.differ, *result.agree, *result.only)):
        say(f"{kind}: {KINDS[kind]}")


def _line(pair: Pair) -> list[str]:
    statements = "\n".join(
        f"{assertion.relation} ({assertion.mapping_set}, grade {assertion.grade})" for assertion in pair.assertions
    )
    return [pair.subject, pair.object, pair.kind, statements]


def _paths(contradiction: Contradiction) -> None:
    from crosswalk.algebra import phrase

    rows = [
        [phrase(mask), " → ".join([path[0].subject, *(f"{hop.relation} {hop.object}" for hop in path)]),
         ", ".join(dict.fromkeys(hop.mapping_set or "place in its document" for hop in path))]
        for mask, path in contradiction.proofs
    ]  # fmt: skip
    ends = f"{contradiction.subject} and {contradiction.object}"
    title = f"{ends}: {len(rows)} of {quantity(contradiction.paths, 'path')} cannot all be true"
    print_table(["Proves", "Path", "Mapping sets"], rows, title=title)


def _records(crosswalk: Crosswalk, result: Agreement) -> list[list[object]]:
    from crosswalk.rows import became_of

    return [[*row, *(became_of(crosswalk, str(end)) for end in row[:2])] for row in _rows(result)]


def _rows(result: Agreement) -> list[list[object]]:
    from crosswalk.algebra import phrase

    rows: list[list[object]] = []
    for pair in (*result.agree, *result.differ, *result.only):
        rows += [
            [pair.subject, pair.object, pair.kind, assertion.mapping_set, assertion.relation, assertion.grade, ""]
            for assertion in pair.assertions
        ]
    for contradiction in result.contradictions:
        for mask, path in contradiction.proofs:
            sets = " ".join(dict.fromkeys(hop.mapping_set for hop in path if hop.mapping_set))
            via = " ".join([path[0].subject, *(hop.object for hop in path)])
            ends = [contradiction.subject, contradiction.object]
            rows.append([*ends, "contradiction", sets, phrase(mask), "F", via])
    return rows
