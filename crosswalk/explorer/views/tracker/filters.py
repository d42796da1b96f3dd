"""The filter row of the tracker: body or committee, stage, law supported, and what to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from crosswalk.analysis.tracker import STAGES, Wanted, bodies, laws
from crosswalk.explorer.ui import naming, tracker_words
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.ui.text import plain, words
from crosswalk.store.holder import Crosswalk

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


def filters(crosswalk: Crosswalk, choices: Choices, everything: list[dict[str, Any]]) -> Chosen:
    """Draw the filters, in one row, and return what is chosen."""
    at_work = {one["body"] for one in everything if one["what"] == "work item"}
    names = {one: tracker_words.full(crosswalk, one) for one in bodies(everything)}
    by_name = sorted(names, key=lambda one: (one not in at_work, names[one].lower()))
    cells = st.columns(4)
    with cells[0]:
        body = choices.pick(
            "Body or committee", "body", ["", *by_name], show=lambda one: names.get(one, "all"), help=_BODIES
        )
    with cells[1]:
        stage = choices.pick("Stage", "stage", ["", *STAGES], show=_stage)
    with cells[2]:
        law = choices.pick(
            "Law supported",
            "law",
            ["", *laws(everything)],
            show=lambda one: naming.brief(crosswalk, one) if one else "all",
            help="A document supports what the work item that became it was written for.",
        )
    with cells[3]:
        kind = choices.pick("Show", "what", list(_WHAT), show=lambda one: _WHAT[one])
    return Chosen(Wanted(body or None, stage or None, law or None), kind)


_BODIES = "Bodies with work items come first. A body includes its committees."


def _stage(one: str) -> str:
    return f"{words(one)}: {tracker_words.STAGES[one]}" if one else "all"


def nothing(crosswalk: Crosswalk, chosen: Chosen) -> str:
    """Return, in one sentence, that nothing was found and what was asked for."""
    wanted = chosen.wanted
    told = _ONE[chosen.kind]
    told += f" of {tracker_words.full(crosswalk, wanted.body)}" if wanted.body else ""
    parts = [
        f"has the stage {words(wanted.stage)}" if wanted.stage else "",
        f"supports {naming.brief(crosswalk, wanted.law)}" if wanted.law else "",
    ]
    return plain(f"No {told} {' and '.join(filter(None, parts)) or 'is held here'}.")
