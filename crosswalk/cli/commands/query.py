"""`crosswalk query`"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from crosswalk.cli.options import Source, format_option, source_options
from crosswalk.cli.output import print_csv, print_table, say
from crosswalk.errors import CrosswalkError


@click.command()
@click.argument("name", required=False)
@click.option("--text", help="SPARQL to run.")
@click.option("--file", "file", type=click.Path(), help="A file with SPARQL to run; - reads standard input.")
@click.option("-p", "pairs", multiple=True, metavar="KEY=VALUE", help="A parameter of the named query. Repeatable.")
@click.option(
    "--timeout", type=click.FloatRange(min=0.1), default=None, help="Seconds; default 30, or CROSSWALK_QUERY_SECONDS."
)
@click.option("--max-rows", type=click.IntRange(min=1), default=10_000, show_default=True, help="Rows at most.")
@format_option("table", "csv", "json", "turtle")
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
    """Ask the graph in SPARQL: a named query, --text or --file. Without any of these, list the named queries.

    The query may only read: SERVICE, FROM other graphs, LOAD and updates are refused, and it ends at its time limit.
    """
    from crosswalk.sources import Layout
    from crosswalk.sparql import get_query, run_user_query

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
    crosswalk = source.open()
    _print(run_user_query(crosswalk.store, sparql, timeout or _seconds(), max_rows), form, max_rows)


def _seconds() -> float:
    import os

    from crosswalk.sparql import CLI_SECONDS

    try:
        return float(os.environ.get("CROSSWALK_QUERY_SECONDS") or CLI_SECONDS)
    except ValueError:
        raise CrosswalkError("CROSSWALK_QUERY_SECONDS must be a number of seconds.") from None


def _arguments(pairs: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, list[str]] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise click.UsageError(f"“{pair}” is not KEY=VALUE.")
        found.setdefault(key, []).append(value)
    return found


def _read(file: str) -> str:
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CrosswalkError(
            f"{file} cannot be read: {getattr(error, 'strerror', None) or 'it is not UTF-8 text'}."
        ) from None


def _list(layout: Any) -> None:
    from crosswalk.sparql import load_queries

    rows = [(query.name, query.question, " ".join(query.parameters)) for query in load_queries(layout).values()]
    print_table(["Query", "What it answers", "Parameters"], rows)


def _print(table: Any, form: str, max_rows: int) -> None:
    if form == "json":
        click.echo(table.to_json())
    elif form == "csv":
        print_csv(table.columns, table.rows)
    elif form == "turtle":
        if table.graph is None:
            raise CrosswalkError(
                "Only a CONSTRUCT or DESCRIBE query answers with a graph; use --format table, csv or json."
            )
        click.echo(table.to_turtle())
    else:
        print_table(table.columns, table.rows)
        say(f"{len(table.rows):,} rows.")
    if table.truncated:
        click.echo(f"Only the first {max_rows:,} rows are shown; --max-rows raises the limit.", err=True)
