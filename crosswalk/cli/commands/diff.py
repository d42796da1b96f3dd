"""`crosswalk diff`"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from crosswalk.cli.options import Source, format_option, source_options
from crosswalk.cli.output import print_csv, print_json, print_table, say

if TYPE_CHECKING:
    from crosswalk.analysis.editions import Change, Diff

COLUMNS = ("old", "new", "changes", "old_label", "new_label", "note", "stale")


@click.command()
@click.argument("old")
@click.argument("new")
@format_option("table", "json", "csv")
@source_options
def command(source: Source, old: str, new: str, form: str) -> None:
    """Say what became of each provision of OLD in NEW, and which mappings that makes stale."""
    from crosswalk.analysis.editions import diff, stale_mappings

    crosswalk = source.open()
    found = diff(crosswalk, old, new)
    if form == "json":
        print_json(found.as_json())
    elif form == "csv":
        print_csv(COLUMNS, [_record(one) for one in found.changes])
    else:
        _report(found)
        _say_stale(found, sum(1 for _ in stale_mappings(crosswalk)))


def _report(found: Diff) -> None:
    from crosswalk.analysis.editions import CHANGES

    counts = ", ".join(f"{number} {word}" for word, number in found.counts().items())
    say(f"From {' to '.join(found.via)}: {counts}.")
    if found.not_compared:
        say(f"Not compared, as it is not held of both editions: {', '.join(found.not_compared)}.")
    changed = [one for one in found.changes if set(one.changes) - {"kept", "renumbered"}]
    print_table(
        ["Old", "New", "What happened", "Label", "Note", "Stale mappings#"],
        [[*_ids(one), ", ".join(one.changes), _label(one), one.note, len(one.stale) or ""] for one in changed],
        title=f"{len(changed)} provisions changed",
    )
    renumbered = [one for one in found.changes if one.changes == ("kept", "renumbered")]
    if renumbered:
        print_table(
            ["Old", "New", "Label"],
            [[*_ids(one), _label(one)] for one in renumbered],
            title=f"{len(renumbered)} provisions were kept under another number",
        )
    for word in found.counts():
        say(f"{word}: {CHANGES[word]}")


def _say_stale(found: Diff, changed_since: int) -> None:
    stale = sum(len(one.stale) for one in found.changes)
    if stale:
        say(
            f"{stale} mappings of the older edition have to be looked at before the newer one takes them over: "
            "--format json names them."
        )
    if changed_since:
        say(
            f"{changed_since} ends of mappings changed here since the mapping was made: crosswalk query stale-mappings."
        )


def _ids(one: Change) -> list[str]:
    return [one.old.id if one.old else "", one.new.id if one.new else ""]


def _label(one: Change) -> str:
    names = [end.label for end in (one.old, one.new) if end]
    return " → ".join(dict.fromkeys(names))


def _record(one: Change) -> list[Any]:
    labels = [end.label if end else "" for end in (one.old, one.new)]
    return [*_ids(one), " ".join(one.changes), *labels, one.note, " | ".join(one.stale)]
