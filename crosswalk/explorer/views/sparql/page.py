"""Ask the graph in SPARQL: examples with parameters, a time limit, a way to cancel, and downloads."""

from __future__ import annotations

import streamlit as st

from crosswalk.explorer.ui.state import Choices, put, value
from crosswalk.explorer.ui.text import plain
from crosswalk.explorer.views.sparql.answer import answer
from crosswalk.explorer.views.sparql.editor import editor
from crosswalk.explorer.views.sparql.examples import keep, wanted
from crosswalk.explorer.views.sparql.history import history, remember
from crosswalk.explorer.views.sparql.jobs import Job, limit
from crosswalk.sparql import MAX_ROWS, load_queries
from crosswalk.store.holder import Crosswalk

TITLE, ORDER, URL_PATH = "SPARQL", 50, "sparql"
HEADING = "Ask in SPARQL"
SECTION = "Ask"
_JOB = "sparql.job"


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    queries = load_queries(crosswalk.layout)
    choices = Choices(URL_PATH)
    asked = wanted(queries, choices)
    plain_box = choices.switch("Plain text box (for keyboard and screen reader)", "plain", default=False)
    choices.refuse()
    text = editor(asked, plain_box)
    if text != asked:
        keep(text, queries)
        st.rerun()
    st.caption(
        "Prefixes of this project (cw:, cwdoc:, skos: …) are filled in where the query uses but does not declare "
        f"them. The query may only read; it ends after {limit():g} seconds, and {MAX_ROWS:,} rows are shown at most."
    )
    job: Job | None = st.session_state.get(_JOB)
    if job is not None and job.done:
        remember(job)
    with st.container(horizontal=True):
        pressed = st.button("Run", type="primary", disabled=job is not None and not job.done)
        history(lambda former: keep(former, queries))
    if text.strip() and (pressed or (value("run") == "yes" and job is None)):
        job = st.session_state[_JOB] = Job(crosswalk, text)
        put(run="yes")
    if job is not None:
        _show(crosswalk, job, text)


def _show(crosswalk: Crosswalk, job: Job, text: str) -> None:
    if not job.done:
        _waiting()
        return
    if job.text != text:
        st.caption("This answers the query as it was before your last change.")
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
            st.markdown(f"Waiting for {job.elapsed:.0f} seconds for other queries to end …")
        else:
            st.markdown(f"Running for {job.elapsed:.0f} of at most {limit():g} seconds …")
