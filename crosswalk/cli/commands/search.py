"""`crosswalk search`"""

from __future__ import annotations

import click

from crosswalk.cli.options import Source, format_option, source_options
from crosswalk.cli.output import print_json, print_table, say
from crosswalk.errors import shown


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", default=25, show_default=True, help="The greatest number of results.")
@format_option("table", "json")
@source_options
def command(source: Source, text: tuple[str, ...], limit: int, form: str) -> None:
    """Find documents, provisions, mapping sets, organisations and work items by words."""
    from crosswalk.analysis.search import search

    hits = search(source.open(), " ".join(text), limit)
    if form == "json":
        print_json([hit.as_json() for hit in hits])
    elif hits:
        print_table(
            ["Id", "Type", "Name", "Score#"],
            [(hit.id, hit.type, hit.name, f"{hit.score:.0f}") for hit in hits],
        )
    else:
        words = " ".join(text)
        remedy = "Try fewer or other words; crosswalk documents lists all documents."
        say(f"Nothing was found for “{shown(words)}”. {remedy}")
