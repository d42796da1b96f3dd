"""`crosswalk search`"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from crosswalk.cli.options import Source, format_option, source_options
from crosswalk.cli.output import print_table, say
from crosswalk.cli.tables import print_answer, say_since
from crosswalk.errors import shown
from crosswalk.vocabulary import quantity

if TYPE_CHECKING:
    from crosswalk.analysis.search import Group


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option(
    "--limit", type=click.IntRange(min=1), default=25, show_default=True, help="The greatest number of results."
)
@click.option("--document", metavar="ID", help="Only this document and what is in it.")
@format_option("table", "json")
@source_options
def command(source: Source, text: tuple[str, ...], limit: int, document: str | None, form: str) -> None:
    """Find documents, provisions, mapping sets, organisations and work items by a reference or by words."""
    from crosswalk.analysis.lookup import absent
    from crosswalk.analysis.search import grouped, search
    from crosswalk.wording import found_alike, found_nearest, found_nothing

    words, crosswalk = " ".join(text), source.open()
    hits = search(crosswalk, words, limit, document)
    about = [hit.id for hit in hits]
    if form == "json":
        print_answer(source, crosswalk, [hit.as_json() for hit in hits], about=about)
        return
    if not hits:
        say(found_nothing(words, document))
        return
    if hits[0].match == "similar":
        say(found_alike(words))
    if hits[0].match == "nearest" and (missing := absent(crosswalk, words, document)):
        say(found_nearest(missing))
    for group in grouped(hits):
        _print(group)
    say_since(crosswalk, about)


def _print(group: Group) -> None:
    title = group.document or f"{group.type}s"
    print_table(
        ["Id", "Name", "Text"],
        [(hit.id, hit.name, hit.snippet) for hit in group.hits],
        title=f"{shown(title)} ({quantity(len(group.hits), 'result')})",
    )
