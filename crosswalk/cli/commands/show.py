"""`crosswalk show`"""

from __future__ import annotations

from typing import Any

import click

from crosswalk.cli.options import Source, format_option, source_options
from crosswalk.cli.output import print_json, print_table, say


@click.command()
@click.argument("curie")
@format_option("table", "json")
@source_options
def command(source: Source, curie: str, form: str) -> None:
    """Show one document, provision, mapping set, organisation or work item with everything known about it."""
    from crosswalk.analysis.describe import describe

    found = describe(source.open(), curie)
    if form == "json":
        print_json(found)
        return
    say(f"{found['id']} ({found['type']}): {found['name']}")
    print_table(
        ["Property", "Value"],
        [(name, "\n".join(str(value) for value in values)) for name, values in found["properties"].items()],
    )
    if found["parts"]:
        rows = [(one["id"], one["kind"], one["level"], one["label"]) for one in found["parts"]]
        print_table(["Part", "Kind", "Level", "Label"], rows)
    if found["milestones"]:
        names = ("stage", "code", "date", "as_of", "seen", "note")
        rows = [tuple(one[name] for name in names) for one in found["milestones"]]
        print_table(["Stage reached", "Own code", "Date", "As of", "Seen", "Note"], rows)
    if found["mapping_sets"]:
        rows = [
            (one["mapping_set"], f"{one['direction']} this", one["other"], one["mappings"])
            for one in found["mapping_sets"]
        ]
        print_table(["Mapping set", "Direction", "Other document", "Mappings#"], rows)
    if found["mappings"]:
        print_table(
            ["Statement", "Grade", "Evidence", "Why"],
            [_mapping(row, found["id"]) for row in found["mappings"]],
            title=f"{len(found['mappings'])} mappings, in both directions",
        )


def _mapping(row: dict[str, Any], this: str) -> list[Any]:
    subject, target = ("this" if end == this else end for end in (row["subject"], row["object"]))
    justification = str(row["justification"]).removeprefix("semapv:")
    unreviewed = "as published" if row["provider"] else "not yet reviewed"
    reviewed = f"reviewed by {row['reviewer']}" if row["reviewer"] else unreviewed
    asserter = row["provider"] or row["creator"] or "no asserter named"
    evidence = f"{row['mapping_set']}\n{asserter}, {row['date'] or 'undated'}, {justification}, {reviewed}"
    return [f"{subject}\n{row['relation']}\n{target}", row["grade"], evidence, row["comment"]]
