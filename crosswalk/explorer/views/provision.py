"""One provision: what it asks, its place in the document, and everything that anybody has mapped it to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import streamlit as st

from crosswalk import ids
from crosswalk.analysis.catalogue import Provision
from crosswalk.analysis.derive import derive
from crosswalk.analysis.describe import describe
from crosswalk.analysis.mappings import NO_TERM, Mapping
from crosswalk.columns import Column
from crosswalk.errors import UsageError, shown
from crosswalk.explorer.page import Page
from crosswalk.explorer.ui import cards, links, naming
from crosswalk.explorer.ui.looks import status_words
from crosswalk.explorer.ui.paper import folded
from crosswalk.explorer.ui.pickers import provision_picker
from crosswalk.explorer.ui.state import value
from crosswalk.explorer.ui.tables import table
from crosswalk.explorer.ui.text import Markdown, facts, joined, markdown, plain
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import others, quantity, status_of
from crosswalk.wording import reason


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    chosen = provision_picker(crosswalk, value("id"))
    provision = _known(crosswalk, chosen)
    left, right = st.columns(2)
    with left:
        cards.provision_box(crosswalk, provision, linked=False)
    with right:
        _place(crosswalk, provision)
        links.link("graph", "What is joined to it, drawn", id=provision.id)
        if provision.assessable:
            links.link("answers", "What every compared document answers, on one page", id=provision.id)
    _mappings(crosswalk, provision)
    _derived(crosswalk, provision)


def _mapping_cards(crosswalk: Crosswalk, rows: Sequence[Mapping], here: str) -> None:
    """Draw the first mappings as cards; the number of the others is stated."""
    for row in rows[: cards.CARDS]:
        cards.mapping_card(crosswalk, row, here)
    if more := others(len(rows), cards.CARDS, "more mapping is", "more mappings are"):
        st.caption(plain(f"{more} in the table on the provision’s own page."))


PAGE = Page(
    title="Provisions",
    path="provision",
    order=40,
    section="Documents",
    render=render,
    heading="One provision",
    parameters="id",
    fragment="id",
)


def _known(crosswalk: Crosswalk, chosen: str) -> Provision:
    provision = naming.find(crosswalk, chosen)
    if provision is None:
        kind = describe(crosswalk, chosen).type
        raise UsageError(f"“{shown(chosen)}” is a {kind}, not a provision; the page Documents shows documents.")
    return provision


def _place(crosswalk: Crosswalk, provision: Provision) -> None:
    """Draw links to its document, parent and parts."""
    home = provision.document
    known = describe(crosswalk, provision.id)
    with st.container(border=True):
        st.html(facts([("Id", provision.id), ("Note", joined(known.properties, "skos:note"))]))
        links.link("document", f"In {naming.called(crosswalk, home)}", id=home)
        if provision.parent:
            links.to(crosswalk, provision.parent, f"Under {naming.called(crosswalk, provision.parent)}")
        for part in known.parts:
            links.to(crosswalk, part.id, f"Part: {naming.called(crosswalk, part.id)}")


def _mappings(crosswalk: Crosswalk, provision: Provision) -> None:
    rows = describe(crosswalk, provision.id).mappings
    st.subheader(plain(f"Mappings, in both directions ({len(rows)})"), anchor=False)
    if not rows:
        st.info("Nobody has mapped this provision itself yet.")
        return
    for number, (other, many) in enumerate(_by_document(crosswalk, rows, provision.id).items()):
        with folded(_summary(other, many), expanded=not number):
            _mapping_cards(crosswalk, many, provision.id)
    table(
        _columns(crosswalk),
        rows,
        caption="All of them as a table, as they were written.",
        name=f"mappings--{provision.id.replace(':', '--')}",
    )


def _by_document(crosswalk: Crosswalk, rows: Sequence[Mapping], here: str) -> dict[str, list[Mapping]]:
    """Return mappings by the name of the document at their other end, the best first; what was found in none last."""
    found: dict[str, list[Mapping]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (status_of(row.relation).rank, row.grade)):
        other = row.subject if row.object == here else row.object
        document = cards.searched(crosswalk, row) if other == NO_TERM else ids.home(other)
        found[naming.called(crosswalk, document) if document else "Nothing found"].append(row)
    return found


def _summary(other: str, many: Sequence[Mapping]) -> Markdown:
    best = min((status_of(row.relation) for row in many), key=lambda status: status.rank)
    return markdown("**{}** · {} · {}", other, status_words(best), quantity(len(many), "mapping"))


def _columns(crosswalk: Crosswalk) -> list[Column[Mapping]]:
    return [
        Column("from", lambda row: row.subject),
        Column("relation", lambda row: row.relation),
        Column("to", lambda row: row.object),
        Column("asserted by", lambda row: naming.asserter(crosswalk, row.provider, row.creator)),
        Column("date", lambda row: row.date),
        Column("justification", lambda row: row.justification),
        Column("grade", lambda row: row.grade),
        Column("review", cards.review),
        Column("why", reason),
        Column("rights", lambda row: row.license),
        Column("mapping set", lambda row: row.mapping_set),
    ]


def _derived(crosswalk: Crosswalk, provision: Provision) -> None:
    derived = derive(crosswalk, provision.document).get(provision.id, {})
    with folded(plain("Derived along paths of mappings")):
        cards.derived_cards(crosswalk, derived.values(), "Nothing more follows from the mappings.")
