"""What all pages share: navigation, links, captions, the legend, the search box, citing, and data that cannot be read."""

from __future__ import annotations

import json
from urllib.parse import parse_qsl

import altair as alt
import pytest
import streamlit

from crosswalk.explorer import discover
from crosswalk.explorer.ui import state as address_state
from crosswalk.explorer.ui.looks import LOOKS
from crosswalk.sources import content_hash, data_version
from crosswalk.sparql import load_queries
from crosswalk.vocabulary import Status
from tests.explorer.pages import CODE, PAGES, as_shown, only_error, sound, words_of


def test_there_are_these_pages_and_the_three_doors_come_first():
    assert PAGES[0] == "home"
    assert set(PAGES) == {
        *(
            "home",
            "compare",
            "measures",
            "coverage",
            "matrix",
            "mindmap",
            "beyond",
            "editions",
            "agreement",
            "sparql",
            "quality",
        ),
        *("search", "document", "answers", "provision", "graph", "mapping-set", "organisation", "tracker"),
        *("help", "about"),
    }
    assert {page.section for page in discover()} == {"", "Compare", "Documents", "Data", "Help"}


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
    for chart in charts:
        alt.Chart.from_dict(json.loads(chart.proto.spec))  # raises where Vega-Lite's schema does not allow it
    tables = len(app.dataframe) + sum("as a table" in one.proto.label for one in app.get("page_link"))
    assert tables >= bool(charts)


def test_every_document_is_named_with_its_edition_and_stage(visit):
    text = words_of(sound(visit("compare", reference="iso-iec-42001-2023", provision=f"{CODE}:2.1.1")))
    assert text.count("edition 2025 · published") >= 2
    assert text.count("edition 2023 · published") >= 2
    assert "loaded: 38 of 38 controls; also 32 clauses" in text
    assert "(32 clauses and 38 controls)" in words_of(
        sound(visit("compare", focal="iso-iec-42001-2023", reference=CODE))
    )
    act = words_of(sound(visit("agreement", first="eu-ai-act-2024", second=CODE)))
    assert "edition 2024 · published · amended</span>" in act
    assert "; amended by EU Digital Omnibus AI 2026" in act
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


@pytest.mark.parametrize("page", PAGES)
def test_every_page_names_the_product_its_version_and_the_pages_help_and_about(seen, shipped, page):
    app = sound(seen(page))
    end = f"data {data_version()} (hash {content_hash(shipped.layout)[:8]})"
    assert any("Crosswalk: AI security standards · version" in one.body and end in one.body for one in app.get("html"))
    assert {"help", "about"} <= {one.proto.page for one in app.get("page_link")}


def test_what_an_address_says_that_the_page_does_not_know_is_one_sentence(visit):
    app = sound(visit("compare", levle="shall", focal=CODE))
    [warning] = app.warning
    assert as_shown(warning.value).startswith("The address says “levle”, which this page does not know")
    assert "Did you mean level?" in as_shown(warning.value)
    assert not sound(visit("compare", level="shall", focal=CODE)).warning
    [warning] = sound(visit("help", print="maybe")).warning
    assert as_shown(warning.value) == "The address says print=“maybe”; write print=yes."


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_which_parameters_it_reads(visit, monkeypatch, page):
    asked = set()

    class Noting:
        def __getattr__(self, name):
            return getattr(streamlit, name)

        @property
        def query_params(self):
            return self

        def get(self, name):
            asked.add(name)
            return streamlit.query_params.get(name)

        def to_dict(self):
            return streamlit.query_params.to_dict()

    monkeypatch.setattr(address_state, "st", Noting())
    sound(visit(page))
    view = next(view for view in discover() if view.path == page)
    assert [name for name in asked if not view.knows(name)] == []


@pytest.mark.parametrize(
    ("given", "starts"), [("", "http"), ("https://Crosswalk.example.org/", "https://crosswalk.example.org/")]
)
def test_links_begin_with_the_public_address(visit, monkeypatch, given, starts):
    monkeypatch.setenv("CROSSWALK_PUBLIC_URL", given)
    codes = [one.value for one in sound(visit("help")).code]
    local = [text for text in codes if "an address of the writer’s own computer" in text]
    assert bool(local) is not bool(given), "an address that others cannot open is never cited without saying so"
    if given:
        assert codes[1] == f"{starts}help"
        assert codes[0].split("How to read an answer. ")[1].startswith(f"{starts}help (retrieved ")


def test_a_public_address_that_is_none_is_one_sentence(visit, monkeypatch):
    monkeypatch.setenv("CROSSWALK_PUBLIC_URL", "javascript:alert(1)")
    assert "The public URL “javascript:alert(1)” cannot be used" in only_error(visit("help"))


@pytest.mark.parametrize(
    ("page", "parameters"),
    [
        ("compare", {"reference": "iso-iec-42001-2023", "view": "gaps", "provision": f"{CODE}:2.1.1"}),
        ("coverage", {}),
        ("matrix", {}),
        ("answers", {"id": f"{CODE}:2.6"}),
        ("document", {"id": CODE}),
        ("provision", {"id": f"{CODE}:5.4.1"}),
    ],
)
def test_the_print_view_has_whole_tables_the_legend_and_the_source_and_nothing_to_click(seen, page, parameters):
    screen, paper = sound(seen(page, **parameters)), sound(seen(page, print="yes", **parameters))
    sheets = [one.body for one in paper.get("html") if one.body.startswith('<table class="xw-sheet"')]
    assert [sheet.count("<tr>") - 1 for sheet in sheets] == [len(grid.value) for grid in screen.dataframe]
    assert not any("Click" in sheet.split("</caption>")[0] for sheet in sheets)
    for kind in ("dataframe", "download_button", "selectbox", "toggle", "page_link", "popover", "text_input"):
        assert not paper.get(kind), kind
    text = words_of(paper)
    assert all(status.meaning in text for status in Status)
    assert "print=" not in paper.code[1].value, "the link leads to the page, which has a button for paper"


@pytest.mark.parametrize(
    ("page", "parameter", "chosen", "heading"),
    [
        ("compare", "provision", f"{CODE}:2.1", "Evidence"),
        ("measures", "ask", None, "One ask"),
        ("tracker", "item", None, "One work item"),
    ],
)
def test_paper_has_no_heading_with_nothing_below_it(seen, visit, page, parameter, chosen, heading):
    assert heading in [one.value for one in sound(seen(page)).subheader]
    assert heading not in [one.value for one in sound(seen(page, print="yes")).subheader]
    if chosen:
        app = sound(visit(page, print="yes", **{parameter: chosen}))
        assert heading in [one.value for one in app.subheader]


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
