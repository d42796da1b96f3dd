"""`crosswalk structure`"""

from __future__ import annotations

from typing import Any

import click

from crosswalk.cli.options import Source, format_option, source_options
from crosswalk.cli.output import print_json, print_table, say


@click.command()
@format_option("table", "json", "graphml")
@source_options
def command(source: Source, form: str) -> None:
    """Show how the documents hang together: hubs, bridges, communities, orphans; or the whole graph as GraphML."""
    from crosswalk.analysis.structure import bridges, communities, components, graphml, hubs, orphans

    crosswalk = source.open()
    if form == "graphml":
        click.echo(graphml(crosswalk).decode(), nl=False)
        return
    found: dict[str, Any] = {
        "hubs": hubs(crosswalk),
        "bridges": bridges(crosswalk),
        "communities": communities(crosswalk),
        "orphans": orphans(crosswalk),
        "components": components(crosswalk),
    }
    if form == "json":
        print_json(found)
        return
    print_table(
        ["Provision", "Documents#", "Mappings#"],
        [list(one.values()) for one in found["hubs"]],
        title="Hubs: joined to most documents",
    )
    print_table(
        ["Documents", "Joined only by", "Mappings#", "Documents it parts from the rest#"],
        [[" and ".join(one["documents"]), ", ".join(one["mapping_sets"]), one["mappings"], one["parts"]]
         for one in found["bridges"]],
        title="Bridges: what would fall apart without one pair of documents",
    )  # fmt: skip
    print_table(
        ["#", "Documents"],
        [[number, ", ".join(one)] for number, one in enumerate(found["communities"], 1)],
        title="Communities: documents joined more closely to each other than to the rest",
    )
    if found["orphans"]:
        say(f"Orphans, loaded and joined to nothing: {', '.join(found['orphans'])}.")
    say(f"Parts that hang together, by number of documents: {', '.join(map(str, found['components']))}.")
