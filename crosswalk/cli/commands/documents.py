"""`crosswalk documents`"""

from __future__ import annotations

import click

from crosswalk.cli.options import Source, format_option, source_options
from crosswalk.cli.output import print_csv, print_json, print_table

_FIELDS = ("id", "title", "version", "publisher", "date", "status", "loaded", "total", "rights")


@click.command()
@format_option("table", "json", "csv")
@source_options
def command(source: Source, form: str) -> None:
    """List every document with its edition, date, status, rights, and how much of it is loaded."""
    from crosswalk.analysis.catalogue import documents

    found = documents(source.open())
    if form == "json":
        print_json([{field: entry[field] for field in _FIELDS} for entry in found])
        return
    rows = [[_cell(entry, field) for field in _FIELDS] for entry in found]
    if form == "csv":
        print_csv(_FIELDS, rows)
        return
    loaded = sorted((entry for entry in found if entry["loaded"]), key=lambda entry: entry["id"])
    print_table(
        ["Document", "Title", "Publisher", "Date", "Status", "Loaded#"],
        [_row(entry) for entry in loaded],
        title=f"{len(loaded)} documents with provisions loaded",
    )
    print_table(
        ["Document", "Title", "Publisher", "Date", "Status", "Loaded#"],
        [_row(entry) for entry in found if not entry["loaded"]],
        title=f"{len(found) - len(loaded)} documents known, not loaded (they can be cited and mapped to)",
    )


def _row(entry: dict) -> list:  # type: ignore[type-arg]
    total = "" if entry["total"] is None else f" of {entry['total']}"
    return [
        entry["id"],
        entry["title"],
        entry["publisher"],
        entry["date"] or "unknown",
        _cell(entry, "status"),
        f"{entry['loaded']}{total}" if entry["loaded"] else "not loaded",
    ]


def _cell(entry: dict, field: str) -> object:  # type: ignore[type-arg]
    value = entry[field]
    if field == "status":
        return f"{value['stage']} as of {value['as_of']} ({value['seen']})"
    return value
