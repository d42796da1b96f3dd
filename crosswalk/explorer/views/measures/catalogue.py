"""The measures and who asks for each, and how much of each theme every document asks for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import partial

import streamlit as st

from crosswalk.analysis.asked import Use, asks_of, common, uses
from crosswalk.columns import Column
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.charts import Square, heatmap, square_picked
from crosswalk.explorer.ui.links import go, link
from crosswalk.explorer.ui.pictures import pictures
from crosswalk.explorer.ui.state import Choices, opened, put, scroll, value
from crosswalk.explorer.ui.tables import chooser, csv_file, table
from crosswalk.explorer.ui.text import facts, html
from crosswalk.explorer.views.measures.since import say_since
from crosswalk.rows import use_columns
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import THEMES, Holding, quantity
from crosswalk.wording import in_roles

_SIGNS = {
    Holding.EQUAL: "= asks it",
    Holding.CONTAINS: "⊃ and more",
    Holding.INSIDE: "⊂ fewer cases",
    Holding.OVERLAPS: "∩ a part of it",
    Holding.ACCEPTS: "∋ as a means",
}


def catalogue(crosswalk: Crosswalk, choices: Choices, known: Sequence[str]) -> None:
    """Draw every measure with how each document relates to it."""
    left, middle, right = st.columns(3)
    with left:
        theme = choices.pick("Theme", "theme", ["", *THEMES], show=lambda word: word or "all")
    with middle:
        chosen = choices.pick_many("Documents", "among", known, show=partial(naming.called, crosswalk))
    with right:
        by = choices.pick("Asked by", "by", list(_BY), default="any", show=_BY.__getitem__)
    choices.refuse()
    known = chosen or known
    say_since(crosswalk, known)
    shown = [use for use in _asked(crosswalk, known, by) if theme in ("", use.measure.theme)]
    if not shown:
        st.info("There is no such measure: set one of the filters back to “all”.")
        return

    def choose(use: Use | None) -> None:
        put(measure=None if use is None else use.measure.id)
        scroll()

    columns = [
        Column[Use]("measure", lambda use: use.measure.evidence, width=430),
        Column[Use](
            "asked by", lambda use: len(use.asked_by), help="Documents that ask for it itself, or for it and more"
        ),
        *(_column(crosswalk, name) for name in known),
    ]
    signs = "; ".join(f"{sign.split()[0]} {holding.meaning}" for holding, sign in _SIGNS.items())
    chooser(
        columns,
        shown,
        caption=f"{quantity(len(shown), 'measure')}: {signs}. Click a row for who asks it where.",
        name="measures",
        on_choice=choose,
        file=csv_file(use_columns(crosswalk, known), shown, "measures"),
    )
    _one(crosswalk, choices, shown, known)


_BY = {"any": "any of them, in any way", "all": "all of them", "one": "only one of them"}


def _asked(crosswalk: Crosswalk, known: Sequence[str], by: str) -> Sequence[Use]:
    """Return the measures that any of the documents asks for in any way, that all ask for, or only one of them."""
    if by == "all":
        return common(crosswalk, known)
    return [use for use in uses(crosswalk, known) if by == "any" or len(use.asked_by) == 1]


def _column(crosswalk: Crosswalk, name: str) -> Column[Use]:
    def sign(use: Use) -> str:
        return _SIGNS[use.holdings[name]].split()[0] if name in use.holdings else ""

    return Column(naming.called(crosswalk, name), sign, width=90)


def _one(crosswalk: Crosswalk, choices: Choices, shown: Sequence[Use], known: Sequence[str]) -> None:
    from crosswalk.analysis.asks import rows

    every = {use.measure.id: use for use in shown}
    opened(value("measure") or "")
    chosen = choices.pick_row(
        "One measure", "Measure", "measure", every, show=lambda name: every[name].measure.evidence
    )
    choices.refuse()
    if not chosen:
        return
    asks = {
        one.carried_from or one.id: one for name in known for one in asks_of(crosswalk, name) if not one.carried_from
    }
    for row in (row for row in rows(crosswalk) if row.measure == chosen and row.ask in asks):
        one = asks[row.ask]
        with st.container(border=True):
            st.html(
                html(
                    '<p class="xw-head">{}, {}</p><p class="xw-text">{}</p>{}',
                    naming.called(crosswalk, one.document),
                    one.number,
                    one.text,
                    facts(
                        [
                            ("Relation to it", f"{row.holding}: {row.holding.meaning}"),
                            ("Asks besides", row.beside),
                            ("When", one.when),
                            ("Level", one.level or "not stated"),
                            ("Roles", in_roles(one.roles)),
                            ("Grade", row.grade),
                        ]
                    ),
                )
            )
            link("provision", f"Open {naming.brief(crosswalk, one.provision)}", id=one.provision)


def by_theme(crosswalk: Crosswalk, known: Sequence[str]) -> None:
    """Draw how many asks of each theme each document has, and how many measures of it."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name in known:
        for one in asks_of(crosswalk, name):
            if not one.is_umbrella:
                counts[name][one.theme] += 1
    say_since(crosswalk, known)
    names = naming.apart(crosswalk, known)
    squares: list[Square] = [
        {
            "row": theme,
            "column": names[name],
            "focal": name,
            "reference": theme,
            "share": counts[name][theme] / max(counts[name].values()),
            "text": str(counts[name][theme]),
            "in_words": quantity(counts[name][theme], "ask"),
        }
        for theme in THEMES
        for name in known
    ]
    chart = heatmap(
        squares,
        rows=list(THEMES),
        columns=[names[name] for name in known],
        tips=[("row", "Theme"), ("column", "Document"), ("in_words", "Asks")],
        angle=-55,
    )
    st.caption(
        "How many asks of each theme each document has. The darker the cell, the closer it comes to the largest theme "
        "of that document, which is 100 %. Themes only sort the asks: each has one, and may meet asks of another "
        "theme. Click a cell for the asks."
    )
    with st.container(key="xw-wide"):
        picked = square_picked(
            chart, squares, "Asks by theme and document; the table below says the same.", "measures.themes"
        )
    pictures(crosswalk, chart, "How many asks of each theme each document has", "asks-by-theme")
    if picked:
        go("measures", focal=str(picked["focal"]), theme=str(picked["reference"]))
    show = partial(naming.called, crosswalk)
    table(
        [
            Column[str]("theme", str),
            *(_numbers(show(name), counts[name]) for name in known),
        ],
        THEMES,
        caption=f"{quantity(len(THEMES), 'theme')} and the asks of {quantity(len(known), 'document')}.",
        name="asks-by-theme",
    )


def _numbers(heading: str, counts: Counter[str]) -> Column[str]:
    return Column(heading, lambda theme: counts[theme])
