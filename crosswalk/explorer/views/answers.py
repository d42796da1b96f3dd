"""One provision on one page: what every document that was compared with its own answers, and why."""

from __future__ import annotations

from collections import Counter
from html import escape

import streamlit as st

from crosswalk.algebra import phrase
from crosswalk.analysis.answers import Difference, Reply, answers
from crosswalk.analysis.coverage import STATUSES
from crosswalk.analysis.mappings import NO_TERM, Assertion
from crosswalk.explorer.ui import cards, naming
from crosswalk.explorer.ui.edition import edition
from crosswalk.explorer.ui.links import link
from crosswalk.explorer.ui.provision_picker import picker
from crosswalk.explorer.ui.state import value
from crosswalk.explorer.ui.tables import table
from crosswalk.explorer.ui.text import plain, words
from crosswalk.explorer.ui.words import badge, chips, status_words
from crosswalk.store.holder import Crosswalk

TITLE, ORDER, URL_PATH = "Answers", 35, "answers"
HEADING = "What the others answer to one provision"
SECTION, QUERIES = "Browse", ("mappings-of-document", "provisions-of-document")
COLUMNS = ["document", "status", "relation", "provision there", "why", "level there", "roles there", "grade"]
_WIDTHS = {"why": st.column_config.TextColumn(width=420), "provision there": st.column_config.TextColumn(width=260)}


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    chosen = picker(crosswalk, value("id"), headings=False)
    found = answers(crosswalk, chosen)
    provision = naming.find(crosswalk, chosen)
    if provision is not None:
        cards.provision_box(crosswalk, provision)
    if not found:
        st.info("Nobody has compared this provision's document with another one yet.")
        return
    counts = Counter(reply.answer.status for reply in found)
    st.subheader(f"The answers of {len(found)} documents", anchor=False)
    chips({status: counts[status] for status in STATUSES})
    for number, column in enumerate(st.columns(2)):
        with column:
            for reply in found[number::2]:
                _card(crosswalk, reply)
    _table(crosswalk, found)


def _card(crosswalk: Crosswalk, reply: Reply) -> None:
    status, here = reply.answer.status, reply.answer.provision.id
    with st.container(border=True):
        st.html(
            f'<p class="xw-head">{escape(naming.called(crosswalk, reply.reference))} '
            f"{edition(crosswalk, reply.reference)} {badge(status)}</p>"
            + "".join(_told(crosswalk, reply, one) for one in reply.told)
            + (_derived(crosswalk, reply) if status == "derived" else "")
        )
        focal = here.split(":", 1)[0]
        label = f"Evidence and other provisions: {naming.safe(crosswalk, reply.reference)}"
        link("compare", label, focal=focal, reference=reply.reference, provision=here)


def _told(crosswalk: Crosswalk, reply: Reply, one: Assertion) -> str:
    why = escape(one.comment or f"No reason is given by {one.mapping_set}.")
    if one.object == NO_TERM:
        return f'<p class="xw-text">{why}</p>'
    target = escape(naming.called(crosswalk, one.object))
    marked = " · ".join(escape(_marked(each)) for each in reply.differences.get(one.object, ()))
    return (
        f'<p class="xw-text"><code>{escape(one.relation)}</code> → <strong>{target}</strong><br>{why}'
        + (f'<br><span class="xw-soft">≠ {marked}</span>' if marked else "")
        + "</p>"
    )


def _marked(one: Difference) -> str:
    here, there = (words(side) for side in (one.here, one.there))
    return f"{one.what.capitalize()}: {here} here, {there} there"


def _derived(crosswalk: Crosswalk, reply: Reply) -> str:
    one = reply.answer.derived[0]
    target = escape(naming.called(crosswalk, one.object))
    return f'<p class="xw-text">Computed: <code>{escape(phrase(one.mask))}</code> → <strong>{target}</strong></p>'


def _table(crosswalk: Crosswalk, found: list[Reply]) -> None:
    rows = []
    for reply in found:
        start = [naming.called(crosswalk, reply.reference), status_words(reply.answer.status)]
        for one in reply.told:
            there = naming.find(crosswalk, one.object)
            target = "" if one.object == NO_TERM else naming.called(crosswalk, one.object)
            level, roles = (words(there.level), ", ".join(there.roles) or "not stated") if there else ("", "")
            rows.append([*start, one.relation, target, one.comment or "", level, roles, one.grade])
        if not reply.told:
            rows.append([*start, *("" for _ in COLUMNS[2:])])
    name = found[0].answer.provision.id.replace(":", "--")
    caption = f"The same as a table: {plain(naming.called(crosswalk, found[0].answer.provision.id))}."
    table(COLUMNS, rows, caption=caption, name=f"answers--{name}", widths=_WIDTHS)
