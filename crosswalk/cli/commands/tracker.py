"""`crosswalk tracker`"""

from __future__ import annotations

from typing import Any

import click

from crosswalk.cli.options import Source, format_option, source_options
from crosswalk.cli.output import print_csv, print_json, print_table, say

_FIELDS = (
    "id",
    "number",
    "title",
    "body",
    "committee",
    "stage",
    "code",
    "date",
    "as_of",
    "seen",
    "becomes",
    "supports",
)
_CHANGES = ("date", "exact", "thing", "title", "body", "stage", "code", "as_of", "seen")


@click.command()
@click.option("--body", help="Only the work of this body or committee, such as etsi or cen-cenelec-jtc21.")
@click.option("--stage", help="Only what has reached this stage, such as enquiry.")
@click.option("--law", help="Only what supports this law or article, such as eu-ai-act-2024:Art-15.")
@click.option("--since", metavar="DATE", help="What came out, or reached a stage, on DATE or later, newest first.")
@format_option("table", "json", "csv")
@source_options
def command(source: Source, form: str, since: str | None, **wanted: str | None) -> None:
    """List the work items of the standards bodies, or what changed since a date."""
    from crosswalk.analysis.timeline import changes_since
    from crosswalk.analysis.tracker import Wanted, entries, work_items

    crosswalk = source.open()
    chosen = Wanted(**wanted)
    if since is None:
        items = work_items(crosswalk, chosen)
        _print(form, items, _FIELDS, f"{len(items)} work items", _item_row)
        return
    changes = changes_since(crosswalk, since, entries(crosswalk, chosen))
    _print(form, changes, _CHANGES, f"{len(changes)} changes since {since}", _change_row)


def _print(form: str, found: list[dict[str, Any]], fields: tuple[str, ...], title: str, row: Any) -> None:
    if form == "json":
        print_json(found)
    elif form == "csv":
        print_csv(fields, [[_joined(one[field]) for field in fields] for one in found])
    elif found:
        print_table(row(None), [row(one) for one in found], title=title)
    else:
        say(f"{title.replace('0 ', 'No ', 1)}.")


def _joined(value: Any) -> Any:
    return " ".join(value) if isinstance(value, list) else value


def _item_row(item: dict[str, Any] | None) -> list[Any]:
    if item is None:
        return ["Number", "Title", "Body", "Stage", "Since", "As of", "Supports"]
    return [
        item["number"],
        item["title"],
        item["committee"] or item["body"],
        _stage(item),
        item["date"] or "unknown",
        f"{item['as_of']} ({item['seen']})",
        _joined(item["supports"]),
    ]


def _change_row(change: dict[str, Any] | None) -> list[Any]:
    if change is None:
        return ["Date", "What", "Title", "Body", "Stage", "As of"]
    return [
        change["date"] if change["exact"] else f"{change['date']} (day not known)",
        change["thing"],
        change["title"],
        change["body"],
        _stage(change),
        f"{change['as_of']} ({change['seen']})",
    ]


def _stage(one: dict[str, Any]) -> str:
    return f"{one['stage']} ({one['code']})" if one["code"] else str(one["stage"])
