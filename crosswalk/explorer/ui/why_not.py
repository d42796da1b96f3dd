"""Why a provision is a gap: the reason, the nearest candidate, and where the way to it stops proving anything."""

from __future__ import annotations

import re
from html import escape

import streamlit as st

from crosswalk.analysis.coverage import Answer
from crosswalk.analysis.gaps import Gap, gap
from crosswalk.analysis.trace import trace
from crosswalk.explorer.ui.links import to_thing
from crosswalk.explorer.ui.naming import brief, in_full, labels
from crosswalk.explorer.ui.text import facts, plain
from crosswalk.explorer.ui.words import badge
from crosswalk.store.holder import Crosswalk

_ID = re.compile(r"[a-z0-9][\w.-]*:[\w.-]*\w")
_NAMED = ("partial", "derived")  # the reason names the other end already


def why_not(crosswalk: Crosswalk, answer: Answer, reference: str) -> None:
    """Draw why the reference document does not cover the provision in full."""
    found = gap(crosswalk, answer, reference)
    with st.container(border=True):
        st.html(
            f'<p class="xw-head">Why it is not covered in full {badge(answer.status)}</p>'
            f'<p class="xw-text">{escape(_named(crosswalk, found.reason))}</p>' + facts(_candidate(crosswalk, found))
        )
        if found.nearest and answer.status not in _NAMED:
            to_thing(found.nearest, f"Open {plain(brief(crosswalk, found.nearest))}")


def _candidate(crosswalk: Crosswalk, found: Gap) -> list[tuple[str, object]]:
    """Return the nearest candidate, which is no mapping, and what the way to it proves."""
    if found.answer.status in _NAMED:
        return []
    if found.nearest is None:
        return [("Nearest candidate", "none: no way leads from here to that document")]
    way = trace(crosswalk, found.answer.provision.id, found.nearest)
    return [
        ("Nearest candidate", f"{in_full(crosswalk, found.nearest)} (where to look next; not a mapping)"),
        ("What leads there", _named(crosswalk, way.sentence())),
    ]


def _named(crosswalk: Crosswalk, text: str) -> str:
    """Return a text with names in the place of ids."""
    known = labels(crosswalk)
    return _ID.sub(lambda one: brief(crosswalk, one[0]) if one[0] in known else one[0], text)
