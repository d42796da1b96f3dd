"""The measures that a document, such as a draft, lacks and several published documents ask for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from crosswalk.analysis.asked import Use, lacking, not_read_against, published
from crosswalk.analysis.catalogue import document_index
from crosswalk.columns import Column
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.links import Place
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.ui.tables import opener
from crosswalk.explorer.ui.text import plain
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import quantity
from crosswalk.wording import said_of_not_read

_USUAL = "3"


def lacks(crosswalk: Crosswalk, choices: Choices, known: Sequence[str]) -> None:
    """Draw the pickers of a document and of how many others, and the table of what it lacks."""
    name = partial(naming.called, crosswalk)
    usual = naming.FOCAL if naming.FOCAL in known else known[0]
    left, right = st.columns(2)
    with left:
        focal = choices.pick(
            "Not asked by", "focal", known, default=usual, show=name, known=list(document_index(crosswalk))
        )
    choices.refuse()
    others = published(crosswalk, focal)
    with right:
        numbers = [str(number) for number in range(1, max(len(others), int(_USUAL)) + 1)]
        least = choices.pick("Published documents that ask for it, at least", "others", numbers, default=_USUAL)
    choices.refuse()
    uses = lacking(crosswalk, focal, int(least))
    unread = said_of_not_read(focal, not_read_against(crosswalk, focal, others), name)
    if unread:
        st.caption(plain(unread))
    if not uses:
        st.info("There is no such measure: ask for fewer documents.")
        return
    opener(
        [
            Column[Use]("measure", lambda use: use.measure.evidence, width=560),
            Column[Use]("asked by", lambda use: len(use.asked_by), kind="number"),
            Column[Use]("documents", lambda use: ", ".join(map(name, use.asked_by)), width=420),
            Column[Use]("theme", lambda use: use.measure.theme),
        ],
        uses,
        caption=f"{quantity(len(uses), 'measure')} that {name(focal)} does not ask for; at least {least} of "
        f"{quantity(len(others), 'published document')} do. Click a row for who asks it where.",
        name=f"lacking--{focal}",
        to=lambda use: Place("measures", {"view": "measures", "measure": use.measure.id}),
    )
