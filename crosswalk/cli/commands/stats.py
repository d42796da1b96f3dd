"""`crosswalk stats`"""

from __future__ import annotations

import click

from crosswalk.cli.options import Source, format_option, source_options
from crosswalk.cli.output import print_json, print_table


@click.command()
@format_option("table", "json")
@source_options
def command(source: Source, form: str) -> None:
    """Count documents, provisions, mapping sets, mappings and triples."""
    from crosswalk.analysis.catalogue import stats

    size = stats(source.open())
    if form == "json":
        print_json(source.layout, size.as_json())
        return
    names = ("documents", "provisions", "mapping_sets", "mappings", "triples")
    print_table(["What", "Number#"], [(name.replace("_", " "), f"{getattr(size, name):,}") for name in names])
    rows = [
        (
            document,
            ", ".join(f"{count} {kind}" for kind, count in entry.kinds.items()),
            ", ".join(f"{count} {level}" for level, count in entry.levels.items()),
        )
        for document, entry in size.per_document.items()
    ]
    print_table(["Document", "Loaded", "Levels"], rows, title="Provisions by document")
