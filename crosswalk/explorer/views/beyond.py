"""Where a document asks for more than any other, and what each of the others asks that it does not."""

from __future__ import annotations

import streamlit as st

from crosswalk.analysis.beyond import Reach, asked_beyond, asks_more, others
from crosswalk.analysis.catalogue import document_index
from crosswalk.analysis.coverage import Answer, Coverage
from crosswalk.analysis.stated import stated
from crosswalk.columns import Column
from crosswalk.comparison import best_end, best_relation
from crosswalk.explorer.page import Page
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.links import Place
from crosswalk.explorer.ui.looks import chips
from crosswalk.explorer.ui.pickers import focal_picker
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.ui.tables import opener, status_column
from crosswalk.explorer.ui.text import markdown, plain, words
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Status, quantity


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    choices = Choices(PAGE.path)
    options = [document_id for document_id in naming.loaded(crosswalk) if others(crosswalk, document_id)]
    focal = focal_picker(crosswalk, choices, options, drops=["reference"])
    choices.refuse()
    if not focal:
        st.info("No document has been compared with another one here.")
        return
    _more(crosswalk, focal)
    _beyond(crosswalk, focal, choices)


PAGE = Page(
    title="What others lack",
    path="beyond",
    order=30,
    section="Compare",
    render=render,
    heading="What one document asks for and others do not",
    parameters="focal reference",
)


def _more(crosswalk: Crosswalk, focal: str) -> None:
    reaches, number = asks_more(crosswalk, focal), len(others(crosswalk, focal))
    name = naming.called(crosswalk, focal)
    alone = sum(reach.alone for reach in reaches)
    st.subheader(plain(f"Where {name} asks for more than the documents compared with it"), anchor=False)
    st.markdown(
        markdown(
            "It has been compared with {}, other editions left out. **{} of its {} {} covered by none of them**, or "
            "only in part. Those to which most documents have no counterpart come first.",
            quantity(number, "document"),
            alone,
            quantity(len(reaches), "provision"),
            "is" if alone == 1 else "are",
        )
    )
    opener(
        [
            Column("id", lambda record: record.provision.notation),
            Column("level", lambda record: words(stated(crosswalk, record.provision).level)),
            Column("provision", lambda record: record.provision.label, width=360),
            *map(_count, Status),
        ],
        reaches,
        caption="How many documents answer with each status. Click a row for their answers.",
        name=f"asks-more--{focal}",
        to=lambda record: Place("answers", {"id": record.provision.id}),
    )


def _count(status: Status) -> Column[Reach]:
    return Column(status.spoken, lambda record: record.counts[status])


def _beyond(crosswalk: Crosswalk, focal: str, choices: Choices) -> None:
    name = naming.called(crosswalk, focal)
    st.subheader(plain(f"What another document asks that {name} does not"), anchor=False)
    known = others(crosswalk, focal)
    entries = document_index(crosswalk)
    loaded = [document_id for document_id in known if entries[document_id].loaded]
    reference = choices.pick(
        "Other document",
        "reference",
        loaded,
        default=loaded[0] if loaded else "",
        show=lambda document_id: naming.called(crosswalk, document_id),
        known=known,
    )
    choices.refuse()
    if not reference:
        st.info("None of the compared documents is loaded here.")
        return
    _asked(crosswalk, asked_beyond(crosswalk, focal, reference))


def _asked(crosswalk: Crosswalk, coverage: Coverage) -> None:
    here, there = (naming.called(crosswalk, document) for document in (coverage.reference, coverage.focal))
    kind = " and ".join(sorted({answer.provision.kind for answer in coverage.answers}))
    chips(coverage.counts)
    opener(
        [
            Column("id", lambda record: record.provision.notation),
            Column("level", lambda record: words(stated(crosswalk, record.provision).level)),
            Column("provision", lambda record: record.provision.label, width=360),
            status_column(lambda record: record.status),
            Column(f"nearest in {here}", lambda record: _nearest(crosswalk, record)),
            Column("relation", best_relation),
        ],
        sorted(coverage.answers, key=lambda answer: -answer.status.rank),
        caption=f"Counted by {kind}, seen from {there}. Unmapped: {Status.UNMAPPED.meaning}; the mappings were made "
        f"from {here}, so whoever made them did not go through {there}.",
        name=f"asked-beyond--{coverage.reference}--{coverage.focal}",
        to=lambda record: Place("provision", {"id": record.provision.id}),
    )


def _nearest(crosswalk: Crosswalk, answer: Answer) -> str:
    end = best_end(answer)
    return naming.called(crosswalk, end) if end else ""
