"""Tables of mapping sets: who asserts what, when, with which rights and grade."""

from __future__ import annotations

from crosswalk.analysis.catalogue import MappingSet, mapping_sets
from crosswalk.columns import Column
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.tables import table
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Grade, quantity
from crosswalk.wording import behind


def grades(mapping_set: MappingSet) -> str:
    """Return the grades of the rows of a mapping set, best first, in one cell."""
    return " ".join(mapping_set.grades)


def columns(crosswalk: Crosswalk) -> list[Column[MappingSet]]:
    """Return the columns of a mapping set."""

    def asserted_by(mapping_set: MappingSet) -> str:
        by = naming.asserter(crosswalk, mapping_set.provider, mapping_set.creator)
        return f"{by}, not yet reviewed" if Grade.E in mapping_set.grades else by

    return [
        Column("mapping set", lambda record: record.id),
        Column("title", lambda record: record.title, width=280),
        Column("asserted by", asserted_by, width=240),
        Column("date", lambda record: record.date),
        Column("rights", lambda record: record.license),
        Column("layer", lambda record: record.layer),
        Column("mappings", lambda record: record.mappings),
        Column("grades", grades),
        Column("made", lambda record: behind(record.quality), width=320),
        Column("description", lambda record: record.description),
    ]


def all_sets(crosswalk: Crosswalk) -> None:
    """Draw the table of all mapping sets."""
    every = mapping_sets(crosswalk)
    table(columns(crosswalk), every, caption=f"{quantity(len(every), 'mapping set')}.", name="mapping-sets")
