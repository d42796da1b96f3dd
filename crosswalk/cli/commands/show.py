"""`crosswalk show`"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from crosswalk.cli.options import Source, format_option, source_options
from crosswalk.cli.output import print_table, say
from crosswalk.cli.tables import print_answer, say_since
from crosswalk.ids import home
from crosswalk.vocabulary import quantity

if TYPE_CHECKING:
    from crosswalk.analysis.mappings import Mapping


@click.command()
@click.argument("curie", nargs=-1, required=True)
@format_option("table", "json")
@source_options
def command(source: Source, curie: tuple[str, ...], form: str) -> None:
    """Show one document, provision, mapping set, organisation or work item with everything known about it.

    CURIE is its id, or a reference that means one thing only, such as AI Act Article 15.
    """
    from crosswalk.analysis.catalogue import qualities
    from crosswalk.analysis.describe import describe
    from crosswalk.analysis.standing import standings
    from crosswalk.validation.glance import own_copies
    from crosswalk.wording import behind, copied, stands

    crosswalk = source.open()
    thing = describe(crosswalk, " ".join(curie))
    ends = [end for mapping in thing.mappings for end in (mapping.subject, mapping.object)]
    if form == "json":
        print_answer(source, crosswalk, thing.as_json(), about=(thing.id, *ends))
        return
    say(f"{thing.id} ({thing.type}): {thing.name}")
    if thing.type == "mapping set":
        say(behind(qualities(crosswalk)[thing.id]))
    became = {end: words for end, known in standings(crosswalk).items() if (words := stands(known))}
    if said := became.get(thing.id) or became.get(home(thing.id)):
        say(f"{thing.id if thing.id in became else home(thing.id)} is {said}.")
    say_since(crosswalk, (end for end in ends if home(end) != home(thing.id)))
    if home(thing.id) in own_copies(crosswalk):
        say(copied(home(thing.id)))
    print_table(
        ["Property", "Value"],
        [(name, "\n".join(str(value) for value in values)) for name, values in thing.properties.items()],
    )
    if thing.parts:
        print_table(
            ["Part", "Kind", "Level", "Label"],
            [(part.id, part.kind, part.level, part.label) for part in thing.parts],
        )
    if thing.milestones:
        print_table(
            ["Stage reached", "Own code", "Date", "As of", "Seen", "Note"],
            [list(milestone.as_json().values()) for milestone in thing.milestones],
        )
    if thing.mapping_sets:
        print_table(
            ["Mapping set", "Direction", "Other document", "Mappings#"],
            [(link.mapping_set, f"{link.direction} this", link.other, link.mappings) for link in thing.mapping_sets],
        )
    if thing.mappings:
        print_table(
            ["Statement", "Grade", "Evidence", "Why"],
            [_mapping(mapping, thing.id, became) for mapping in thing.mappings],
            title=f"{quantity(len(thing.mappings), 'mapping')}, in both directions",
        )


def _mapping(mapping: Mapping, shown: str, became: dict[str, str]) -> list[str | None]:
    from crosswalk.wording import reason

    subject, target = (
        "this" if end == shown else f"{end} ({became[end]})" if end in became else end
        for end in (mapping.subject, mapping.object)
    )
    justification = mapping.justification.removeprefix("semapv:")
    unreviewed = "as published" if mapping.provider else "not yet reviewed"
    reviewed = f"reviewed by {mapping.reviewer}" if mapping.reviewer else unreviewed
    asserter = mapping.provider or mapping.creator or "no asserter named"
    evidence = f"{mapping.mapping_set}\n{asserter}, {mapping.date or 'undated'}, {justification}, {reviewed}"
    return [f"{subject}\n{mapping.relation}\n{target}", mapping.grade, evidence, reason(mapping)]
