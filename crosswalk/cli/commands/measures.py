"""`crosswalk measures`"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

import click

from crosswalk.cli.options import Source, format_option, source_options
from crosswalk.cli.output import Sheet, print_csv, print_records, say, warn
from crosswalk.cli.tables import ask_column, print_answer, say_since
from crosswalk.columns import Column, in_files
from crosswalk.errors import UsageError
from crosswalk.vocabulary import Asked, quantity

if TYPE_CHECKING:
    from crosswalk.analysis import Json
    from crosswalk.analysis.asked import AskAnswer, Asking, OnlyHere, Use
    from crosswalk.analysis.asks import Ask
    from crosswalk.analysis.spread import Spread
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
@click.option(
    "--lacking", metavar="ID", help="Measures that several published documents ask for and this one does not."
)
@click.option(
    "--others", type=click.IntRange(1, 99), default=3, show_default=True, help="How many others, for --lacking."
)
@click.option("--only", metavar="ID", help="What this document asks and no other one whose asks are known.")
@click.option("--each", is_flag=True, help="With FOCAL alone: a row for each ask, with what every other document says.")
@click.option(
    "--among",
    multiple=True,
    metavar="ID",
    help="The other documents, for --only and --lacking; alone, what only one of these documents asks. Repeatable.",
)
@format_option("table", "json", "csv")
@source_options
def command(
    source: Source,
    focal: str | None,
    reference: str | None,
    each: bool,
    answers: tuple[str, ...],
    asked_by: tuple[str, ...],
    lacking: str | None,
    others: int,
    only: str | None,
    among: tuple[str, ...],
    form: str,
    sheet: Sheet,
) -> None:
    """Say what REFERENCE says to each thing that FOCAL asks: asked, in part, in general, not asked or not known.

    With FOCAL alone, how many of its asks each other document asks; with neither, the measures in which asks meet.
    """
    from crosswalk.analysis import asked as room

    chosen: dict[str, object] = {"--asked-by": asked_by, "--lacking": lacking, "--only": only}
    if not (lacking or only):
        chosen["--among"] = among
    _refuse_mixtures(focal, answers, reference, chosen)
    if each and (reference or not focal):
        raise UsageError("--each takes one document: its asks, and what every other document says to each.")
    crosswalk = source.open()
    if focal and not reference:
        room.asks_of(crosswalk, focal)  # it is refused by itself, not in the words of a pair
    if focal and each:
        rest = [name for name in room.with_asks(crosswalk) if name != focal]
        _print_spread(source, crosswalk, focal, rest, form, sheet)
    elif focal and reference:
        asking = room.asked(crosswalk, focal, reference)
        shown = [one for one in asking.answers if not answers or one.answer.value in answers]
        _print_asking(source, crosswalk, asking, shown, form, sheet)
    elif focal:
        every = [room.asked(crosswalk, focal, other) for other in room.with_asks(crosswalk) if other != focal]
        about = [focal, *(one.reference for one in every)]
        title = f"What {focal} asks, by what others say to it"
        _print(source, crosswalk, form, sheet, _columns_of_counts(crosswalk), every, title, _counts_json, about)
    elif only:
        _print_only(source, crosswalk, [room.only_here(crosswalk, only, among)], form, sheet)
    elif among and not lacking:
        several = list(dict.fromkeys(among))
        if len(several) < 2:
            raise UsageError("--among needs two documents to choose among, or --only or --lacking beside it.")
        _print_only(source, crosswalk, [room.only_here(crosswalk, one, several) for one in several], form, sheet)
    else:
        _print_uses(source, crosswalk, asked_by, lacking, others, among, form, sheet)


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
    from crosswalk.wording import ASKS_REST_ON, said_of_asks

    if form == "json":
        whole = asking.as_json() | {"asks": [one.as_json() for one in shown]}
        print_answer(source, crosswalk, whole, about=(asking.focal, asking.reference))
    elif form == "csv":
        print_csv(source.layout, sheet, *in_files(ask_columns(crosswalk, asking), shown))
    else:
        say(said_of_asks(asking))
        say_since(crosswalk, (asking.focal, asking.reference))
        title = f"What {asking.focal} asks, by what {asking.reference} says to it"
        print_records(_columns_of_counts(crosswalk), [asking], title=title)
        print_records(_ANSWERS, shown, title=f"What {asking.focal} asks, and {asking.reference} says to it")
        say(ASKS_REST_ON)


def _print_only(source: Source, crosswalk: Crosswalk, every: Sequence[OnlyHere], form: str, sheet: Sheet) -> None:
    from crosswalk.wording import ASKS_REST_ON, said_of_not_read, said_of_only

    about = list(dict.fromkeys(name for one in every for name in (one.document, *one.others)))
    if form == "json":
        print_answer(source, crosswalk, [one.as_json() for one in every], about=about)
    elif form == "csv":
        print_csv(source.layout, sheet, *in_files(_asks(crosswalk), [ask for one in every for ask in one.asks]))
        for one in every:
            if one.not_known:
                warn(said_of_not_read(one.document, one.not_known))
    else:
        say_since(crosswalk, about)
        for one in every:
            say(said_of_only(one))
            print_records(_asks(crosswalk), one.asks)
        say(ASKS_REST_ON)


def _print_spread(
    source: Source, crosswalk: Crosswalk, focal: str, others: Sequence[str], form: str, sheet: Sheet
) -> None:
    from crosswalk.analysis.spread import spread
    from crosswalk.rows import spread_columns

    every = spread(crosswalk, focal, others)
    if form == "csv":
        print_csv(source.layout, sheet, *in_files(spread_columns(crosswalk, focal, others), every))
    else:
        title = f"What {focal} asks, and which of {quantity(len(others), 'other document')} ask it too"
        _print(source, crosswalk, form, sheet, _SPREAD, every, title, lambda one: one.as_json(), [focal, *others])


def _print_uses(
    source: Source,
    crosswalk: Crosswalk,
    asked_by: tuple[str, ...],
    lacking: str | None,
    others: int,
    among: tuple[str, ...],
    form: str,
    sheet: Sheet,
) -> None:
    from crosswalk.analysis import asked as room
    from crosswalk.analysis.asks import listed
    from crosswalk.rows import is_lacked, lacked_column, use_columns
    from crosswalk.wording import said_of_lacks, said_of_not_read

    unread: list[str] = []
    besides: list[Column[Use]] = []
    documents = list(asked_by) or list(listed(crosswalk))
    if asked_by:
        uses = room.common(crosswalk, asked_by)
        title = f"{quantity(len(uses), 'measure')} that {' and '.join(asked_by)} ask for"
    elif lacking:
        if among and others > len(room.apart(crosswalk, [lacking, *among])) - 1:
            raise UsageError(f"--others {others} is more than the documents that --among names; equal ones count once.")
        compared = [name for name in among or room.published(crosswalk, lacking) if name != lacking]
        documents = [*compared, lacking]
        uses = room.lacking(crosswalk, lacking, others, among)
        whose = f"{others} of these documents" if among else quantity(others, "published document")
        do = "does" if others == 1 else "do"
        title = f"{quantity(len(uses), 'measure')} that {lacking} does not ask for, and at least {whose} {do}"
        besides = [lacked_column(crosswalk, lacking, uses)]
        unknown = [use for use in uses if not room.is_lack_known(crosswalk, lacking, use)]
        unread = [
            said_of_lacks(lacking, len(uses), len(unknown), len(room.not_read(crosswalk, lacking))),
            said_of_not_read(lacking, room.not_read_against(crosswalk, lacking, compared)),
        ]
    else:
        uses = room.uses(crosswalk)
        title = f"{quantity(len(uses), 'measure')} in which asks meet"
    if form == "csv":
        print_csv(source.layout, sheet, *in_files([*use_columns(crosswalk, documents), *besides], uses))
    else:

        def as_json(use: Use) -> Json:
            return use.as_json() | ({"lacked": is_lacked(crosswalk, lacking, use)} if lacking else {})

        _print(source, crosswalk, form, sheet, [*_USES, *besides], uses, title, as_json, documents)
    for text in filter(None, unread):
        (say if form == "table" else warn)(text)


def _print(
    source: Source,
    crosswalk: Crosswalk,
    form: str,
    sheet: Sheet,
    columns: Sequence[Column[Item]],
    records: Sequence[Item],
    title: str,
    as_json: Callable[[Item], Json],
    about: Sequence[str],
) -> None:
    if form == "json":
        print_answer(source, crosswalk, [as_json(record) for record in records], about=about)
    elif form == "csv":
        print_csv(source.layout, sheet, *in_files(columns, records))
    else:
        say_since(crosswalk, about)
        print_records(columns, records, title=title)


def _counts_json(asking: Asking) -> Json:
    return {
        "focal": asking.focal,
        "reference": asking.reference,
        "counts": {answer.value: number for answer, number in asking.counts.items()},
        "shares": {answer.value: round(share, 4) for answer, share in asking.shares.items()},
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
_SPREAD: list[Column[Spread]] = [
    Column("Ask", lambda one: one.ask.id),
    Column("What is asked", lambda one: one.ask.text),
    Column("Asked by", lambda one: "\n".join(one.asked_by)),
    Column("In part or in general by", lambda one: "\n".join(one.met_by)),
]
_USES: list[Column[Use]] = [
    Column("Measure", lambda use: use.measure.id),
    Column("Evidence", lambda use: use.measure.evidence),
    Column("Asked by", lambda use: "\n".join(use.asked_by)),
]


def _counts(asking: Asking) -> Mapping[Asked, int]:
    return asking.counts


def _columns_of_counts(crosswalk: Crosswalk) -> list[Column[Asking]]:
    from crosswalk.rows import became_of

    return [
        Column("Reference", lambda asking: asking.reference),
        *(ask_column(answer, _counts) for answer in Asked),
        Column("focal_standing", lambda asking: became_of(crosswalk, asking.focal), on_screen=False),
        Column("reference_standing", lambda asking: became_of(crosswalk, asking.reference), on_screen=False),
    ]


def _asks(crosswalk: Crosswalk) -> list[Column[Ask]]:
    from crosswalk.rows import became_of

    return [
        Column("Ask", lambda ask: ask.id),
        Column("What is asked", lambda ask: ask.text),
        Column("When", lambda ask: ask.when),
        Column("Level", lambda ask: ask.level),
        Column("Of whom", lambda ask: _spoken(ask.roles)),
        Column("Theme", lambda ask: ask.theme),
        Column("standing", lambda ask: became_of(crosswalk, ask.document), on_screen=False),
    ]
