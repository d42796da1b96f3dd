"""One provision of Compare beside everything that joins it to the reference document, and why it is a gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import streamlit as st

from crosswalk.analysis.answers import there
from crosswalk.analysis.coverage import Answer
from crosswalk.analysis.gaps import Gap, gap
from crosswalk.analysis.mappings import Assertion
from crosswalk.analysis.trace import trace
from crosswalk.explorer.ui import cards, links
from crosswalk.explorer.ui.looks import badge
from crosswalk.explorer.ui.naming import brief, in_full
from crosswalk.explorer.ui.text import facts, html, plain
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Status, others
from crosswalk.wording import traced, why

_NAMED = (Status.PARTIAL, Status.DERIVED)  # the reason names the other end already


def pair(crosswalk: Crosswalk, answer: Answer, reference: str) -> None:
    """Draw one provision beside everything that joins it to the reference document."""
    left, right = st.columns(2)
    with left:
        cards.provision_box(crosswalk, answer.provision)
        if answer.status is not Status.COVERED:
            _why_not(crosswalk, answer, reference)
    with right:
        _assertion_cards(crosswalk, answer, answer.mappings)
        cards.derived_cards(crosswalk, answer.derived)
        if answer.conflicts:
            st.caption("An equal provision says something else. The mapping of this provision itself counts:")
            _assertion_cards(crosswalk, answer, answer.conflicts)
        if answer.through:
            st.caption(
                "Mappings of the heading above as a whole. They prove nothing about this provision by themselves:"
            )
            _assertion_cards(crosswalk, answer, answer.through)
        if not any((answer.mappings, answer.derived, answer.through, answer.conflicts)):
            st.info("Nobody has looked yet: no mapping and no path joins this provision to the reference document.")


def _assertion_cards(crosswalk: Crosswalk, answer: Answer, rows: Sequence[Assertion]) -> None:
    """Draw the rows behind an answer, each once, with what is special about it."""
    shown = list({row.mapping: row for row in reversed(rows)}.values())[::-1]
    for row in shown[: cards.CARDS]:
        here = row.mapping.subject if not row.turned else row.mapping.object
        cards.mapping_card(crosswalk, row.mapping, here, list(_notes(crosswalk, answer, row)))
    if more := others(len(shown), cards.CARDS, "more mapping is", "more mappings are"):
        st.caption(plain(f"{more} in the table on the provision’s own page."))


def _notes(crosswalk: Crosswalk, answer: Answer, row: Assertion) -> Iterator[str]:
    """Yield what is special about a row: carried, dangling, made at a part, a weaker verb, other people addressed."""
    if row.carried_from:
        source = in_full(crosswalk, row.carried_from)
        yield f"Carried from {source}, which is equal; graded {row.grade}, as the weakest row on the way."
    elif row.subject != answer.provision.id and not row.inherited and row.is_set_relation:
        yield f"Mapping of {brief(crosswalk, row.subject)}."
    for end in row.missing:
        yield f"{brief(crosswalk, end)} is not in its document or withdrawn, so this row answers nothing."
    yield from map(cards.differs, there(crosswalk, answer.provision, row).differences)


def _why_not(crosswalk: Crosswalk, answer: Answer, reference: str) -> None:
    """Draw why the reference document does not cover the provision in full."""
    missing = gap(crosswalk, answer, reference)
    with st.container(border=True):
        st.html(
            html(
                '<p class="xw-head">Why it is not covered in full {}</p><p class="xw-text">{}</p>{}',
                badge(answer.status),
                why(missing, partial(brief, crosswalk)),
                facts(_candidate(crosswalk, missing)),
            )
        )
        if missing.nearest and answer.status not in _NAMED:
            links.open_it(crosswalk, missing.nearest, f"Open {brief(crosswalk, missing.nearest)}")


def _candidate(crosswalk: Crosswalk, missing: Gap) -> list[tuple[str, object]]:
    """Return the nearest candidate, which is not a mapping, and what the path to it proves."""
    if missing.answer.status in _NAMED:
        return []
    if missing.nearest is None:
        return [("Nearest candidate", "None: nothing in that document is near.")]
    leads = trace(crosswalk, missing.answer.provision.id, missing.nearest)
    return [
        ("Nearest candidate", f"{in_full(crosswalk, missing.nearest)} (where to look next; not a mapping)"),
        ("What leads there", traced(leads, partial(brief, crosswalk))),
    ]
