"""What one document asks and none of the others does: of all whose asks are known, or of those that are chosen."""

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
from crosswalk.explorer.ui.text import plain
from crosswalk.explorer.views.measures.pickers import asking_document
from crosswalk.explorer.views.measures.since import say_since
from crosswalk.store.holder import Crosswalk
from crosswalk.wording import in_roles, said_of_only


def only(crosswalk: Crosswalk, choices: Choices, known: Sequence[str]) -> None:
    """Draw a picker of a document, one of those to compare it with, and the table of what it alone asks."""
    name = partial(naming.called, crosswalk)
    left, right = st.columns(2)
    with left:
        focal = asking_document(crosswalk, choices, "Asked by", known, drops=["ask", "answer", "theme"])
    with right:
        others = choices.pick_many("And by none of", "among", known, show=name, empty="all others")
    choices.refuse()
    found = only_here(crosswalk, focal, [other for other in others if other != focal])
    say_since(crosswalk, (found.document, *found.others))
    said = said_of_only(found, name)
    if not found.asks:
        st.info(plain(said))
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
        found.asks,
        caption=f"{said} Click a row for its provision.",
        name=f"only--{focal}",
        to=lambda one: Place("provision", {"id": one.provision}),
    )
