"""The SPARQL page: examples, own queries, answers as charts and graphs, limits and refusals."""

from __future__ import annotations

import re
import time

import pyarrow as pa
import pytest

from crosswalk.analysis.describe import describe
from crosswalk.explorer.views.sparql import answer, jobs
from crosswalk.formats.writers import Extent, Writer
from crosswalk.sparql import ask, user
from tests.explorer.pages import HOSTILE, NCSC, as_shown, only_error, sound, words_of


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
    """Return the page after it has answered a query from its address, on a press of Run."""
    return run(visit("sparql", query=query, **parameters))


def run(app):
    """Return the page after a press of Run, when there is an answer."""
    return finished(next(one for one in app.button if one.label == "Run").click().run())


def test_an_example_with_its_parameter_runs(visit, shipped):
    app = visit("sparql", name="mappings-of-thing", plain="yes")
    app = sound(app.text_input(key="sparql.mappings-of-thing.thing").set_value(f"{NCSC}:1.1").run())
    assert app.query_params["p.thing"] == f"{NCSC}:1.1"
    assert f"{NCSC}/1.1>" in app.text_area[0].value
    app = sound(run(app))
    assert len(app.dataframe[0].value) == len(describe(shipped, f"{NCSC}:1.1").mappings)


def test_an_edited_query_is_in_the_address(visit):
    app = sound(visit("sparql", plain="yes"))
    app = sound(app.text_area[0].set_value("ASK { ?d a cw:Document }").run())
    assert app.query_params["query"] == "ASK { ?d a cw:Document }"
    app = run(app)
    assert list(app.dataframe[0].value["answer"]) == [True]


READ = "This query came with the link. Read it, then press Run."


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ({"query": "ASK { ?d a cw:Document }"}, READ),
        ({"query": "ASK { ?d a cw:Document }", "run": "yes"}, READ),
        ({"name": "documents", "run": "yes"}, ""),
        ({"name": "mappings-of-thing", "p.thing": f"{NCSC}:1.1", "run": "yes"}, ""),
    ],
)
def test_a_link_runs_no_query_by_itself(visit, monkeypatch, address, says):
    """Nor does what else happens on the page before Run is pressed."""

    def refuse(*_):
        raise AssertionError("nobody has pressed Run")

    monkeypatch.setattr(jobs, "RunningQuery", refuse)
    app = sound(visit("sparql", **address, plain="yes"))
    app = sound(app.run())
    assert [one.value for one in app.info] == ([says] if says else [])
    app = sound(next(one for one in app.toggle).set_value(False).run())
    assert not app.dataframe


def test_a_query_that_was_written_here_did_not_come_with_the_link(visit):
    app = visit("sparql", query="ASK { ?d a cw:Document }", plain="yes")
    assert [one.value for one in app.info] == [READ]
    app = sound(app.text_area[0].set_value("ASK { ?d a cw:Provision }").run())
    assert not app.info
    app = sound(run(app))
    assert not app.info


def test_a_query_that_is_too_long_is_refused_before_anything_is_started(visit, monkeypatch):
    monkeypatch.setattr(user, "Job", lambda *_, **__: pytest.fail("a process was prepared"))
    for address in ({"query": "ASK { " + " " * 20_000 + "}"}, {}):
        app = visit("sparql", **address, plain="yes")
        if not address:
            app = app.text_area[0].set_value("ASK {" + "#" * 20_000).run()
        app = next(one for one in app.button if one.label == "Run").click().run()
        assert "characters; the limit is 20,000" in only_error(app)


def test_a_graph_can_be_downloaded_as_turtle(visit):
    app = sound(asked(visit, "CONSTRUCT { ?d a cw:Document } WHERE { ?d a cw:Document } LIMIT 3"))
    assert "3 triples in" in words_of(app)
    assert {"Download JSON", "Download Turtle"} < {one.label for one in app.get("download_button")}


def test_every_format_that_fits_is_offered_and_made_only_when_it_is_asked_for(visit, monkeypatch):
    def refuse(table):
        raise AssertionError("nobody has asked for it")

    made_up = [
        Writer("odd", "a format", "text/plain", ".odd", answer=refuse),
        Writer("drawn", "for graphs", "text/plain", ".drawn", answer=refuse, graphs_only=True),
        Writer("whole", "for everything", "text/plain", ".whole", write=refuse, extents=tuple(Extent)),
    ]
    monkeypatch.setattr(answer, "writers", lambda: {writer.name: writer for writer in made_up})
    app = sound(asked(visit, "SELECT ?d { ?d a cw:Document } LIMIT 3"))
    offered = {as_shown(one.label) for one in app.get("download_button")}
    assert offered == {"Download CSV (3 rows)", "Download ODD"}


def test_a_query_that_has_run_can_be_brought_back_and_a_second_run_is_no_second_entry(visit):
    first, second = "ASK { ?d a cw:Document }", "SELEC"
    app = sound(asked(visit, first, plain="yes"))
    app = finished(app.text_area[0].set_value(second).run())
    for text in (second, first, second):
        app.text_area[0].set_value(text).run()
        app = run(app)
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
    app = sound(run(visit("sparql", name="mapping-triples")))
    triples = {tuple(row) for row in ask(shipped, "mapping-triples").rows}
    lines, nodes = (pa.ipc.open_stream(one.data.data).read_all().to_pylist() for one in drawn_data(app))
    assert {one["text"] for one in nodes} == {end for start, _, other in triples for end in (start, other)}
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


def test_the_page_states_the_row_limit(visit):
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


def test_the_page_states_the_time_limit(visit, monkeypatch):
    monkeypatch.setenv("CROSSWALK_PAGE_SECONDS", "2")
    app = asked(visit, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    assert "stopped at its limit of 2 seconds" in only_error(app)


@pytest.mark.parametrize("text", HOSTILE[:5])
def test_a_hostile_parameter_of_an_example_is_refused_or_finds_nothing(visit, text):
    app = visit("sparql", **{"name": "mappings-of-thing", "p.thing": text})
    assert "is not an id" in only_error(app)
