"""One document: what it is, how much of it is loaded, its provisions, and the mapping sets from and to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from crosswalk import ids
from crosswalk.analysis.catalogue import Document, MappingSet, Provision, document_index, mapping_sets, provisions
from crosswalk.analysis.describe import Description, describe
from crosswalk.analysis.stated import stated
from crosswalk.analysis.tracker import Linked, about_document
from crosswalk.columns import Column
from crosswalk.errors import UsageError, did_you_mean, shown
from crosswalk.explorer.page import Page
from crosswalk.explorer.ui import cards, naming, sets
from crosswalk.explorer.ui.downloads import downloads
from crosswalk.explorer.ui.links import Place, link
from crosswalk.explorer.ui.looks import seen_words
from crosswalk.explorer.ui.state import Choices, opened, value
from crosswalk.explorer.ui.tables import opener, table
from crosswalk.explorer.ui.text import facts, joined, plain, words
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import quantity
from crosswalk.wording import stands

_INDENT = "\u2003"


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    choices = Choices(PAGE.path)
    entries = document_index(crosswalk)
    in_order = sorted(entries.values(), key=lambda entry: (not entry.loaded, ids.natural_key(naming.name(entry))))
    options = [entry.id for entry in in_order]
    if not options:
        st.info("There is no document in the catalogue.")
        return
    default = naming.FOCAL if naming.FOCAL in entries else options[0]
    names = {entry.id: naming.in_catalogue(entry) for entry in in_order}
    chosen = choices.pick("Document", "id", options, default=default, show=names.__getitem__, drops=["provision"])
    choices.refuse()
    _metadata(crosswalk, entries[chosen])
    downloads(crosswalk, chosen)
    _outline(crosswalk, chosen)
    _named(crosswalk, chosen)
    _set_table(crosswalk, chosen)
    _work_items(crosswalk, chosen)


def _set_table(crosswalk: Crosswalk, document_id: str) -> None:
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
        [_direction(directions), *sets.columns(crosswalk)],
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


PAGE = Page(
    title="Documents",
    path="document",
    order=30,
    section="Documents",
    render=render,
    heading="One document",
    parameters="id provision",
    fragment="provision",
)


def _metadata(crosswalk: Crosswalk, entry: Document) -> None:
    more = describe(crosswalk, entry.id)
    st.subheader(plain(entry.title), anchor=False)
    left, right = st.columns(2)
    with left:
        st.html(
            facts(
                [
                    ("Id", entry.id),
                    ("Edition", entry.version),
                    ("Publisher", naming.listed(crosswalk, more.properties.get("dcterms:publisher", ()))),
                    ("Author", naming.listed(crosswalk, more.properties.get("dcterms:creator", ()))),
                    ("Committee", naming.listed(crosswalk, more.properties.get("committee", ()))),
                    ("Co-sealed by", naming.listed(crosswalk, more.properties.get("coSealedBy", ()))),
                    ("Date", entry.date or "not known"),
                    ("Status", naming.status(entry)),
                    ("Since then", stands(entry.standing, partial(naming.called, crosswalk)) or None),
                ]
            )
        )
    with right:
        st.html(
            facts(
                [
                    ("Loaded", naming.loaded_of(crosswalk, entry)),
                    ("Text policy", words(entry.text_policy)),
                    ("Rights", entry.rights),
                    ("Address", joined(more.properties, "dcat:landingPage")),
                    ("Note", joined(more.properties, "skos:note")),
                ]
            )
        )
    _relatives(crosswalk, entry, more)


def _relatives(crosswalk: Crosswalk, entry: Document, more: Description) -> None:
    with st.container(horizontal=True):
        if entry.loaded:
            link("compare", "Compare it with another document", focal=entry.id)
            link("coverage", "Its coverage by all others", focal=entry.id)
        link("graph", "What is joined to it, drawn", id=entry.id)
        for words_before, name in (("Replaces", "dcterms:replaces"), ("Made from", "prov:wasDerivedFrom")):
            for other in map(str, more.properties.get(name, ())):
                link("document", f"{words_before} {naming.called(crosswalk, other)}", id=other)


def _outline(crosswalk: Crosswalk, chosen: str) -> None:
    every = provisions(crosswalk, chosen)
    st.subheader("Provisions", anchor=False)
    if not every:
        st.info("No provision of this document is loaded; it can still be cited, and mapped as a whole.")
        return
    depths = _depths(every)
    opener(
        [
            Column("id", lambda record: record.notation, export=lambda record: record.id),
            Column(
                "label", lambda record: _INDENT * depths[record.id] + record.label, export=lambda record: record.label
            ),
            Column("kind", lambda record: record.kind),
            Column("level", lambda record: stated(crosswalk, record).level or ""),
            Column("roles", lambda record: ", ".join(words(role) for role in record.roles)),
            Column("phase", lambda record: words(record.phase) if record.phase else ""),
            Column("summary", lambda record: record.summary or ""),
        ],
        every,
        caption=f"{quantity(len(every), 'unit')}; coverage counts {sum(provision.assessable for provision in every)}. "
        "Click a row to open the provision.",
        name=f"provisions--{chosen}",
        to=lambda record: Place("provision", {"id": record.id}),
    )


def _named(crosswalk: Crosswalk, chosen: str) -> None:
    """Draw the provision that the address names by its id, whole or without the document, and show it first.

    Raises UsageError, with the closest one, for a provision that the document does not have.
    """
    wanted = value("provision")
    if not wanted:
        return
    thing = wanted if ids.is_provision(wanted) else f"{chosen}:{wanted}"
    known = {provision.id: provision for provision in provisions(crosswalk, chosen)}
    if thing not in known:
        raise UsageError(
            f"{naming.called(crosswalk, chosen)} has no provision “{shown(wanted)}” here.{did_you_mean(thing, known)}"
        )
    opened(thing)
    st.subheader("The provision that the address names", anchor=False)
    cards.provision_box(crosswalk, known[thing])


def _depths(every: Sequence[Provision]) -> dict[str, int]:
    depths: dict[str, int] = {}
    for provision in every:
        depths[provision.id] = depths.get(provision.parent or "", -1) + 1
    return depths


def _work_items(crosswalk: Crosswalk, chosen: str) -> None:
    """Draw the work items that become, revise, adopt or support the document, if there are any."""
    items = about_document(crosswalk, chosen)
    if not items:
        return
    st.subheader("Work items about it", anchor=False)
    columns: list[Column[Linked]] = [
        Column("number", lambda record: record.item.number),
        Column("title", lambda record: record.item.title, width=380),
        Column("to this document", lambda record: ", ".join(record.links)),
        Column("body", lambda record: naming.abbreviated(crosswalk, record.item.body)),
        Column("stage", lambda record: record.item.stage),
        Column("since", lambda record: record.item.date or "not known"),
        Column("as of", lambda record: record.item.as_of),
        Column("how seen", lambda record: seen_words(record.item.seen)),
    ]
    opener(
        columns,
        items,
        caption="Projects of standards bodies that become, revise, adopt or support this document or a part of it; "
        "each row gives the state on its as-of date. Click a row to open it in the tracker.",
        name=f"work-items--{chosen}",
        to=lambda record: Place("tracker", {"item": record.item.id}),
    )
