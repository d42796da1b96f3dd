"""`crosswalk reason`"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from crosswalk.cli.options import Source, format_option, source_options
from crosswalk.cli.output import print_json, say
from crosswalk.vocabulary import quantity

if TYPE_CHECKING:
    from crosswalk.analysis.agreement import Contradiction
    from crosswalk.reason import Verdict


@click.command()
@format_option("table", "json")
@source_options
@click.pass_context
def command(ctx: click.Context, source: Source, form: str) -> None:
    """Ask an OWL reasoner whether ontology and data are consistent and what follows, and look for contradictions.

    Exits with 1 when the ontology and the data are inconsistent. Mappings that contradict each other do not count as
    that: they are questions for their authors.
    """
    from crosswalk.algebra import BASE_RELATIONS
    from crosswalk.analysis.agreement import contradictions
    from crosswalk.analysis.network import network
    from crosswalk.reason import check, entailed

    crosswalk = source.open()
    verdict = check(crosswalk)
    known = network(crosswalk)
    rows = {
        (known.names[row.subject], row.mask, known.names[row.object])
        for row in known.mappings
        if row.mask in BASE_RELATIONS
    }
    follows = len(entailed(rows))
    contradictory = contradictions(crosswalk)
    if form == "json":
        mappings = {
            "definite_rows": len(rows),
            "follow": follows,
            "contradictions": [contradiction.as_json() for contradiction in contradictory],
        }
        print_json(source.layout, verdict.as_json() | mappings)
    else:
        _report(verdict, len(rows), follows, contradictory)
    if not verdict.consistent or verdict.unsatisfiable:
        ctx.exit(1)


def _report(verdict: Verdict, rows: int, follows: int, contradictory: Sequence[Contradiction]) -> None:
    from crosswalk.analysis.agreement import circles

    state = "consistent" if verdict.consistent else "INCONSISTENT"
    say(
        f"HermiT: the ontology ({quantity(verdict.classes, 'class', 'classes')}) and "
        f"{quantity(verdict.individuals, 'individual')} are {state} ({verdict.seconds:.1f} s)."
    )
    for reason in verdict.reasons:
        say(f"  {reason}")
    if verdict.unsatisfiable:
        say(f"Classes that nothing can belong to: {', '.join(verdict.unsatisfiable)}.")
    say(
        f"Property chains: from {quantity(rows, 'mapping')} with a base relation, {quantity(follows, 'relation')} can "
        "be derived, read from both ends, along chains of any length whose result is one base relation."
    )
    if not contradictory:
        say("Mappings: no contradiction along paths of two mappings.")
        return
    groups = circles(contradictory)
    pairs, circle_count = quantity(len(contradictory), "pair"), quantity(len(groups), "circle")
    say(f"Mappings: {pairs} of provisions about which paths contradict each other, in {circle_count}:")
    for group in groups:
        for line in _circle(group):
            say(line)
    say("In each circle one mapping must be wrong. crosswalk agreement A B shows more about two documents.")


def _circle(group: list[Contradiction]) -> list[str]:
    from crosswalk.algebra import phrase

    shortest = min(group, key=lambda contradiction: sum(len(path) for _, path in contradiction.proofs))
    lines = [f"  {shortest.subject} and {shortest.object}:"]
    for mask, path in shortest.proofs:
        along = ", ".join(
            f"{hop.subject} {hop.relation} {hop.object} ({hop.mapping_set or 'its place'})" for hop in path
        )
        lines.append(f"    {phrase(mask)}, as {along}")
    return lines
