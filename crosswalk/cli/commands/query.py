"""`crosswalk query`"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crosswalk.cli.options import AnswerFormat, Source, source_options
from crosswalk.cli.output import print_table, say, warn, write
from crosswalk.errors import CrosswalkError, QueryRefused, shown
from crosswalk.files.text import Unreadable, read_text
from crosswalk.limits import MAX_QUERY_BYTES, MAX_QUERY_CHARACTERS, MAX_ROWS, QUERY_SECONDS
from crosswalk.vocabulary import quantity

if TYPE_CHECKING:
    from crosswalk.sources import Layout
    from crosswalk.sparql import Table


@click.command()
@click.argument("name", required=False)
@click.option("--text", help="SPARQL to run.")
@click.option("--file", "file", type=click.Path(), help="A file with SPARQL to run; - reads standard input.")
@click.option("-p", "pairs", multiple=True, metavar="KEY=VALUE", help="A parameter of the named query. Repeatable.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=None,
    help=f"Seconds; default {QUERY_SECONDS.usual:g}, or {QUERY_SECONDS.variable}.",
)
@click.option(
    "--max-rows", type=click.IntRange(min=1), default=MAX_ROWS, show_default=True, help="The greatest number of rows."
)
@click.option("--format", "form", type=AnswerFormat(), default="table", show_default=True, help="How to print it.")
@source_options
def command(
    source: Source,
    name: str | None,
    text: str | None,
    file: str | None,
    pairs: tuple[str, ...],
    timeout: float | None,
    max_rows: int,
    form: str,
) -> None:
    """Query the graph with SPARQL: a named query, --text or --file. Without any of these, list the named queries.

    A query may only read: SERVICE, FROM other graphs, LOAD and updates are refused, and it is stopped at its time
    limit.
    """
    from crosswalk.sources import Layout
    from crosswalk.sparql import get_query
    from crosswalk.sparql import query as run_query
    from crosswalk.sparql.guard import refuse_long

    if sum(bool(given) for given in (name, text, file)) > 1:
        raise click.UsageError("Give one of NAME, --text or --file.")
    source.refuse_nothing()
    layout = Layout.of(source.data, source.only_data)
    if name:
        sparql = get_query(layout, name).bind(_arguments(pairs))
    elif text or file:
        sparql = text or _read(str(file))
        if pairs:
            raise click.UsageError("-p binds the parameters of a named query; --text and --file have none.")
    else:
        _list(layout)
        return
    refuse_long(sparql)  # before anything is read for it
    crosswalk = source.open()
    _print(run_query(crosswalk, sparql, timeout, max_rows), form, max_rows)


def _arguments(pairs: tuple[str, ...]) -> dict[str, list[str]]:
    arguments: dict[str, list[str]] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise click.UsageError(f"“{shown(pair)}” is not KEY=VALUE.")
        arguments.setdefault(key, []).append(value)
    return arguments


def _read(file: str) -> str:
    """Return the query in a file or on standard input, of which no more is read than a query may have."""
    try:
        text = sys.stdin.read(MAX_QUERY_CHARACTERS + 1) if file == "-" else read_text(Path(file), MAX_QUERY_BYTES)
    except UnicodeDecodeError:
        raise CrosswalkError("Standard input cannot be read: it is not UTF-8 text.") from None
    except Unreadable as reason:
        pipe = " Give a pipe as --file - instead." if "pipe" in str(reason) else ""
        raise CrosswalkError(f"{shown(file, 300)} cannot be read: {reason}.{pipe}") from None
    if len(text) > MAX_QUERY_CHARACTERS:
        name = "Standard input" if file == "-" else shown(file, 300)
        raise QueryRefused(f"{name} has more than {MAX_QUERY_CHARACTERS:,} characters, which is the limit of a query.")
    return text


def _list(layout: Layout) -> None:
    from crosswalk.sparql import load_queries

    rows = [(query.name, query.question, " ".join(query.parameters)) for query in load_queries(layout).values()]
    print_table(["Query", "What it answers", "Parameters"], rows)


def _print(table: Table, form: str, max_rows: int) -> None:
    from crosswalk.formats.writers import writers

    if form == "table":
        print_table(table.columns, table.rows)
        say(f"{quantity(len(table.rows), 'row')}.")
    else:
        answer = writers()[form].answer
        if answer is not None:
            write(answer(table), nl=form != "csv")
    if table.truncated:
        warn(f"Only the first {quantity(max_rows, 'row is', 'rows are')} shown; --max-rows raises the limit.")
