"""What is missing: which asks of one document another asks too, and the measures in which they meet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from crosswalk import ids
from crosswalk.analysis.asked import AskAnswer, Asking, asked, with_asks
from crosswalk.analysis.asks import listed
from crosswalk.explorer.page import Page
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.downloads import downloads
from crosswalk.explorer.ui.links import link
from crosswalk.explorer.ui.looks import asked_words, chips
from crosswalk.explorer.ui.state import Choices, opened, put, scroll, value
from crosswalk.explorer.ui.text import html, plain, words
from crosswalk.explorer.views.measures.against_all import against_all
from crosswalk.explorer.views.measures.asks import answer_card, ask_table
from crosswalk.explorer.views.measures.catalogue import by_theme, catalogue
from crosswalk.explorer.views.measures.lacking import lacks
from crosswalk.explorer.views.measures.only import only
from crosswalk.explorer.views.measures.since import say_since
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import THEMES, Asked, quantity
from crosswalk.wording import ASKS_REST_ON, no_asks, said_of_asks

_VIEWS = {
    "asks": "Ask by ask",
    "all": "One against all",
    "only": "What nobody else asks",
    "lacking": "What it lacks",
    "measures": "Measures",
    "themes": "By theme",
}
_FOCAL, _REFERENCE = "eu-ai-act-2024", "etsi-en-304-223-2.1.1"


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    choices = Choices(PAGE.path)
    known = sorted(with_asks(crosswalk), key=lambda name: ids.natural_key(naming.called(crosswalk, name)))
    if len(known) < 2:
        st.info("Nobody has listed what two of these documents ask, one ask at a time.")
        return
    view = choices.tab("View", "view", list(_VIEWS), show=_VIEWS.__getitem__)
    if view == "asks":
        _ask_by_ask(crosswalk, choices, known)
    elif view == "all":
        against_all(crosswalk, choices, known)
    elif view == "only":
        only(crosswalk, choices, known)
    elif view == "lacking":
        lacks(crosswalk, choices, known)
    elif view == "measures":
        catalogue(crosswalk, choices, [name for name in known if name in listed(crosswalk)])
    else:
        choices.refuse()
        by_theme(crosswalk, [name for name in known if name in listed(crosswalk)])
    st.caption(plain(ASKS_REST_ON))


PAGE = Page(
    title="What is missing",
    path="measures",
    order=12,
    section="Compare",
    render=render,
    heading="What is missing, ask by ask",
    parameters="view focal reference answer level theme ask measure among others by",
)


def _ask_by_ask(crosswalk: Crosswalk, choices: Choices, known: Sequence[str]) -> None:
    left, middle, right = st.columns([10, 2, 10], vertical_alignment="bottom")
    show = partial(naming.called, crosswalk)
    usual = _FOCAL if _FOCAL in known else known[0]
    every = [*known, *(name for name in naming.loaded(crosswalk) if name not in known)]
    drops = ["ask", "answer", "theme"]

    def picked(name: str) -> str:
        return show(name) if name in known else f"{show(name)} (no asks listed)"

    with left:
        focal = choices.pick("Asked by", "focal", every, default=usual, show=picked, drops=drops)
    others = [name for name in every if name != focal]
    usual = _REFERENCE if _REFERENCE in others else others[0]
    with right:
        reference = choices.pick("Also asked by", "reference", others, default=usual, show=picked, drops=["ask"])
    choices.refuse()
    with middle:
        swap = {"focal": reference, "reference": focal, "ask": None, "answer": None, "theme": None}
        st.button("⇄ Swap", on_click=put, kwargs=swap, help="Look from the other side", width="stretch")
    if without := [name for name in (focal, reference) if name not in known]:
        st.info(plain(no_asks(without, show)))
        link("compare", "Provision by provision", focal=focal, reference=reference)
        link("compare", "Where to look: candidates", focal=focal, reference=reference, view="candidates")
        return
    asking = asked(crosswalk, focal, reference)
    st.html(html('<p class="xw-answer" role="status">{}</p>', said_of_asks(asking, show)))
    say_since(crosswalk, (focal, reference))
    chips(asking.counts)
    shown = _narrowed(choices, asking)
    if not shown:
        st.info("No ask passes the filters: set one of them back to “all”.")
    else:
        _table(crosswalk, asking, shown)
    downloads(crosswalk, focal, reference)
    link("compare", "Provision by provision", focal=focal, reference=reference)
    _selected(crosswalk, choices, asking)


def _narrowed(choices: Choices, asking: Asking) -> list[AskAnswer]:
    """Draw the filters; return the asks that pass them."""
    left, middle, right = st.columns(3)
    levels = sorted({one.ask.level for one in asking.answers if one.ask.level})
    with left:
        answer = choices.pick(
            "Answer",
            "answer",
            ["", *(word.value for word in Asked)],
            show=lambda word: asked_words(word) if word else "all",
        )
    with middle:
        level = choices.pick("Level", "level", ["", *levels], show=lambda word: words(word) if word else "all")
    with right:
        themes = [theme for theme in THEMES if any(one.ask.theme == theme for one in asking.answers)]
        theme = choices.pick("Theme", "theme", ["", *themes], show=lambda word: word or "all")
    choices.refuse()
    return [
        one
        for one in asking.answers
        if answer in ("", one.answer) and level in ("", one.ask.level) and theme in ("", one.ask.theme)
    ]


def _table(crosswalk: Crosswalk, asking: Asking, shown: Sequence[AskAnswer]) -> None:
    def choose(one: AskAnswer | None) -> None:
        put(ask=None if one is None else one.ask.id)
        scroll()

    names = naming.called(crosswalk, asking.focal), naming.called(crosswalk, asking.reference)
    ask_table(
        crosswalk,
        asking,
        shown,
        caption=f"{quantity(len(shown), 'ask')} of {names[0]}, and what {names[1]} says to each. Click a row for more.",
        on_choice=choose,
    )


def _selected(crosswalk: Crosswalk, choices: Choices, asking: Asking) -> None:
    every = {one.ask.id: one for one in asking.answers}
    opened(value("ask") or "")
    chosen = choices.pick_row(
        "One ask", "Ask", "ask", every, show=lambda name: f"{every[name].ask.number} {every[name].ask.text}"
    )
    choices.refuse()
    if chosen:
        answer_card(crosswalk, every[chosen], asking)
