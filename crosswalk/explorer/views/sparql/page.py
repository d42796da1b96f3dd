"""Ask the graph in SPARQL: examples with parameters, a time limit, a way to cancel, and downloads.

A link never runs a query: whoever opens it reads the query first, and presses Run.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from crosswalk.explorer.page import Page
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.ui.text import plain
from crosswalk.explorer.views.sparql.answer import answer
from crosswalk.explorer.views.sparql.examples import came_with_link, keep, wanted
from crosswalk.explorer.views.sparql.jobs import Job, history, limit, remember
from crosswalk.limits import MAX_ROWS
from crosswalk.sparql import load_queries
from crosswalk.store.holder import Crosswalk

_JOB, _EDITOR = "sparql.job", "sparql.editor"
_HEIGHT = 260


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    queries = load_queries(crosswalk.layout)
    choices = Choices(PAGE.path)
    asked = wanted(queries, choices)
    plain_box = choices.switch("Plain text box (for keyboard and screen reader)", "plain", default=False)
    choices.refuse()
    text = _editor(asked, plain_box)
    if text != asked:
        keep(text, queries)
        st.rerun()
    st.caption(
        plain(
            "Prefixes of this project (cw:, cwdoc:, skos: …) are filled in where the query uses but does not declare "
            f"them. The query may only read; it ends after {limit():g} seconds, and at most {MAX_ROWS:,} rows are "
            "shown."
        )
    )
    job: Job | None = st.session_state.get(_JOB)
    if job is not None and job.done:
        remember(job)
    with st.container(horizontal=True):
        pressed = st.button("Run", type="primary", disabled=job is not None and not job.done)
        history(lambda former: keep(former, queries))
    if pressed and text.strip():
        job = st.session_state[_JOB] = Job(crosswalk, text)
    if came_with_link(text) and (job is None or job.text != text):
        st.info("This query came with the link. Read it, then press Run.")
    if job is not None:
        _show(crosswalk, job, text)


PAGE = Page(
    title="SPARQL",
    path="sparql",
    order=50,
    section="Data",
    render=render,
    heading="Ask in SPARQL",
    parameters="name plain query p.*",
)


def _show(crosswalk: Crosswalk, job: Job, text: str) -> None:
    if not job.done:
        _waiting()
        return
    if job.text != text:
        st.caption("This is the answer to the query as it was before your last change.")
    if job.error:
        st.error(plain(job.error))
    elif job.table is not None:
        answer(crosswalk, job.table, job.seconds)


@st.fragment(run_every=1.0)
def _waiting() -> None:
    """Say how long the query has been running, until it is done."""
    job: Job = st.session_state[_JOB]
    if job.done:
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Cancel", on_click=job.cancel)
        if job.waiting:
            st.markdown(plain(f"Waiting for {job.elapsed:.0f} seconds for other queries to end …"))
        else:
            st.markdown(plain(f"Running for {job.elapsed:.0f} of at most {limit():g} seconds …"))


@dataclass
class _Editor:
    seed: str  #: what the box on the screen was opened with
    text: str  #: what is in it now
    plain: bool
    opened: int = 0  #: which box this is: another text from outside needs another box


def _editor(text: str, plain: bool) -> str:
    """Draw the query editor, which starts with `text`; return what is in it.

    It has colours, or is a plain text box for keyboard and screen reader. A new `text`, from a link or an example,
    replaces its content.
    """
    box = st.session_state.get(_EDITOR)
    if box is None or box.text != text or box.plain != plain:
        box = _Editor(text, text, plain, 0 if box is None else box.opened + 1)
        st.session_state[_EDITOR] = box
    got = _box(box.seed, f"sparql.box.{box.opened}", plain)
    box.text = text if got is None else got.replace("\r\n", "\n")
    return str(box.text)


def _box(seed: str, key: str, plain: bool) -> str | None:
    if plain:
        return st.text_area("SPARQL query", seed, height=_HEIGHT, key=key)
    from streamlit_ace import st_ace

    got: str | None = st_ace(
        seed, language="sparql", theme=_theme(), auto_update=True, wrap=True, height=_HEIGHT, font_size=15, key=key
    )
    return got


def _theme() -> str:
    return "tomorrow_night" if st.context.theme.type == "dark" else "chrome"
