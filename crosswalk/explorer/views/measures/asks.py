"""Asks as a table against another document, and as cards with both texts and their measure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import streamlit as st

from crosswalk.analysis.asked import AskAnswer, Asking, Place
from crosswalk.analysis.asks import Ask, measure_sets
from crosswalk.analysis.catalogue import document_index
from crosswalk.columns import Column
from crosswalk.explorer.ui import links, naming
from crosswalk.explorer.ui.defined import defined
from crosswalk.explorer.ui.looks import asked_words, badge
from crosswalk.explorer.ui.tables import chooser, csv_file
from crosswalk.explorer.ui.text import away, facts, html, plain, words
from crosswalk.rows import ask_columns
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Asked, Grade, others, quantity
from crosswalk.wording import in_roles, left_over, roles_there, said_of_together


def ask_table(
    crosswalk: Crosswalk,
    asking: Asking,
    shown: Sequence[AskAnswer],
    *,
    caption: str,
    on_choice: Callable[[AskAnswer | None], None],
) -> None:
    """Draw a row for each ask: what is asked, the answer with its colour, where, and what is left over."""
    name = f"asks--{asking.focal}--{asking.reference}"
    columns = [
        Column[AskAnswer]("ask", lambda one: one.ask.number, width=110),
        Column[AskAnswer]("what is asked", lambda one: one.ask.text, width=380),
        Column[AskAnswer]("when", lambda one: one.ask.when or "", width=170),
        Column[AskAnswer]("level", lambda one: one.ask.level or "", width=60),
        Column[AskAnswer]("of whom", lambda one: in_roles(one.roles), width=110),
        Column[AskAnswer]("answer", lambda one: asked_words(one.answer), width=115, coloured=True),
        Column[AskAnswer]("where", lambda one: ", ".join(end.number for end in one.where), width=150),
        Column[AskAnswer]("of whom there", roles_there, width=150),
        Column[AskAnswer]("left over", left_over, width=230),
    ]
    file = csv_file(ask_columns(crosswalk, asking), shown, name)
    chooser(columns, shown, caption=caption, name=name, on_choice=on_choice, file=file)


def answer_card(crosswalk: Crosswalk, one: AskAnswer, asking: Asking) -> None:
    """Draw one ask beside every place where the other document meets it."""
    left, right = st.columns(2)
    with left:
        _ask_box(crosswalk, one.ask, one.answer)
    with right:
        for place in one.places[:_PLACES]:
            _place_box(crosswalk, place)
        if more := others(len(one.places), _PLACES, "more place"):
            st.caption(plain(f"… and {more}."))
        if one.same:
            _ask_box(crosswalk, one.same, None, "The provision is equal, and asks the same.")
        if one.together and (said := said_of_together(one.together)):
            st.info(plain(said))
        if not one.places and not one.same:
            st.info(plain(_why_nothing(crosswalk, one, asking)))
        if one.nearest:
            _ask_box(crosswalk, one.nearest, None, "The nearest in its words: where to look next. It does not answer.")


_PLACES = 6


def _ask_box(crosswalk: Crosswalk, ask: Ask, answer: Asked | None, note: str = "") -> None:
    provision = naming.find(crosswalk, ask.provision)
    with st.container(border=True):
        st.html(
            html(
                '<p class="xw-head">{} {} {}</p><p class="xw-text"><strong>{}</strong></p>{}{}{}',
                f"{naming.called(crosswalk, ask.document)}, {ask.number}",
                naming.edition(crosswalk, ask.provision),
                badge(answer) if answer else "",
                defined(crosswalk, ask.text),
                html('<p class="xw-text xw-note">{}</p>', note) if note else "",
                html('<p class="xw-text">{}</p>', defined(crosswalk, provision.summary)) if provision else "",
                facts(_of_ask(crosswalk, ask)),
            )
        )
        links.open_it(crosswalk, ask.provision, f"Open {naming.brief(crosswalk, ask.provision)}")


def _of_ask(crosswalk: Crosswalk, ask: Ask) -> Iterator[tuple[str, object]]:
    entry = document_index(crosswalk).get(ask.document)
    yield "When", ask.when
    yield "Level", words(ask.level)
    yield "Roles", in_roles(ask.roles)
    yield "Theme", ask.theme
    yield "Note", ask.note
    yield "Parts", ", ".join(part.partition(":")[2] for part in ask.parts)
    yield "Carried from", ask.carried_from
    yield "Publisher’s page", away(entry.url if entry else None)


def _place_box(crosswalk: Crosswalk, place: Place) -> None:
    made = measure_sets(crosswalk)
    provision = naming.find(crosswalk, place.ask.provision)
    sets = [made[name].title or name for name in (place.here.measure_set, place.there.measure_set) if name in made]
    with st.container(border=True):
        st.html(
            html(
                '<p class="xw-head">{} {} {}</p><p class="xw-text"><strong>{}</strong></p>{}',
                f"{naming.called(crosswalk, place.ask.document)}, {place.ask.number}",
                naming.edition(crosswalk, place.ask.provision),
                badge(place.answer),
                defined(crosswalk, place.ask.text),
                facts(
                    [
                        ("Left over", place.left_over),
                        ("When", place.ask.when),
                        ("Level", words(place.ask.level)),
                        ("Roles", in_roles(place.ask.roles, place.of_others)),
                        ("Measure", place.measure.evidence),
                        ("Here", f"{place.here.holding}: {place.here.holding.meaning}"),
                        ("There", f"{place.there.holding}: {place.there.holding.meaning}"),
                        ("Grade", f"{place.grade}: {Grade.of(place.grade).meaning}"),
                        ("Made by", "; ".join(dict.fromkeys(sets))),
                        ("It says", provision.summary if provision else None),
                    ]
                ),
            )
        )
        links.open_it(crosswalk, place.ask.provision, f"Open {naming.brief(crosswalk, place.ask.provision)}")


def _why_nothing(crosswalk: Crosswalk, one: AskAnswer, asking: Asking) -> str:
    there = naming.called(crosswalk, asking.reference)
    if one.answer is Asked.UMBRELLA:
        parts = ", ".join(part.partition(":")[2] for part in one.ask.parts)
        return f"This is a general duty, which the same text spells out: its parts are the answer ({parts})."
    if one.answer is Asked.NOT_ASKED:
        read = quantity(len(asking.read), "provision")
        grade = f" (grade {one.grade}: {Grade.of(one.grade).meaning})" if one.grade else ""
        return f"Nothing that asks for this was found in {there}: {read} of it were read, which is all{grade}."
    return f"It is not known whether {there} asks for this: not all of it was read against this document."
