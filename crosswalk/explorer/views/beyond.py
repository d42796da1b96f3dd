"""Where a document asks for more than any other, and what each of the others asks that it does not."""

from __future__ import annotations

import streamlit as st

from crosswalk.analysis.beyond import Reach, asked_beyond, asks_more, others
from crosswalk.analysis.coverage import STATUSES, Answer, Coverage
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.opener import opener
from crosswalk.explorer.ui.pickers import focal_picker
from crosswalk.explorer.ui.rows import best
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.ui.text import plain, words
from crosswalk.explorer.ui.words import chips, status_words
from crosswalk.store.holder import Crosswalk

TITLE, ORDER, URL_PATH = "Beyond", 30, "beyond"
HEADING = "What one document asks and others do not"
SECTION, QUERIES = "Compare", ("mappings-of-document", "provisions-of-document")
_LABEL = {"provision": st.column_config.TextColumn(width=360)}


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    choices = Choices(URL_PATH)
    options = [one for one in naming.loaded(crosswalk) if others(crosswalk, one)]
    focal = focal_picker(crosswalk, choices, options, drops=["reference"])
    choices.refuse()
    if not focal:
        st.info("No document has been compared with another one here.")
        return
    _more(crosswalk, focal)
    _beyond(crosswalk, focal, choices)


def _more(crosswalk: Crosswalk, focal: str) -> None:
    found, number = asks_more(crosswalk, focal), len(others(crosswalk, focal))
    name = naming.called(crosswalk, focal)
    alone = sum(one.alone for one in found)
    st.subheader(f"Where {plain(name)} asks more than anyone", anchor=False)
    st.markdown(
        f"Held against {number} compared documents, other editions left out: **{alone} of its {len(found)} provisions "
        "are covered by none of them**, at best in part. Those to which most have no counterpart come first."
    )
    opener(
        ["id", "level", "provision", *(words(status) for status in STATUSES)],
        [_row(one) for one in found],
        caption=f"How many of the {number} documents answer with each status. Click a row for their answers.",
        name=f"asks-more--{focal}",
        page="answers",
        states=[{"id": one.provision.id} for one in found],
        widths=_LABEL,
    )


def _row(one: Reach) -> list[object]:
    return [one.provision.notation, words(one.provision.level), one.provision.label, *one.counts.values()]


def _beyond(crosswalk: Crosswalk, focal: str, choices: Choices) -> None:
    name = naming.called(crosswalk, focal)
    st.subheader(f"What another document asks that {plain(name)} does not", anchor=False)
    known = others(crosswalk, focal)
    loaded = [one for one in known if naming.catalogue(crosswalk)[one]["loaded"]]
    reference = choices.pick(
        "Other document",
        "reference",
        loaded,
        default=loaded[0] if loaded else "",
        show=lambda one: naming.called(crosswalk, one),
        known=known,
    )
    choices.refuse()
    if not reference:
        st.info("None of the compared documents is loaded here.")
        return
    _asked(crosswalk, asked_beyond(crosswalk, focal, reference))


def _asked(crosswalk: Crosswalk, found: Coverage) -> None:
    here, there = (plain(naming.called(crosswalk, one)) for one in (found.reference, found.focal))
    kind = " and ".join(sorted({one.provision.kind for one in found.answers}))
    rows = sorted(found.answers, key=lambda one: -STATUSES.index(one.status))
    chips(found.counts)
    opener(
        ["id", "level", "provision", "status", f"nearest in {naming.called(crosswalk, found.reference)}", "relation"],
        [_unit(crosswalk, one) for one in rows],
        caption=f"Counted by {kind}, seen from {there}. Unmapped: whoever went through {here} mapped nothing to it; "
        "what overlaps only in passing gets no row.",
        name=f"asked-beyond--{found.reference}--{found.focal}",
        page="provision",
        states=[{"id": one.provision.id} for one in rows],
        widths=_LABEL,
    )


def _unit(crosswalk: Crosswalk, answer: Answer) -> list[object]:
    provision, (target, relation, _) = answer.provision, best(answer)
    nearest = naming.called(crosswalk, target) if target else ""
    return [
        provision.notation,
        words(provision.level),
        provision.label,
        status_words(answer.status),
        nearest,
        relation,
    ]
