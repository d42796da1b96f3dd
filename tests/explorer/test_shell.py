"""What all pages share: navigation, links, captions, the legend, the search box, citing, and data that cannot be read."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest

from crosswalk.explorer import discover
from crosswalk.explorer.ui.looks import LOOKS
from crosswalk.sources import content_hash, data_version
from crosswalk.sparql import load_queries
from crosswalk.vocabulary import Status
from tests.explorer.pages import CODE, PAGES, as_shown, only_error, sound, words_of


def test_there_are_these_pages_and_the_three_doors_come_first():
    assert PAGES[0] == "home"
    assert set(PAGES) == {
        *("home", "compare", "coverage", "matrix", "mindmap", "beyond", "editions", "agreement", "sparql", "quality"),
        *("search", "document", "answers", "provision", "graph", "mapping-set", "organisation", "tracker"),
    }
    assert {page.section for page in discover()} == {"", "Compare", "Browse", "Ask", "Check"}


@pytest.mark.parametrize("page", PAGES)
def test_page_opens_and_every_table_has_a_caption_and_a_csv(seen, page):
    app = sound(seen(page))
    assert [one.value for one in app.title] == [next(view.heading for view in discover() if page == view.path)]
    files = [one.label for one in app.get("download_button") if one.label.startswith("Download CSV")]
    assert len(files) == len(app.dataframe)
    for grid in app.dataframe:
        assert grid.proto.alt in [as_shown(one.value) for one in app.caption]


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_to_a_page_without_a_fault(seen, page):
    links = {(one.proto.page, one.proto.query_string) for one in sound(seen(page)).get("page_link")}
    assert links or page in ("sparql", "search", "quality"), "these ask nothing before they are used"
    for target, state in links:
        assert target in PAGES
        sound(seen(target, **dict(parse_qsl(state))))


@pytest.mark.parametrize("page", PAGES)
def test_every_chart_has_its_words_and_its_table(seen, page):
    app = sound(seen(page))
    charts = app.get("vega_lite_chart")
    assert all(chart.proto.alt for chart in charts)
    assert len(app.dataframe) >= bool(charts)


def test_every_document_is_named_with_its_edition_and_stage(visit):
    text = words_of(sound(visit("compare", reference="iso-iec-42001-2023", provision=f"{CODE}:2.1.1")))
    assert text.count("edition 2025 · published") >= 2
    assert text.count("edition 2023 · published") >= 2
    assert "provisions loaded: 38 of 38" in text
    draft = words_of(sound(visit("compare", focal="nist-ir-8596-iprd", reference=CODE)))
    assert 'xw-not-in-force" title=' in draft
    assert "· draft</span>" in draft


@pytest.mark.parametrize("page", PAGES)
def test_the_legend_is_on_every_page(seen, page):
    app = sound(seen(page))
    [legend] = [one for one in app.get("popover") if one.proto.popover.label == "Legend"]
    lines = legend.proto.popover.help.replace("\\", "").splitlines()
    assert lines == [f"- **{LOOKS[status].shape} {status.spoken}**: {status.meaning}" for status in Status]


@pytest.mark.parametrize("page", PAGES)
def test_unreadable_data_is_one_sentence_and_a_table_of_reasons(visit, monkeypatch, tmp_path, page):
    folder = tmp_path / "data" / "documents"
    folder.mkdir(parents=True)
    (folder / "broken-1.0.yaml").write_text("id: broken-1.0\ntitle: [\n", encoding="utf-8")
    monkeypatch.setenv("CROSSWALK_DATA", str(tmp_path))
    monkeypatch.setenv("CROSSWALK_ONLY_DATA", "1")
    app = visit(page)
    assert "broken-1.0.yaml" in only_error(app)
    assert len(app.dataframe[0].value) >= 1


def test_only_the_users_own_data_can_be_shown(visit, monkeypatch, tmp_path):
    folder = tmp_path / "data" / "documents"
    folder.mkdir(parents=True)
    monkeypatch.setenv("CROSSWALK_DATA", str(tmp_path))
    monkeypatch.setenv("CROSSWALK_ONLY_DATA", "1")
    assert "No document has provisions" in only_error(visit("compare"))
    assert "There is no document in the catalogue" in words_of(sound(visit("document")))


def test_the_box_on_any_page_leads_to_the_search(visit):
    app = sound(visit("coverage"))
    app = sound(app.text_input(key="xw.search").set_value("poisoning").run())
    assert app.title[0].value == "Search"
    assert app.query_params["q"] == "poisoning"


@pytest.mark.parametrize("page", PAGES)
def test_every_view_can_be_cited(seen, shipped, page):
    text = "\n".join(one.value for one in sound(seen(page)).code)
    assert f"data {data_version()} (hash {content_hash(shipped.layout)})" in text
    assert "retrieved 20" in text


def queries_behind(app):
    """Return the named queries that the citation of a page lists."""
    links = [one.proto for one in app.get("page_link") if one.proto.page == "sparql"]
    lists = [parse_qsl(link.query_string) for link in links if link.label.replace("\\", "") in link.query_string]
    return {value for parts in lists for name, value in parts if name == "name"}


def reached(crosswalk):
    """Return the named queries that reached the store: each begins with its own comment lines."""
    titles = {f"# title: {query.title}": name for name, query in load_queries(crosswalk.layout).items()}
    assert len(titles) == len(load_queries(crosswalk.layout))
    return {titles[next(line for line in text.splitlines() if line in titles)] for text in crosswalk.store.asked}


@pytest.mark.parametrize("page", PAGES)
def test_the_queries_behind_a_view_are_those_that_were_asked_also_when_their_answers_are_remembered(visit, fresh, page):
    behind = queries_behind(sound(visit(page)))
    assert behind == reached(fresh)
    asked = len(fresh.store.asked)
    assert queries_behind(sound(visit(page))) == behind
    assert len(fresh.store.asked) == asked


def test_compare_names_the_queries_behind_its_derivations(seen):
    assert {"set-relations", "provision-parents", "associations"} <= queries_behind(sound(seen("compare")))


def test_a_view_that_asks_nothing_names_no_query(visit, fresh):
    assert queries_behind(sound(visit("sparql"))) == set()
    assert fresh.store.asked == []
