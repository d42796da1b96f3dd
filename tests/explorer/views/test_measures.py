"""What is missing, ask by ask: the answer, its filters, one ask, the measures, and what nobody else asks."""

from __future__ import annotations

import csv
import io
from functools import partial
from html import unescape

import pytest

from crosswalk.analysis.asked import asked, asked_by_provision, asks_of, common, lacking, only_here, published, uses
from crosswalk.analysis.asks import listed, rows_of
from crosswalk.analysis.spread import spread
from crosswalk.analysis.standing import became
from crosswalk.explorer.ui import naming, tables
from crosswalk.explorer.ui.looks import asked_words, look_of
from crosswalk.explorer.views.measures import lacking as lacking_view
from crosswalk.vocabulary import THEMES, Asked
from crosswalk.wording import in_roles, roles_there, said_of_asks, said_of_together, stands
from tests.explorer.pages import CODE, EN, NCSC, OWASP, only_error, sound, words_of

ACT = "eu-ai-act-2024"


def named(text):
    return text.replace(ACT, "EU AI Act 2024").replace(EN, "EN 304 223 V2.1.1")


def test_the_page_opens_with_what_the_act_asks_and_the_standard_does_not(seen, shipped):
    app = sound(seen("measures"))
    found = asked(shipped, ACT, EN)
    assert named(said_of_asks(found)) in words_of(app)
    assert len(app.dataframe[0].value) == len(found.answers)
    assert set(app.dataframe[0].value["answer"]) == {asked_words(one.answer) for one in found.answers}


def test_three_clicks_lead_to_what_is_not_asked_as_a_file(visit, shipped, monkeypatch):
    """Menu, *What is missing*, *not asked*: the third click, and the download beside it."""
    files = {}
    monkeypatch.setattr(tables, "offer", lambda file: files.update({file.name: file.content()}))
    app = sound(sound(visit("measures")).selectbox(key="measures.answer").select("not-asked").run())
    lonely = [one for one in asked(shipped, ACT, EN).answers if one.answer is Asked.NOT_ASKED]
    assert app.query_params["answer"] == "not-asked"
    assert len(app.dataframe[0].value) == len(lonely) > 100
    rows = list(csv.DictReader(io.StringIO(files[f"asks--{ACT}--{EN}.csv"].decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == [one.ask.id for one in lonely]
    assert {row["answer"] for row in rows} == {"not-asked"}
    assert all(row["ask"] and row["label"] for row in rows)


@pytest.mark.parametrize(("parameter", "choice"), [("level", "shall"), ("theme", "testing"), ("answer", "in-part")])
def test_a_filter_narrows_the_table_and_not_the_sentence(visit, shipped, parameter, choice):
    app = sound(visit("measures", **{parameter: choice}))
    whole = asked(shipped, ACT, EN)
    pick = {"level": lambda one: one.ask.level, "theme": lambda one: one.ask.theme, "answer": lambda one: one.answer}
    expected = [one for one in whole.answers if pick[parameter](one) == choice]
    assert 0 < len(app.dataframe[0].value) == len(expected) < len(whole.answers)
    assert named(said_of_asks(whole)) in words_of(app)


def test_one_ask_is_shown_with_both_texts_the_measure_and_what_is_left_over(visit, shipped):
    one = next(one for one in asked(shipped, CODE, NCSC).answers if one.left_over and len(one.places) == 1)
    text = unescape(words_of(sound(visit("measures", focal=CODE, reference=NCSC, ask=one.ask.id))))
    [place] = one.places
    for said in (one.ask.text, place.ask.text, place.measure.evidence, place.left_over, place.here.holding.meaning):
        assert said in text
    assert "this project's curation, not yet reviewed" in text


def test_one_ask_says_who_must_do_it_on_both_sides_and_marks_somebody_else(visit, shipped):
    found = asked(shipped, CODE, ACT).answers
    one = next(one for one in found if one.of_others and len(one.places) == 1)
    app = sound(visit("measures", focal=CODE, reference=ACT, ask=one.ask.id))
    text = unescape(words_of(app))
    assert in_roles(one.roles) in text
    assert in_roles(one.roles_there, of_others=True) in text
    table = app.dataframe[0].value
    assert list(table["of whom"]) == [in_roles(each.roles) for each in found]
    assert list(table["of whom there"]) == [roles_there(each) for each in found]


def test_a_measure_says_of_whom_each_document_asks_it(visit, shipped):
    row = next(row for row in rows_of(shipped, ACT) if row.ask.endswith(":Art-26(5)#1"))
    text = unescape(words_of(sound(visit("measures", view="measures", measure=row.measure))))
    askers = {each.ask for name in listed(shipped) for each in rows_of(shipped, name) if each.measure == row.measure}
    known = {one.id: one for name in listed(shipped) for one in asks_of(shipped, name)}
    assert len(askers) > 1
    for ask in askers:
        assert in_roles(known[ask].roles) in text
    assert text.count("Roles") >= len(askers)


def test_an_ask_that_nothing_meets_says_why_and_where_to_look(visit, shipped):
    found = asked(shipped, ACT, EN)
    lonely = next(one for one in found.answers if one.answer is Asked.NOT_ASKED and one.nearest)
    text = unescape(words_of(sound(visit("measures", ask=lonely.ask.id))))
    assert "Nothing that asks for this was found in EN 304 223 V2.1.1: 72 provisions of it were read" in text
    assert "The nearest in its words: where to look next. It does not answer." in text
    umbrella = next(one for one in found.answers if one.answer is Asked.UMBRELLA)
    text = unescape(words_of(sound(visit("measures", ask=umbrella.ask.id))))
    assert "This is a general duty, which the same text spells out" in text


def test_measures_say_who_asks_for_them(visit, shipped):
    app = sound(visit("measures", view="measures"))
    every = uses(shipped)
    assert len(app.dataframe[0].value) == len(every)
    assert list(app.dataframe[0].value["asked by"]) == [len(use.asked_by) for use in every]
    first = every[0]
    text = unescape(words_of(sound(visit("measures", view="measures", measure=first.measure.id))))
    assert all(f"{holding}: {holding.meaning}" in text for holding in first.holdings.values())


def test_what_nobody_else_asks_and_the_themes_are_tables(visit, shipped):
    app = sound(visit("measures", view="only", focal=CODE))
    assert list(app.dataframe[0].value["what is asked"]) == [one.text for one in only_here(shipped, CODE).asks]
    themes = sound(visit("measures", view="themes")).dataframe[0].value
    assert list(themes["theme"]) == list(THEMES)
    assert len(themes.columns) == 1 + len(listed(shipped))
    plain = [one for one in asks_of(shipped, CODE) if not one.is_umbrella]
    assert themes["AI Code 2025"].sum() == len(plain)


def test_a_wrong_address_is_one_sentence(visit):
    assert "“absent-1.0” is not known here" in only_error(visit("measures", focal="absent-1.0"))
    assert "cannot be chosen here" in only_error(visit("measures", view="only", focal=OWASP))
    assert "“absent-1.0” is not known here" in only_error(visit("measures", view="measures", among="absent-1.0"))
    assert "There is no view “every”" in only_error(visit("measures", view="every"))


def test_compare_shows_what_a_provision_asks_ask_by_ask(visit, shipped):
    found = asked_by_provision(shipped, CODE, NCSC)
    text = unescape(words_of(sound(visit("compare", provision=f"{CODE}:5.4.1"))))
    assert "What it asks, ask by ask" in text
    for one in found[f"{CODE}:5.4.1"]:
        assert one.ask.text in text
        assert f"(asked of: {in_roles(one.roles)}" in text
        assert not one.where or f"asked of: {roles_there(one)}" in text
    assert "belong to provisions that are not counted here" not in text
    assert "ask by ask" not in words_of(
        sound(visit("compare", reference="iso-iec-42001-2023", provision=f"{CODE}:5.4.1"))
    )


def test_one_document_is_shown_against_all_others(seen, shipped):
    app = sound(seen("measures", view="all", focal=NCSC, theme="testing"))
    expected = [one for one in spread(shipped, NCSC) if one.ask.theme == "testing"]
    frame = app.dataframe[0].value
    assert len(frame) == len(expected) > 1
    shapes = {look_of(answer).shape for one in expected for answer in one.answers.values()}
    assert set(frame["EN 304 223 V2.1.1"]) <= shapes
    assert [len(one.asked_by) for one in expected] == list(frame["asked by"])


@pytest.mark.parametrize("article", ["9", "15", "73"])
def test_compare_shows_what_the_paragraphs_of_an_article_ask(visit, shipped, article):
    provision = f"{ACT}:Art-{article}"
    app = sound(visit("compare", focal=ACT, reference=EN, provision=provision))
    text = unescape(words_of(app))
    assert "It asks nothing of its reader" not in text
    asks = asked_by_provision(shipped, ACT, EN)[provision]
    assert len(asks) > 3
    for one in asks:
        assert one.ask.text in text
    for paragraph in {one.ask.provision for one in asks} - {provision}:
        assert f'<p class="xw-soft">{naming.called(shipped, paragraph)}</p>' in text
    assert "asks of EU AI Act 2024 belong to provisions that are not counted here: Annex IV" in text


def test_compare_says_of_an_article_that_asks_nothing_why(visit):
    text = unescape(words_of(sound(visit("compare", focal=ACT, reference=EN, provision=f"{ACT}:Art-1"))))
    assert "It asks nothing of its reader: scope: purpose and subject matter of the Act." in text


def test_a_card_says_what_several_places_leave_over_together(visit, shipped):
    several = [one for one in asked(shipped, CODE, NCSC).answers if one.together and one.together.places > 1]
    known = next(one for one in several if one.together.left_over)
    open_ = next(one for one in several if one.together.left_over is None)
    for one in (known, open_):
        text = unescape(words_of(sound(visit("measures", focal=CODE, reference=NCSC, ask=one.ask.id))))
        assert said_of_together(one.together)
        assert said_of_together(one.together) in text


@pytest.mark.parametrize("ends", [{"focal": NCSC, "reference": OWASP}, {"focal": OWASP, "reference": NCSC}])
def test_a_document_without_asks_can_be_chosen_and_the_page_says_what_is_known_instead(visit, ends):
    app = sound(visit("measures", **ends))
    assert "No asks are listed for OWASP LLM Top 10 2025" in words_of(app)
    assert not app.dataframe
    assert any("(no asks listed)" in option for option in app.selectbox(key="measures.focal").options)
    links = [one.proto.query_string for one in app.get("page_link")]
    state = f"focal={ends['focal']}&reference={ends['reference']}"
    assert state in links
    assert f"{state}&view=candidates" in links


def test_the_documents_are_chosen_for_what_nobody_else_asks(visit, shipped):
    app = sound(visit("measures", view="only", focal=CODE, among=f"{NCSC},{ACT}"))
    found = only_here(shipped, CODE, [NCSC, ACT])
    assert list(app.dataframe[0].value["what is asked"]) == [one.text for one in found.asks]
    assert "that none of 2 other documents asks" in words_of(app)
    app = sound(app.multiselect(key="measures.among").select(EN).run())
    assert set(app.query_params["among"].split(",")) == {NCSC, ACT, EN}
    assert "0 asks of AI Code 2025 that none of 3 other documents asks." in words_of(app)
    assert "asked elsewhere too" not in words_of(app)


@pytest.mark.parametrize("by", ["any", "all", "one"])
def test_the_measures_of_chosen_documents(visit, shipped, by):
    app = sound(visit("measures", view="measures", among=f"{CODE},{NCSC},{ACT}", by=by))
    chosen = [CODE, NCSC, ACT]
    every = uses(shipped, chosen)
    expected = {
        "any": every,
        "all": common(shipped, chosen),
        "one": [use for use in every if len(use.asked_by) == 1],
    }[by]
    assert 0 < len(app.dataframe[0].value) == len(expected)
    assert len(app.dataframe[0].value.columns) == 2 + len(chosen)


@pytest.mark.parametrize("view", ["asks", "all", "only", "lacking", "measures", "themes"])
def test_what_became_of_a_document_is_said(visit, shipped, view):
    """The AI Act is amended, in every view that shows what it asks."""
    [(_, standing)] = became(shipped, [ACT]).items()
    said = f"EU AI Act 2024: {stands(standing, partial(naming.called, shipped))}."
    assert said in unescape(words_of(sound(visit("measures", view=view))))
    away = sound(visit("measures", view="asks", focal=CODE, reference=NCSC))
    assert "EU AI Act 2024: " not in unescape(words_of(away))


def test_what_a_document_that_was_not_read_in_full_lacks_is_not_known(visit, shipped, monkeypatch):
    monkeypatch.setattr(lacking_view, "is_lack_known", lambda *_: False)
    monkeypatch.setattr(lacking_view, "not_read", lambda *_: (f"{ACT}:Art-1",))
    said = unescape(words_of(sound(visit("measures", view="lacking", focal=ACT, others="6"))))
    assert "It is not known whether EU AI Act 2024 lacks these: 1 of its provisions was not read" in said


def test_what_a_document_lacks_that_published_ones_ask(visit, shipped):
    app = sound(visit("measures", view="lacking", focal=ACT, others="6"))
    expected = lacking(shipped, ACT, 6)
    assert list(app.dataframe[0].value["measure"]) == [use.measure.evidence for use in expected]
    assert f"at least 6 of {len(published(shipped, ACT))} published documents" in words_of(app)
    app = sound(app.selectbox(key="measures.others").select(str(len(published(shipped, ACT)))).run())
    assert app.query_params["others"] == str(len(published(shipped, ACT)))
    assert "There is no such measure: ask for fewer documents." in words_of(app)
