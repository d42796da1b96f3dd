"""Data quality: every rule, everything that breaks one, and who asserts what."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter

import streamlit as st

from crosswalk import ids
from crosswalk.analysis.agreement import circles, contradictions
from crosswalk.columns import Column
from crosswalk.explorer.page import Page
from crosswalk.explorer.ui.contradictions import contradiction_table
from crosswalk.explorer.ui.sets import all_sets
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.ui.tables import table
from crosswalk.explorer.ui.text import plain
from crosswalk.files.faults import VIOLATION, WARNING, Fault
from crosswalk.sources import Layout
from crosswalk.store.holder import Crosswalk
from crosswalk.validation import Verdict, load_shapes, shape_files, verdict
from crosswalk.vocabulary import quantity
from crosswalk.wording import judged

_VIEWS = {
    "faults": "Violations and warnings",
    "rules": "Rules",
    "sets": "Mapping sets",
    "contradictions": "Contradictions",
}


@dataclass(frozen=True, slots=True)
class _Rule:
    """A quality rule, and what it asks."""

    name: str
    asks: str


_RULE_COLUMNS = [
    Column[_Rule]("rule", attrgetter("name"), width=230),
    Column[_Rule]("what it asks", attrgetter("asks"), width=900),
]
_FAULT_COLUMNS = [Column[Fault](name, attrgetter(name)) for name in ("severity", "rule", "file", "line", "message")]


@st.cache_resource(show_spinner=False)
def _rules(roots: str, _layout: Layout) -> list[_Rule]:
    """Return the rule of each shape file; `roots` says which layout it is."""
    from rdflib import RDFS, URIRef

    shapes = load_shapes(_layout)
    names = [path.name.removesuffix(".ttl") for path in shape_files(_layout)]
    return [_Rule(name, str(shapes.value(URIRef(f"{ids.BASE}shape/{name}"), RDFS.comment) or "")) for name in names]


@st.cache_resource(show_spinner="Checking every rule over the whole graph …")
def _checked(roots: str, _layout: Layout) -> Verdict:
    return verdict(_layout)


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    choices = Choices(PAGE.path)
    found = _checked(repr(crosswalk.layout), crosswalk.layout)
    faults = found.faults
    known = _rules(repr(crosswalk.layout), crosswalk.layout)
    violations = sum(fault.severity == VIOLATION for fault in faults)
    warnings = sum(fault.severity == WARNING for fault in faults)
    with st.container(horizontal=True):
        st.metric("Rules", plain(len(known)), border=True)
        st.metric("Violations", plain(violations), border=True)
        st.metric("Warnings", plain(warnings), border=True)
    (st.success if found.conforms else st.error)(plain(judged(found)))
    st.button("Check again", on_click=_checked.clear, help="Reads the files again")
    view = choices.tab("View", "view", list(_VIEWS), show=_VIEWS.__getitem__)
    choices.refuse()
    if view == "rules":
        caption = f"{quantity(len(known), 'rule')}; each is one file of shapes, named after the mistake that it finds."
        table(_RULE_COLUMNS, known, caption=caption, name="rules", lines=2)
    elif view == "sets":
        all_sets(crosswalk)
    elif view == "contradictions":
        _contradictions(crosswalk)
    else:
        _faults(faults)


PAGE = Page(
    title="Data quality",
    path="quality",
    order=60,
    section="Data",
    render=render,
    parameters="view",
)


def _faults(faults: list[Fault]) -> None:
    if not faults:
        st.info("No rule is broken.")
        return
    caption = "Everything that breaks a rule, with its place in the files."
    table(_FAULT_COLUMNS, faults, caption=caption, name="faults", lines=2)


def _contradictions(crosswalk: Crosswalk) -> None:
    groups = circles(contradictions(crosswalk))
    if groups:
        contradiction_table(crosswalk, groups)
    else:
        st.info("No contradiction follows from the mappings along paths of two mappings.")
