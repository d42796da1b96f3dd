"""One mapping set: who asserts it, when, under which rights, and every row with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from crosswalk import ids, wording
from crosswalk.analysis.catalogue import MappingSet, document_index, mapping_sets
from crosswalk.analysis.describe import describe
from crosswalk.analysis.mappings import Mapping
from crosswalk.columns import Column
from crosswalk.explorer.page import Page
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.downloads import downloads
from crosswalk.explorer.ui.links import Place, link
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.ui.tables import opener
from crosswalk.explorer.ui.text import facts, plain, words
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Grade, quantity


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    choices = Choices(PAGE.path)
    known = {mapping_set.id: mapping_set for mapping_set in mapping_sets(crosswalk)}
    if not known:
        st.info("There is no mapping set here.")
        return
    usual = f"{naming.FOCAL}--{naming.REFERENCE}"
    usual = usual if usual in known else next(iter(known))
    chosen = choices.pick("Mapping set", "id", list(known), default=usual, drops=["about"])
    choices.refuse()
    rows = sorted(describe(crosswalk, chosen).mappings, key=lambda row: ids.natural_key(row.subject))
    _about(crosswalk, known[chosen], rows)
    ends = sorted({end for row in rows for end in (row.subject, row.object)}, key=ids.natural_key)
    about = choices.pick(
        "Rows about",
        "about",
        ["", *ends],
        show=lambda end: naming.in_full(crosswalk, end) if end else "all",
    )
    choices.refuse()
    _rows(crosswalk, chosen, [row for row in rows if about in ("", row.subject, row.object)])
    downloads(crosswalk, mapping_set=chosen)


PAGE = Page(
    title="Mapping sets",
    path="mapping-set",
    order=50,
    section="Documents",
    render=render,
    heading="One mapping set",
    parameters="id about",
)


def _about(crosswalk: Crosswalk, chosen: MappingSet, rows: Sequence[Mapping]) -> None:
    counts = Counter(row.relation for row in rows)
    st.subheader(plain(chosen.title or chosen.id), anchor=False)
    st.html(
        facts(
            [
                ("Id", chosen.id),
                ("Asserted by", naming.asserter(crosswalk, chosen.provider, chosen.creator)),
                ("Date", chosen.date or "not stated"),
                ("Rights", chosen.license or "not stated"),
                ("Made from", basis.meaning if (basis := chosen.quality.basis) else "not stated"),
                ("Two passes", wording.agreed(chosen.quality)),
                ("Review", wording.reviewed(chosen.quality)),
                ("Grade", "; ".join(f"{grade}: {Grade.of(grade).meaning}" for grade in chosen.grades)),
                ("Rows", "; ".join(f"{number} {words(relation)}" for relation, number in counts.most_common())),
                ("About it", chosen.description),
            ]
        )
    )
    with st.container(horizontal=True, gap="medium"):
        if chosen.provider:
            link("organisation", naming.called(crosswalk, chosen.provider), id=chosen.provider)
        for home in dict.fromkeys(ids.home(end) for row in rows for end in (row.subject, row.object)):
            if home in document_index(crosswalk):
                link("document", naming.called(crosswalk, home), id=home)


def _rows(crosswalk: Crosswalk, chosen: str, rows: Sequence[Mapping]) -> None:
    opener(
        [
            Column("from", lambda row: naming.in_full(crosswalk, row.subject), lambda row: row.subject, width=280),
            Column("relation", lambda row: row.relation),
            Column("to", lambda row: naming.in_full(crosswalk, row.object), lambda row: row.object, width=280),
            Column("why", lambda row: wording.reason(row) or "", width=520),
            Column("grade", lambda row: row.grade),
        ],
        rows,
        caption=f"{quantity(len(rows), 'row')}, as written in the set. Click a row for everything about its provision.",
        name=f"mappings-of-set--{chosen}",
        to=lambda row: Place("provision", {"id": _provision(row)}),
    )


def _provision(row: Mapping) -> str:
    """Return the end of a row that is a provision: where a document as a whole is mapped, the other end."""
    return next((end for end in (row.subject, row.object) if ids.is_provision(end)), row.subject)
