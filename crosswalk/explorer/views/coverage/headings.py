"""Coverage part by part: which share of each heading of the focal document each other document meets."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from crosswalk.analysis.coverage import Coverage, Share, shares
from crosswalk.columns import Column
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.charts import Square, heatmap, square_picked
from crosswalk.explorer.ui.links import State, go
from crosswalk.explorer.ui.pictures import pictures
from crosswalk.explorer.ui.tables import table
from crosswalk.explorer.ui.text import plain
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Pair, quantity


def headings(crosswalk: Crosswalk, shown: list[Coverage], state: State) -> None:
    """Draw the share of each heading as a heatmap and as a table, for the documents that somebody compared it with."""
    known = [coverage for coverage in shown if coverage.pair is Pair.COMPARED and coverage.is_known]
    parts = shares(crosswalk, known)
    if len({part.heading for part in parts}) < 2:
        return
    focal = known[0].focal
    name = naming.called(crosswalk, focal)
    st.subheader(plain(f"Part by part: how much of {name} is covered, in full or in part"), anchor=False)
    bare = quantity(len(shown) - len(known), "document")
    more = f" Left out: {bare} with nothing asserted to count here." if known != shown else ""
    st.caption(
        plain(
            f"“3/5” means that three of the five provisions under that heading are covered, in full or in part.{more}"
        )
    )
    titles = {part.heading: _heading(crosswalk, part.heading) for part in parts}
    names = naming.apart(crosswalk, [coverage.reference for coverage in known])
    squares = [_square(names, titles, part) for part in parts]
    chart = heatmap(
        squares,
        rows=list(titles.values()),
        columns=list(names.values()),
        tips=[("row", "Heading"), ("column", "Document"), ("text", "Covered or partial"), ("percent", "Share")],
        angle=-55 if len(names) > 4 else 0,
    )
    with st.container(key="xw-wide"):  # on a phone the chart is wider than the screen, and scrolls
        alt_text = f"Share of each heading of {name} that each document covers; the table below says the same."
        picked = square_picked(chart, squares, alt_text, "coverage.headings")
    pictures(crosswalk, chart, f"{name}, part by part: how much is covered, in full or in part", f"headings--{focal}")
    if picked:
        go("compare", focal=focal, reference=picked["reference"], **{**state, "under": picked["heading"]})
    by_pair = {(part.heading, part.reference): _share(part) for part in parts}
    table(
        [
            Column("heading", titles.__getitem__),
            *(_met_by(by_pair, reference, name) for reference, name in names.items()),
        ],
        list(titles),
        caption="The same as a table.",
        name=f"coverage-by-heading--{focal}",
    )


def _met_by(shares: Mapping[tuple[str | None, str], str], reference: str, name: str) -> Column[str | None]:
    return Column(name, lambda heading: shares[heading, reference])


def _heading(crosswalk: Crosswalk, heading: str | None) -> str:
    return naming.called(crosswalk, heading) if heading else "No heading"


def _share(part: Share) -> str:
    return f"{part.met}/{part.total}"


def _square(names: dict[str, str], titles: dict[str | None, str], part: Share) -> Square:
    share = part.met / part.total if part.total else 0
    return {
        "row": titles[part.heading],
        "column": names[part.reference],
        "share": share,
        "text": _share(part),
        "percent": f"{share:.0%}",
        "reference": part.reference,
        "heading": part.heading,
    }
