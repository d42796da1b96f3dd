"""`crosswalk query`"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crosswalk import ids
from crosswalk.cli.options import AnswerFormat, Source, csv_options, source_options
from crosswalk.cli.output import Sheet, print_csv, print_json, print_table, print_text_csv, say, warn, write
from crosswalk.errors import CrosswalkError, QueryRefused, UsageError, shown
from crosswalk.files.text import Unreadable, read_text
from crosswalk.limits import MAX_QUERY_BYTES, MAX_QUERY_CHARACTERS, MAX_ROWS, QUERY_SECONDS
from crosswalk.vocabulary import quantity

if TYPE_CHECKING:
    from crosswalk.sparql import NamedQuery, Table
    from crosswalk.store.holder import Crosswalk

#: The exit code of an answer that was cut at the usual limit.
_CUT = 3


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
@click.option("--max-rows", type=click.IntRange(min=1), help=f"The greatest number of rows; default {MAX_ROWS:,}.")
@csv_options
@click.option("--format", "form", type=AnswerFormat(), default="table", show_default=True, help="How to print it.")
@source_options
@click.pass_context
def command(
    ctx: click.Context,
    source: Source,
    name: str | None,
    text: str | None,
    file: str | None,
    pairs: tuple[str, ...],
    timeout: float | None,
    max_rows: int | None,
    form: str,
    sheet: Sheet,
) -> None:
    """Query the graph with SPARQL: a named query, --text or --file. Without any of these, list the named queries.

    A query may only read: SERVICE, FROM other graphs, LOAD and updates are refused, and it is stopped at its time
    limit. Exits with 3 when rows are left out that nobody asked to leave out.
    """
    from crosswalk.sparql import get_query
    from crosswalk.sparql import query as run_query
    from crosswalk.sparql.guard import refuse_long

    if sum(bool(given) for given in (name, text, file)) > 1:
        raise click.UsageError("Give one of NAME, --text or --file.")
    source.refuse_nothing()
    if pairs and not name:
        raise UsageError("-p binds the parameters of a named query; --text, --file and the list have none.")
    if not (name or text or file):
        _list(source, form, sheet)
        return
    arguments = _arguments(pairs)
    query = get_query(source.layout, name) if name else None
    sparql = query.bind(arguments) if query else text or _read(str(file))
    refuse_long(sparql)  # before anything is read for it
    if form == "turtle":
        _refuse_table(sparql)
    crosswalk = source.open()
    if query:
        sparql = query.bind(_identified(crosswalk, query, arguments))
    table = run_query(crosswalk, sparql, timeout, max_rows or MAX_ROWS)
    _print(source, table, form, sheet)
    if table.truncated:
        cut = f"Only the first {quantity(len(table), 'row is', 'rows are')} shown; --max-rows raises the limit."
        warn(f"{cut} There are more.")
        ctx.exit(0 if max_rows else _CUT)


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


def _refuse_table(sparql: str) -> None:
    """Raise UsageError for a query that does not answer with a graph, before it runs."""
    from crosswalk.sparql.guard import check

    if not check(sparql).is_graph:
        raise UsageError("Only a CONSTRUCT or DESCRIBE query answers with a graph; use another --format.")


def _identified(crosswalk: Crosswalk, query: NamedQuery, arguments: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the arguments with the IRIs of what they name. Raises UnknownId for what is not here: the answer about it
    would be empty, as if nothing were known.
    """
    from crosswalk.analysis.catalogue import document
    from crosswalk.analysis.describe import identify

    def identified(kind: str, text: str) -> str:
        if kind == "document":
            document(crosswalk, ids.short(ids.expand(text)))
        return text if kind == "text" else identify(crosswalk, text)

    return {name: [identified(query.kind_of(name), text) for text in values] for name, values in arguments.items()}


def _list(source: Source, form: str, sheet: Sheet) -> None:
    from crosswalk.sparql import load_queries

    known = load_queries(source.layout).values()
    if form == "json":
        rows = [{"name": one.name, "question": one.question, "parameters": one.parameters} for one in known]
        print_json(source.layout, rows)
        return
    if form not in ("table", "csv"):
        raise UsageError(
            "The list of queries is printed as a table, csv or json; name a query, or give --text or --file."
        )
    lines = [(one.name, one.question, " ".join(one.parameters)) for one in known]
    if form == "csv":
        print_csv(source.layout, sheet, ["query", "question", "parameters"], lines)
    else:
        print_table(["Query", "What it answers", "Parameters"], lines)


def _print(source: Source, table: Table, form: str, sheet: Sheet) -> None:
    from crosswalk.formats.writers import writers
    from crosswalk.formats.writers.csv import csv_of

    answer = writers()[form].answer if form != "table" else None
    if form == "csv":
        print_text_csv(source.layout, sheet, csv_of(table, raw=sheet.raw_cells))
    elif form == "json":
        found = json.loads(answer(table)) if answer else {}
        bindings = found.pop("results", {"bindings": []})
        print_json(source.layout, bindings, **found, truncated=table.truncated)
    elif answer:
        write(answer(table), nl=False)
    else:
        print_table(table.columns, table.rows)
        say(f"{quantity(len(table.rows), 'row')}.")
