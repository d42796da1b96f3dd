"""Every page without a browser: what it says, its filters and pickers, its address both ways, wrong input."""

from __future__ import annotations

import json
import re
import time
from html import escape, unescape
from urllib.parse import parse_qsl

import pyarrow as pa
import pytest

from crosswalk.algebra import phrase
from crosswalk.analysis.agreement import agreement, contradictions
from crosswalk.analysis.answers import answers, compared
from crosswalk.analysis.beyond import asked_beyond, asks_more, others
from crosswalk.analysis.catalogue import Filters, documents, mapping_sets, provisions
from crosswalk.analysis.compare import compare
from crosswalk.analysis.coverage import MEANINGS, STATUSES, coverage
from crosswalk.analysis.describe import describe
from crosswalk.analysis.editions import diff
from crosswalk.analysis.gaps import gaps
from crosswalk.analysis.matrix import matrix
from crosswalk.analysis.mindmap import mind_map
from crosswalk.analysis.neighbourhood import MOST, neighbourhood
from crosswalk.analysis.timeline import changes_since
from crosswalk.analysis.trace import trace
from crosswalk.analysis.tracker import Wanted, entries, milestones, work_items
from crosswalk.errors import CrosswalkError
from crosswalk.explorer import discover, server
from crosswalk.explorer.ui.rows import best
from crosswalk.explorer.ui.words import COLOURS, SEEN, SHAPES, status_words
from crosswalk.sources import content_hash
from crosswalk.sparql import ask
from crosswalk.validation import shape_files
from tests.support import ROOT

CODE, NCSC, OWASP, EN, RMF = (
    "dsit-ai-code-2025",
    "ncsc-secure-ai-2023",
    "owasp-llm-2025",
    "etsi-en-304-223-2.1.1",
    "nist-ai-rmf-1.0",
)
PAGES = [module.URL_PATH for module in discover()]
HOSTILE = [
    "<script>alert(1)</script>",
    "![x](http://elsewhere.test/x.png)",
    "'; DROP ALL; --",
    '"} SELECT * WHERE { SERVICE <http://elsewhere.test/> { ?s ?p ?o } } #',
    "../../etc/passwd",
    "$\\frac{a}{b}$ :material/home: {{7*7}} %s \x00",
    "x" * 3_000,
]


def sound(app):
    """Return the app, after asserting that nothing on it failed."""
    assert not app.exception, [one.message for one in app.exception]
    assert not app.error, [one.value for one in app.error]
    return app


def words_of(app):
    """Return all text of a page that is not in a widget or table."""
    kinds = ("title", "subheader", "markdown", "caption", "html", "info", "success", "warning", "error", "metric")
    texts = [str(getattr(one, "body", "") or one.value) for kind in kinds for one in app.get(kind)]
    return "\n".join(texts).replace("\\", "")


def only_error(app):
    """Return the one error on a page."""
    assert not app.exception, [one.message for one in app.exception]
    assert len(app.error) == 1
    return app.error[0].value.replace("\\", "")


# ---- all pages ----


def test_there_are_these_pages_and_the_three_doors_come_first():
    assert PAGES[0] == "home"
    assert set(PAGES) == {
        *("home", "compare", "coverage", "matrix", "mindmap", "beyond", "editions", "agreement", "sparql", "quality"),
        *("search", "document", "answers", "provision", "graph", "mapping-set", "organisation", "tracker"),
    }
    assert {module.SECTION for module in discover()} == {"", "Compare", "Browse", "Ask", "Check"}


@pytest.mark.parametrize("page", PAGES)
def test_page_opens_and_every_table_has_a_caption_and_a_csv(visit, page):
    app = sound(visit(page))
    assert [one.value for one in app.title] == [next(m for m in discover() if page == m.URL_PATH).HEADING]
    files = [one.label for one in app.get("download_button") if one.label.startswith("Download CSV")]
    assert len(files) == len(app.dataframe)
    for grid in app.dataframe:
        assert grid.proto.alt in [one.value for one in app.caption]


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_to_a_page_without_a_fault(visit, page):
    links = {(one.proto.page, one.proto.query_string) for one in sound(visit(page)).get("page_link")}
    assert links or page == "sparql"
    for target, state in links:
        assert target in PAGES
        sound(visit(target, **dict(parse_qsl(state))))


@pytest.mark.parametrize("page", PAGES)
def test_every_chart_is_told_in_words_and_has_its_table(visit, page):
    app = sound(visit(page))
    charts = app.get("vega_lite_chart")
    assert all(chart.proto.alt for chart in charts)
    assert len(app.dataframe) >= bool(charts)


def test_every_status_has_a_meaning_a_shape_and_readable_colours():
    assert set(STATUSES) == set(MEANINGS) == set(SHAPES) == set(COLOURS)
    assert len(set(SHAPES.values())) == len(STATUSES) == len({fill for fill, _ in COLOURS.values()})
    for fill, ink in COLOURS.values():
        light, dark = sorted((_luminance(fill), _luminance(ink)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def _luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


# ---- compare ----


def test_compare_answers_in_one_sentence_and_six_numbers(visit, shipped):
    counts = compare(shipped, CODE, NCSC)[0].counts
    app = sound(visit("compare"))
    text = words_of(app)
    met = counts["covered"] + counts["partial"]
    assert f"{met} of the 72 provisions of AI Code 2025 are covered or partly covered by NCSC Guidelines 2023" in text
    for status, number in counts.items():
        assert f"{SHAPES[status]} <strong>{number}</strong> {status.replace('-', ' ')}" in text
        assert MEANINGS[status] in text
    assert len(app.dataframe[0].value) == 72
    assert "The other way round:" in text


@pytest.mark.parametrize(
    ("parameter", "choice"),
    [("level", "shall"), ("role", "developer"), ("phase", "secure-deployment")],
)
def test_a_filter_works_from_the_box_and_from_the_address(visit, shipped, parameter, choice):
    expected = coverage(shipped, CODE, [NCSC], filters=Filters(**{parameter: choice}))[0]
    assert 0 < expected.total < 72
    linked = sound(visit("compare", **{parameter: choice}))
    assert linked.selectbox(key=f"compare.{parameter}").value == choice
    picked = sound(sound(visit("compare")).selectbox(key=f"compare.{parameter}").select(choice).run())
    assert picked.query_params[parameter] == choice
    for app in (linked, picked):
        assert len(app.dataframe[0].value) == expected.total
        assert re.search(rf"(of the|All) {expected.total} ", words_of(app))


def test_the_code_has_49_shall_provisions(visit):
    app = sound(visit("compare", level="shall"))
    assert len(app.dataframe[0].value) == 49
    assert "of the 49 shall provisions of AI Code 2025" in words_of(app)
    assert set(app.dataframe[0].value["level"]) == {"shall"}


def test_the_status_filter_narrows_the_table_and_not_the_sentence(visit, shipped):
    expected = compare(shipped, CODE, NCSC)[0].counts["no-counterpart"]
    app = sound(visit("compare", status="no-counterpart"))
    assert list(app.dataframe[0].value["status"]) == [status_words("no-counterpart")] * expected
    assert "of the 72 provisions" in words_of(app)


@pytest.mark.parametrize("view", ["provisions", "gaps"])
def test_the_grade_filter_narrows_the_table_and_not_the_sentence(visit, shipped, view):
    wanted = [one for one in compare(shipped, EN, RMF)[0].answers if best(one)[2] == "F"]
    if view == "gaps":
        wanted = [one for one in wanted if one.status != "covered"]
    assert 0 < len(wanted) < 72
    linked = sound(visit("compare", focal=EN, reference=RMF, view=view, grade="F"))
    picked = sound(visit("compare", focal=EN, reference=RMF, view=view))
    picked = sound(picked.selectbox(key="compare.grade").select("F").run())
    assert picked.query_params["grade"] == "F"
    for app in (linked, picked):
        assert list(app.dataframe[0].value["id"]) == [one.provision.notation for one in wanted]
        assert "of the 72 provisions" in words_of(app)


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ({"grade": "A"}, "No provision passes the filters: set one of them back to"),
        ({"grade": "A", "view": "gaps"}, "No provision passes the filters: set one of them back to"),
        ({"reference": EN, "view": "gaps"}, "There is no gap: every provision that passes the filters is covered"),
    ],
)
def test_an_empty_table_of_compare_says_why_and_what_to_try(visit, parameters, told):
    app = sound(visit("compare", **parameters))
    assert told in words_of(app)
    assert not app.dataframe


def test_derived_can_be_left_out(visit):
    with_derived = sound(visit("compare", focal=EN, reference=RMF))
    assert status_words("derived") in set(with_derived.dataframe[0].value["status"])
    without = sound(with_derived.toggle(key="compare.derived").set_value(False).run())
    assert without.query_params["derived"] == "no"
    assert status_words("derived") not in set(without.dataframe[0].value["status"])
    linked = sound(visit("compare", focal=EN, reference=RMF, derived="no"))
    assert linked.toggle(key="compare.derived").value is False
    assert linked.dataframe[0].value.equals(without.dataframe[0].value)


def test_another_document_is_picked_and_the_pair_is_swapped(visit):
    app = sound(visit("compare", level="shall"))
    app = sound(app.selectbox(key="compare.reference").select(OWASP).run())
    assert app.query_params["reference"] == OWASP
    assert "OWASP LLM Top 10 2025" in words_of(app)
    app = sound(next(one for one in app.button if "Swap" in one.label).click().run())
    assert (app.query_params["focal"], app.query_params["reference"]) == (OWASP, CODE)
    assert "level" not in app.query_params, "a filter of one document means nothing for another"
    assert len(app.dataframe[0].value) == 10


def test_a_document_that_is_not_loaded_can_only_be_cited_and_the_page_says_so(visit):
    app = sound(visit("compare", reference="wef-presidio-2024"))
    assert "is not loaded: only citations and document-level statements can be shown" in words_of(app)
    assert set(app.dataframe[0].value["status"]) == {status_words("cited"), status_words("unmapped")}
    assert next(one for one in app.button if "Swap" in one.label).disabled


def test_the_evidence_names_asserter_date_method_grade_and_review(visit, shipped):
    provision = f"{CODE}:5.4.1"
    app = sound(visit("compare", provision=provision))
    text = words_of(app)
    [row] = [one for one in describe(shipped, provision)["mappings"] if one["object"].startswith(NCSC + ":")]
    for part in ("crosswalk project, not yet reviewed", row["date"], "semapv:ManualMappingCuration", row["comment"]):
        assert part in text.replace("&#x27;", "'")
    assert "<dd>E: this project&#x27;s curation, not yet reviewed</dd>" in text
    assert row["mapping_set"] in text
    assert "Open NCSC Guidelines 2023, 1.3" in [one.proto.label.replace("\\", "") for one in app.get("page_link")]


def test_compare_shows_the_same_path_as_the_trace(visit, shipped):
    """From the Code to a document that no set maps it to."""
    found = trace(shipped, f"{CODE}:11.1", "owasp-agentic-2026:ASI04")
    app = sound(visit("compare", reference="owasp-agentic-2026", provision=f"{CODE}:11.1"))
    text = words_of(app)
    assert f"<code>{phrase(found.mask)}</code>" in text
    for hop in found.proofs[0].hops:
        assert f"<code>{hop.relation}</code>" in text
        assert f"({hop.mapping_set}, grade {hop.grade})" in text
    links = [one.proto.label.replace("\\", "") for one in app.get("page_link")]
    assert any("ASI04" in link for link in links)


def test_a_derived_answer_shows_its_path_hop_by_hop(visit, shipped):
    derived = next(one for one in compare(shipped, EN, RMF)[0].answers if one.status == "derived")
    text = words_of(sound(visit("compare", focal=EN, reference=RMF, provision=derived.provision.id)))
    assert "Nobody asserts this; it is computed (grade F)" in text
    hops = derived.derived[0].paths[0]
    assert len(hops) > 1
    for hop in hops:
        if hop.mapping_set:
            assert f"({hop.mapping_set}, grade {hop.grade})" in text


def test_gaps_are_those_of_the_analysis_and_a_candidate_is_no_mapping(visit, shipped):
    app = sound(visit("compare", view="gaps", reference=OWASP))
    found = gaps(shipped, CODE, OWASP)
    assert list(app.dataframe[0].value["reason"]) == [one.reason for one in found]
    assert "it is not a mapping" in words_of(app)


def test_the_basis_filter_tells_what_is_asserted_from_what_is_proved(visit, shipped):
    every = compare(shipped, EN, RMF)[0].answers
    wanted = {"asserted": [one for one in every if one.mappings], "derived": [one for one in every if one.derived]}
    assert 0 < len(wanted["asserted"]) < 72
    assert 0 < len(wanted["derived"]) < 72
    assert wanted["asserted"] != wanted["derived"]
    for basis, answers_ in wanted.items():
        linked = sound(visit("compare", focal=EN, reference=RMF, basis=basis))
        picked = sound(visit("compare", focal=EN, reference=RMF)).selectbox(key="compare.basis").select(basis).run()
        assert sound(picked).query_params["basis"] == basis
        for app in (linked, picked):
            assert list(app.dataframe[0].value["id"]) == [one.provision.notation for one in answers_]


def test_a_part_of_the_document_is_counted_alone(visit, shipped):
    heading = f"{CODE}:9"
    expected = coverage(shipped, CODE, [NCSC], filters=Filters(under=heading))[0]
    assert expected.total == 6
    linked = sound(visit("compare", under=heading))
    picked = sound(sound(visit("compare")).selectbox(key="compare.under").select(heading).run())
    assert picked.query_params["under"] == heading
    for app in (linked, picked):
        assert list(app.dataframe[0].value["id"]) == [one.provision.notation for one in expected.answers]
        assert "6 provisions of AI Code 2025 under 9 " in words_of(app)


def test_side_by_side_says_of_both_what_is_asked_of_whom_and_when(visit, shipped):
    known = {one.id: one for one in provisions(shipped, NCSC)}
    app = sound(visit("compare", view="texts"))
    grid = app.dataframe[0].value
    for answer, (_, row) in zip(compare(shipped, CODE, NCSC)[0].answers, grid.iterrows(), strict=True):
        assert row["what it asks"] == f"{answer.provision.label}: {answer.provision.summary}"
        assert row["of whom, when"].startswith(answer.provision.level)
        there = known.get(best(answer)[0])
        if there:
            assert row["provision there"] == f"{there.notation} {there.label}: {there.summary}"
        elif answer.status == "no-counterpart":
            assert row["provision there"] == "nothing found"
    assert "Summaries are ours" in words_of(app)


@pytest.mark.parametrize(
    ("reference", "provision", "told"),
    [
        ("iso-iec-42001-2023", "2.1.1", ["no counterpart", "where to look next; not a mapping", "Nothing is proved"]),
        ("mitre-atlas-5.6.0", "1.1", ["unmapped", "Nobody has looked yet.", "uninformative after hop"]),
        (NCSC, "1.1", ["partial", "intersects-with NCSC Guidelines 2023, 1.1: "]),
    ],
)
def test_every_gap_says_why_it_is_not_covered(visit, reference, provision, told):
    text = words_of(sound(visit("compare", reference=reference, provision=f"{CODE}:{provision}")))
    [why] = [part for part in text.split('<p class="xw-head">') if part.startswith("Why it is not covered in full")]
    for words in told:
        assert words in why


def test_what_is_covered_has_no_reason_why_not(visit, shipped):
    covered = next(one for one in compare(shipped, CODE, NCSC)[0].answers if one.status == "covered")
    assert "Why it is not covered" not in words_of(sound(visit("compare", provision=covered.provision.id)))


def test_the_evidence_stays_when_a_filter_leaves_its_provision_out(visit):
    app = sound(visit("compare", level="should", provision=f"{CODE}:5.4.1"))
    assert f"{CODE}:5.4.1" == app.selectbox(key="compare.provision").value
    assert "AI Code 2025, 5.4.1" in words_of(app)


def test_from_a_comparison_every_other_of_either_document_is_one_link_away(visit, shipped):
    app = sound(visit("compare", level="shall", view="gaps"))
    links = {(one.proto.label.replace("\\", ""), one.proto.query_string) for one in app.get("page_link")}
    for end, seen, state in ((CODE, NCSC, "&level=shall&view=gaps"), (NCSC, CODE, "")):
        for other in set(compared(shipped, end)) - {seen}:
            assert any(query == f"focal={end}&reference={other}{state}" for _, query in links), (end, other)


def test_every_document_is_named_with_its_edition_and_stage(visit):
    text = words_of(sound(visit("compare", reference="iso-iec-42001-2023", provision=f"{CODE}:2.1.1")))
    assert text.count("edition 2025 · published") >= 2
    assert text.count("edition 2023 · published") >= 2
    assert "provisions held: 38 of 38" in text
    draft = words_of(sound(visit("compare", focal="nist-ir-8596-iprd", reference=CODE)))
    assert 'xw-not-in-force" title=' in draft
    assert "· draft</span>" in draft


@pytest.mark.parametrize("page", PAGES)
def test_the_legend_is_on_every_page(visit, page):
    app = sound(visit(page))
    [legend] = [one for one in app.get("popover") if one.proto.popover.label == "Legend"]
    for status in STATUSES:
        assert MEANINGS[status] in legend.proto.popover.help.replace("\\", "")


# ---- coverage ----


def test_coverage_tells_not_loaded_and_unmapped_apart(visit, shipped):
    found = coverage(shipped, CODE)
    few = sound(visit("coverage")).dataframe[0].value
    app = sound(visit("coverage", cited="yes"))
    many = app.dataframe[0].value
    assert len(many) == len(found) > len(few)
    assert set(many["total"]) == {72}
    assert (many[[status.replace("-", " ") for status in STATUSES]].sum(axis=1) == 72).all()
    assert (many["held here"] == "not loaded").sum() == sum(not one.loaded for one in found)
    assert "documents that are not loaded" in words_of(app)


def test_coverage_filters_stand_in_the_address(visit):
    app = sound(visit("coverage"))
    app = sound(app.selectbox(key="coverage.level").select("shall").run())
    assert app.query_params["level"] == "shall"
    assert set(app.dataframe[0].value["total"]) == {49}
    assert sound(visit("coverage", level="shall")).dataframe[0].value.equals(app.dataframe[0].value)


def test_coverage_part_by_part_sums_to_the_whole(visit, shipped):
    headings = sound(visit("coverage")).dataframe[1].value
    counts = compare(shipped, CODE, NCSC)[0].counts
    cells = [cell.split("/") for cell in headings["NCSC Guidelines 2023"]]
    assert len(cells) == 13
    assert sum(int(total) for _, total in cells) == 72
    assert sum(int(met) for met, _ in cells) == counts["covered"] + counts["partial"]


# ---- document, provision ----


def test_a_document_says_where_it_comes_from_and_what_is_held(visit, shipped):
    app = sound(visit("document", id=CODE))
    text = words_of(app)
    for part in (
        "72 of 72",
        "Department for Science",
        "own words",
        "open-government-licence",
        "text read",
        "2025-01-31",
    ):
        assert part in text
    assert len(app.dataframe[0].value) == 85
    held = {row["mapping_set"] for row in describe(shipped, CODE)["mapping_sets"]}
    assert set(app.dataframe[1].value["mapping set"]) == held
    app = sound(app.selectbox(key="document.id").select(OWASP).run())
    assert app.query_params["id"] == OWASP
    assert len(app.dataframe[0].value) == 10


def test_a_document_that_is_not_loaded_says_so(visit):
    text = words_of(sound(visit("document", id="wef-presidio-2024")))
    assert "not loaded" in text
    assert "No provision of this document is held here" in text


@pytest.mark.parametrize("provision", [f"{CODE}:5.4.1", f"{CODE}:1", f"{NCSC}:1.1", f"{RMF}:GOVERN-1.1"])
def test_a_provision_shows_all_its_mappings_in_both_directions(visit, shipped, provision):
    app = sound(visit("provision", id=provision))
    rows = describe(shipped, provision)["mappings"]
    assert f"Mappings, in both directions ({len(rows)})" in words_of(app)
    if rows:
        grid = app.dataframe[0].value
        assert len(grid) == len(rows)
        assert list(grid["review"]) == ["no reviewer named" if row["provider"] else "not yet reviewed" for row in rows]


def test_a_card_without_counterpart_names_the_document_that_was_searched(visit, shipped):
    [answer, *_] = [one for one in compare(shipped, CODE, RMF)[0].answers if one.status == "no-counterpart"]
    text = words_of(sound(visit("provision", id=answer.provision.id)))
    assert "<code>no-counterpart</code> → nothing found in NIST AI RMF 1.0" in text


def test_a_provision_is_picked_by_document_and_number(visit):
    app = sound(visit("provision"))
    app = sound(app.selectbox(key="provision.document").select(OWASP).run())
    assert app.query_params["id"] == f"{OWASP}:LLM01"
    app = sound(app.selectbox(key="provision.id").select(f"{OWASP}:LLM05").run())
    assert app.query_params["id"] == f"{OWASP}:LLM05"
    assert "LLM05" in words_of(app)


# ---- SPARQL ----


def finished(app, seconds=60):
    """Return the app when its query has an answer."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        app.run()
        if not any(one.label == "Cancel" for one in app.button):
            return app
        time.sleep(0.2)
    raise AssertionError("the query did not end")


def asked(visit, query, **parameters):
    """Return the page after it has answered a query from its address."""
    return finished(visit("sparql", query=query, run="yes", **parameters))


def test_an_example_with_its_parameter_runs(visit, shipped):
    app = visit("sparql", name="mappings-of-thing", plain="yes")
    app = sound(app.text_input(key="sparql.mappings-of-thing.thing").set_value(f"{NCSC}:1.1").run())
    assert app.query_params["p.thing"] == f"{NCSC}:1.1"
    assert f"{NCSC}/1.1>" in app.text_area[0].value
    app = sound(finished(next(one for one in app.button if one.label == "Run").click().run()))
    assert len(app.dataframe[0].value) == len(describe(shipped, f"{NCSC}:1.1")["mappings"])


def test_an_edited_query_stands_in_the_address(visit):
    app = sound(visit("sparql", plain="yes"))
    app = sound(app.text_area[0].set_value("ASK { ?d a cw:Document }").run())
    assert app.query_params["query"] == "ASK { ?d a cw:Document }"
    app = finished(next(one for one in app.button if one.label == "Run").click().run())
    assert list(app.dataframe[0].value["answer"]) == [True]


def test_a_graph_can_be_downloaded_as_turtle(visit):
    app = sound(asked(visit, "CONSTRUCT { ?d a cw:Document } WHERE { ?d a cw:Document } LIMIT 3"))
    assert "3 triples in" in words_of(app)
    assert {"Download JSON", "Download Turtle"} < {one.label for one in app.get("download_button")}


def test_a_query_that_has_run_can_be_brought_back_and_a_second_run_is_no_second_entry(visit):
    first, second = "ASK { ?d a cw:Document }", "SELEC"
    app = sound(asked(visit, first, plain="yes"))
    app = finished(app.text_area[0].set_value(second).run())
    for text in (second, first, second):
        app.text_area[0].set_value(text).run()
        app = finished(next(one for one in app.button if one.label == "Run").click().run())
    former = [one for one in app.button if (one.key or "").startswith("sparql.history")]
    assert [one.label.replace("\\", "") for one in former] == [second, first]
    assert "not valid SPARQL" in former[0].help
    assert re.match(r"1 rows? in", former[1].help)
    app = former[1].click().run()
    assert app.text_area[0].value == app.query_params["query"] == first


@pytest.mark.parametrize(
    ("rows", "drawn"),
    [
        ('("a" 3) ("b" 0)', True),
        ('("a" 3)', False),  # one bar compares nothing
        ('("a" 3) ("a" 4)', False),
        ('("a" -3) ("b" 4)', False),
        ("(1 3) (2 4)", False),  # which of the two is meant?
        ('("a" "3") ("b" "4")', False),
        ('("a" true) ("b" false)', False),
        ("".join(f'("{n}" {n})' for n in range(41)), False),
    ],
)
def test_an_answer_of_names_and_numbers_is_a_chart_too(visit, rows, drawn):
    app = sound(asked(visit, f"SELECT ?name ?number {{ VALUES (?name ?number) {{ {rows} }} }}"))
    charts = app.get("vega_lite_chart")
    assert len(charts) == drawn
    assert len(app.dataframe) == 1
    if drawn:
        data = next(one.data.data for one in charts[0].proto.datasets)
        assert pa.ipc.open_stream(data).read_all().to_pylist() == [
            {"name": "a", "number": 3},
            {"name": "b", "number": 0},
        ]


def test_an_answer_of_triples_is_drawn_with_a_line_for_each_pair(visit, shipped):
    app = sound(finished(visit("sparql", name="mapping-triples", run="yes")))
    triples = {tuple(row) for row in ask(shipped, "mapping-triples").rows}
    lines, nodes = (pa.ipc.open_stream(one.data.data).read_all().to_pylist() for one in drawn_data(app))
    assert {one["label"] for one in nodes} == {end for start, _, other in triples for end in (start, other)}
    assert len({one["edge"] for one in lines}) == len({(start, end) for start, _, end in triples})
    assert {kind for one in lines for kind in one["kind"].split(" · ")} == {kind for _, kind, _ in triples}
    assert {"Download SVG", "Download PNG", "Download Turtle"} < {one.label for one in app.get("download_button")}


def drawn_data(app):
    """Return the data of the lines and of the nodes of the one drawing."""
    [chart] = app.get("vega_lite_chart")
    names = {one.name: one for one in chart.proto.datasets}
    by_columns = sorted(names.values(), key=lambda one: b"edge" not in one.data.data)
    return by_columns[0], by_columns[1]


@pytest.mark.parametrize(
    "query",
    [
        "CONSTRUCT { ?p cw:level ?l } { ?p cw:level ?l } LIMIT 151",
        "CONSTRUCT { cw:a cw:to cw:b . cw:b cw:to cw:c . cw:c cw:to cw:d . cw:d cw:to cw:e } {}",
    ],
)
def test_triples_that_could_not_be_read_as_a_graph_are_not_drawn_and_the_page_says_so(visit, query):
    app = sound(asked(visit, query))
    assert not app.get("vega_lite_chart")
    assert "Not drawn: only a graph of at most 150 things" in words_of(app)
    assert len(app.dataframe) == 1


def test_a_text_and_a_thing_of_the_same_name_are_two_nodes(visit):
    app = sound(asked(visit, 'CONSTRUCT { cw:a cw:to cwdoc:owasp-llm-2025 . cw:b cw:to "owasp-llm-2025" } {}'))
    _, nodes = (pa.ipc.open_stream(one.data.data).read_all().to_pylist() for one in drawn_data(app))
    assert len(nodes) == 4


def test_a_circle_of_triples_is_drawn_too(visit):
    app = sound(asked(visit, "CONSTRUCT { cw:a cw:to cw:b . cw:b cw:to cw:a, cw:b } {}"))
    lines, nodes = (pa.ipc.open_stream(one.data.data).read_all().to_pylist() for one in drawn_data(app))
    assert (len(nodes), len({one["edge"] for one in lines})) == (2, 2)


def test_the_row_limit_is_told(visit):
    app = sound(asked(visit, "SELECT * WHERE { ?s ?p ?o }"))
    assert len(app.dataframe[0].value) == 10_000
    assert "Only the first 10,000 rows are shown and downloaded" in words_of(app)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELEC ?x", "not valid SPARQL"),
        ("DROP ALL", "read-only"),
        ("SELECT * { SERVICE <http://elsewhere.test/> { ?s ?p ?o } }", "SERVICE is not allowed"),
    ],
)
def test_a_query_that_may_not_run_is_refused_in_a_sentence(visit, query, told):
    assert told in only_error(asked(visit, query))


def test_the_time_limit_is_told(visit, monkeypatch):
    monkeypatch.setenv("CROSSWALK_PAGE_SECONDS", "2")
    app = asked(visit, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    assert "stopped at its limit of 2 seconds" in only_error(app)


# ---- data quality ----


def test_quality_counts_rules_and_lists_sets(visit, shipped):
    app = sound(visit("quality"))
    number = len(shape_files(shipped.layout))
    assert app.metric[0].value == str(number) != "0"
    assert "The data conform: no violations" in words_of(app)
    rules = sound(visit("quality", view="rules")).dataframe[0].value
    assert len(rules) == number
    assert rules["what it asks"].str.len().min() > 10
    sets = sound(visit("quality", view="sets")).dataframe[0].value
    assert f"{CODE}--{NCSC}" in set(sets["mapping set"])
    assert set(sets.loc[sets["grades"] == "E", "asserted by"]) == {"crosswalk project, not yet reviewed"}


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
    assert "The catalogue holds no document" in words_of(sound(visit("document")))


def test_contradictory_mappings_are_shown_with_their_paths(visit, shipped):
    app = sound(visit("quality", view="contradictions"))
    grid = app.dataframe[0].value
    assert len(grid) == sum(len(one.proofs) for one in contradictions(shipped))
    assert set(grid["circle"]) == {1}
    assert grid["along"].str.contains("no-relationship").any()


# ---- tracker ----


def test_the_tracker_says_how_much_there_is_and_how_well_it_is_known(visit, shipped):
    found = entries(shipped)
    items = [one for one in found if one["what"] == "work item"]
    text = words_of(sound(visit("tracker")))
    assert f"{len(items)} work items and {len(found) - len(items)} documents, known as of " in text
    for seen, shown in SEEN.items():
        assert f"{shown} {sum(one['seen'] == seen for one in found)}" in text


@pytest.mark.parametrize(
    ("parameters", "wanted"),
    [
        ({"body": "cen-cenelec"}, Wanted(body="cen-cenelec")),
        ({"stage": "enquiry"}, Wanted(stage="enquiry")),
        ({"law": "eu-ai-act-2024:Art-15"}, Wanted(law="eu-ai-act-2024:Art-15")),
        ({"body": "cen-cenelec", "stage": "enquiry"}, Wanted(body="cen-cenelec", stage="enquiry")),
    ],
)
def test_the_tracker_is_filtered_from_the_address_and_from_the_boxes(visit, shipped, parameters, wanted):
    expected = [one["id"] for one in entries(shipped, wanted)]
    assert 0 < len(expected) < len(entries(shipped))
    linked = sound(visit("tracker", **parameters))
    picked = sound(visit("tracker"))
    for name, choice in parameters.items():
        picked = sound(picked.selectbox(key=f"tracker.{name}").select(choice).run())
    for app in (linked, picked):
        assert list(app.dataframe[0].value["id"]) == expected
        assert {name: app.query_params[name] for name in parameters} == parameters


def test_documents_or_work_items_alone(visit):
    for choice, word in (("work-item", "work item"), ("document", "document")):
        grid = sound(visit("tracker", what=choice)).dataframe[0].value
        assert set(grid["kind"]) == {word}


def test_filters_that_nothing_passes_say_so(visit):
    app = sound(visit("tracker", body="itu-t", stage="withdrawal"))
    assert [one.value.replace("\\", "") for one in app.info] == [
        "No work item or document of ITU-T: ITU Telecommunication Standardization Sector has the stage withdrawal."
    ]


def test_what_changed_since_a_day(visit, shipped):
    expected = changes_since(shipped, "2026-06-01")
    app = sound(visit("tracker", since="2026-06-01"))
    grid = next(one.value for one in app.dataframe if "known to the" in one.value.columns)
    assert list(grid["id"]) == [one["thing"] for one in expected]
    assert "Since 2026-06-01: " in words_of(app)


def test_a_work_item_shows_its_milestones_and_what_it_is_for(visit, shipped):
    app = sound(visit("tracker", item="pren-18282"))
    text = words_of(app)
    [item] = [one for one in work_items(shipped) if one["id"] == "pren-18282"]
    assert item["number"] in text
    assert item["title"] in text
    grid = next(one.value for one in app.dataframe if list(one.value.columns)[:2] == ["stage", "own code"])
    assert len(grid) == sum(one["item"] == "pren-18282" for one in milestones(shipped))
    links = [one.proto.label.replace("\\", "") for one in app.get("page_link")]
    assert any(link.startswith("Supports EU AI Act") for link in links)


def test_a_document_lists_the_work_items_about_it(visit):
    app = sound(visit("document", id="eu-ai-act-2024"))
    grid = next(one.value for one in app.dataframe if "to this document" in one.value.columns)
    assert "prEN 18282" in set(grid["number"])
    assert set(grid["to this document"]) == {"supports"}


# ---- answers and beyond ----


def test_one_provision_shows_every_answer_with_its_reason_and_what_differs(visit, shipped):
    app = sound(visit("answers", id=f"{CODE}:6.3"))
    found, text = answers(shipped, f"{CODE}:6.3"), words_of(app)
    assert len(found) == 14
    assert "The answers of 14 documents" in text
    for reply in found:
        for one in reply.told:
            assert escape(one.comment or f"No reason is given by {one.mapping_set}.") in text
    assert "Level: shall here, should there" in text  # ANSSI R12
    rows = app.dataframe[0].value
    assert len(rows) == sum(len(reply.told) for reply in found)
    assert set(rows["level there"]) >= {"should", "not stated"}


def test_a_heading_cannot_be_picked_for_answers(visit):
    options = sound(visit("answers")).selectbox(key="provision.id").options
    assert len(options) == 72


def test_where_the_code_asks_more_than_anyone(visit, shipped):
    app = sound(visit("beyond"))
    found, rows = asks_more(shipped, CODE), app.dataframe[0].value
    alone = sum(one.alone for one in found)
    assert f"{alone} of its 72 provisions are covered by none of them" in words_of(app)
    assert list(rows["provision"]) == [one.provision.label for one in found]
    assert (rows[[status.replace("-", " ") for status in STATUSES]].sum(axis=1) == 12).all()


@pytest.mark.parametrize("reference", ["owasp-aisvs-1.0", NCSC, "eu-ai-act-2024"])
def test_what_another_document_asks_that_the_code_does_not(visit, shipped, reference):
    rows = sound(visit("beyond", reference=reference)).dataframe[1].value
    found = asked_beyond(shipped, CODE, reference)
    assert len(rows) == found.total
    for status, number in found.counts.items():
        assert (rows["status"] == status_words(status)).sum() == number


# ---- documents by documents ----


def test_documents_by_documents_lists_every_pair_of_which_something_is_known(visit, shipped):
    for switch, derived in (("no", False), ("yes", True)):
        app = sound(visit("matrix", derived=switch))
        known = [one for one in matrix(shipped, derived=derived) if one.met is not None]
        assert len(app.dataframe[0].value) == len(known)
        assert app.dataframe[0].value["met"].sum() == sum(one.met for one in known)


# ---- start, search, sets, organisations, citing ----


def test_the_first_screen_has_three_doors_and_the_twelve_comparisons(visit, shipped):
    app = sound(visit("home"))
    assert [one.value for one in app.subheader] == ["Compare two documents", "Ask the graph", "Browse"]
    labels = [one.proto.label.replace("\\", "") for one in app.get("page_link")]
    names = {entry["id"]: entry["short"] for entry in documents(shipped)}
    for reference in others(shipped, CODE):
        assert any(names[reference] in label or reference.startswith("nist-ai-600") for label in labels)
    assert len([label for label in labels if label.startswith("… ")]) == 12


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("promt injection", "Prompt Injection"),
        ("LLM03", "LLM03:2025 Supply Chain"),
        ("ETSI", "European Telecommunications Standards Institute"),
        ("Data Custodian", "2.1.1 Data Custodian joins requirement talks"),
        (f"{CODE}--{NCSC}", "Code of Practice for the Cyber Security of AI (2025) to NCSC"),
        ("prEN 18282", "prEN 18282"),
    ],
)
def test_search_finds_things_of_every_type(visit, text, hit):
    app = sound(visit("search", q=text))
    assert any(hit in one.proto.label.replace("\\", "") for one in app.get("page_link"))


@pytest.mark.parametrize("text", ["", "   ", "qqqqxxzzy", *HOSTILE])
def test_search_for_nothing_or_nonsense_says_what_to_try(visit, text):
    app = sound(visit("search", q=text))
    assert app.info or app.get("page_link")


def test_the_box_on_any_page_leads_to_the_search(visit):
    app = sound(visit("coverage"))
    app = sound(app.text_input(key="xw.search").set_value("poisoning").run())
    assert app.title[0].value == "Search"
    assert app.query_params["q"] == "poisoning"


def test_a_mapping_set_shows_all_its_rows_and_who_asserts_it(visit, shipped):
    name = f"{CODE}--eu-ai-act-2024"
    app = sound(visit("mapping-set", id=name))
    rows = describe(shipped, name)["mappings"]
    assert len(app.dataframe[0].value) == len(rows) == 82
    first = [cell.split(", ", 1)[1].split()[0] for cell in app.dataframe[0].value["from"]]
    assert first == sorted(first, key=lambda number: [int(part) for part in number.split(".")])
    assert "this project's curation, not yet reviewed" in unescape(words_of(app))


def test_an_organisation_lists_its_documents_sets_and_work(visit, shipped):
    app = sound(visit("organisation", id="nist"))
    published = [entry for entry in documents(shipped) if "nist" in (entry["publisher"] or "").split()]
    assert len(app.dataframe[0].value) == len(published)
    assert len(app.dataframe[1].value) == sum(one["provider"] == "nist" for one in mapping_sets(shipped))


@pytest.mark.parametrize("page", PAGES)
def test_every_view_can_be_cited(visit, shipped, page):
    text = "\n".join(one.value for one in sound(visit(page)).code)
    assert f"data {content_hash(shipped.layout)}" in text
    assert "retrieved 20" in text


def test_the_queries_behind_a_view_are_named_queries():
    known = {file.stem for file in (ROOT / "ontology" / "queries").glob("*.rq")}
    for module in discover():
        assert set(getattr(module, "QUERIES", ())) <= known
        assert module.URL_PATH == "sparql" or module.QUERIES


# ---- editions and agreement ----


@pytest.mark.parametrize("pair", [(CODE, EN), ("dsit-ai-code-draft-2024", EN), (OWASP, "owasp-llm-2026")])
def test_editions_tell_what_became_of_every_provision(visit, shipped, pair):
    old, new = pair
    app, found = sound(visit("editions", old=old, new=new)), diff(shipped, old, new)
    assert len(app.dataframe[0].value) == len(found.changes)
    for word, number in found.counts().items():
        assert f"**{number}** {word}" in words_of(app)
        some = sound(visit("editions", old=old, new=new, change=word)).dataframe[0].value
        assert len(some) == number
        assert all(word in cell.split(", ") for cell in some["change"])


def test_an_edited_provision_stands_beside_its_successor_with_what_it_makes_stale(visit, shipped):
    change = next(one for one in diff(shipped, CODE, EN).changes if "reworded" in one.changes)
    text = words_of(sound(visit("editions", old=CODE, new=EN, row=f"{change.old.id} {change.new.id}")))
    assert change.old.summary in text
    assert change.new.label in text
    assert change.stale
    assert all(one in text for one in change.stale)


def test_rival_sets_stand_side_by_side(visit, shipped):
    found = agreement(shipped, CODE, NCSC)
    app = sound(visit("agreement"))
    assert len(found.sets) == 2
    for view, pairs in (("only", found.only), ("agree", found.agree), ("differ", found.differ)):
        shown = sound(visit("agreement", view=view))
        assert (len(shown.dataframe[0].value) if shown.dataframe else 0) == len(pairs)
    assert f"{len(found.only)} pairs" in words_of(app)


def test_contradictions_of_two_documents_show_both_paths(visit, shipped):
    first, second = "ibm-risk-atlas-2026-07", OWASP
    [one] = agreement(shipped, first, second).contradictions
    rows = sound(visit("agreement", first=first, second=second, view="contradictions")).dataframe[0].value
    assert len(rows) == len(one.proofs) == 2


# ---- mind map and graph ----


def test_the_mind_map_names_every_compared_document_and_its_table_every_provision(visit, shipped):
    found = mind_map(shipped, f"{CODE}:9")
    app = sound(visit("mindmap", heading=f"{CODE}:9"))
    rows = app.dataframe[0].value
    assert len(rows) == sum(max(len(one.asked), 1) for one in found)
    assert len(set(rows["document"])) == len(found) == len(compared(shipped, CODE))
    drawn = {node["label"] for node in nodes_of(app)}
    assert len(drawn) > len(rows)
    branch = next(one for one in found if one.reference == NCSC)
    met = branch.counts["covered"] + branch.counts["partial"]
    assert f"− NCSC Guidelines 2023: {met} of 6 met" in drawn


def test_the_branches_that_the_address_names_are_open(visit, shipped):
    found = {one.reference: one for one in mind_map(shipped, f"{CODE}:1")}
    closed = nodes_of(sound(visit("mindmap", open="none")))
    assert len(closed) == 1 + len(found)
    one = nodes_of(sound(visit("mindmap", open=NCSC)))
    assert {node["key"] for node in one} - {node["key"] for node in closed} == {
        each.provision for each in found[NCSC].asked
    }
    app = visit("mindmap", open="none")
    next(button for button in app.button if button.label == "Open all").click()
    assert len(nodes_of(sound(app.run()))) > len(closed)


def test_a_document_as_a_whole_is_a_node_below_its_own_branch(visit, monkeypatch):
    monkeypatch.setenv("CROSSWALK_DATA", str(ROOT / "tests" / "analysis" / "inputs" / "statuses"))
    monkeypatch.setenv("CROSSWALK_ONLY_DATA", "1")
    app = sound(visit("mindmap", focal="focus-1.0"))
    drawn = {node["key"]: node for node in nodes_of(app)}
    assert drawn["ref-1.0#whole"]["near"] == "ref-1.0"
    assert drawn["ref-1.0#whole"]["label"] == "the document as a whole"
    assert "the document as a whole" in set(app.dataframe[0].value["provision there"])


def nodes_of(app):
    """Return the nodes of the drawing on a page."""
    chart = app.get("vega_lite_chart")[0].proto
    points = next(layer for layer in json.loads(chart.spec)["layer"] if layer["mark"]["type"] == "point")
    data = next(one.data.data for one in chart.datasets if one.name == points["data"]["name"])
    return pa.ipc.open_stream(data).read_all().to_pylist()


@pytest.mark.parametrize("steps", [1, 2])
@pytest.mark.parametrize("focus", [f"{CODE}:5.4.1", CODE, "nist-ir-8596-iprd:Defend"])
def test_the_graph_draws_what_its_table_says_and_no_two_labels_in_one_place(visit, shipped, focus, steps):
    found = neighbourhood(shipped, focus, steps=steps)
    app = sound(visit("graph", id=focus, steps=str(steps)))
    drawn = nodes_of(app)
    assert {node["key"] for node in drawn} == {focus, *(link.far for link in found.links)}
    assert len(drawn) == len(app.dataframe[0].value) + 1 <= MOST
    assert len({(node["across"], node["row"]) for node in drawn}) == len(drawn)
    statuses = {link.far: link.status for link in found.links}
    assert all(node["status"] == statuses.get(node["key"]) for node in drawn)
    if found.left_out:
        assert f"{found.left_out} more are left out" in words_of(app)


def test_each_page_of_a_thing_leads_to_its_graph(visit):
    for page in ("provision", "document"):
        assert any(link.proto.page == "graph" for link in visit(page).get("page_link"))


# ---- wrong and hostile addresses ----


@pytest.mark.parametrize(
    ("page", "parameters", "told"),
    [
        ("compare", {"focal": "dsit-ai-code-2026"}, "Did you mean dsit-ai-code-2025"),
        ("compare", {"focal": "wef-presidio-2024"}, "cannot be chosen here"),
        ("compare", {"reference": "ncsc-secure-ai-2024"}, "Did you mean ncsc-secure-ai-2023"),
        ("compare", {"reference": CODE}, "cannot be chosen here"),
        ("compare", {"level": "shal"}, "Did you mean shall"),
        ("compare", {"role": "developers"}, "Did you mean developer"),
        ("compare", {"phase": "secure-desgin"}, "Did you mean secure-design"),
        ("compare", {"status": "partly"}, "Did you mean partial"),
        ("compare", {"derived": "maybe"}, "write yes or no"),
        ("compare", {"view": "gap"}, "Did you mean gaps"),
        ("compare", {"provision": f"{CODE}:5.4.11"}, f"Did you mean {CODE}:5.4.1"),
        ("coverage", {"focal": "nist-ai-rmf-2.0"}, "Did you mean nist-ai-rmf-1.0"),
        ("compare", {"grade": "Z"}, "not known here"),
        ("coverage", {"level": "must"}, "not known here"),
        ("beyond", {"focal": "dsit-ai-code-2026"}, "Did you mean dsit-ai-code-2025"),
        ("beyond", {"focal": "wef-presidio-2024"}, "cannot be chosen here"),
        ("beyond", {"reference": "owasp-aisvs-1.1"}, "Did you mean owasp-aisvs-1.0"),
        ("answers", {"id": f"{CODE}:5.4.11"}, f"Did you mean {CODE}:5.4.1"),
        ("answers", {"id": f"{CODE}:5"}, "only its parts are compared"),
        ("matrix", {"derived": "maybe"}, "write yes or no"),
        ("mindmap", {"focal": "dsit-ai-code-2026"}, "Did you mean dsit-ai-code-2025"),
        ("mindmap", {"focal": OWASP}, "cannot be chosen here"),
        ("mindmap", {"heading": f"{CODE}:14"}, "Did you mean dsit-ai-code-2025:4"),
        ("mindmap", {"open": "ncsc"}, "No branch is called"),
        ("graph", {"id": "dsit-ai-code-2026"}, "Did you mean dsit-ai-code-2025"),
        ("graph", {"id": f"{CODE}:5.4.11"}, f"Did you mean {CODE}:5.4.1"),
        ("graph", {"steps": "3"}, "There is no steps “3”"),
        ("mapping-set", {"id": f"{CODE}--{NCSC}x"}, f"Did you mean {CODE}--{NCSC}"),
        ("organisation", {"id": "etsy"}, "Did you mean etsi"),
        ("document", {"id": "nist-csf-2.1"}, "Did you mean nist-csf-2.0"),
        ("provision", {"id": f"{OWASP}:LLM011"}, f"Did you mean {OWASP}:LLM01"),
        ("provision", {"id": CODE}, "is a document, not a provision"),
        ("provision", {"id": "a b"}, "is not an id"),
        ("editions", {"old": "dsit-ai-code-draft-2025"}, "Did you mean dsit-ai-code-draft-2024"),
        ("editions", {"old": NCSC}, "cannot be chosen here"),
        ("editions", {"change": "kep"}, "Did you mean kept"),
        ("editions", {"row": "nothing"}, "is not known here"),
        ("agreement", {"first": "dsit-ai-code-2026"}, "Did you mean dsit-ai-code-2025"),
        ("agreement", {"second": CODE}, "cannot be chosen here"),
        ("agreement", {"view": "differs"}, "Did you mean differ"),
        ("sparql", {"name": "documnts"}, "Did you mean documents"),
        ("tracker", {"body": "etsy"}, "Did you mean etsi"),
        ("tracker", {"stage": "enquiri"}, "Did you mean enquiry"),
        ("tracker", {"law": "eu-ai-act-2024:Art-150"}, "Did you mean eu-ai-act-2024:Art-15"),
        ("tracker", {"item": "pren-18283x"}, "Did you mean pren-1828"),
        ("tracker", {"since": "last spring"}, "is not a date"),
        ("tracker", {"since": "1066-10-14"}, "cannot be chosen here"),
        ("quality", {"view": "rule"}, "Did you mean rules"),
    ],
)
def test_a_wrong_address_is_told_in_a_sentence(visit, page, parameters, told):
    assert told in only_error(visit(page, **parameters))


PARAMETERS = {
    "home": [],
    "matrix": ["derived"],
    "mindmap": ["focal", "heading", "open"],
    "graph": ["id", "steps"],
    "search": [],
    "mapping-set": ["id"],
    "organisation": ["id"],
    "compare": ["focal", "reference", "level", "role", "phase", "derived", "status", "grade", "view", "provision"],
    "coverage": ["focal", "level", "role", "phase", "derived", "cited"],
    "beyond": ["focal", "reference"],
    "document": ["id"],
    "answers": ["id"],
    "provision": ["id"],
    "editions": ["old", "new", "change", "row"],
    "agreement": ["first", "second", "view"],
    "sparql": ["name", "plain"],
    "tracker": ["body", "stage", "law", "what", "all", "item", "since"],
    "quality": ["view"],
}


@pytest.mark.parametrize("page", PAGES)
def test_a_hostile_address_is_shown_as_plain_text(visit, page):
    for text in HOSTILE if PARAMETERS[page] else []:
        told = visit(page, **dict.fromkeys(PARAMETERS[page], text))
        assert not told.exception
        assert len(told.error) == 1
        shown = told.error[0].value
        assert "fault" not in shown.split("“")[0], "an unexpected exception is no answer"
        assert not re.search(r"(?<!\\)[<>\[\]()!$`*_:]", shown), "read as Markdown"


@pytest.mark.parametrize("text", HOSTILE[:5])
def test_a_hostile_parameter_of_an_example_is_refused_or_finds_nothing(visit, text):
    app = visit("sparql", **{"name": "mappings-of-thing", "p.thing": text})
    assert "is not an id" in only_error(app)


def test_what_the_first_page_tells_is_asked_before_anybody_visits(visit):
    asked = []
    server._ask_ahead(asked.append)
    [held] = asked
    start = discover()[0].questions(held)
    assert f"{start[0]['documents']} documents" in words_of(visit("home"))


def test_a_fault_that_is_met_ahead_is_left_to_the_page():
    def questions(_):
        raise CrosswalkError("told on the page")

    server._ask_ahead(questions)
