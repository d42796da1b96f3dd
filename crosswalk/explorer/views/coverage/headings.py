"""Coverage principle by principle: which share of each heading of the focal document each other document meets."""

from __future__ import annotations

from typing import Any

import streamlit as st

from crosswalk.analysis.coverage import Coverage
from crosswalk.analysis.headings import Share, shares
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.charts import heatmap
from crosswalk.explorer.ui.links import go
from crosswalk.explorer.ui.tables import table
from crosswalk.explorer.ui.text import plain
from crosswalk.store.holder import Crosswalk

_KNOWN = ("covered", "partial", "no-counterpart")


def headings(crosswalk: Crosswalk, shown: list[Coverage], state: dict[str, str | None]) -> None:
    """Draw the share of each heading as a heatmap and as a table, for the documents of which more is known than
    citations.
    """
    known = [one for one in shown if any(one.counts[status] for status in _KNOWN)]
    found = shares(crosswalk, known)
    if len({one.heading for one in found}) < 2:
        return
    focal = known[0].focal
    name = plain(naming.called(crosswalk, focal))
    st.subheader(f"Part by part: how much of {name} is covered or partly covered", anchor=False)
    more = (
        f" {len(shown) - len(known)} documents have nothing to count here and are left out." if known != shown else ""
    )
    st.caption(f"“3/5” means that three of the five provisions under that heading are covered or partial.{more}")
    titles = {one.heading: _heading(crosswalk, one.heading) for one in found}
    names = naming.apart(crosswalk, [one.reference for one in known])
    with st.container(key="xw-wide"):  # on a phone the chart is wider than the screen, and scrolls
        picked = heatmap(
            [_cell(names, titles, one) for one in found],
            rows=list(titles.values()),
            columns=list(names.values()),
            tips=[("row", "Heading"), ("column", "Document"), ("text", "Covered or partial"), ("percent", "Share")],
            alt_text=f"Share of each heading of {name} met by each document; the table below says the same.",
            key="coverage.headings",
            angle=-55 if len(names) > 4 else 0,
        )
    if picked:
        go("compare", focal=focal, reference=picked["reference"], **state | {"under": picked["heading"]})
    by_pair = {(one.heading, one.reference): one for one in found}
    table(
        ["heading", *names.values()],
        [[title, *(_share(by_pair[heading, one]) for one in names)] for heading, title in titles.items()],
        caption="The same as a table.",
        name=f"coverage-by-heading--{focal}",
    )


def _heading(crosswalk: Crosswalk, heading: str | None) -> str:
    return naming.called(crosswalk, heading) if heading else "No heading"


def _share(one: Share) -> str:
    return f"{one.met}/{one.total}"


def _cell(names: dict[str, str], titles: dict[str | None, str], one: Share) -> dict[str, Any]:
    share = one.met / one.total if one.total else 0
    return {"row": titles[one.heading], "column": names[one.reference], "share": share, "text": _share(one)} | {
        "percent": f"{share:.0%}",
        "reference": one.reference,
        "heading": one.heading,
    }
