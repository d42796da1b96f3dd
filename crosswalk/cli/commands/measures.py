"""`crosswalk measures`"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

import click

from crosswalk.cli.options import Sheet, Source, format_option, source_options
from crosswalk.cli.output import print_csv, print_json, print_records, say
from crosswalk.columns import Column, in_files
from crosswalk.errors import UsageError
from crosswalk.vocabulary import Asked, quantity

if TYPE_CHECKING:
    from crosswalk.analysis import Json
    from crosswalk.analysis.asked import AskAnswer, Asking, Use
    from crosswalk.analysis.asks import Ask
    from crosswalk.store.holder import Crosswalk

Item = TypeVar("Item")


@click.command()
@click.argument("focal", required=False)
@click.argument("reference", required=False)
@click.option(
    "--answer",
    "answers",
    multiple=True,
    type=click.Choice([answer.value for answer in Asked]),
    help="Only asks with this answer. Repeatable.",
)
@click.option(
    "--asked-by", multiple=True, metavar="ID", help="Measures that all of these documents ask for. Repeatable."
)
@click.option("--lacking", metavar="ID", help="Measures that several other documents ask for and this one does not.")
@click.option(
    "--others", type=click.IntRange(1, 99), default=3, show_default=True, help="How many others, for --lacking."
)
@click.option("--only", metavar="ID", help="What this document asks and no other one whose asks are known.")
@format_option("table", "json", "csv")
@source_options
def command(
    source: Source,
    focal: str | None,
    reference: str | None,
    answers: tuple[str, ...],
    asked_by: tuple[str, ...],
    lacking: str | None,
    others: int,
    only: str | None,
    form: str,
    sheet: Sheet,
) -> None:
    """Say what REFERENCE says to each thing that FOCAL asks: asked, in part, in general, not asked or not known.

    With FOCAL alone, how many of its asks each other document asks; with neither, the measures in which asks meet.
    """
    from crosswalk.analysis import asked as room

    _refuse_mixtures(focal, answers, reference, {"--asked-by": asked_by, "--lacking": lacking, "--only": only})
    crosswalk = source.open()
    if focal and reference:
        asking = room.asked(crosswalk, focal, reference)
        shown = [one for one in asking.answers if not answers or one.answer.value in answers]
        _print_asking(source, crosswalk, asking, shown, form, sheet)
    elif focal:
        every = [room.asked(crosswalk, focal, other) for other in room.with_asks(crosswalk) if other != focal]
        _print(source, form, sheet, _COUNTS, every, f"What {focal} asks, by what others say to it", _counts_json)
    elif only:
        lonely = room.only_here(crosswalk, only)
        title = f"{quantity(len(lonely), 'ask')} of {only} that no other document asks"
        _print(source, form, sheet, _ASKS, lonely, title, _ask_json)
    else:
        _print_uses(source, crosswalk, asked_by, lacking, others, form, sheet)


def _refuse_mixtures(
    focal: str | None, answers: tuple[str, ...], reference: str | None, chosen: dict[str, object]
) -> None:
    given = [name for name, value in chosen.items() if value]
    if len(given) > 1 or (given and focal):
        raise UsageError(f"{given[-1]} is a question of its own: leave out {given[0] if len(given) > 1 else focal}.")
    if answers and not reference:
        raise UsageError("--answer chooses among the asks of one document against another: give both.")


def _print_asking(
    source: Source, crosswalk: Crosswalk, asking: Asking, shown: Sequence[AskAnswer], form: str, sheet: Sheet
) -> None:
    from crosswalk.rows import ask_columns
    from crosswalk.wording import said_of_asks

    if form == "json":
        whole = asking.as_json() | {"asks": [one.as_json() for one in shown]}
        print_json(source.layout, whole)
    elif form == "csv":
        print_csv(source.layout, sheet, *in_files(ask_columns(crosswalk, asking), shown))
    else:
        say(said_of_asks(asking))
        print_records(_ANSWERS, shown, title=f"What {asking.focal} asks, and {asking.reference} says to it")
        say("Read by one reader, not yet reviewed by a person, unless a row names a reviewer (docs/measures.md).")


def _print_uses(
    source: Source,
    crosswalk: Crosswalk,
    asked_by: tuple[str, ...],
    lacking: str | None,
    others: int,
    form: str,
    sheet: Sheet,
) -> None:
    from crosswalk.analysis import asked as room
    from crosswalk.analysis.asks import listed
    from crosswalk.rows import use_columns

    documents = list(asked_by) or list(listed(crosswalk))
    if asked_by:
        uses = room.common(crosswalk, asked_by)
        title = f"{quantity(len(uses), 'measure')} that {' and '.join(asked_by)} ask for"
    elif lacking:
        uses = room.lacking(crosswalk, lacking, others)
        title = f"{quantity(len(uses), 'measure')} that {lacking} does not ask for, and at least {others} others do"
    else:
        uses = room.uses(crosswalk)
        title = f"{quantity(len(uses), 'measure')} in which asks meet"
    if form == "csv":
        print_csv(source.layout, sheet, *in_files(use_columns(documents), uses))
    else:
        _print(source, form, sheet, _USES, uses, title, lambda use: use.as_json())


def _print(
    source: Source,
    form: str,
    sheet: Sheet,
    columns: Sequence[Column[Item]],
    records: Sequence[Item],
    title: str,
    as_json: Callable[[Item], Json],
) -> None:
    if form == "json":
        print_json(source.layout, [as_json(record) for record in records])
    elif form == "csv":
        print_csv(source.layout, sheet, *in_files(columns, records))
    else:
        print_records(columns, records, title=title)


def _counts_json(asking: Asking) -> Json:
    return {
        "focal": asking.focal,
        "reference": asking.reference,
        "counts": {answer.value: number for answer, number in asking.counts.items()},
    }


def _ask_json(ask: Ask) -> Json:
    return {
        "id": ask.id,
        "provision": ask.provision,
        "text": ask.text,
        "level": ask.level,
        "roles": list(ask.roles),
        "when": ask.when,
        "theme": ask.theme,
    }


def _spoken(roles: Sequence[str]) -> str:
    from crosswalk.wording import in_roles

    return in_roles(roles)


def _spoken_there(answer: AskAnswer) -> str:
    from crosswalk.wording import roles_there

    return roles_there(answer)


_ANSWERS: list[Column[AskAnswer]] = [
    Column("Ask", lambda answer: answer.ask.id),
    Column("What is asked", lambda answer: answer.ask.text),
    Column("Level", lambda answer: answer.ask.level),
    Column("Of whom", lambda answer: _spoken(answer.roles)),
    Column("Answer", lambda answer: answer.answer.spoken),
    Column("Where", lambda answer: "\n".join(end.id for end in answer.where)),
    Column("Of whom there", _spoken_there),
    Column("Left over", lambda answer: "\n".join(answer.left_over)),
]
_ASKS: list[Column[Ask]] = [
    Column("Ask", lambda ask: ask.id),
    Column("What is asked", lambda ask: ask.text),
    Column("When", lambda ask: ask.when),
    Column("Level", lambda ask: ask.level),
    Column("Of whom", lambda ask: _spoken(ask.roles)),
    Column("Theme", lambda ask: ask.theme),
]
_USES: list[Column[Use]] = [
    Column("Measure", lambda use: use.measure.id),
    Column("Evidence", lambda use: use.measure.evidence),
    Column("Asked by", lambda use: "\n".join(use.asked_by)),
]


def _number(answer: Asked) -> Column[Asking]:
    return Column(answer.spoken, lambda asking: asking.counts[answer], kind="number")


_COUNTS: list[Column[Asking]] = [Column("Reference", lambda asking: asking.reference), *map(_number, Asked)]
