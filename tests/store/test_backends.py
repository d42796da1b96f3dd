"""The same questions have the same answers in memory, on disk, in Oxigraph's server and in Virtuoso."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

import crosswalk
from crosswalk import ids
from crosswalk.analysis.catalogue import documents, mapping_sets, stats
from crosswalk.analysis.coverage import coverage
from crosswalk.analysis.gaps import gaps
from crosswalk.cli import group
from crosswalk.cli.options import Source
from crosswalk.errors import CrosswalkError
from crosswalk.sparql import ask
from crosswalk.sparql import query as run_query
from crosswalk.sparql.table import unpack
from crosswalk.sparql.worker import run
from crosswalk.store import BACKENDS, Backend, absolute
from crosswalk.store.holder import Crosswalk
from crosswalk.store.remote import RemoteStore
from crosswalk.wording import why
from tests.store.conftest import OXIGRAPH, end, start_oxigraph
from tests.support import CURATED, assert_one_sentence, run_command

SMALL = Path(__file__).parent.parent / "validation" / "corruptions" / "sound"
STATUSES = Path(__file__).parent.parent / "analysis" / "inputs" / "statuses"


TURTLE = {"Content-Type": "text/turtle"}


@pytest.mark.parametrize("service", ["oxigraph", "virtuoso"])
def test_other_files_replace_ours_and_leave_foreign_graphs_alone(service: str, request: pytest.FixtureRequest) -> None:
    """Stands first in this file: the tests below fill the services with the shipped data."""
    url = request.getfixturevalue(service)
    remote = RemoteStore(url)
    triple = b"<https://example.org/a> <https://example.org/b> 'c' ."
    remote._send("PUT", remote._graph("https://example.org/theirs"), triple, TURTLE)
    for folders in ([SMALL], [SMALL, STATUSES], [STATUSES], [SMALL]):
        held = crosswalk.load(folders, only_data=True, store=url)
        local = crosswalk.load(folders, only_data=True)
        assert documents(held) == documents(local)
        assert stats(held) == stats(local)
    assert [row["c"].value for row in remote.query("SELECT ?c { <https://example.org/a> ?b ?c }")] == ["c"]


#: Where the shipped crosswalk is asked besides memory, and the kind of store that this is.
STORES = {"disk": "disk", "oxigraph": "service", "virtuoso": "service"}


def test_every_kind_of_store_is_asked() -> None:
    assert {"memory", *STORES.values()} == {backend.name for backend in BACKENDS}


@pytest.fixture(scope="module", params=STORES)
def other(request: pytest.FixtureRequest, shipped_store: Path) -> Crosswalk:
    """Return the shipped crosswalk in another store than memory."""
    where = str(shipped_store) if request.param == "disk" else request.getfixturevalue(request.param)
    return crosswalk.load(store=where)


def test_stats(shipped: Crosswalk, other: Crosswalk) -> None:
    found = stats(other)
    assert found == stats(shipped)
    assert found.triples > 10_000


def test_documents_and_mapping_sets(shipped: Crosswalk, other: Crosswalk) -> None:
    assert documents(other) == documents(shipped)
    assert mapping_sets(other) == mapping_sets(shipped)


@pytest.mark.parametrize(("focal", "reference"), CURATED)
def test_coverage_and_gaps(shipped: Crosswalk, other: Crosswalk, focal: str, reference: str) -> None:
    [one] = coverage(shipped, focal, [reference])
    [same] = coverage(other, focal, [reference])
    assert same.as_json() == one.as_json()
    assert one.total == 72
    there, here = ([(gap.nearest, why(gap)) for gap in gaps(held, focal, reference)] for held in (other, shipped))
    assert there == here


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("set-relations", {}),
        ("mappings-of-thing", {"thing": ["owasp-llm-2025:LLM01", "dsit-ai-code-2025:5.4.1"]}),
        ("provision-parents", {}),
        ("labels", {}),
    ],
)
def test_named_queries(shipped: Crosswalk, other: Crosswalk, name: str, arguments: dict[str, Any]) -> None:
    rows = ask(other, name, **arguments).rows
    assert rows == ask(shipped, name, **arguments).rows
    assert len(rows) > 1


GRAPH = f"{ids.DOC}owasp-llm-2025"
QUERIES = {
    "union": "SELECT ?id { ?d a cw:Document ; dcterms:identifier ?id } ORDER BY ?id",
    "from": f"SELECT (COUNT(*) AS ?n) FROM <{GRAPH}> {{ ?s ?p ?o }}",
    "yes": "ASK { ?x a cw:Provision }",
    "no": "ASK { ?x a cw:Nothing }",
    "graph": f"CONSTRUCT {{ ?p skos:notation ?n }} WHERE {{ ?p skos:inScheme <{GRAPH}> ; skos:notation ?n }}",
}


@pytest.mark.parametrize("name", QUERIES)
def test_query_of_a_user(shipped: Crosswalk, other: Crosswalk, name: str) -> None:
    """As the process that runs it would: the guard, then the store where it lies."""
    one, same = (
        unpack(run({"location": crosswalk.store.location(), "sparql": QUERIES[name], "max_rows": 1000}, print))
        for crosswalk in (shipped, other)
    )
    for table in ("rows", "columns"):
        assert sorted(getattr(same, table), key=str) == sorted(getattr(one, table), key=str)
    assert sorted((same.graph or "").splitlines()) == sorted((one.graph or "").splitlines())
    assert len(one) == {"union": stats(shipped).documents, "graph": 10}.get(name, 1)


@pytest.mark.parametrize("service", ["oxigraph", "virtuoso"])
def test_process_of_a_user_reaches_the_service(service: str, request: pytest.FixtureRequest) -> None:
    held = crosswalk.load(store=request.getfixturevalue(service))
    assert run_query(held, QUERIES["yes"]).rows == ((True,),)


@pytest.mark.parametrize("service", ["oxigraph", "virtuoso"])
def test_second_start_writes_nothing(
    service: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = request.getfixturevalue(service)
    crosswalk.load(store=url)
    monkeypatch.setattr(RemoteStore, "replace_all", lambda *_: pytest.fail("the service holds this version already"))
    assert stats(crosswalk.load(store=url)).documents > 100


@pytest.fixture
def read_only(tmp_path: Path) -> str:
    """Return a folder with an empty Oxigraph store."""
    if OXIGRAPH is None:
        pytest.skip("the program oxigraph is not installed (PyPI package oxigraph)")
    ox.Store(str(tmp_path / "store")).flush()
    return str(tmp_path / "store")


def test_empty_service_that_cannot_be_written_to(read_only: str) -> None:
    process, url = start_oxigraph(Path(read_only), writable=False)
    try:
        sentence = assert_one_sentence(run_command("stats", "--store", url))
    finally:
        end(process)
    assert "The service has no crosswalk yet and could not be written to" in sentence


def test_service_that_cannot_be_written_to_serves_what_it_holds_but_does_not_swallow_files_of_the_user(
    tmp_path: Path, shipped: Crosswalk
) -> None:
    if OXIGRAPH is None:
        pytest.skip("the program oxigraph is not installed (PyPI package oxigraph)")
    crosswalk.load([SMALL], only_data=True, store=str(tmp_path))
    [folder] = [path for path in tmp_path.iterdir() if path.is_dir()]
    process, url = start_oxigraph(folder, writable=False)
    try:
        held = crosswalk.load(store=url)  # another version than our files: it is asked as it is
        assert "left-1.0" in {entry.id for entry in documents(held)}
        assert stats(held).version != stats(shipped).version
        with pytest.raises(CrosswalkError, match="has other files, and yours could not be written to it"):
            crosswalk.load([STATUSES], only_data=True, store=url)
    finally:
        end(process)


def test_password_does_not_show_in_errors(virtuoso: str) -> None:
    wrong = virtuoso.replace("dba:dba@", "dba:secret-word@")
    sentence = assert_one_sentence(run_command("stats", "--store", wrong, "--data", SMALL, "--only-data"))
    assert "secret-word" not in sentence
    assert "401" in sentence


#: A `--store` text of each kind, and what it is in any working folder.
WRITTEN = {
    "memory": ("memory", "memory"),
    "disk": ("graph", "{here}/graph"),
    "service": ("https://example.org/query", "https://example.org/query"),
}


@pytest.mark.parametrize("backend", BACKENDS, ids=lambda backend: backend.name)
def test_a_kind_of_store_names_itself_and_makes_its_texts_absolute(
    backend: Backend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text, whole = WRITTEN[backend.name]
    assert next(other for other in BACKENDS if other.is_mine(text)) is backend
    assert absolute(text) == backend.absolute(text) == whole.format(here=tmp_path)
    assert Source((), False, text).environment()["CROSSWALK_STORE"] == absolute(text)
    for command in ([], ["stats"]):
        said = CliRunner().invoke(group, [*command, "--help"], env={"COLUMNS": "200"}).output
        assert re.search(rf"--store \S*\b{backend.written}\b", said)
    with pytest.raises(CrosswalkError, match=f"is not a store: .*{re.escape(backend.says)}"):
        absolute("ftp://example.org/store")


def test_url_of_another_kind() -> None:
    with pytest.raises(CrosswalkError, match="is not a store: write memory, a folder, or an http"):
        crosswalk.load(store="ftp://example.org/store")
