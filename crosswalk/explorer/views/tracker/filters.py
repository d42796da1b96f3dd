"""The filter row of the tracker: body or committee, stage, law supported, and what to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from crosswalk import ids
from crosswalk.analysis.tracker import Entry, Wanted, bodies, laws
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.ui.text import words
from crosswalk.explorer.views.tracker.words import full
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Stage

_WHAT = {"": "work items and documents", "work-item": "work items", "document": "documents"}
_ONE = {"": "work item or document", "work-item": "work item", "document": "document"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the filter row asks for."""

    wanted: Wanted
    kind: str

    @property
    def what(self) -> str:
        """Return “work item”, “document”, or "" for both."""
        return self.kind.replace("-", " ")

    @property
    def named(self) -> str:
        """Return the same as the page calls it."""
        return _WHAT[self.kind]


def filters(crosswalk: Crosswalk, choices: Choices, everything: Sequence[Entry]) -> Chosen:
    """Draw the filters, in one row, and return what is chosen."""
    at_work = {entry.body for entry in everything if entry.what == "work item"}
    names = {body: full(crosswalk, body) for body in bodies(everything)}
    by_name = sorted(names, key=lambda body: (body not in at_work, ids.natural_key(names[body])))
    cells = st.columns(4)
    with cells[0]:
        body = choices.pick(
            "Body or committee", "body", ["", *by_name], show=lambda body: names.get(body, "all"), help=_BODIES
        )
    with cells[1]:
        stage = choices.pick("Stage", "stage", ["", *(stage.value for stage in Stage)], show=_stage)
    with cells[2]:
        law = choices.pick(
            "Law supported",
            "law",
            ["", *laws(everything)],
            show=lambda law: naming.brief(crosswalk, law) if law else "all",
            help="A document supports what the work item that became it was written for.",
        )
    with cells[3]:
        kind = choices.pick("Show", "what", list(_WHAT), show=_WHAT.__getitem__)
    return Chosen(Wanted(body or None, stage or None, law or None), kind)


_BODIES = "Bodies with work items come first. A body includes its committees."


def _stage(stage: str) -> str:
    return f"{words(stage)}: {Stage.of(stage).meaning}" if stage else "all"


def nothing(crosswalk: Crosswalk, chosen: Chosen) -> str:
    """Return, in one sentence, that nothing was found and what was asked for."""
    wanted = chosen.wanted
    sought = _ONE[chosen.kind]
    sought += f" of {full(crosswalk, wanted.body)}" if wanted.body else ""
    parts = [
        f"has the stage {words(wanted.stage)}" if wanted.stage else "",
        f"supports {naming.brief(crosswalk, wanted.law)}" if wanted.law else "",
    ]
    return f"No {sought} {' and '.join(filter(None, parts)) or 'is known here'}."
