"""One mapping set: who asserts it, when, under which rights, and every row with its reason."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import streamlit as st

from crosswalk.analysis.describe import describe
from crosswalk.analysis.mappings import NO_TERM
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.links import link
from crosswalk.explorer.ui.opener import opener
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.ui.text import facts, words
from crosswalk.explorer.ui.words import GRADES
from crosswalk.store.holder import Crosswalk

TITLE, ORDER, URL_PATH = "Mapping set", 50, "mapping-set"
HEADING = "One mapping set"
SECTION, QUERIES = "Browse", ("mappings-of-set", "mapping-sets")
_WIDTHS = {
    "from": st.column_config.TextColumn(width=280),
    "to": st.column_config.TextColumn(width=280),
    "why": st.column_config.TextColumn(width=520),
}


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    choices = Choices(URL_PATH)
    known = {one["id"]: one for one in naming.sets(crosswalk)}
    if not known:
        st.info("No mapping set is held here.")
        return
    usual = f"{naming.FOCAL}--{naming.REFERENCE}"
    chosen = choices.pick("Mapping set", "id", list(known), default=usual if usual in known else next(iter(known)))
    choices.refuse()
    rows = sorted(describe(crosswalk, chosen)["mappings"], key=_place)
    _about(crosswalk, known[chosen], rows)
    _rows(crosswalk, chosen, rows)


def _about(crosswalk: Crosswalk, one: dict[str, Any], rows: list[dict[str, Any]]) -> None:
    told = Counter("no counterpart" if row["object"] == NO_TERM else row["relation"] for row in rows)
    by = naming.called(crosswalk, one["provider"]) if one["provider"] else one["creator"] or "nobody named"
    st.subheader(one["title"] or one["id"], anchor=False)
    st.html(
        facts(
            [
                ("Id", one["id"]),
                ("Asserted by", by),
                ("Date", one["date"] or "not stated"),
                ("Rights", one["license"] or "not stated"),
                ("Grade", "; ".join(f"{grade}: {GRADES[grade]}" for grade in one["grades"].split())),
                ("Rows", "; ".join(f"{number} {words(relation)}" for relation, number in told.most_common())),
                ("About it", one["description"]),
            ]
        )
    )
    with st.container(horizontal=True, gap="medium"):
        if one["provider"]:
            link("organisation", naming.safe(crosswalk, one["provider"]), id=one["provider"])
        for home in dict.fromkeys(row[end].split(":", 1)[0] for row in rows for end in ("subject", "object")):
            if home in naming.catalogue(crosswalk):
                link("document", naming.safe(crosswalk, home), id=home)


def _rows(crosswalk: Crosswalk, chosen: str, rows: list[dict[str, Any]]) -> None:
    opener(
        ["from", "relation", "to", "why", "grade"],
        [
            [
                naming.in_full(crosswalk, row["subject"]),
                row["relation"],
                naming.in_full(crosswalk, row["object"]),
                row["comment"] or "",
                row["grade"],
            ]
            for row in rows
        ],
        caption=f"All {len(rows):,} rows as they were written. Click a row for all that is said of its provision.",
        name=f"mappings-of-set--{chosen}",
        page="provision",
        states=[{"id": _provision(row)} for row in rows],
        csv=[[row["subject"], row["relation"], row["object"], row["comment"] or "", row["grade"]] for row in rows],
        widths=_WIDTHS,
    )


def _place(row: dict[str, Any]) -> list[tuple[int, str]]:
    """Return a key by which 9.4 comes before 10.1."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", row["subject"])]


def _provision(row: dict[str, Any]) -> str:
    """Return the end of a row that is a provision: where a document as a whole is mapped, the other one."""
    ends: list[str] = [row["subject"], row["object"]]
    return next((end for end in ends if ":" in end and end != NO_TERM), ends[0])
