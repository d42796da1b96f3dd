"""One document: what it is, what of it is held here, its provisions, and the mapping sets that speak about it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from crosswalk.analysis.catalogue import Provision, document, provisions
from crosswalk.analysis.describe import describe
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.links import link
from crosswalk.explorer.ui.opener import opener
from crosswalk.explorer.ui.sets import set_table
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.ui.text import facts, words
from crosswalk.explorer.views.tracker.item import about
from crosswalk.store.holder import Crosswalk

TITLE, ORDER, URL_PATH = "Document", 30, "document"
HEADING = "One document"
SECTION, QUERIES = "Browse", ("provisions-of-document", "sets-of-document")
_INDENT = "\u2003"


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    choices = Choices(URL_PATH)
    entries = naming.catalogue(crosswalk)
    options = sorted(entries, key=lambda one: (not entries[one]["loaded"], naming.name(entries[one]).lower()))
    if not options:
        st.info("The catalogue holds no document.")
        return
    default = naming.FOCAL if naming.FOCAL in entries else options[0]
    names = {one: naming.in_catalogue(entry) for one, entry in entries.items()}
    chosen = choices.pick("Document", "id", options, default=default, show=names.__getitem__)
    choices.refuse()
    _metadata(crosswalk, document(crosswalk, chosen))
    _outline(crosswalk, chosen)
    set_table(crosswalk, chosen)
    about(crosswalk, chosen)


def _metadata(crosswalk: Crosswalk, entry: dict[str, Any]) -> None:
    more = describe(crosswalk, entry["id"])["properties"]
    st.subheader(entry["title"].replace("$", "\\$"), anchor=False)
    left, right = st.columns(2)
    with left:
        st.html(
            facts(
                [
                    ("Id", entry["id"]),
                    ("Edition", entry["version"]),
                    ("Publisher", naming.listed(crosswalk, more.get("dcterms:publisher"))),
                    ("Author", naming.listed(crosswalk, more.get("dcterms:creator"))),
                    ("Committee", naming.listed(crosswalk, more.get("committee"))),
                    ("Co-sealed by", naming.listed(crosswalk, more.get("coSealedBy"))),
                    ("Date", entry["date"] or "not known"),
                    ("Status", naming.status(entry)),
                ]
            )
        )
    with right:
        st.html(
            facts(
                [
                    ("Held here", naming.held(entry)),
                    ("Text policy", words(entry["text_policy"])),
                    ("Rights", entry["rights"]),
                    ("Address", " ".join(more.get("dcat:landingPage", []))),
                    ("Note", " ".join(more.get("skos:note", []))),
                ]
            )
        )
    _relatives(crosswalk, entry, more)


def _relatives(crosswalk: Crosswalk, entry: dict[str, Any], more: dict[str, list[Any]]) -> None:
    with st.container(horizontal=True):
        if entry["loaded"]:
            link("compare", "Compare it with another document", focal=entry["id"])
            link("coverage", "Its coverage by all others", focal=entry["id"])
        link("graph", "What stands around it", id=entry["id"])
        for words_before, name in (("Replaces", "dcterms:replaces"), ("Made from", "prov:wasDerivedFrom")):
            for other in more.get(name, []):
                link("document", f"{words_before} {naming.safe(crosswalk, other)}", id=other)


def _outline(crosswalk: Crosswalk, chosen: str) -> None:
    found = provisions(crosswalk, chosen)
    st.subheader("Provisions", anchor=False)
    if not found:
        st.info("No provision of this document is held here; it can still be cited, and mapped as a whole.")
        return
    depths = _depths(found)
    opener(
        ["id", "label", "kind", "level", "roles", "phase", "summary"],
        [[one.notation, _INDENT * depths[one.id] + one.label, *_rest(one)] for one in found],
        caption=f"{len(found)} units, {sum(one.assessable for one in found)} of them counted by coverage. "
        "Click a row to open the provision.",
        name=f"provisions--{chosen}",
        page="provision",
        states=[{"id": one.id} for one in found],
        csv=[[one.id, one.label, *_rest(one)] for one in found],
    )


def _rest(one: Provision) -> list[str]:
    roles = ", ".join(words(role) for role in one.roles)
    return [one.kind, one.level or "", roles, words(one.phase) if one.phase else "", one.summary or ""]


def _depths(found: list[Provision]) -> dict[str, int]:
    depths: dict[str, int] = {}
    for one in found:
        depths[one.id] = depths.get(one.parent or "", -1) + 1
    return depths
