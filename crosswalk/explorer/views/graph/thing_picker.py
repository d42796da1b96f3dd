"""Two pickers for a document as a whole or one of its provisions, which share the one parameter `id`."""

from __future__ import annotations

import streamlit as st

from crosswalk.analysis.catalogue import provisions
from crosswalk.errors import CrosswalkError, did_you_mean
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.provision_picker import id_box
from crosswalk.store.holder import Crosswalk

_DOCUMENT, _PART = "thing.document", "thing.part"


def thing_picker(crosswalk: Crosswalk, wanted: str | None) -> str:
    """Draw the pickers; return the id of a document or provision. Raises CrosswalkError for an unknown one."""
    entries = naming.catalogue(crosswalk)
    wanted = wanted or f"{naming.FOCAL}:2.1"
    home = wanted.split(":", 1)[0]
    if home not in entries:
        raise CrosswalkError(f"There is no document “{home}”.{did_you_mean(home, entries)}")
    parts = {home: "the document as a whole"}
    parts |= {one.id: naming.called(crosswalk, one.id) for one in provisions(crosswalk, home)}
    if wanted not in parts:
        raise CrosswalkError(f"There is no provision “{wanted}”.{did_you_mean(wanted, parts)}")
    order = sorted(
        entries, key=lambda one: (one != naming.FOCAL, not entries[one]["loaded"], naming.name(entries[one]))
    )
    left, right = st.columns(2)
    with left:
        id_box("Document", _DOCUMENT, {one: naming.in_catalogue(entries[one]) for one in order}, home)
    with right:
        id_box("Part of it", _PART, parts, wanted)
    return wanted
