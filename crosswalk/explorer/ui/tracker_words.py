"""The stages of the tracker in words, colours and shapes; bodies, laws and counts as the tracker page says them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import streamlit as st

from crosswalk.analysis.timeline import OTHERS, PUBLIC
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.text import plain, words
from crosswalk.explorer.ui.words import SEEN
from crosswalk.sparql import ask
from crosswalk.store.holder import Crosswalk

STAGES = {
    "preliminary": "being considered, not yet a project",
    "proposal": "put forward as a project, or just accepted",
    "preparatory": "a working draft is being written",
    "committee": "a draft is before the committee",
    "enquiry": "out for public comment and vote",
    "approval": "final draft, before the last vote",
    "publication": "published",
    "review": "published, and being reviewed",
    "withdrawal": "withdrawn or superseded",
    "stopped": "given up",
}
_GREY, _ORANGE, _BLUE, _GREEN, _RED = "#7f8790", "#c77700", "#2f7fc1", "#1a936f", "#d5482a"
_CROSS = "M-1,-.6L-.6,-1L0,-.4L.6,-1L1,-.6L.4,0L1,.6L.6,1L0,.4L-.6,1L-1,.6L-.4,0Z"
#: (colour, shape): the colour tells how far along, the shape which stage; each reads on both themes' backgrounds.
MARKS = {
    "preliminary": (_GREY, "triangle-left"),
    "proposal": (_GREY, "triangle-up"),
    "preparatory": (_ORANGE, "square"),
    "committee": (_ORANGE, "diamond"),
    "enquiry": (_BLUE, "triangle-right"),
    "approval": (_BLUE, "triangle-down"),
    "publication": (_GREEN, "circle"),
    "review": (_GREEN, "cross"),
    "withdrawal": (_RED, _CROSS),
    "stopped": (_RED, "M-1,-.45L1,-.45L1,.45L-1,.45Z"),
}
KINDS = {"work item": ("work item", "work items"), "document": ("document", "documents")}
_SEEN = {
    "primary": "read in the body’s own document or on its own page",
    "secondary": "told by somebody else",
    "unverified": "taken over, and not checked",
}
_STATUSES = {"draft": "draft", "final-draft": "final draft", "living": "living", "superseded": "superseded"}
_ROWS = {PUBLIC: "Governments, laws, forums", OTHERS: "Companies, communities, research"}


def stage(entry: dict[str, Any]) -> str:
    """Return where an entry stands on the common scale, with a document's own word where that says more."""
    more = _STATUSES.get(entry.get("status") or "")
    return f"{entry['stage']} ({more})" if more else str(entry["stage"])


def short(crosswalk: Crosswalk, body: str | None) -> str:
    """Return the usual abbreviation of a body, of several, or of a row of the timeline; its name where it has none."""
    if body in _ROWS:
        return _ROWS[body]
    return ", ".join(_short(crosswalk, one) for one in (body or "").split())


def _short(crosswalk: Crosswalk, body: str) -> str:
    known = {row["organisation"]: row for row in ask(crosswalk, "organisations").records()}
    many = Counter(row["abbreviation"] for row in known.values())
    row = known.get(body)
    if row is None:
        return body
    return str(row["abbreviation"] if row["abbreviation"] and many[row["abbreviation"]] == 1 else row["name"])


def full(crosswalk: Crosswalk, body: str) -> str:
    """Return a body with its abbreviation and its name."""
    name, abbreviation = naming.called(crosswalk, body), _short(crosswalk, body)
    return name if abbreviation in name else f"{abbreviation}: {name}"


def count(kinds: Iterable[str]) -> str:
    """Return how many work items and documents there are.

    >>> count(["document", "work item", "document"])
    '1 work item and 2 documents'
    """
    numbers = Counter(kinds)
    return " and ".join(f"{numbers[kind]} {KINDS[kind][numbers[kind] != 1]}" for kind in KINDS if numbers[kind])


def weakness(seen: Iterable[str]) -> str:
    """Return how the stages are known, best first.

    >>> weakness(["secondary", "unverified", "secondary"])
    'How each stage was seen: ◐ second-hand 2, ○ not verified 1.'
    """
    numbers = Counter(seen)
    return f"How each stage was seen: {', '.join(f'{SEEN[one]} {numbers[one]}' for one in SEEN if numbers[one])}."


def changes(found: Sequence[dict[str, Any]], day: str) -> str:
    """Return how much changed since a day, as Markdown."""
    documents = len({one["thing"] for one in found if one["what"] == "document"})
    steps = [one["thing"] for one in found if one["what"] == "work item"]
    unsure = sum(not one["sure"] for one in found)
    told = [
        f"{documents} {KINDS['document'][documents != 1]} came out" if documents else "",
        f"{len(set(steps))} {KINDS['work item'][len(set(steps)) != 1]} reached a stage" if steps else "",
    ]
    text = f"Since {day}: **{', and '.join(filter(None, told))}**"
    text += f", in {len(steps)} steps" if len(steps) > len(set(steps)) else ""
    inexact = f" {unsure} of these may be earlier: only the month or year is known." if unsure else ""
    return f"{text}.{inexact}"


def legend() -> None:
    """Draw a button that explains the stages and how they are known."""
    with st.popover("What the words mean", width="content"):
        st.markdown(
            "**Stage**: the common scale, in the names of ISO’s stage codes; each body has its own code besides"
        )
        st.markdown("\n".join(f"- **{words(one)}**: {plain(text)}" for one, text in STAGES.items()))
        st.markdown("**As of**: the day for which the stage was told. What happened since is not known here.")
        st.markdown("**How seen**: how the stage is known")
        st.markdown("\n".join(f"- **{plain(SEEN[one])}**: {plain(text)}" for one, text in _SEEN.items()))
