"""Named queries: each runs as it stands, and nothing but a value can get in where a parameter stands."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib.plugins.sparql import prepareQuery

import crosswalk
from crosswalk import ids
from crosswalk.errors import CrosswalkError, QueryRefused, QueryTimeout
from crosswalk.limits import MAX_QUERY_CHARACTERS, MAX_ROWS
from crosswalk.sources import Layout
from crosswalk.sparql import NamedQuery, ask, get_query, load_queries, with_prefixes
from crosswalk.sparql.guard import check
from crosswalk.sparql.named import order_of
from crosswalk.sparql.table import unpack
from crosswalk.sparql.worker import run
from crosswalk.store.holder import Crosswalk
from tests.sparql.conftest import Listener

USER = Path(__file__).parent / "inputs" / "user"
SHIPPED = load_queries(Layout())
INJECTIONS = [
    '"} INSERT DATA { <x:a> <x:b> <x:c> } #',
    "https://example.org/> . ?s ?p ?o } #",
    "https://example.org/a b",
    "https://example.org/\\u003E",
    "cwdoc:owasp-llm-2025) } ?s ?p ?o #",
    "owasp-llm-2025:LLM01> ?p ?o",
    "?s",
    "*",
    "",
    " ",
    "owasp llm",
    "file:///etc/passwd",
    "a\nb",
]


@pytest.fixture(scope="module")
def joined() -> Crosswalk:
    return crosswalk.load([USER], only_data=True)


def test_all_queries_were_found() -> None:
    assert len(SHIPPED) >= 28
    assert {"stats", "documents", "provisions-of-document", "set-relations", "labels"} <= set(SHIPPED)
    assert len({query.title for query in SHIPPED.values()}) == len(SHIPPED)
    assert sum(bool(query.parameters) for query in SHIPPED.values()) >= 10


@pytest.mark.parametrize("query", SHIPPED.values(), ids=SHIPPED)
def test_shipped_query(query: NamedQuery, shipped: Crosswalk) -> None:
    lines = query.text.splitlines()
    assert lines[0] == f"# title: {query.title}"
    assert lines[1] == f"# question: {query.question}"
    assert query.question.endswith("?")
    declared = re.findall(r"^PREFIX (\w+): <(.+)>$", query.text, re.MULTILINE)
    assert all(ids.PREFIXES[prefix] == namespace for prefix, namespace in declared)
    body = query.text.rpartition("PREFIX ")[2].partition("\n")[2]
    assert all(re.search(rf"(?<![\w.-]){prefix}:", body) for prefix, _ in declared)
    prepareQuery(query.text)  # as any other tool would, which knows none of our prefixes
    values = re.findall(r"VALUES\s*\(", query.text)
    assert len(values) == bool(query.parameters)
    checked = check(with_prefixes(query.text))
    assert not checked.has_dataset
    prepareQuery(checked.text)
    assert ask(shipped, query.name).columns


@pytest.mark.parametrize("query", SHIPPED.values(), ids=SHIPPED)
def test_defaults_name_what_is_shipped(query: NamedQuery, shipped: Crosswalk) -> None:
    """A query that is run as it stands shows something about the shipped data."""
    if query.name not in (
        "unmapped-provisions",
        "stale-mappings",
        "stale-ask-rows",
        "own-copies",
    ):  # none, as it should be
        assert ask(shipped, query.name).rows


def test_parameter_takes_the_place_of_the_default(shipped: Crosswalk) -> None:
    rows = ask(shipped, "provisions-of-document", document="owasp-llm-2025").rows
    assert [row[0] for row in rows] == [f"owasp-llm-2025:LLM{number:02d}" for number in range(1, 11)]
    for same in ("cwdoc:owasp-llm-2025", ids.DOC + "owasp-llm-2025", " owasp-llm-2025 "):
        assert ask(shipped, "provisions-of-document", document=same).rows == rows


def test_several_values_are_asked_together(shipped: Crosswalk) -> None:
    both = ask(shipped, "mappings-of-thing", thing=["owasp-llm-2025:LLM01", "owasp-llm-2025:LLM02"]).rows
    single = [ask(shipped, "mappings-of-thing", thing=f"owasp-llm-2025:LLM0{number}").rows for number in (1, 2)]
    assert sorted(map(str, both)) == sorted(map(str, single[0] + single[1]))
    assert single[0]
    assert single[1]


def test_every_pair_of_several_values_is_asked(joined: Crosswalk) -> None:
    rows = ask(joined, "said", text=["a", "b"], thing=["x-1.0:1", "x-1.0:2"]).rows
    assert rows == (("a", "x-1.0:1"), ("a", "x-1.0:2"), ("b", "x-1.0:1"), ("b", "x-1.0:2"))
    assert ask(joined, "said", text=[]).rows == ()
    assert ask(joined, "said", text="c").rows == (("c", "owasp-llm-2025"),)


def test_unknown_parameter() -> None:
    with pytest.raises(CrosswalkError) as error:
        SHIPPED["provisions-of-document"].bind({"documnt": "x"})
    assert str(error.value) == (
        "The query provisions-of-document has no parameter “documnt”; it takes: document. Did you mean document?"
    )
    with pytest.raises(CrosswalkError, match="it takes: none"):
        SHIPPED["stats"].bind({"document": "x"})


def test_unknown_query() -> None:
    with pytest.raises(CrosswalkError, match="There is no query “stat”. Did you mean stats"):
        get_query(Layout(), "stat")
    with pytest.raises(CrosswalkError, match="crosswalk query lists them"):
        get_query(Layout(), "zzz")


@pytest.mark.parametrize("value", INJECTIONS)
def test_where_an_iri_is_asked_for_nothing_else_gets_in(value: str) -> None:
    with pytest.raises(CrosswalkError, match="is not an id"):
        SHIPPED["about"].bind({"thing": value})


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
@example('"} INSERT DATA { <x:a> <x:b> <x:c> } #')
@example('") ("')
@example("\\")
@example('\\"')
@example("a\r\nb\tc")
@example("cw:shall and PREFIX cw: <x:y>")
@example("# dsit-ai-code-2025:5.4.1")
@example("'''")
def test_where_a_text_is_asked_for_every_text_stays_one_text(joined: Crosswalk, text: str) -> None:
    sparql = with_prefixes(get_query(joined.layout, "said").bind({"text": text}))
    [row] = joined.store.query(sparql)
    assert row["text"].value == text
    assert row["thing"].value == ids.DOC + "owasp-llm-2025"


def test_answers_are_remembered(shipped: Crosswalk) -> None:
    assert ask(shipped, "stats") is ask(shipped, "stats")
    one, other = (
        ask(shipped, "provisions-of-document", document=name) for name in ("owasp-llm-2025", "nist-ai-rmf-1.0")
    )
    assert one is not other


def test_query_of_the_user_may_not_hide_a_shipped_one(tmp_path: Path) -> None:
    write(tmp_path, "stats", b"ASK {}")
    with pytest.raises(CrosswalkError, match="The query “stats” is in .* and in .*; rename yours"):
        load_queries(Layout.of([tmp_path]))


def test_query_file_that_is_not_text(tmp_path: Path) -> None:
    write(tmp_path, "mine", "# title: Ünlesbar".encode("latin-1"))
    with pytest.raises(CrosswalkError, match="mine.rq cannot be read: byte 9 is not UTF-8"):
        load_queries(Layout.of([tmp_path]))


NESTED = "ASK { FILTER EXISTS { FILTER EXISTS { SERVICE SILENT <%s> { ?x ?y ?z } } } }"


def test_query_of_a_folder_is_checked_before_it_is_asked(tmp_path: Path, listener: Listener) -> None:
    for number, text in enumerate((NESTED % listener.url, f"SELECT * {{ SERVICE <{listener.url}> {{ ?a ?b ?c }} }}")):
        write(tmp_path, f"mine{number}", text.encode())
        with pytest.raises(QueryRefused, match="SERVICE is not allowed here"):
            ask(crosswalk.load([tmp_path], only_data=True), f"mine{number}")
    assert listener.calls == []


def test_query_of_a_folder_never_runs_in_this_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "mine", b"SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }")
    monkeypatch.setenv("CROSSWALK_QUERY_SECONDS", "1")
    mine = crosswalk.load([tmp_path], only_data=True)
    monkeypatch.setattr(type(mine.store), "query", lambda *_, **__: pytest.fail("it runs in this process"))
    with pytest.raises(QueryTimeout, match="stopped at its limit of 1 seconds"):
        ask(mine, "mine")


def test_answer_to_a_query_of_a_folder_is_whole(tmp_path: Path) -> None:
    numbers = " ".join(f'"{number}"' for number in range(120))
    write(tmp_path, "mine", f"SELECT ?a ?b {{ VALUES ?a {{ {numbers} }} VALUES ?b {{ {numbers} }} }}".encode())
    table = ask(crosswalk.load([tmp_path], only_data=True), "mine")
    assert len(table.rows) == 120 * 120 > MAX_ROWS
    assert not table.truncated


def test_query_file_is_an_ordinary_file_of_a_fair_size(tmp_path: Path) -> None:
    write(tmp_path, "mine", b"ASK {} #" + b"x" * MAX_QUERY_CHARACTERS)
    queries = tmp_path / "ontology" / "queries"
    with pytest.raises(CrosswalkError, match=r"mine\.rq has more than 20,000 characters, which is the limit"):
        load_queries(Layout.of([tmp_path]))
    for make, reason in (
        (os.mkfifo, "it is a .*, not a file"),
        (os.mkdir, "it is a .*, not a file"),
        (lambda path: os.symlink("/dev/zero", path), "it is a .*, not a file"),
        (lambda path: os.symlink("mine.rq", path), "too many"),
        (lambda path: os.symlink("gone.rq", path), "no such file"),
    ):
        (queries / "mine.rq").unlink()
        make(queries / "mine.rq")
        for read in (load_queries, lambda layout: get_query(layout, "mine")):
            with pytest.raises(CrosswalkError, match=f"mine.rq cannot be read: {reason}"):
                read(Layout.of([tmp_path]))
        if (queries / "mine.rq").is_dir():
            (queries / "mine.rq").rmdir()
            (queries / "mine.rq").touch()


def test_no_message_repeats_a_long_name() -> None:
    for name in ("x" * 100_000, "y" * 101):
        with pytest.raises(CrosswalkError) as error:
            get_query(Layout(), name)
        assert len(str(error.value)) < 300
        with pytest.raises(CrosswalkError) as error:
            SHIPPED["stats"].bind({name: "x"})
        assert len(str(error.value)) < 300


def test_parameters_without_defaults(tmp_path: Path) -> None:
    write(tmp_path, "mine", b"SELECT * {\n  VALUES (?a ?b) { (<x:a>) }\n}")
    with pytest.raises(CrosswalkError, match="needs one default for each of its 2 variables"):
        load_queries(Layout.of([tmp_path]))


def test_query_without_a_header_is_called_by_its_name(tmp_path: Path) -> None:
    write(tmp_path, "mine", b"ASK {}")
    assert get_query(Layout.of([tmp_path]), "mine") == NamedQuery("mine", "mine", "", "ASK {}", ())


ORDERED = "# order: level name\nSELECT ?name ?level { VALUES (?name ?level) { ('c' 2) ('b' 10) ('b' 1) ('a' UNDEF) } }"


def test_rows_are_sorted_by_the_columns_that_the_query_names(tmp_path: Path, location: str) -> None:
    write(tmp_path, "mine", ORDERED.encode())
    rows = (("a", None), ("b", 1), ("b", 10), ("c", 2))  # as text, and what is absent first
    assert ask(crosswalk.load([tmp_path], only_data=True), "mine").rows == rows
    whole = unpack(run({"location": location, "sparql": ORDERED, "max_rows": 4}, print))
    assert (whole.rows, whole.truncated) == (rows, False)
    first = unpack(run({"location": location, "sparql": ORDERED, "max_rows": 2}, print))
    assert (first.rows, first.truncated) == (rows[:2], True)


def test_shipped_queries_are_sorted_once_and_by_columns_that_they_have(shipped: Crosswalk) -> None:
    ordered = {name: query.order for name, query in SHIPPED.items() if query.order}
    assert set(ordered) >= {"set-relations", "provision-parents", "associations"}
    for name, order in ordered.items():
        assert "ORDER BY" not in SHIPPED[name].text
        assert set(order) - {"natural"} <= set(ask(shipped, name).columns)
    assert order_of("SELECT ?a { ?a ?b '# order: a' }") == ()


def test_prefixes_are_added_where_they_are_missing_only() -> None:
    assert with_prefixes("ASK { ?a skos:note ?b ; cw:kind ?c }").splitlines()[:2] == [
        f"PREFIX cw: <{ids.NS}>",
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>",
    ]
    assert with_prefixes("PREFIX skos: <x:>\nASK { ?a skos:note 1 }") == "PREFIX skos: <x:>\nASK { ?a skos:note 1 }"
    other = "PREFIX skos: # of my own\n <x:> ASK { ?a skos:no.te 1 }"
    assert with_prefixes(other) == other.replace("skos:no.te", "<x:no.te>")
    for longer in ("a-1:b:c", "a-1:b%20c", "a-1:b\\-c", "a-1:b.c:d"):
        assert with_prefixes(f"ASK {{ ?a ?b {longer} }}") == f"ASK {{ ?a ?b {longer} }}"
    for untouched in ('ASK { ?a ?b "skos:note" }', "ASK { ?a <x:skos:note> 1 }", "ASK { ?a nobody:knows 1 }"):
        assert with_prefixes(untouched) == untouched


def write(folder: Path, name: str, content: bytes) -> None:
    path = folder / "ontology" / "queries" / f"{name}.rq"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
