"""The first screen: the field at a glance, two documents to choose, what changed lately, and the ways in."""

from __future__ import annotations

import streamlit as st

from crosswalk.analysis.beyond import others
from crosswalk.analysis.catalogue import Stats, document_index, loaded_documents, stats
from crosswalk.analysis.timeline import Event, timeline
from crosswalk.errors import shown
from crosswalk.explorer.page import Page
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.links import Place, go_next, link
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.ui.text import Html, html, plain, several
from crosswalk.explorer.views.home.picture import picture, squares
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import DocumentStage, Stage, quantity

_QUESTIONS = {
    "no-counterpart-anywhere": "Which provisions have no counterpart anywhere?",
    "roles-and-phases": "What is asked of whom, and when?",
}
_SEARCHES = ("Article 15", "SBOM", "poisoning", "ISO 42001")
_LATEST = 5


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    choices = Choices(PAGE.path)
    counts, focal, near = questions(crosswalk)
    st.markdown(
        plain(
            "What does one document ask for that another does not? Here are "
            f"{quantity(counts.documents, 'document')} on the cyber security of AI or related to it, "
            f"{len(loaded_documents(crosswalk))} of them with their provisions ({counts.provisions:,} in all), and "
            f"{quantity(counts.mappings, 'mapping')}."
        )
    )
    _compare(crosswalk, choices)
    left, right = st.columns([7, 5], gap="large")
    with right:
        _doors()
        _lately(crosswalk)
    with left:  # drawn last: it takes longest
        st.subheader("The field at a glance", anchor=False)
        picture(crosswalk)
    _against(crosswalk, focal, near)


def questions(crosswalk: Crosswalk) -> tuple[Stats, str, list[str]]:
    """Return what the page shows: the counts, the usual focal document, and the loaded documents compared with it."""
    focal = naming.loaded(crosswalk)[0]
    entries = document_index(crosswalk)
    near = [entries[document_id] for document_id in others(crosswalk, focal) if entries[document_id].loaded]
    near.sort(key=lambda entry: naming.name(entry).lower())
    return stats(crosswalk), focal, [entry.id for entry in near]


def ask_ahead(crosswalk: Crosswalk) -> None:
    """Ask everything that the page shows."""
    questions(crosswalk)
    squares(crosswalk)


PAGE = Page(
    title="Start",
    path="home",
    order=0,
    section="",
    render=render,
    parameters="focal reference",
    heading="AI security standards, compared",
    warm_up=ask_ahead,
)


def _compare(crosswalk: Crosswalk, choices: Choices) -> None:
    """Draw two pickers and the button that opens the comparison. Documents that are in force come first."""
    entries = document_index(crosswalk)

    def order(document_id: str) -> tuple[bool, bool]:
        entry = entries[document_id]
        return not entry.loaded, not DocumentStage.of(entry.status.stage).is_in_force

    def show(document_id: str) -> str:
        return naming.with_loaded(entries[document_id], naming.name(entries[document_id]))

    with st.container(border=True):
        left, middle, right = st.columns([5, 5, 2], vertical_alignment="bottom")
    with left:
        options = sorted(naming.loaded(crosswalk), key=order)
        focal = choices.pick("Compare", "focal", options, default=options[0], show=show, drops=["reference"])
    with middle:
        others = sorted(naming.joined(crosswalk, focal), key=order) if focal else []
        usual = naming.REFERENCE if naming.REFERENCE in others else next(iter(others), "")
        reference = choices.pick("with", "reference", others, default=usual, show=show, known=[focal])
    with right:
        place = Place("compare", {"focal": focal, "reference": reference})
        st.button("Compare", type="primary", on_click=go_next, args=(place,), disabled=not reference, width="stretch")
    choices.refuse()


def _lately(crosswalk: Crosswalk) -> None:
    st.subheader("What changed lately", anchor=False)
    events = timeline(crosswalk)[-_LATEST:][::-1]
    if not events:
        st.info("No date of a document or draft is known here.")
        return
    st.html(html('<ul class="xw-lately">{}</ul>', several(map(_line, events))))
    link("tracker", "Everything in the standards tracker")


def _line(event: Event) -> Html:
    stage = Stage.of(event.stage).spoken
    line = '<li><span class="xw-soft">{}</span> {}: {} <span class="xw-soft">({})</span></li>'
    return html(line, event.date, event.number, event.title, stage)


def _doors() -> None:
    search, ask = st.columns(2)
    with search:
        st.subheader("Search", anchor=False)
        with st.container(horizontal=True, gap="small"):
            for text in _SEARCHES:
                link("search", f"“{shown(text)}”", q=text)
    with ask:
        st.subheader("Ask", anchor=False)
        for name, question in _QUESTIONS.items():
            link("sparql", question, name=name)


def _against(crosswalk: Crosswalk, focal: str, near: list[str]) -> None:
    if not near:
        return
    name = naming.called(crosswalk, focal)
    st.subheader(plain(f"{name} against …"), anchor=False)
    with st.container(horizontal=True, gap="medium"):
        for reference in near:
            link("compare", f"… {naming.called(crosswalk, reference)}", focal=focal, reference=reference)
    with st.container(horizontal=True, gap="medium"):
        link("coverage", "Coverage of one document by all others")
        link("mindmap", "What every document asks about one principle")
        link("beyond", f"Where {name} asks for more than the documents compared with it")
        link("answers", "One provision, and what every document answers")
        link("editions", "What a new edition changed")
