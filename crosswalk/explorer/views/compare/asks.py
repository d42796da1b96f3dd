"""What a provision of Compare asks, ask by ask, and how many asks belong to none of the provisions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby

import streamlit as st

from crosswalk.analysis.asked import AskAnswer, asked_by_provision, asked_of
from crosswalk.analysis.asks import readings
from crosswalk.analysis.coverage import Coverage
from crosswalk.explorer.ui import links, naming
from crosswalk.explorer.ui.defined import defined
from crosswalk.explorer.ui.looks import badge
from crosswalk.explorer.ui.text import Html, html, plain, several
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Reading
from crosswalk.wording import in_roles, left_over, roles_there, said_of_elsewhere


def asks_elsewhere(crosswalk: Crosswalk, coverage: Coverage) -> None:
    """Say how many asks belong to none of the provisions of a comparison, and link to them; nothing where none does."""
    units = (answer.provision.id for answer in coverage.answers)
    found = asked_of(crosswalk, coverage.focal, coverage.reference, units)
    if found and found.elsewhere:
        name = partial(naming.called, crosswalk)
        st.caption(plain(said_of_elsewhere(found.focal, len(found.elsewhere), found.places, name)))
        links.link("measures", "All asks, ask by ask", focal=coverage.focal, reference=coverage.reference)


def asks_of_provision(crosswalk: Crosswalk, focal: str, reference: str, provision: str) -> None:
    """Draw the asks of one provision and of its paragraphs and points, each under its own, with its answer and where it
    is; nothing where none is listed.
    """
    answers = asked_by_provision(crosswalk, focal, reference).get(provision, ())
    reading = readings(crosswalk).get(provision)
    if not answers:
        if reading is not None and reading.reading is Reading.NO_ASK:
            st.caption(plain(f"It asks nothing of its reader: {reading.why}."))
        return
    own = [list(some) for _, some in groupby(answers, key=lambda one: one.ask.provision)]
    with st.container(border=True):
        st.html(
            html(
                '<p class="xw-head">What it asks, ask by ask</p>{}',
                several(_under(crosswalk, some, provision) for some in own),
            )
        )
        links.link("measures", "Each ask with both texts", focal=focal, reference=reference)


def _under(crosswalk: Crosswalk, answers: Sequence[AskAnswer], above: str) -> Html:
    """Return the asks of one provision as a list, with its name where it is not the one `above`."""
    provision = answers[0].ask.provision
    name = naming.called(crosswalk, provision)
    rows = several(
        html(
            "<li>{} {}{}{}</li>",
            badge(one.answer),
            defined(crosswalk, one.ask.text),
            html(
                ' <span class="xw-soft">(asked of: {}{})</span>',
                in_roles(one.roles),
                f"; when: {one.ask.when}" if one.ask.when else "",
            ),
            html(
                ' <span class="xw-soft">→ {}, asked of: {}{}</span>',
                ", ".join(end.number for end in one.where),
                roles_there(one),
                f"; left over: {left}" if (left := left_over(one)) else "",
            )
            if one.where
            else "",
        )
        for one in answers
    )
    heading = html('<p class="xw-soft">{}</p>', name) if provision != above else ""
    return html('{}<ol class="xw-path">{}</ol>', heading, rows)
