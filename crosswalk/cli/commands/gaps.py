"""`crosswalk gaps`"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from crosswalk.cli.options import Source, filter_options, format_option, rows_option, source_options
from crosswalk.cli.output import Sheet, print_records, say, warn
from crosswalk.cli.tables import ask_counts, print_answer, print_rows, say_headline
from crosswalk.vocabulary import Asked, quantity

if TYPE_CHECKING:
    from crosswalk.analysis import Json
    from crosswalk.analysis.catalogue import Filters
    from crosswalk.analysis.gaps import Gap
    from crosswalk.store.holder import Crosswalk


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
@rows_option
@source_options
def command(
    source: Source,
    focal: str,
    reference: str,
    filters: Filters,
    kinds: tuple[str, ...],
    derived: bool,
    penalties: str,
    form: str,
    sheet: Sheet,
    rows: str,
) -> None:
    """List the provisions of FOCAL that REFERENCE does not cover, each with its status, the reason and the nearest
    candidate.
    """
    from crosswalk.analysis.coverage import coverage
    from crosswalk.analysis.gaps import gaps
    from crosswalk.analysis.proximity import DEFAULT, OPENCRE

    crosswalk = source.open()
    chosen = {"default": DEFAULT, "opencre": OPENCRE}[penalties]
    found = gaps(crosswalk, focal, reference, filters=filters, derived=derived, kinds=kinds, penalties=chosen)
    unknown = _not_loaded(crosswalk, reference)
    if unknown and form != "table":
        warn(unknown)
    if form == "json":
        results = [_as_json(crosswalk, gap, focal) for gap in found]
        print_answer(source, crosswalk, results, about=(focal, reference))
    elif form == "csv":
        _print_csv(source, crosswalk, sheet, focal, found, rows)
    else:
        if unknown:
            say(unknown)
        [whole] = coverage(crosswalk, focal, reference, filters=filters, derived=derived, kinds=kinds)
        say_headline(crosswalk, whole, filters)
        if whole.is_known or whole.total == 0:
            _report(crosswalk, focal, reference, found)


def _not_loaded(crosswalk: Crosswalk, reference: str) -> str:
    """Return what it means that nothing of the reference document is loaded; "" where something is."""
    from crosswalk.analysis.catalogue import document
    from crosswalk.wording import not_loaded

    return "" if document(crosswalk, reference).loaded else not_loaded(reference)


def _as_json(crosswalk: Crosswalk, gap: Gap, focal: str) -> Json:
    from crosswalk.analysis.answers import there
    from crosswalk.analysis.asked import asked_by_provision
    from crosswalk.analysis.stated import stated
    from crosswalk.rows import called
    from crosswalk.wording import why

    provision = gap.answer.provision
    known = asked_by_provision(crosswalk, focal, gap.reference)
    asks = known.get(provision.id, ())
    missing = [{"id": one.ask.id, "text": one.ask.text} for one in asks if one.answer is Asked.NOT_ASKED]
    best = gap.answer.best
    whole: Json = {"id": provision.id, "label": provision.label} | stated(crosswalk, provision).as_json()
    whole |= {
        "status": gap.answer.status.value,
        "reason": why(gap),
        "nearest": gap.nearest,
        "nearest_label": called(crosswalk, gap.nearest) if gap.nearest else None,
        "object": best.object if best else None,
    }
    whole |= there(crosswalk, provision, best).as_json()
    return whole | ({"asks": ask_counts(asks), "only_asked_here": missing} if known else {})


def _print_csv(source: Source, crosswalk: Crosswalk, sheet: Sheet, focal: str, found: list[Gap], rows: str) -> None:
    from crosswalk.comparison import Table
    from crosswalk.rows import each_mapping, for_gaps

    provisions = for_gaps(focal, found)
    if rows == "mappings":
        print_rows(source, crosswalk, sheet, Table.FILE_MAPPINGS, each_mapping(provisions))
    else:
        print_rows(source, crosswalk, sheet, Table.FILE_GAPS, provisions)


def _report(crosswalk: Crosswalk, focal: str, reference: str, found: list[Gap]) -> None:
    from crosswalk.analysis.asked import asked_by_provision
    from crosswalk.comparison import Table, Voice, columns
    from crosswalk.rows import for_gaps

    known, rows = asked_by_provision(crosswalk, focal, reference), for_gaps(focal, found)
    without = () if known else ("only_asked_here",)
    title = f"{quantity(len(found), 'provision')} of {focal} not covered in full by {reference}"
    print_records(columns(Table.TERMINAL_GAPS, Voice(crosswalk), rows, without), rows, title)
    say("The nearest candidate is where to look next; only what the reason names is a mapping.")
    if known:
        say(f"What is missing, ask by ask: crosswalk measures {focal} {reference} --answer not-asked.")
