"""The filters of the tracker: topic, body or committee, stage, law supported, kind; the first two by links too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from crosswalk import ids
from crosswalk.analysis.tracker import Entry, Wanted, bodies, entries, laws, once
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.links import link
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.ui.text import words
from crosswalk.explorer.views.tracker.words import full, maker
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Stage, Topic

_WHAT = {"": "work items and documents", "work-item": "work items", "document": "documents"}
_MOST = 10  # links to bodies
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
    with st.container(key="xw-two-tracker"):  # on a phone two are side by side
        cells = st.columns(5)
    with cells[0]:
        topic = choices.pick("Topic", "topic", ["", *(topic.value for topic in Topic)], show=_topic, help=_TOPICS)
    with cells[1]:
        body = choices.pick(
            "Body or committee", "body", ["", *by_name], show=lambda body: names.get(body, "all"), help=_BODIES
        )
    with cells[2]:
        stage = choices.pick("Stage", "stage", ["", *(stage.value for stage in Stage)], show=_stage)
    with cells[3]:
        law = choices.pick(
            "Law supported",
            "law",
            ["", *laws(everything)],
            show=lambda law: naming.brief(crosswalk, law) if law else "all",
            help="A document supports the law for which its work item was written.",
        )
    with cells[4]:
        kind = choices.pick("Show", "what", list(_WHAT), show=_WHAT.__getitem__)
    return Chosen(Wanted(body or None, stage or None, law or None, topic or None), kind)


_TOPICS = "Taken from the titles of work items. A document has the topic of the work item from which it came."
_BODIES = "Bodies with work items come first. A body includes its committees."


def _topic(topic: str) -> str:
    return f"{words(topic)}: {Topic.of(topic).meaning}" if topic else "all"


def _stage(stage: str) -> str:
    return f"{words(stage)}: {Stage.of(stage).meaning}" if stage else "all"


def ways_in(crosswalk: Crosswalk, chosen: Chosen) -> None:
    """Draw a link for each topic and each committee of what passes the other filters, with how many there are."""
    wanted = chosen.wanted
    topics = Counter(topic for entry in _passing(crosswalk, chosen, topic=None) for topic in entry.topics)
    _links(chosen, "topic", {topic: (words(topic), topics[topic]) for topic in Topic if topics[topic]}, wanted.topic)
    makers = Counter(one for entry in _passing(crosswalk, chosen, body=None) if entry.topics for one in _maker(entry))
    shown = {body: (maker(crosswalk, body), many) for body, many in makers.most_common(_MOST)}
    _links(chosen, "body", shown, wanted.body)


def _maker(entry: Entry) -> list[str]:
    """Return the committee that makes it, or else its bodies."""
    return [entry.committee] if entry.committee else (entry.body or "").split()


def _passing(crosswalk: Crosswalk, chosen: Chosen, **without: None) -> list[Entry]:
    kept = entries(crosswalk, replace(chosen.wanted, **without))
    return once([entry for entry in kept if chosen.what in ("", entry.what)])


def _links(chosen: Chosen, name: str, ways: Mapping[str, tuple[str, int]], here: str | None) -> None:
    wanted = chosen.wanted
    state = {"topic": wanted.topic, "body": wanted.body, "stage": wanted.stage, "law": wanted.law, "what": chosen.kind}
    with st.container(horizontal=True, gap="small"):
        if here:
            link("tracker", "all topics" if name == "topic" else "all bodies", **{**state, name: None})
        for way, (label, many) in ways.items():
            if way != here:
                link("tracker", f"{label} ({many})", **{**state, name: way})


def nothing(crosswalk: Crosswalk, chosen: Chosen) -> str:
    """Return, in one sentence, that nothing was found and what was asked for."""
    wanted = chosen.wanted
    sought = _ONE[chosen.kind]
    sought += f" of {full(crosswalk, wanted.body)}" if wanted.body else ""
    parts = [
        f"has the stage {words(wanted.stage)}" if wanted.stage else "",
        f"supports {naming.brief(crosswalk, wanted.law)}" if wanted.law else "",
        f"is about {words(wanted.topic)}" if wanted.topic else "",
    ]
    return f"No {sought} {' and '.join(filter(None, parts)) or 'is known here'}."
