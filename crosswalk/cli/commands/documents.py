"""`crosswalk documents`"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from crosswalk.cli.options import Source, format_option, source_options
from crosswalk.cli.output import Sheet, print_csv, print_records
from crosswalk.cli.tables import print_answer, say_since
from crosswalk.columns import Column, in_files
from crosswalk.vocabulary import quantity

if TYPE_CHECKING:
    from crosswalk.analysis.catalogue import Document


@click.command()
@format_option("table", "json", "csv")
@source_options
def command(source: Source, form: str, sheet: Sheet) -> None:
    """List every document with its edition, date, status, rights, and how much of it is loaded."""
    from crosswalk.analysis.catalogue import documents

    crosswalk = source.open()
    entries = documents(crosswalk)
    if form == "json":
        results = [entry.as_json() for entry in entries]
        print_answer(source, crosswalk, results, about=(entry.id for entry in entries))
    elif form == "csv":
        print_csv(source.layout, sheet, *in_files(_COLUMNS, entries))
    else:
        loaded = [entry for entry in entries if entry.loaded]
        others = [entry for entry in entries if not entry.loaded]
        print_records(_COLUMNS, loaded, title=f"{quantity(len(loaded), 'document')} with provisions loaded")
        title = f"{quantity(len(others), 'document')} known, not loaded (they can be cited and mapped to)"
        print_records(_COLUMNS, others, title=title)
        say_since(crosswalk, (entry.id for entry in entries))


def _status(entry: Document) -> str:
    return f"{entry.status.stage} as of {entry.status.as_of} ({entry.status.seen})"


def _standing(entry: Document) -> str:
    from crosswalk.wording import stands

    return stands(entry.standing)


def _loaded(entry: Document) -> str:
    total = "" if entry.total is None else f" of {entry.total}"
    return f"{entry.loaded}{total}" if entry.loaded else "not loaded"


_COLUMNS: list[Column[Document]] = [
    Column("Document", lambda entry: entry.id, name="id"),
    Column("Title", lambda entry: entry.title, name="title"),
    Column("version", lambda entry: entry.version, on_screen=False),
    Column("Publisher", lambda entry: entry.publisher, name="publisher"),
    Column("Date", lambda entry: entry.date or "unknown", lambda entry: entry.date, name="date"),
    Column("Status", _status, name="status"),
    Column("Loaded", _loaded, lambda entry: entry.loaded, name="loaded", kind="number"),
    Column("total", lambda entry: entry.total, on_screen=False),
    Column("rights", lambda entry: entry.rights, on_screen=False),
    Column("standing", _standing, on_screen=False),
]
