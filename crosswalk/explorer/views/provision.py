"""One provision: what it asks, where it stands, and everything that anybody has mapped it to."""

from __future__ import annotations

import streamlit as st

from crosswalk.analysis.catalogue import Provision
from crosswalk.analysis.derive import derive
from crosswalk.analysis.describe import describe
from crosswalk.errors import CrosswalkError
from crosswalk.explorer.ui import cards, evidence, naming
from crosswalk.explorer.ui.links import link, to_thing
from crosswalk.explorer.ui.provision_picker import picker
from crosswalk.explorer.ui.state import value
from crosswalk.explorer.ui.tables import table
from crosswalk.explorer.ui.text import facts
from crosswalk.store.holder import Crosswalk

TITLE, ORDER, URL_PATH = "Provision", 40, "provision"
HEADING = "One provision"
SECTION, QUERIES = "Browse", ("mappings-of-thing", "about")


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    chosen = picker(crosswalk, value("id"))
    provision = _known(crosswalk, chosen)
    left, right = st.columns(2)
    with left:
        cards.provision_box(crosswalk, provision, linked=False)
    with right:
        _place(crosswalk, provision)
        link("graph", "What stands around it, drawn", id=provision.id)
        if provision.assessable:
            link("answers", "What every compared document answers, on one page", id=provision.id)
    _mappings(crosswalk, provision)
    _derived(crosswalk, provision)


def _known(crosswalk: Crosswalk, chosen: str) -> Provision:
    provision = naming.find(crosswalk, chosen)
    if provision is None:
        found = describe(crosswalk, chosen)
        raise CrosswalkError(f"“{chosen}” is a {found['type']}, not a provision; the page Document shows documents.")
    return provision


def _place(crosswalk: Crosswalk, provision: Provision) -> None:
    """Draw the way to its document, parent and parts."""
    home = provision.id.split(":", 1)[0]
    known = describe(crosswalk, provision.id)
    notes = known["properties"].get("skos:note", [])
    with st.container(border=True):
        st.html(facts([("Id", provision.id), ("Note", " ".join(notes))]))
        link("document", f"In {naming.safe(crosswalk, home)}", id=home)
        if provision.parent:
            to_thing(provision.parent, f"Under {naming.safe(crosswalk, provision.parent)}")
        for part in known["parts"]:
            to_thing(part["id"], f"Part: {naming.safe(crosswalk, part['id'])}")


def _mappings(crosswalk: Crosswalk, provision: Provision) -> None:
    rows = describe(crosswalk, provision.id)["mappings"]
    st.subheader(f"Mappings, in both directions ({len(rows)})", anchor=False)
    if not rows:
        st.info("Nobody has mapped this provision itself yet.")
        return
    cards.mapping_grid(crosswalk, rows, provision.id)
    table(
        evidence.COLUMNS,
        evidence.cells(crosswalk, rows),
        caption="All of them as a table, as they were written.",
        name=f"mappings--{provision.id.replace(':', '--')}",
    )


def _derived(crosswalk: Crosswalk, provision: Provision) -> None:
    found = derive(crosswalk, provision.id.split(":", 1)[0]).get(provision.id, {})
    st.subheader("Derived along paths of mappings", anchor=False)
    cards.derived_cards(crosswalk, found.values(), "Nothing more follows from the mappings that are held here.")
