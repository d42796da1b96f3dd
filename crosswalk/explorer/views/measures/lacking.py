"""The measures that a document, such as a draft, lacks and several published documents ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from crosswalk.analysis.asked import Use, is_lack_known, lacking, not_read, not_read_against, published
from crosswalk.columns import Column
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.links import Place
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.ui.tables import opener
from crosswalk.explorer.ui.text import plain
from crosswalk.explorer.views.measures.pickers import asking_document
from crosswalk.explorer.views.measures.since import say_since
from crosswalk.rows import lacked_column
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import quantity
from crosswalk.wording import said_of_lacks, said_of_not_read

_USUAL = "3"


def lacks(crosswalk: Crosswalk, choices: Choices, known: Sequence[str]) -> None:
    """Draw the pickers of a document and of how many others, and the table of what it lacks."""
    name = partial(naming.called, crosswalk)
    left, right = st.columns(2)
    with left:
        focal = asking_document(crosswalk, choices, "Not asked by", known)
    choices.refuse()
    others = published(crosswalk, focal)
    with right:
        numbers = [str(number) for number in range(1, max(len(others), int(_USUAL)) + 1)]
        least = choices.pick("Published documents that ask for it, at least", "others", numbers, default=_USUAL)
    choices.refuse()
    uses = lacking(crosswalk, focal, int(least))
    say_since(crosswalk, (focal, *others))
    unknown = [use for use in uses if not is_lack_known(crosswalk, focal, use)]
    for unread in (
        said_of_lacks(focal, len(uses), len(unknown), len(not_read(crosswalk, focal)), name),
        said_of_not_read(focal, not_read_against(crosswalk, focal, others), name),
    ):
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
            replace(lacked_column(crosswalk, focal, uses), heading="lacked"),
        ],
        uses,
        caption=f"{quantity(len(uses), 'measure')} that {name(focal)} does not ask for; at least {least} of "
        f"{quantity(len(others), 'published document')} do. Click a row for who asks it where.",
        name=f"lacking--{focal}",
        to=lambda use: Place("measures", {"view": "measures", "measure": use.measure.id}),
    )
