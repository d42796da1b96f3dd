"""Compare two documents: one sentence, how many have each status, every provision, and the evidence behind each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from crosswalk import ids
from crosswalk.analysis.asked import with_asks
from crosswalk.analysis.catalogue import Filters, document_index
from crosswalk.analysis.compare import compare
from crosswalk.analysis.coverage import Answer, Coverage, compared, coverage
from crosswalk.analysis.mappings import Assertion
from crosswalk.analysis.nearby import nearby
from crosswalk.columns import Column
from crosswalk.comparison import Table
from crosswalk.explorer.page import Page
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.bars import Bar, status_bars
from crosswalk.explorer.ui.charts import Draw, show
from crosswalk.explorer.ui.downloads import downloads
from crosswalk.explorer.ui.filters import OF_FOCAL, Narrowing, Scope, narrowing, scope_row
from crosswalk.explorer.ui.links import State, link
from crosswalk.explorer.ui.looks import chips
from crosswalk.explorer.ui.paper import printing
from crosswalk.explorer.ui.pictures import pictures
from crosswalk.explorer.ui.state import Choices, opened, put, value
from crosswalk.explorer.ui.tables import table
from crosswalk.explorer.ui.text import html, plain, several
from crosswalk.explorer.views.compare.asks import asks_elsewhere, asks_of_provision
from crosswalk.explorer.views.compare.candidates import candidate_table, judge
from crosswalk.explorer.views.compare.gaps import gap_table
from crosswalk.explorer.views.compare.pair import pair
from crosswalk.explorer.views.compare.rows import row_per_provision, rows_of
from crosswalk.explorer.views.compare.side_by_side import side_by_side
from crosswalk.headline import beside, headline
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Pair, quantity
from crosswalk.wording import covered

_VIEWS = {"provisions": "All provisions", "gaps": "Gaps only", "texts": "Side by side", "candidates": "Where to look"}


def render(crosswalk: Crosswalk) -> None:
    """Draw the page."""
    choices = Choices(PAGE.path)
    focal, reference = _pickers(crosswalk, choices)
    choices.refuse()
    answer = st.container()
    view, scope, narrow = _choices(crosswalk, choices, focal, reference)
    directions = compare(crosswalk, focal, reference, filters=scope.filters, derived=scope.derived, kinds=scope.kinds)
    with answer:
        _answer(crosswalk, directions, scope)
    shown = [answer for answer in directions[0].answers if narrow.keeps(answer)]
    if view == "gaps":
        gap_table(crosswalk, directions[0], shown)
    elif view == "texts":
        side_by_side(crosswalk, directions[0], shown)
    elif view == "candidates":
        candidate_table(crosswalk, directions[0], shown, scope.kinds)
    else:
        _provisions(crosswalk, directions[0], shown)
    _linked(crosswalk, directions[0])
    if len(directions) > 1 and directions[0].pair is not Pair.NOT_COMPARED:
        back = covered(directions[1], Filters(), partial(naming.called, crosswalk))
        st.caption(plain(f"The other way round: {back}"))
    if directions[0].is_known:
        _as_picture(crosswalk, directions[0], scope.filters)
    # the evidence stays when filters change
    [every] = coverage(crosswalk, focal, reference, derived=scope.derived, kinds=scope.kinds)
    asks_elsewhere(crosswalk, every)
    _selected(crosswalk, every, scope.kinds if view == "candidates" else None)


PAGE = Page(
    title="Compare two documents",
    path="compare",
    order=10,
    section="Compare",
    render=render,
    parameters="focal reference under level role phase units derived status basis grade view provision",
    fragment="provision",
)


def _pickers(crosswalk: Crosswalk, choices: Choices) -> tuple[str, str]:
    """Draw the pickers; return the focal and the reference document, "" for one that cannot be chosen."""
    entries = document_index(crosswalk)

    def show(document_id: str) -> str:
        return naming.with_loaded(entries[document_id], naming.name(entries[document_id]))

    left, middle, right = st.columns([10, 2, 10])
    with left:
        options = naming.loaded(crosswalk)
        focal = choices.pick(
            "Focal document", "focal", options, default=options[0], show=show, drops=OF_FOCAL, known=list(entries)
        )
        naming.edition_line(crosswalk, focal)
    with right:
        others = naming.joined(crosswalk, focal) if focal else []
        asked = value("reference")
        others += [asked] if asked and asked in entries and asked not in (*others, focal) else []
        usual = naming.REFERENCE if naming.REFERENCE in others else next(iter(others), "")
        reference = choices.pick("Reference document", "reference", others, default=usual, show=show, known=[focal])
        naming.edition_line(crosswalk, reference)
    with middle:
        swappable = bool(reference) and bool(entries[reference].loaded)
        swap = {"focal": reference, "reference": focal, **dict.fromkeys(OF_FOCAL)}
        note = "Look from the other side" if swappable else "A document that is not loaded cannot be the focal document"
        st.html('<span class="xw-blank">&nbsp;</span>')  # as high as the labels beside it
        st.button("⇄ Swap", on_click=put, kwargs=swap, disabled=not swappable, help=plain(note), width="stretch")
    return focal, reference


def _choices(crosswalk: Crosswalk, choices: Choices, focal: str, reference: str) -> tuple[str, Scope, Narrowing]:
    """Draw the views, the level and, folded away, the other filters; return what was chosen. What narrows the answer
    stays in sight.
    """
    left, level, middle, right = st.columns([5, 2, 2, 3], vertical_alignment="bottom")
    with left:
        view = choices.tab("View", "view", list(_VIEWS), show=_VIEWS.__getitem__)
    with middle, st.container() if printing() else st.popover("More filters", width="stretch"):
        scope = scope_row(crosswalk, choices, focal, level)
        narrow = narrowing(choices)
    choices.refuse()
    with right:
        _other_pairs(crosswalk, focal, reference, scope.state() | {"view": value("view")})
    chosen = scope.said(crosswalk, folded=True) + narrow.said()
    if chosen:
        narrowed = several(html('<span class="xw-chip">{}</span> ', text) for text in chosen)
        st.html(html('<p class="xw-filtered">Filtered by {}</p>', narrowed))
    return view, scope, narrow


def _answer(crosswalk: Crosswalk, directions: Sequence[Coverage], scope: Scope) -> None:
    here = directions[0]
    name = partial(naming.called, crosswalk)
    answer = headline(here, scope.filters, name)
    st.html(html('<p class="xw-answer" role="status">{}</p>', answer))
    if len(directions) == 1:
        st.info(
            plain(f"{name(here.reference)} is not loaded: only citations and document-level statements can be shown.")
        )
    if here.is_known:
        left, right = (
            (st.container(), st.container()) if printing() else st.columns([5, 3], vertical_alignment="center")
        )
        with left:
            chips(here.counts)
        with right:
            show(_bar(here), answer)
    lines = list(beside(crosswalk, here, name))
    st.html(html('<p class="xw-soft xw-beside">{}</p>', several(html("{}<br>", line) for line in lines)))
    if here.pair is not Pair.NOT_COMPARED:
        downloads(crosswalk, here.focal, here.reference)
    if here.pair is not Pair.COMPARED:
        _nearby(crosswalk, here)


def _nearby(crosswalk: Crosswalk, here: Coverage) -> None:
    """Draw links to the candidates, to the asks of the two where they are known, and to what each of the two has been
    compared with, if possible what both have.
    """
    if here.loaded:
        link("compare", "Where to look: candidates", focal=here.focal, reference=here.reference, view="candidates")
    if {here.focal, here.reference} <= set(with_asks(crosswalk)):
        link("measures", "What is missing, ask by ask", focal=here.focal, reference=here.reference)
    near = nearby(crosswalk, here.focal, here.reference)
    pairs = [(here.focal, other) for other in near.both or near.of_first]
    pairs += [(other, here.reference) for other in near.both or near.of_second]
    for focal, other in pairs[:_MOST_NEAR]:
        names = naming.called(crosswalk, focal), naming.called(crosswalk, other)
        link("compare", f"{names[0]} against {names[1]}", focal=focal, reference=other)


_MOST_NEAR = 6


def _as_picture(crosswalk: Crosswalk, here: Coverage, filters: Filters) -> None:
    """Draw the buttons that give the bar of the answer as a file."""
    title = covered(here, filters, partial(naming.called, crosswalk))
    pictures(crosswalk, _bar(here), title, f"bar--{here.focal}--{here.reference}")


def _bar(here: Coverage) -> Draw:
    return status_bars([Bar("", here.reference, here.counts)])


def _other_pairs(crosswalk: Crosswalk, focal: str, reference: str, state: State) -> None:
    """Draw a button with the links; `state` goes along where the focal document stays. Paper has no use for them."""
    if printing():
        return
    with st.popover("Other comparisons", width="stretch", key=f"others.{focal}.{reference}"):
        _against(crosswalk, focal, reference, state)
        if document_index(crosswalk)[reference].loaded:
            _against(crosswalk, reference, focal, {})
        link("matrix", "All documents against all")


def _against(crosswalk: Crosswalk, focal: str, shown: str, state: State) -> None:
    """Draw links to every comparison of `focal` but the one that is shown."""
    others = [other for other in compared(crosswalk, focal) if other != shown]
    name = naming.called(crosswalk, focal)
    st.caption(plain(f"{name} against …" if others else f"{name} has not been compared with any other document."))
    for other in sorted(others, key=lambda document_id: ids.natural_key(naming.called(crosswalk, document_id))):
        link("compare", f"… {naming.called(crosswalk, other)}", focal=focal, reference=other, **state)


def _provisions(crosswalk: Crosswalk, coverage: Coverage, shown: Sequence[Answer]) -> None:
    name = naming.called(crosswalk, coverage.focal)
    row_per_provision(
        crosswalk,
        Table.SCREEN,
        rows_of(coverage, shown),
        caption=f"{quantity(len(shown), 'provision')} of {name}. Click a row: the evidence opens below the table.",
        name=f"{coverage.focal}--{coverage.reference}",
    )


def _linked(crosswalk: Crosswalk, here: Coverage) -> None:
    """Draw the rows between two documents that are only linked, where no answer shows them."""
    rows = [*here.link.rows, *here.link.back]
    if not rows or here.is_known:
        return
    columns: list[Column[Assertion]] = [
        Column("from", lambda row: naming.brief(crosswalk, row.subject), lambda row: row.subject),
        Column("relation", lambda row: row.relation),
        Column("to", lambda row: naming.brief(crosswalk, row.object), lambda row: row.object),
        Column("both exist", lambda row: "no" if row.dangling else "yes"),
        Column("mapping set", lambda row: row.mapping_set),
        Column("grade", lambda row: row.grade),
    ]
    caption = f"{quantity(len(rows), 'mapping')} between the two, which say nothing of what they have in common."
    table(columns, rows, caption=plain(caption), name=f"linked--{here.focal}--{here.reference}")


def _selected(crosswalk: Crosswalk, coverage: Coverage, kinds: Sequence[str] | None) -> None:
    """Draw what is known of the provision that was chosen; with `kinds`, which may be empty, also its candidates."""
    wanted = value("provision")
    every = {answer.provision.id: answer for answer in coverage.answers}
    names = {thing: naming.called(crosswalk, thing) for thing in every}
    choices = Choices(PAGE.path)
    opened(wanted or "")
    choices.pick_row("Evidence", "Provision", "provision", names, show=names.__getitem__)
    choices.refuse()
    if wanted:
        if {coverage.focal, coverage.reference} <= set(with_asks(crosswalk)):
            asks_of_provision(crosswalk, coverage.focal, coverage.reference, wanted)
        if kinds is not None:
            judge(crosswalk, coverage, wanted, kinds)
        pair(crosswalk, every[wanted], coverage.reference)
