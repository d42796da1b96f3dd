"""Tables of mapping sets: who asserts what, when, with which rights and grade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from crosswalk.analysis.catalogue import MappingSet, document_index, mapping_sets
from crosswalk.analysis.describe import describe
from crosswalk.columns import Column
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.links import link
from crosswalk.explorer.ui.tables import table
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Grade, quantity
from crosswalk.wording import behind


def grades(mapping_set: MappingSet) -> str:
    """Return the grades of the rows of a mapping set, best first, in one cell."""
    return " ".join(mapping_set.grades)


def _columns(crosswalk: Crosswalk) -> list[Column[MappingSet]]:
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


def set_table(crosswalk: Crosswalk, document_id: str) -> None:
    """Draw the mapping sets from and to one document, with links to what they join it to."""
    st.subheader("Mapping sets from and to it", anchor=False)
    joining = describe(crosswalk, document_id).mapping_sets
    if not joining:
        st.info("No mapping set is about this document: nobody has looked yet.")
        return
    directions: dict[str, set[str]] = {}
    for row in joining:
        directions.setdefault(row.mapping_set, set()).add(row.direction)
    caption = (
        "Every set with a mapping from or to this document or one of its provisions; “mappings” counts all its rows."
    )
    table(
        [_direction(directions), *_columns(crosswalk)],
        [mapping_set for mapping_set in mapping_sets(crosswalk) if mapping_set.id in directions],
        caption=caption,
        name=f"mapping-sets--{document_id}",
    )
    _neighbours(crosswalk, document_id, [row.other for row in joining if row.other != document_id])


def _direction(directions: Mapping[str, set[str]]) -> Column[MappingSet]:
    return Column("from or to", lambda record: " and ".join(sorted(directions[record.id])))


def _neighbours(crosswalk: Crosswalk, document_id: str, others: Sequence[str]) -> None:
    """Draw links to the comparisons: by name with loaded documents, in one link with the others."""
    entries = document_index(crosswalk)
    here = bool(entries[document_id].loaded)
    known = [other for other in dict.fromkeys(others) if other in entries]
    loaded = [other for other in known if entries[other].loaded]
    with st.container(horizontal=True, gap="medium"):
        for other in loaded:
            focal, reference = (document_id, other) if here else (other, document_id)
            link("compare", f"Compare with {naming.called(crosswalk, other)}", focal=focal, reference=reference)
        if here and len(loaded) < len(known):
            link("coverage", f"Every document that it is joined to ({len(known)})", focal=document_id, cited="yes")


def all_sets(crosswalk: Crosswalk) -> None:
    """Draw the table of all mapping sets."""
    every = mapping_sets(crosswalk)
    table(_columns(crosswalk), every, caption=f"{quantity(len(every), 'mapping set')}.", name="mapping-sets")
