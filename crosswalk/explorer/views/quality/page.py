"""Is the data sound? Every rule, everything that breaks one, and who asserts what."""

from __future__ import annotations

import streamlit as st

from crosswalk.explorer.ui.contradictions import contradictory_mappings
from crosswalk.explorer.ui.sets import all_sets
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.ui.tables import table
from crosswalk.explorer.views.quality.rules import rules
from crosswalk.files.faults import VIOLATION, WARNING, Fault
from crosswalk.sources import Layout
from crosswalk.store.holder import Crosswalk
from crosswalk.validation import validate

TITLE, ORDER, URL_PATH = "Data quality", 60, "quality"
HEADING = "Data quality"
SECTION, QUERIES = "Check", ("mapping-sets", "evidence-by-set")
_RULE = {"rule": st.column_config.TextColumn(width=230), "what it asks": st.column_config.TextColumn(width=900)}
_VIEWS = {
    "faults": "Violations and warnings",
    "rules": "Rules",
    "sets": "Mapping sets",
    "contradictions": "Contradictions",
}


@st.cache_resource(show_spinner="Checking every rule over the whole graph …")
def _checked(roots: str, _layout: Layout) -> list[Fault]:
    return validate(_layout)


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    choices = Choices(URL_PATH)
    found = _checked(repr(crosswalk.layout), crosswalk.layout)
    known = rules(repr(crosswalk.layout), crosswalk.layout)
    violations = sum(fault.severity == VIOLATION for fault in found)
    warnings = sum(fault.severity == WARNING for fault in found)
    with st.container(horizontal=True):
        st.metric("Rules", len(known), border=True)
        st.metric("Violations", violations, border=True)
        st.metric("Warnings", warnings, border=True)
    if violations:
        st.error(f"The data do not conform: {violations} {'violation' if violations == 1 else 'violations'}.")
    else:
        st.success(f"The data conform: no violations, {warnings or 'no'} {'warning' if warnings == 1 else 'warnings'}.")
    st.button("Check again", on_click=_checked.clear, help="Reads the files afresh")
    view = choices.tab("View", "view", list(_VIEWS), show=lambda one: _VIEWS[one])
    choices.refuse()
    if view == "rules":
        caption = f"{len(known)} rules; each is one file of shapes, named after the mistake that it finds."
        table(["rule", "what it asks"], known, caption=caption, name="rules", lines=2, widths=_RULE)
    elif view == "sets":
        all_sets(crosswalk)
    elif view == "contradictions":
        contradictory_mappings(crosswalk)
    else:
        _faults(found)


def _faults(found: list[Fault]) -> None:
    if not found:
        st.info("Nothing breaks a rule.")
        return
    columns = ["severity", "rule", "file", "line", "message"]
    rows = [[fault.severity, fault.rule, fault.file, fault.line, fault.message] for fault in found]
    table(columns, rows, caption="Everything that breaks a rule, with its place in the files.", name="faults", lines=2)
