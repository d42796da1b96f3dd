"""One organisation: what it is, what it publishes, what it asserts, and what it works on."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from crosswalk import ids
from crosswalk.analysis.catalogue import Organisation, documents, mapping_sets, organisations
from crosswalk.analysis.describe import describe
from crosswalk.analysis.tracker import work_items
from crosswalk.columns import Column
from crosswalk.explorer.page import Page
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.links import Place, link
from crosswalk.explorer.ui.sets import grades
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.ui.tables import opener
from crosswalk.explorer.ui.text import facts, joined, plain, words
from crosswalk.store.holder import Crosswalk


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    choices = Choices(PAGE.path)
    known = organisations(crosswalk)
    if not known:
        st.info("There is no organisation here.")
        return
    options = sorted(known, key=lambda organisation: ids.natural_key(known[organisation].name))
    usual = "etsi" if "etsi" in known else options[0]
    chosen = choices.pick(
        "Organisation", "id", options, default=usual, show=lambda organisation: known[organisation].name
    )
    choices.refuse()
    _about(crosswalk, known, known[chosen])
    _documents(crosswalk, chosen)
    _sets(crosswalk, chosen)
    _work(crosswalk, chosen)


PAGE = Page(
    title="Organisations",
    path="organisation",
    order=52,
    section="Documents",
    render=render,
    heading="One organisation",
    parameters="id",
)


def _about(crosswalk: Crosswalk, known: Mapping[str, Organisation], chosen: Organisation) -> None:
    more = describe(crosswalk, chosen.id).properties
    st.html(
        facts(
            [
                ("Id", chosen.id),
                ("Abbreviation", chosen.abbreviation),
                ("Kind", words(chosen.kind)),
                ("Country", chosen.country),
                ("Address", joined(more, "foaf:homepage")),
                ("Note", joined(more, "skos:note")),
            ]
        )
    )
    with st.container(horizontal=True, gap="medium"):
        if chosen.part_of:
            link("organisation", f"Part of {naming.called(crosswalk, chosen.part_of)}", id=chosen.part_of)
        for other in known.values():
            if other.part_of == chosen.id:
                link("organisation", f"Part: {naming.called(crosswalk, other.id)}", id=other.id)


def _documents(crosswalk: Crosswalk, chosen: str) -> None:
    published = [entry for entry in documents(crosswalk) if chosen in entry.publishers]
    st.subheader(plain(f"Documents that it publishes ({len(published)})"), anchor=False)
    if published:
        opener(
            [
                Column("document", naming.name, width=420),
                Column("date", lambda record: record.date or "not known"),
                Column("status", naming.status),
                Column("loaded", naming.amount),
            ],
            published,
            caption="Each with its stage on its as-of date. Click a row to open the document.",
            name=f"documents-of--{chosen}",
            to=lambda record: Place("document", {"id": record.id}),
        )
    else:
        st.info("It publishes none of the documents in the catalogue.")


def _sets(crosswalk: Crosswalk, chosen: str) -> None:
    asserted = [mapping_set for mapping_set in mapping_sets(crosswalk) if mapping_set.provider == chosen]
    st.subheader(plain(f"Mapping sets that it asserts ({len(asserted)})"), anchor=False)
    if asserted:
        opener(
            [
                Column("mapping set", lambda record: record.id),
                Column("title", lambda record: record.title),
                Column("date", lambda record: record.date),
                Column("mappings", lambda record: record.mappings),
                Column("grades", grades),
            ],
            asserted,
            caption="Click a row to open the mapping set.",
            name=f"sets-of--{chosen}",
            to=lambda record: Place("mapping-set", {"id": record.id}),
        )
    else:
        st.info("It asserts none of the mapping sets here.")


def _work(crosswalk: Crosswalk, chosen: str) -> None:
    items = [item for item in work_items(crosswalk) if chosen in item.bodies]
    if items:
        st.subheader(plain(f"Work items ({len(items)})"), anchor=False)
        link("tracker", "See them in the standards tracker", body=chosen)
