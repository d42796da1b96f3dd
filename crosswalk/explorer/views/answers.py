"""One provision on one page: what every document that was compared with its own answers, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from crosswalk import ids
from crosswalk.analysis.answers import Reply, answers
from crosswalk.analysis.catalogue import Provision
from crosswalk.analysis.coverage import counted
from crosswalk.analysis.mappings import Assertion
from crosswalk.analysis.stated import stated
from crosswalk.columns import Column
from crosswalk.explorer.page import Page
from crosswalk.explorer.ui import cards, naming
from crosswalk.explorer.ui.links import link
from crosswalk.explorer.ui.looks import badge, chips
from crosswalk.explorer.ui.pickers import provision_picker
from crosswalk.explorer.ui.state import value
from crosswalk.explorer.ui.tables import status_column, table
from crosswalk.explorer.ui.text import Html, html, plain, several, words
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Status, quantity
from crosswalk.wording import nobody, reason


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    chosen = provision_picker(crosswalk, value("id"), headings=False)
    replies = answers(crosswalk, chosen)
    provision = naming.find(crosswalk, chosen)
    if provision is not None:
        cards.provision_box(crosswalk, provision)
    if not replies:
        st.info(plain(nobody("this provision’s document")))
        return
    st.subheader(plain(f"The answers of {quantity(len(replies), 'document')}"), anchor=False)
    chips(counted(reply.answer.status for reply in replies))
    for number, column in enumerate(st.columns(2)):
        with column:
            for reply in replies[number::2]:
                _card(crosswalk, reply)
    _table(crosswalk, replies)


PAGE = Page(
    title="Answers to one provision",
    path="answers",
    order=35,
    section="Documents",
    render=render,
    heading="What the others answer to one provision",
    parameters="id",
    fragment="id",
)


def _card(crosswalk: Crosswalk, reply: Reply) -> None:
    status, here = reply.answer.status, reply.answer.provision.id
    with st.container(border=True):
        st.html(
            html(
                '<p class="xw-head">{} {} {}</p>{}{}',
                naming.called(crosswalk, reply.reference),
                naming.edition(crosswalk, reply.reference),
                badge(status),
                several(_asserted(crosswalk, reply, assertion) for assertion in reply.assertions),
                _derived(crosswalk, reply) if status is Status.DERIVED else "",
            )
        )
        focal = ids.home(here)
        label = f"Evidence and other provisions: {naming.called(crosswalk, reply.reference)}"
        link("compare", label, focal=focal, reference=reply.reference, provision=here)


def _asserted(crosswalk: Crosswalk, reply: Reply, assertion: Assertion) -> Html:
    why = reason(assertion.mapping) or f"{assertion.mapping_set} gives no reason."
    if assertion.nothing_found:
        if assertion.carried_from:
            return html('<p class="xw-text">{}<br>{}</p>', why, _carried(crosswalk, assertion))
        return html('<p class="xw-text">{}</p>', why)
    marked = " ".join(map(cards.differs, reply.differences.get(assertion.object, ())))
    return html(
        '<p class="xw-text"><code>{}</code> → <strong>{}</strong><br>{}{}{}</p>',
        assertion.relation,
        naming.called(crosswalk, assertion.object),
        why,
        html('<br><span class="xw-soft">{}</span>', marked) if marked else "",
        html("<br>{}", _carried(crosswalk, assertion)) if assertion.carried_from else "",
    )


def _carried(crosswalk: Crosswalk, assertion: Assertion) -> Html:
    source = naming.in_full(crosswalk, assertion.carried_from or "")
    return html('<span class="xw-soft">Carried from {}, which is equal.</span>', source)


def _derived(crosswalk: Crosswalk, reply: Reply) -> Html:
    best = reply.answer.derived[0]
    target = naming.called(crosswalk, best.object)
    return html('<p class="xw-text">Computed: <code>{}</code> → <strong>{}</strong></p>', best.relation, target)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the table: one assertion of a reply, or a reply without any, and the provision at its other end."""

    reply: Reply
    assertion: Assertion | None = None
    there: Provision | None = None


def _table(crosswalk: Crosswalk, replies: Sequence[Reply]) -> None:
    here = replies[0].answer.provision.id
    lines = [
        _Line(reply, assertion, naming.find(crosswalk, assertion.object) if assertion else None)
        for reply in replies
        for assertion in reply.assertions or (None,)
    ]
    table(
        [
            Column("document", lambda line: naming.called(crosswalk, line.reply.reference)),
            status_column(lambda line: line.reply.answer.status),
            Column("relation", lambda line: line.assertion.relation if line.assertion else ""),
            Column("provision there", lambda line: _provision_there(crosswalk, line), width=260),
            Column("why", lambda line: (line.assertion and reason(line.assertion.mapping)) or "", width=420),
            Column("level there", lambda line: words(stated(crosswalk, line.there).level) if line.there else ""),
            Column("roles there", lambda line: (", ".join(line.there.roles) or "not stated") if line.there else ""),
            Column("grade", lambda line: line.assertion.grade if line.assertion else ""),
        ],
        lines,
        caption=f"The same as a table: {naming.called(crosswalk, here)}.",
        name=f"answers--{here.replace(':', '--')}",
    )


def _provision_there(crosswalk: Crosswalk, line: _Line) -> str:
    if line.assertion is None or line.assertion.nothing_found:
        return ""
    return naming.called(crosswalk, line.assertion.object)
