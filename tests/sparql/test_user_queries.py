"""A user's query runs in a process of its own, which can be stopped, and which takes nobody down with it."""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path

import pytest

from crosswalk import ids
from crosswalk.confined import Places
from crosswalk.errors import CrosswalkError, QueryRefused, QueryTimeout, StoreError
from crosswalk.formats.writers import writers
from crosswalk.sources import Layout
from crosswalk.sparql import RunningQuery, Table, ask, user
from crosswalk.sparql import query as run_query
from crosswalk.sparql.table import unpack
from crosswalk.sparql.worker import Request, run
from crosswalk.store.holder import Crosswalk
from crosswalk.store.remote import RemoteStore
from tests.sparql.conftest import Listener
from tests.support import is_running

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
DOUBLED = " ".join(f"BIND(CONCAT(?{a},?{a},?{a},?{a}) AS ?{b})" for a, b in ["yz", "za", "ab", "bc", "cd", "de", "ef"])
DOUBLINGS = [
    f"SELECT ?f {{ ?s a cw:Provision BIND('{'x' * 50}' AS ?y) {DOUBLED} }}",
    f"CONSTRUCT {{ ?s rdfs:comment ?f }} {{ ?s a cw:Provision BIND('{'x' * 50}' AS ?y) {DOUBLED} }}",
    f"# order: f\nSELECT ?f {{ ?s a cw:Provision BIND('{'x' * 50}' AS ?y) {DOUBLED} }}",
]
HOG = "SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a"


def pid(query: RunningQuery) -> int:
    assert query._job.pid is not None
    return query._job.pid


def answer(shipped: Crosswalk, sparql: str, max_rows: int = 100) -> Table:
    """Return the answer as a worker gives it, without the process around it."""
    request = Request(location=shipped.store.location(), sparql=sparql, max_rows=max_rows)
    return unpack(json.loads(json.dumps(run(request, lambda note: None))))


def test_answer_is_that_of_our_own_query(shipped: Crosswalk) -> None:
    sparql = (shipped.layout.queries()["kinds-per-document"]).read_text(encoding="utf-8")
    assert run_query(shipped, sparql) == ask(shipped, "kinds-per-document")


def test_runaway_query_is_stopped_and_its_process_is_gone(shipped: Crosswalk) -> None:
    query = RunningQuery(shipped.store, RUNAWAY, seconds=1)
    with pytest.raises(QueryTimeout, match=r"stopped at its limit of 1 seconds"):
        query.result()
    assert not is_running(pid(query))
    assert query.elapsed >= 1


def test_row_limit(shipped: Crosswalk) -> None:
    three = "SELECT ?x { VALUES ?x { 1 2 3 } }"
    assert run_query(shipped, three, max_rows=2) == Table(
        ("x",),
        (
            (1,),
            (2,),
        ),
        truncated=True,
    )
    assert answer(shipped, three, max_rows=3) == Table(
        ("x",),
        (
            (1,),
            (2,),
            (3,),
        ),
        truncated=False,
    )


def test_triple_limit(shipped: Crosswalk) -> None:
    table = answer(shipped, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", max_rows=7)
    assert table.truncated
    assert len(table.rows) == 7 == len((table.graph or "").splitlines())


def test_construct_becomes_turtle(shipped: Crosswalk) -> None:
    query = "CONSTRUCT { ?p skos:notation ?n } WHERE { ?p skos:inScheme cwdoc:owasp-llm-2025 ; skos:notation ?n }"
    table = answer(shipped, query)
    assert table.columns == ("subject", "predicate", "object")
    assert ("owasp-llm-2025:LLM01", "skos:notation", "LLM01:2025") in table.rows
    turtle = writers()["turtle"].answer(table)
    assert "@prefix skos:" in turtle
    assert turtle.count("skos:notation") == 10


def test_ask_is_a_boolean(shipped: Crosswalk) -> None:
    assert answer(shipped, "ASK { cwdoc:owasp-llm-2025 a cw:Document }").rows == ((True,),)
    assert answer(shipped, "ASK { cwdoc:owasp-llm-1999 a cw:Document }").rows == ((False,),)


def test_values_are_plain_and_can_be_written_as_json(shipped: Crosswalk) -> None:
    query = """SELECT ("é “”" AS ?text) (1 AS ?whole) (1.5 AS ?part) (true AS ?yes) (cw:shall AS ?ours) (?zz AS ?none)
               (xsd:double("NaN") AS ?nan) (xsd:double("INF") AS ?inf) ("2025"^^xsd:gYear AS ?year) {}"""
    [row] = answer(shipped, query).rows
    assert row == ("é “”", 1, 1.5, True, "shall", None, "NaN", "INF", "2025")


def test_answer_does_not_depend_on_the_encoding_of_the_terminal(
    shipped: Crosswalk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    monkeypatch.setenv("PYTHONUTF8", "0")
    assert run_query(shipped, 'SELECT ("“é” 漢" AS ?t) {}').rows == (("“é” 漢",),)


def test_modules_in_the_current_folder_are_not_run(
    shipped: Crosswalk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json", "rdflib", "pyoxigraph"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('not ours')\n", encoding="utf-8")
    monkeypatch.setattr(sys, "path", [path for path in sys.path if path])
    monkeypatch.chdir(tmp_path)
    assert run_query(shipped, "ASK { ?s ?p ?o }").rows == ((True,),)


def test_refusal_reaches_the_user(shipped: Crosswalk) -> None:
    with pytest.raises(QueryRefused, match="SERVICE is not allowed here"):
        run_query(shipped, "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")


def test_a_query_that_is_too_long_is_refused_before_a_process_is_started(
    shipped: Crosswalk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(user.Job, "__init__", lambda *_, **__: pytest.fail("a process was prepared"))
    for ask_it in (run_query, lambda one, text: RunningQuery(one.store, text, seconds=1)):
        with pytest.raises(QueryRefused, match="The query has 10,000,000 characters; the limit is 20,000"):
            ask_it(shipped, "a" * 10_000_000)


def test_nothing_but_an_allowed_query_reaches_a_service(listener: Listener) -> None:
    remote = Crosswalk(RemoteStore(listener.url), Layout())
    nested = f"ASK {{ FILTER EXISTS {{ FILTER EXISTS {{ SERVICE SILENT <{listener.url}> {{ ?x ?y ?z }} }} }} }}"
    for text in (nested, "LOAD <x:y>", "ASK FROM <x:y> {}", "x" * 20_001):
        with pytest.raises(QueryRefused):
            run_query(remote, text)
    assert listener.calls == []
    with pytest.raises(StoreError, match="500"):
        run_query(remote, "ASK { ?s ?p ?o }")
    assert len(listener.calls) == 1


def test_cancel_from_another_thread(shipped: Crosswalk) -> None:
    query = RunningQuery(shipped.store, RUNAWAY, seconds=100)
    errors: list[str] = []

    def wait() -> None:
        try:
            query.result()
        except CrosswalkError as error:
            errors.append(str(error))

    thread = threading.Thread(target=wait)
    thread.start()
    until = time.monotonic() + 60
    while query._job.pid is None and time.monotonic() < until:
        time.sleep(0.01)
    assert query._job.pid is not None, "it was running when it was cancelled"
    query.cancel()
    thread.join(60)
    assert errors == ["The query was cancelled."]
    assert not is_running(pid(query))


def test_cancel_before_the_start(shipped: Crosswalk) -> None:
    query = RunningQuery(shipped.store, RUNAWAY, seconds=100)
    query.cancel()
    with pytest.raises(CrosswalkError, match="cancelled"):
        query.result()
    assert query._job.pid is None


def test_query_ends_when_its_visitor_has_gone(shipped: Crosswalk) -> None:
    has_gone = threading.Event()
    query = RunningQuery(shipped.store, RUNAWAY, seconds=100, owner="tab", is_wanted=lambda: not has_gone.is_set())
    threading.Timer(1.5, has_gone.set).start()
    with pytest.raises(CrosswalkError, match="cancelled"):
        query.result()
    assert not is_running(pid(query))


def test_query_that_eats_memory_takes_nobody_down(shipped: Crosswalk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CROSSWALK_WORKERS_MB", "3600")
    assert run_query(shipped, "ASK { ?s ?p ?o }").rows == ((True,),)
    with pytest.raises(
        CrosswalkError, match=r"needs more memory than is allowed; narrow it down.*CROSSWALK_WORKERS_MB"
    ):
        run_query(shipped, HOG, seconds=100)
    assert run_query(shipped, "ASK { ?s ?p ?o }").rows == ((True,),)


@pytest.mark.parametrize("query", DOUBLINGS)
def test_large_answer_never_arrives(query: str, shipped: Crosswalk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A short query makes long texts by doubling them; what it may answer is counted as it is made."""
    with pytest.raises(
        CrosswalkError, match=r"larger than 32 megabytes \(set CROSSWALK_ANSWER_MB to change this limit\)"
    ):
        run_query(shipped, query, seconds=100)
    monkeypatch.setenv("CROSSWALK_ANSWER_MB", "0.001")
    with pytest.raises(CrosswalkError, match=r"larger than 0\.001 megabytes"):
        run_query(shipped, "SELECT ?s { ?s a cw:Document }")


def test_worker_that_dies_is_reported(shipped: Crosswalk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\nkill -9 $$\n", encoding="utf-8")
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    with pytest.raises(CrosswalkError, match="its process ended unexpectedly"):
        run_query(shipped, "ASK { ?s ?p ?o }")


def test_store_that_has_gone_is_reported(tmp_path: Path) -> None:
    class Gone:
        def run_query(self, sparql: str) -> None:
            raise AssertionError("the worker asks, not this process")

        def location(self) -> str:
            return str(tmp_path / "gone")

    with pytest.raises(CrosswalkError, match="The store cannot be opened"):
        run_query(Crosswalk(Gone(), Layout()), "ASK { ?s ?p ?o }")


def test_more_queries_than_places_wait_and_say_so(shipped: Crosswalk, monkeypatch: pytest.MonkeyPatch) -> None:
    places = Places(1, 1)
    monkeypatch.setattr(user, "_PLACES", places)
    monkeypatch.setattr(user, "QUERY_PATIENCE", 0.01)
    with places.one("another", 1, lambda: True):
        with pytest.raises(QueryTimeout, match="Other queries are still running"):
            run_query(shipped, "ASK { ?s ?p ?o }")
        monkeypatch.setattr(user, "QUERY_PATIENCE", 30)
        query = RunningQuery(shipped.store, "ASK { ?s ?p ?o }", seconds=10)
        waiting = threading.Thread(target=query.result)
        waiting.start()
        assert query.waiting
    waiting.join(30)
    assert not query.waiting
    assert run_query(shipped, "ASK { ?s ?p ?o }").rows == ((True,),)


def test_iris_are_shown_as_ids(shipped: Crosswalk) -> None:
    query = (
        f"SELECT (<{ids.DOC}owasp-llm-2025/LLM01> AS ?a) (<{ids.ORG}nist> AS ?b) (<https://example.org/> AS ?c) {{}}"
    )
    assert answer(shipped, query).rows == (("owasp-llm-2025:LLM01", "nist", "https://example.org/"),)
