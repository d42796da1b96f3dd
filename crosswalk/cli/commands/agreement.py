"""`crosswalk agreement`"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from crosswalk.cli.options import Source, format_option, max_hops_option, source_options
from crosswalk.cli.output import counted, print_csv, print_json, print_table, say

if TYPE_CHECKING:
    from crosswalk.analysis.agreement import Agreement, Contradiction, Pair

COLUMNS = ("subject", "object", "kind", "mapping_set", "relation", "grade", "path")


@click.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@max_hops_option
@format_option("table", "json", "csv")
@source_options
def command(source: Source, first: str, second: str, max_hops: int, form: str) -> None:
    """Set the mapping sets between A and B side by side, and find what cannot all be true."""
    from crosswalk.analysis.agreement import agreement

    found = agreement(source.open(), first, second, max_hops)
    if form == "json":
        print_json(found.as_json())
    elif form == "csv":
        print_csv(COLUMNS, _records(found))
    else:
        _report(found, first, second)


def _report(found: Agreement, first: str, second: str) -> None:
    from crosswalk.analysis.agreement import KINDS

    if not found.sets:
        say(f"No mapping set speaks about provisions of both {first} and {second}.")
    else:
        told = counted(len(found.sets), "mapping set")
        say(f"{told} between {first} and {second}: {', '.join(found.sets)}.")
    for title, pairs in (("Differ", found.differ), ("Agree", found.agree), ("Only in one set", found.only)):
        if pairs:
            rows = [_line(pair) for pair in pairs]
            print_table(
                [first, second, "What it is", "Who says what"], rows, title=f"{title}: {counted(len(pairs), 'pair')}"
            )
    if found.contradictions:
        told = counted(len(found.contradictions), "pair")
        say(f"{told} about which paths contradict each other: in each, one of the mappings must be wrong.")
        for one in found.contradictions:
            _paths(one)
    else:
        say("No contradiction follows from the mappings along paths through other documents.")
    for kind in dict.fromkeys(pair.kind for pair in (*found.differ, *found.agree, *found.only)):
        say(f"{kind}: {KINDS[kind]}")


def _line(pair: Pair) -> list[str]:
    told = "\n".join(f"{one.relation} ({one.mapping_set}, grade {one.grade})" for one in pair.told)
    return [pair.subject, pair.object, pair.kind, told]


def _paths(one: Contradiction) -> None:
    from crosswalk.algebra import phrase

    rows = [
        [phrase(mask), " → ".join([path[0].subject, *(f"{hop.relation} {hop.object}" for hop in path)]),
         ", ".join(dict.fromkeys(hop.mapping_set or "place in its document" for hop in path))]
        for mask, path in one.proofs
    ]  # fmt: skip
    title = f"{one.subject} and {one.object}: {len(rows)} of {one.paths} paths cannot all hold"
    print_table(["Proves", "Path", "Mapping sets"], rows, title=title)


def _records(found: Agreement) -> list[list[Any]]:
    from crosswalk.algebra import phrase

    rows: list[list[Any]] = []
    for pair in (*found.agree, *found.differ, *found.only):
        rows += [
            [pair.subject, pair.object, pair.kind, one.mapping_set, one.relation, one.grade, ""] for one in pair.told
        ]
    for one in found.contradictions:
        for mask, path in one.proofs:
            sets = " ".join(dict.fromkeys(hop.mapping_set for hop in path if hop.mapping_set))
            via = " ".join([path[0].subject, *(hop.object for hop in path)])
            rows.append([one.subject, one.object, "contradiction", sets, phrase(mask), "F", via])
    return rows
