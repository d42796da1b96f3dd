"""Tables of mapping sets: who asserts what, when, with which rights and grade."""

from __future__ import annotations

from typing import Any

import streamlit as st

from crosswalk.analysis.describe import describe
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.links import link
from crosswalk.explorer.ui.tables import table
from crosswalk.store.holder import Crosswalk

COLUMNS = ["mapping set", "title", "asserted by", "date", "rights", "layer", "mappings", "grades", "description"]
_WIDTHS = {"title": st.column_config.TextColumn(width=280), "asserted by": st.column_config.TextColumn(width=240)}


def _cells(crosswalk: Crosswalk, one: dict[str, Any]) -> list[Any]:
    by = naming.called(crosswalk, one["provider"]) if one["provider"] else one["creator"] or "nobody named"
    if "E" in one["grades"]:
        by += ", not yet reviewed"
    texts = [one["id"], one["title"], by, one["date"], one["license"], one["layer"]]
    return [*texts, one["mappings"], one["grades"], one["description"]]


def set_table(crosswalk: Crosswalk, document_id: str) -> None:
    """Draw the mapping sets that speak about one document, with links to what they join it to."""
    st.subheader("Mapping sets from and to it", anchor=False)
    speaking = describe(crosswalk, document_id)["mapping_sets"]
    if not speaking:
        st.info("No mapping set speaks about this document: nobody has looked yet.")
        return
    directions: dict[str, set[str]] = {}
    for row in speaking:
        directions.setdefault(row["mapping_set"], set()).add(row["direction"])
    rows = [
        [" and ".join(sorted(directions[one["id"]])), *_cells(crosswalk, one)]
        for one in naming.sets(crosswalk)
        if one["id"] in directions
    ]
    caption = (
        "Every set with a mapping from or to this document or one of its provisions; “mappings” counts all its rows."
    )
    table(["from or to", *COLUMNS], rows, caption=caption, name=f"mapping-sets--{document_id}", widths=_WIDTHS)
    _neighbours(crosswalk, document_id, [row["other"] for row in speaking if row["other"] != document_id])


def _neighbours(crosswalk: Crosswalk, document_id: str, others: list[str]) -> None:
    """Draw links to the comparisons: by name with loaded documents, in one link with the others."""
    entries = naming.catalogue(crosswalk)
    here = bool(entries[document_id]["loaded"])
    found = [one for one in dict.fromkeys(others) if one in entries]
    held = [one for one in found if entries[one]["loaded"]]
    with st.container(horizontal=True, gap="medium"):
        for other in held:
            focal, reference = (document_id, other) if here else (other, document_id)
            link("compare", f"Compare with {naming.safe(crosswalk, other)}", focal=focal, reference=reference)
        if here and len(held) < len(found):
            link("coverage", f"All {len(found)} documents that it is joined to", focal=document_id, cited="yes")


def all_sets(crosswalk: Crosswalk) -> None:
    """Draw the table of all mapping sets."""
    rows = [_cells(crosswalk, one) for one in naming.sets(crosswalk)]
    table(COLUMNS, rows, caption=f"{len(rows)} mapping sets.", name="mapping-sets", widths=_WIDTHS)
