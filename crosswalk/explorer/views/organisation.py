"""One organisation: what it is, what it publishes, what it asserts, and what it works on."""

from __future__ import annotations

from typing import Any

import streamlit as st

from crosswalk.analysis.describe import describe
from crosswalk.analysis.tracker import work_items
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.links import link
from crosswalk.explorer.ui.opener import opener
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.ui.text import facts, words
from crosswalk.sparql import ask
from crosswalk.store.holder import Crosswalk

TITLE, ORDER, URL_PATH = "Organisation", 52, "organisation"
HEADING = "One organisation"
SECTION, QUERIES = "Browse", ("organisations", "documents")


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    choices = Choices(URL_PATH)
    known = {row["organisation"]: row for row in ask(crosswalk, "organisations").records()}
    if not known:
        st.info("No organisation is held here.")
        return
    options = sorted(known, key=lambda one: str(known[one]["name"]).lower())
    usual = "etsi" if "etsi" in known else options[0]
    chosen = choices.pick("Organisation", "id", options, default=usual, show=lambda one: str(known[one]["name"]))
    choices.refuse()
    _about(crosswalk, known, chosen)
    _documents(crosswalk, chosen)
    _sets(crosswalk, chosen)
    _work(crosswalk, chosen)


def _about(crosswalk: Crosswalk, known: dict[str, dict[str, Any]], chosen: str) -> None:
    one, more = known[chosen], describe(crosswalk, chosen)["properties"]
    st.html(
        facts(
            [
                ("Id", chosen),
                ("Abbreviation", one["abbreviation"]),
                ("Kind", words(one["kind"])),
                ("Country", one["country"]),
                ("Address", " ".join(str(text) for text in more.get("foaf:homepage", []))),
                ("Note", " ".join(str(text) for text in more.get("skos:note", []))),
            ]
        )
    )
    with st.container(horizontal=True, gap="medium"):
        if one["part_of"]:
            link("organisation", f"Part of {naming.safe(crosswalk, one['part_of'])}", id=one["part_of"])
        for other, row in known.items():
            if row["part_of"] == chosen:
                link("organisation", f"Has {naming.safe(crosswalk, other)}", id=other)


def _documents(crosswalk: Crosswalk, chosen: str) -> None:
    entries = naming.catalogue(crosswalk).values()
    found = [one for one in entries if chosen in (one["publisher"] or "").split()]
    st.subheader(f"Documents that it publishes ({len(found)})", anchor=False)
    if found:
        opener(
            ["document", "date", "status", "held here"],
            [[naming.name(one), one["date"] or "not known", naming.status(one), naming.held(one)] for one in found],
            caption="With the stage that each had when it was last looked at. Click a row to open the document.",
            name=f"documents-of--{chosen}",
            page="document",
            states=[{"id": one["id"]} for one in found],
            widths={"document": st.column_config.TextColumn(width=420)},
        )
    else:
        st.info("None of the documents in the catalogue is published by it.")


def _sets(crosswalk: Crosswalk, chosen: str) -> None:
    found = [one for one in naming.sets(crosswalk) if one["provider"] == chosen]
    st.subheader(f"Mapping sets that it asserts ({len(found)})", anchor=False)
    if found:
        opener(
            ["mapping set", "title", "date", "mappings", "grades"],
            [[one["id"], one["title"], one["date"], one["mappings"], one["grades"]] for one in found],
            caption="Click a row to open the mapping set.",
            name=f"sets-of--{chosen}",
            page="mapping-set",
            states=[{"id": one["id"]} for one in found],
        )
    else:
        st.info("No mapping set that is held here is asserted by it.")


def _work(crosswalk: Crosswalk, chosen: str) -> None:
    found = [one for one in work_items(crosswalk) if chosen in (one.get("body"), one.get("committee"))]
    if found:
        st.subheader(f"Work items ({len(found)})", anchor=False)
        link("tracker", "See them in the standards tracker", body=chosen)
