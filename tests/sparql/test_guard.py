"""What a user's query may not do: call out, read files, change anything. Shown by what reaches a server and a file."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rdflib import SH, Graph

from crosswalk import ids
from crosswalk.errors import CrosswalkError, QueryRefused
from crosswalk.limits import MAX_QUERY_CHARACTERS
from crosswalk.sources import Layout
from crosswalk.sparql import guard
from crosswalk.sparql.guard import NotSparql, check, check_fragment
from crosswalk.sparql.prefixes import with_prefixes
from crosswalk.sparql.table import unpack
from crosswalk.sparql.worker import run
from crosswalk.validation.prepared import PreparedGraph
from tests.sparql.conftest import Listener

HERE = Path(__file__).parent / "inputs"
REFUSED = sorted((HERE / "refused").glob("*.rq"))
ALLOWED = sorted((HERE / "allowed").glob("*.rq"))


def sparql_of(path: Path) -> list[object]:
    """Return every SPARQL text in a shape file."""
    graph = Graph().parse(path, format="turtle")
    return [text for kind in (SH.select, SH.ask, SH.construct) for text in graph.objects(None, kind)]


def text_of(path: Path, listener: Listener) -> str:
    return path.read_bytes().decode("utf-8").replace("{{listener}}", listener.url)


def worker(location: str, sparql: str) -> dict[str, object]:
    """Return the rows that a worker answers with, or its error, without the process around it."""
    try:
        return {"rows": unpack(run({"location": location, "sparql": sparql, "max_rows": 100}, lambda note: None)).rows}
    except CrosswalkError as error:
        kind = next(kind for kind in type(error).__mro__ if kind.__module__ == CrosswalkError.__module__)
        return {"error": str(error), "kind": kind.__name__}


def test_all_inputs_were_found() -> None:
    assert len(REFUSED) == 74
    assert len(ALLOWED) == 21
    assert sum(path.name.startswith("service-") for path in REFUSED) == 40
    assert sum(path.name.startswith("update-") for path in REFUSED) == 12


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path.stem)
def test_refused(path: Path, listener: Listener, location: str) -> None:
    text = text_of(path, listener)
    says = text.splitlines()[0].removeprefix("# says: ")
    with pytest.raises(QueryRefused) as error:
        check(text)
    assert says in str(error.value)
    reply = worker(location, text)
    assert reply["kind"] == "QueryRefused"
    assert says in str(reply["error"])
    assert listener.calls == []


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path.stem)
def test_nothing_of_what_is_refused_is_sent_to_a_service(path: Path, listener: Listener) -> None:
    reply = worker(listener.url, text_of(path, listener))
    assert reply["kind"] == "QueryRefused"
    assert listener.calls == []


def test_what_is_allowed_is_sent_to_a_service(listener: Listener) -> None:
    assert worker(listener.url, "ASK { ?s ?p ?o }")["kind"] == "StoreError"  # it answers nothing but 500
    assert listener.calls == ["POST /query"]


@pytest.mark.parametrize("path", ALLOWED, ids=lambda path: path.stem)
def test_allowed(path: Path, listener: Listener, location: str) -> None:
    reply = worker(location, text_of(path, listener))
    assert "error" not in reply
    assert reply["rows"] or path.stem.startswith("graph-that-is")
    assert listener.calls == []


def test_the_listener_would_hear_a_call(listener: Listener) -> None:
    """Without the guard the engine does call out: that the list above stays empty means something."""
    with pytest.raises(OSError, match="500"):
        list(ox.Store().query(f"SELECT * {{ SERVICE <{listener.url}> {{ ?s ?p ?o }} }}"))
    assert len(listener.calls) == 1


def test_no_local_file_is_read(tmp_path: Path, location: str) -> None:
    secret = tmp_path / "secret.ttl"
    secret.write_text("<https://example.org/a> <https://example.org/b> 'the secret' .\n", encoding="utf-8")
    iri = secret.as_uri()
    for query in (
        f"SELECT * FROM <{iri}> {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED <{iri}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"SELECT * {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}",
        f"LOAD <{iri}>",
    ):
        assert "the secret" not in json.dumps(worker(location, query))


def test_from_limits_what_is_asked(location: str) -> None:
    graph = "https://w3id.org/ai-security-crosswalk/doc/owasp-llm-2025"
    count = "SELECT (COUNT(*) AS ?n) %s { ?s ?p ?o }"
    [[everything]] = worker(location, count % "")["rows"]
    [[one]] = worker(location, count % f"FROM <{graph}>")["rows"]
    [[named]] = worker(location, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")["rows"]
    [[none]] = worker(location, count % f"FROM NAMED <{graph}>")["rows"]
    assert 100 < one == named < everything
    assert none == 0


def test_query_of_20_000_characters_is_read_and_one_more_is_not() -> None:
    query = "ASK { ?s ?p ?o } #"
    assert check(query + "x" * (MAX_QUERY_CHARACTERS - len(query))).has_dataset is False
    with pytest.raises(QueryRefused, match="20,001 characters; the limit is 20,000"):
        check(query + "x" * (MAX_QUERY_CHARACTERS - len(query) + 1))


@pytest.mark.parametrize(
    ("before", "opening", "inside", "closing", "after"),
    [
        ("SELECT * ", "{", " ?s ?p ?o ", "}", ""),
        ("SELECT * { FILTER(", "(", "true", ")", ") }"),
        ("SELECT * { ?s ", "(", "<https://example.org/p>", ")", " ?o }"),
        ("SELECT * { ?s ?p ", "[ ?p ", "1", " ]", " }"),
        ("SELECT * ", "{ SELECT * ", "{ ?s ?p ?o }", " }", ""),
    ],
)
def test_deep_nesting_is_refused(before: str, opening: str, inside: str, closing: str, after: str) -> None:
    with pytest.raises(QueryRefused, match="nested too deeply"):
        check(before + opening * 1_000 + inside + closing * 1_000 + after)


@pytest.mark.parametrize("before", ["", "ASK FROM <", "ASK { ?s a:", "ASK { FILTER <", "SELECT ("])
def test_no_refusal_repeats_a_long_query(before: str) -> None:
    with pytest.raises(QueryRefused) as error:
        check(before + "x" * 10_000 + ("> (1) }" if "FILTER" in before else "> {}" if "<" in before else ":b 1 }"))
    assert len(str(error.value)) < 400


def test_the_length_is_that_of_the_text_as_it_was_written() -> None:
    """Full IRIs in place of CURIEs may make it longer."""
    many = "ASK {" + "?s ?p owasp-llm-2025:LLM0.1." * 60 + "}"
    query = many + "#" * (MAX_QUERY_CHARACTERS - len(many))
    assert len(check(query).text) > MAX_QUERY_CHARACTERS


SHAPES = sorted({str(text) for path in Layout().shapes() for text in sparql_of(path)})


def test_shipped_shapes_may_be_asked() -> None:
    assert len(SHAPES) >= 3
    for text in SHAPES:
        check_fragment(text, ids.PREFIXES)


CALL = "SERVICE <http://127.0.0.1:1/> { $this ?p ?o }"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"SELECT $this {{ $this $PATH ?value {CALL} }}", "SERVICE is not allowed"),
        (f"ASK {{ FILTER NOT EXISTS {{ FILTER EXISTS {{ {CALL} }} }} }}", "SERVICE is not allowed"),
        ("ASK { FILTER($value<2)SERVICE#>\nex:a{ $this ?p ?o } }", "SERVICE is not allowed"),
        (f"ASK {{ # a comment\r{CALL}\n }}", "SERVICE is not allowed"),
        (f"ASK {{ $this ?p '# a text\r' . {CALL} }}", "SERVICE is not allowed"),
        (f"CONSTRUCT {{ $this a ex:T }} WHERE {{ {CALL} }}", "SERVICE is not allowed"),
        ("SELECT ?this FROM <file:///etc/passwd> { ?this ?p ?o }", "FROM is not allowed"),
        ("LOAD <file:///etc/passwd>", "Updates"),
        ("INSERT { $this a ex:T } WHERE { $this ?p ?o }", "Updates"),
        ("ASK { $this ?p '\\u0022' }", "Write each character itself"),
        ("ASK { SERVICE l·:a { ?x ?y ?z } }", "SERVICE is not allowed"),
        ("ASK { SERVICE SILENT ?\u0301 { ?x ?y ?z } }", "SERVICE is not allowed"),
        ("x" * (MAX_QUERY_CHARACTERS + 1), "the limit is 20,000"),
        ("SELECT ?this { ?this ?p ?o } } UNION { ?this ?p '", "a string in it is not closed"),
        ('SELECT ?this { ?this ?p """ }', "a string in it is not closed"),
    ],
)
def test_refused_in_a_shape(text: str, says: str) -> None:
    with pytest.raises(QueryRefused, match=says):
        check_fragment(text, {"ex": "https://example.org/"})


@pytest.mark.parametrize(
    "text",
    [
        "SELECT $this ?value { $this $PATH ?value FILTER(!isLiteral(?value) || !langMatches(lang(?value), $lang)) }",
        "ASK { FILTER NOT EXISTS { $this ex:service $value } }",
        "SELECT ?this\r\n{ ?this a ex:T } # SERVICE ex:a {}\r\n",
        "$this ex:from 'LOAD <x:y>' .",
    ],
)
def test_allowed_in_a_shape(text: str) -> None:
    check_fragment(text, {"ex": "https://example.org/", "": "https://example.org/x#"})


def test_a_text_that_was_made_from_those_of_shapes_may_be_longer_and_is_checked_as_a_whole() -> None:
    """Each may be harmless alone: here the first ends in a comment, which swallows the quotation marks of the second."""
    first, second = "?this ?p ?o # it", f"'''\n{CALL} # '''"
    check_fragment(first)
    check_fragment(second)
    made = f"SELECT ?this {{ {{ {first} }} UNION {{ {second} }} \n" + " " * MAX_QUERY_CHARACTERS + "}"
    with pytest.raises(QueryRefused, match="SERVICE is not allowed"):
        check_fragment(made, most=None)
    with pytest.raises(QueryRefused, match="the limit is 20,000"):
        check_fragment(made)
    check_fragment(made.replace("SERVICE", "GRAPH"), most=None)


@pytest.mark.parametrize(
    "text", ["SELECT ?this { SERVICE ex:a { ?this ?p ?o } }", "ASK { SERVICE SILENT ?e { ?a ?b 1 } }"]
)
def test_the_parse_tree_of_a_shape_is_walked_too(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the lexer does not know is seen all the same, in what a file says and in what was made of it."""
    monkeypatch.setattr(guard, "keywords", lambda text: [])
    for most in (None, MAX_QUERY_CHARACTERS):
        with pytest.raises(QueryRefused, match="SERVICE is not allowed"):
            check_fragment(f"{text} # {most}", {"ex": "https://example.org/"}, most=most)
    with pytest.raises(QueryRefused, match="SERVICE is not allowed"):
        PreparedGraph().query(text)


def test_a_part_of_a_query_may_have_the_letters_and_a_whole_one_must_be_read() -> None:
    part = "$this ex:my-service 'LOAD <x:y>' ."
    check_fragment(part)
    with pytest.raises(QueryRefused, match="not valid SPARQL"):
        check_fragment(part, most=None)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("SELECT ?x WHERE { ?x a }", "it cannot be read from “?x a }” on (line 1)"),
        ("SELECT ?x WHERE {\n ?x a ?y .\n FILTER(?y = ) }", "it cannot be read from “FILTER(?y = ) }” on (line 3)"),
        ("SELECT ?x WHERE { ?x a ?y", "it ends too early (line 1)"),
        ("SELEC ?x", "it cannot be read from “SELEC ?x” on (line 1)"),
    ],
)
def test_a_query_that_cannot_be_read_says_from_where_on(text: str, why: str) -> None:
    with pytest.raises(NotSparql) as refused:
        check(text)
    assert str(refused.value) == f"The query is not valid SPARQL: {why}"


@pytest.mark.parametrize(
    ("text", "line"),
    [("ASK {\n}\n}", 3), ("SELECT * {\n cw:a cw:b\n}", 2), ("ASK {}\n\x00", 2), ("ASK { no:a no:b 1 }", None)],
)
def test_the_line_is_that_of_the_text_as_it_was_written(text: str, line: int | None) -> None:
    with pytest.raises(NotSparql) as refused:
        check(text)
    assert refused.value.line == line


@pytest.mark.parametrize(
    ("prefix", "namespace"), [("ex", "x:> SERVICE <http://127.0.0.1:1/"), ("ex: <x:> ASK {}", "x:"), ("ex", "a b")]
)
def test_prefixes_of_a_shape_are_prefixes_only(prefix: str, namespace: str) -> None:
    with pytest.raises(QueryRefused, match="is not declared as the start of an IRI"):
        check_fragment("ASK { $this ?p ?o }", {prefix: namespace})


def test_query_is_run_as_it_was_checked() -> None:
    checked = check("SELECT * # one\r\n{ ?s ?p ?o } # two\rLIMIT 1")
    assert "\r" not in checked.text
    assert checked.text.count("\n") == 2


ONE_TRIPLE = ox.Store()
ONE_TRIPLE.add(ox.Quad(ox.NamedNode("x:s"), ox.NamedNode("x:p"), ox.Literal("x"), ox.NamedNode("x:g")))
PIECES = [
    '"', "'", '"""', "'''", '""', "''", "\\", '\\"', "\\'", "\\\\", "n", "#", "\n", "\r", "\t", "\f", " , ", " ",
    "@en", "^^<https://example.org/d>", "<", ">", "1.", "a:", "_:b", ".", ";", "{", "}", "\\u0022", "\\u000A",
]  # fmt: skip
CALLS = [
    " . SERVICE <{}> {{ ?a ?b ?c }} ?x ?y ",
    " }} UNION {{ SERVICE <{}> {{ ?a ?b ?c }} }} UNION {{ ?x ?y ",
    " OPTIONAL {{ SERVICE SILENT <{}> {{ ?a ?b ?c }} }} ",
]


@settings(max_examples=400)
@given(
    st.lists(st.sampled_from(PIECES), max_size=5),
    st.sampled_from(CALLS),
    st.lists(st.sampled_from(PIECES), max_size=5),
    st.sampled_from(['"', "'", '"""', "'''", ""]),
)
@example(['"', "A", "\\u0022", " , ", '"'], CALLS[0], ['"', " , ", "\\u0022", "E", '"'], "")
@example(["#", "\r"], CALLS[2], ["\n", "1"], "")
def test_nothing_that_passes_calls_out(
    server: Listener, before: list[str], call: str, after: list[str], quote: str
) -> None:
    """Whatever rdflib and the engine may read differently: a query that the guard lets through calls nobody."""
    server.calls.clear()
    query = f"SELECT * {{ ?s ?p {quote}{''.join(before)}{call.format(server.url)}{''.join(after)}{quote} }}"
    try:
        checked = check(with_prefixes(query))
    except QueryRefused:
        return
    with contextlib.suppress(SyntaxError, OSError, RuntimeError):
        list(ONE_TRIPLE.query(checked.text, use_default_graph_as_union=True))
    assert server.calls == []
