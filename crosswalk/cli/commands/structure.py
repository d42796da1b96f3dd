"""`crosswalk structure`"""

from __future__ import annotations

from dataclasses import asdict

import click

from crosswalk.cli.options import Source, format_option, source_options
from crosswalk.cli.output import print_table, say, write
from crosswalk.cli.tables import print_answer, say_since


@click.command()
@format_option("table", "json", "graphml")
@source_options
def command(source: Source, form: str) -> None:
    """Show how the documents are connected: hubs, bridges, communities, orphans; or the whole graph as GraphML."""
    from crosswalk.analysis.structure import bridges, communities, components, hubs, orphans

    crosswalk = source.open()
    if form == "graphml":
        from crosswalk.formats.writers import export

        write(export(crosswalk, "graphml"), nl=False)
        return
    joined, ties, groups = hubs(crosswalk), bridges(crosswalk), communities(crosswalk)
    alone, sizes = orphans(crosswalk), components(crosswalk)
    about = [*alone, *(document for group in groups for document in group)]
    if form == "json":
        print_answer(
            source,
            crosswalk,
            {
                "hubs": [asdict(hub) for hub in joined],
                "bridges": [asdict(bridge) for bridge in ties],
                "communities": groups,
                "orphans": alone,
                "components": sizes,
            },
            about=about,
        )
        return
    print_table(
        ["Provision", "Documents#", "Mappings#"],
        [[hub.provision, hub.documents, hub.mappings] for hub in joined],
        title="Hubs: joined to the most documents",
    )
    print_table(
        ["Documents", "Joined only by", "Mappings#", "Documents separated from the rest#"],
        [
            [" and ".join(bridge.documents), ", ".join(bridge.mapping_sets), bridge.mappings, bridge.parts]
            for bridge in ties
        ],
        title="Bridges: pairs of documents that alone join two sides of the crosswalk",
    )
    print_table(
        ["#", "Documents"],
        [[number, ", ".join(group)] for number, group in enumerate(groups, 1)],
        title="Communities: documents joined more closely to each other than to the rest",
    )
    if alone:
        say(f"Orphans, loaded but joined to nothing: {', '.join(alone)}.")
    say(f"Connected parts, by number of documents: {', '.join(map(str, sizes))}.")
    say_since(crosswalk, about)
