"""`crosswalk diff`"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from crosswalk.cli.options import Source, format_option, source_options
from crosswalk.cli.output import Sheet, print_csv, print_table, say
from crosswalk.cli.tables import print_answer, say_since
from crosswalk.vocabulary import quantity

if TYPE_CHECKING:
    from crosswalk.analysis.editions import Change, Diff
    from crosswalk.store.holder import Crosswalk

COLUMNS = ("old", "new", "changes", "old_label", "new_label", "note", "stale", "old_standing", "new_standing")


@click.command()
@click.argument("old")
@click.argument("new")
@format_option("table", "json", "csv")
@source_options
def command(source: Source, old: str, new: str, form: str, sheet: Sheet) -> None:
    """Show what became of each provision of OLD in NEW, and which mappings that makes stale."""
    from crosswalk.analysis.editions import diff, stale_mappings

    crosswalk = source.open()
    result = diff(crosswalk, old, new)
    if form == "json":
        print_answer(source, crosswalk, result.as_json(), about=result.via)
    elif form == "csv":
        print_csv(source.layout, sheet, COLUMNS, [_record(crosswalk, change) for change in result.changes])
    else:
        _report(crosswalk, result)
        _say_stale(result, len(stale_mappings(crosswalk)))


def _report(crosswalk: Crosswalk, result: Diff) -> None:
    from crosswalk.analysis.editions import CHANGES
    from crosswalk.wording import differed

    say(differed(result))
    say_since(crosswalk, result.via)
    if result.not_compared:
        say(f"Not compared, because one edition does not state it: {', '.join(result.not_compared)}.")
    changed = [change for change in result.changes if change.group != "kept"]
    print_table(
        ["Old", "New", "Changes", "Label", "Note", "Stale mappings#"],
        [
            [*_ids(change), ", ".join(change.changes), _label(change), change.note, len(change.stale) or ""]
            for change in changed
        ],
        title=f"{quantity(len(changed), 'provision')} changed, added or removed",
    )
    renumbered = [change for change in result.changes if change.changes == ("kept", "renumbered")]
    if renumbered:
        print_table(
            ["Old", "New", "Label"],
            [[*_ids(change), _label(change)] for change in renumbered],
            title=f"{quantity(len(renumbered), 'provision was', 'provisions were')} kept under another number",
        )
    say("What the words mean, and how many provisions each is true of (one may have several):")
    for word, number in result.counts().items():
        say(f"{word} ({number}): {CHANGES[word]}")


def _say_stale(result: Diff, changed_since: int) -> None:
    stale = sum(len(change.stale) for change in result.changes)
    if stale:
        say(
            f"{quantity(stale, 'mapping of the older edition needs', 'mappings of the older edition need')} a review "
            "before use with the newer one: "
            "--format json lists them."
        )
    if changed_since:
        say(
            f"{quantity(changed_since, 'end of a mapping has', 'ends of mappings have')} changed since the mapping was "
            "made: crosswalk query stale-mappings."
        )


def _ids(change: Change) -> list[str]:
    return [change.old.id if change.old else "", change.new.id if change.new else ""]


def _label(change: Change) -> str:
    names = [end.label for end in (change.old, change.new) if end]
    return " → ".join(dict.fromkeys(names))


def _record(crosswalk: Crosswalk, change: Change) -> list[object]:
    from crosswalk.rows import became_of

    standing = [became_of(crosswalk, end.id) if end else "" for end in (change.old, change.new)]
    labels = [end.label if end else "" for end in (change.old, change.new)]
    return [*_ids(change), " ".join(change.changes), *labels, change.note, " | ".join(change.stale), *standing]
