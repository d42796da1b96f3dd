"""What one document asks and no other one whose asks are known."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from crosswalk.analysis.asked import only_here
from crosswalk.analysis.asks import Ask
from crosswalk.columns import Column
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.links import Place
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.ui.tables import opener
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import quantity
from crosswalk.wording import in_roles


def only(crosswalk: Crosswalk, choices: Choices, known: Sequence[str]) -> None:
    """Draw a picker of a document and the table of what it alone asks."""
    usual = naming.FOCAL if naming.FOCAL in known else known[0]
    focal = choices.pick(
        "Asked by",
        "focal",
        known,
        default=usual,
        show=partial(naming.called, crosswalk),
        drops=["ask", "answer", "theme"],
    )
    choices.refuse()
    lonely = only_here(crosswalk, focal)
    name = naming.called(crosswalk, focal)
    if not lonely:
        st.info("Each of its asks is asked elsewhere too, at least in part or in general.")
        return
    opener(
        [
            Column[Ask]("ask", lambda one: one.number, lambda one: one.id, width=120),
            Column[Ask]("what is asked", lambda one: one.text, width=560),
            Column[Ask]("when", lambda one: one.when or "", width=240),
            Column[Ask]("level", lambda one: one.level or ""),
            Column[Ask]("of whom", lambda one: in_roles(one.roles)),
            Column[Ask]("theme", lambda one: one.theme),
        ],
        lonely,
        caption=f"{quantity(len(lonely), 'ask')} of {name} that no other document asks, as far as asks are listed. "
        "Click a row for its provision.",
        name=f"only--{focal}",
        to=lambda one: Place("provision", {"id": one.provision}),
    )
