"""Where to look in Compare: the provisions most like each focal one, and their rows for who finds one to be right."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from crosswalk.analysis.candidates import Candidate, Candidates, candidates
from crosswalk.analysis.coverage import Answer, Coverage
from crosswalk.analysis.stated import stated
from crosswalk.columns import Column
from crosswalk.comparison import Table
from crosswalk.explorer.ui import links, naming
from crosswalk.explorer.ui.defined import defined
from crosswalk.explorer.ui.tables import csv_file
from crosswalk.explorer.ui.text import facts, html, plain
from crosswalk.explorer.views.compare.rows import row_per_provision, rows_of
from crosswalk.rows import Row, candidate_columns
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import RELATIONS, quantity
from crosswalk.wording import said_of_candidates


def candidate_table(crosswalk: Crosswalk, coverage: Coverage, shown: Sequence[Answer], kinds: Sequence[str]) -> None:
    """Draw each provision with its first candidates."""
    if not coverage.loaded:
        st.info("Nothing of the reference document is loaded, so that no candidates can be named.")
        return
    found = candidates(crosswalk, coverage.focal, coverage.reference, kinds=kinds)
    name = f"candidates--{coverage.focal}--{coverage.reference}"
    st.caption(plain(said_of_candidates(found)))
    row_per_provision(
        crosswalk,
        Table.SCREEN_CANDIDATES,
        rows_of(coverage, shown),
        beside=[_column(crosswalk, found, place) for place in range(len(_HEADINGS))],
        caption=f"{quantity(len(shown), 'provision')} of {naming.called(crosswalk, coverage.focal)}. "
        "Click a row: its candidates open below with their texts.",
        file=csv_file(candidate_columns(crosswalk, coverage.focal), found.rows, name),
        name=name,
        lines=2,
    )


def _column(crosswalk: Crosswalk, found: Candidates, place: int) -> Column[Row]:
    def called(row: Row) -> str:
        some = found.of.get(row.answer.provision.id, ())
        return naming.called(crosswalk, some[place].provision.id) if len(some) > place else ""

    return Column(_HEADINGS[place], called, width=250)


_HEADINGS = ("first candidate", "second", "third")


def judge(crosswalk: Crosswalk, coverage: Coverage, provision: str, kinds: Sequence[str]) -> None:
    """Draw the candidates of one provision with their texts, and their rows for a mapping set, to be filled in."""
    if not coverage.loaded:
        return
    some = candidates(crosswalk, coverage.focal, coverage.reference, kinds=kinds).of.get(provision, ())
    if not some:
        return
    st.markdown("**Candidates**, not mappings:")
    for place, one in enumerate(some, 1):
        _box(crosswalk, place, one)
    words = ", ".join(f"{RELATIONS[name].predicate} ({name})" for name in _RELATIONS)
    hint = "Is one of them right? Copy its row into your own mapping set, and state how the two relate"
    st.caption(plain(f"{hint}: {words}."))
    rows = [[provision, "", one.provision.id, "semapv:ManualMappingCuration"] for one in some]
    st.code("\n".join("\t".join(row) for row in [_HEADER, *rows]), language=None)


_HEADER = ["subject_id", "predicate_id", "object_id", "mapping_justification"]
_RELATIONS = ("equal", "subset-of", "superset-of", "intersects-with")


def _box(crosswalk: Crosswalk, place: int, one: Candidate) -> None:
    there = one.provision
    alike = f"{one.words:.2f} in words" + ("" if one.meaning is None else f", {one.meaning:.2f} in meaning")
    with st.container(border=True):
        st.html(
            html(
                '<p class="xw-head">{}. {} {}</p>{}{}',
                place,
                naming.called(crosswalk, there.id),
                naming.edition(crosswalk, there.id),
                html('<p class="xw-text">{}</p>', defined(crosswalk, there.summary)) if there.summary else "",
                facts(
                    [("Level", stated(crosswalk, there).level or "not stated"), ("Similarity", f"{alike} (1 at most)")]
                ),
            )
        )
        links.open_it(crosswalk, there.id, f"Open {naming.brief(crosswalk, there.id)}")
