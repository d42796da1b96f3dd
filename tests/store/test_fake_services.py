"""Services fail in many ways, and some hide it behind “200 OK”. A truncated answer is an error here, never a result."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest

import crosswalk
from crosswalk.errors import CrosswalkError, StoreError
from crosswalk.store.remote import RemoteStore
from tests.support import assert_one_sentence, run_command

SMALL = Path(__file__).parent.parent / "validation" / "corruptions" / "sound"
JSON = {"Content-Type": "application/sparql-results+json"}
ROWS = {
    "head": {"vars": ["x"]},
    "results": {"bindings": [{"x": {"type": "literal", "value": str(n)}} for n in range(3)]},
}
COMPLETE = json.dumps(ROWS).encode()


@contextmanager
def service(
    body: bytes, headers: dict[str, str] | None = None, status: int = 200, promised: int | None = None
) -> Iterator[str]:
    """Run a server that gives every request the same answer, and promises `promised` bytes."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(status)
            for name, value in {"Content-Length": str(promised or len(body)), **(headers or {})}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_PUT = do_DELETE = do_POST

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/query"
    server.shutdown()
    server.server_close()
    thread.join()


FAILURES = {
    "json-cut-short": (COMPLETE[:-20], JSON, 200, None, "truncated its answer"),
    "json-with-a-message-behind-it": (
        COMPLETE[:-3] + b"The SPARQL operation has been cancelled",
        JSON,
        200,
        None,
        "truncated its answer",
    ),
    "fewer-bytes-than-promised": (COMPLETE, JSON, 200, len(COMPLETE) + 10, "truncated its answer"),
    "triples-cut-short": (
        b"<x:a> <x:b> <x:c> .\n<x:a> <x:b> <x:",
        {"Content-Type": "application/n-triples"},
        200,
        None,
        "truncated its answer",
    ),
    "a-web-page": (
        b"<html><body>Welcome</body></html>",
        {"Content-Type": "text/html"},
        200,
        None,
        "not a SPARQL service",
    ),
    "other-json": (b'["Welcome"]', JSON, 200, None, "not a SPARQL service"),
    "json-without-rows": (b'{"results": null}', JSON, 200, None, "not a SPARQL service"),
    "virtuoso-time-limit": (
        COMPLETE,
        {**JSON, "X-SQL-State": "S1TAT", "X-SQL-Message": "Returning incomplete results"},
        200,
        None,
        "stopped the query early: Returning incomplete results",
    ),
    "virtuoso-row-limit": (COMPLETE, {**JSON, "X-SPARQL-MaxRows": "3"}, 200, None, "returns at most 3 rows"),
    "error-500": (
        b"Out\n of memory",
        {"Content-Type": "text/plain"},
        500,
        None,
        "answered 500 .* to POST: Out of memory",
    ),
    "error-401": (b"", {"WWW-Authenticate": 'Basic realm="x"'}, 401, None, "answered 401"),
    "error-503-without-words": (b"", {}, 503, None, r"answered 503 Service Unavailable to POST\.$"),
}


def test_all_failures_were_collected() -> None:
    assert len(FAILURES) == 12


@pytest.mark.parametrize("name", FAILURES)
def test_failure_is_an_error_and_no_result(name: str) -> None:
    body, headers, status, promised, says = FAILURES[name]
    with service(body, headers, status, promised) as url, pytest.raises(CrosswalkError, match=says):
        RemoteStore(url).query("SELECT ?x { ?x ?y ?z }")


def test_complete_answer_below_the_row_limit_is_a_result() -> None:
    with service(COMPLETE, {**JSON, "X-SPARQL-MaxRows": "4"}) as url:
        assert [row["x"].value for row in RemoteStore(url).query("SELECT ?x { ?x ?y ?z }")] == ["0", "1", "2"]


def test_default_graph_that_is_not_the_union() -> None:
    answer = {"head": {"vars": ["v"]}, "results": {"bindings": [{"v": {"type": "literal", "value": "abc"}}]}}
    with service(json.dumps(answer).encode(), JSON) as url:
        with pytest.raises(CrosswalkError, match="is not the union of its named graphs"):
            crosswalk.load(store=url)


def test_nobody_listens() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{probe.getsockname()[1]}/query"
        with pytest.raises(CrosswalkError, match="cannot be reached: .*refused"):
            RemoteStore(url).query("ASK {}")


def test_somebody_listens_who_does_not_speak_http() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()

        def greet() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(10_000)
                connection.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")

        thread = threading.Thread(target=greet)
        thread.start()
        with pytest.raises(CrosswalkError, match="cannot be reached"):
            RemoteStore(f"http://127.0.0.1:{listening.getsockname()[1]}/query").query("ASK {}")
        thread.join()


def test_somebody_listens_who_never_answers() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        with pytest.raises(CrosswalkError, match="cannot be reached: timed out"):
            RemoteStore(f"http://127.0.0.1:{listening.getsockname()[1]}/query", timeout=0.1).query("ASK {}")


@contextmanager
def endless(head: bytes, piece: bytes, pause: float) -> Iterator[str]:
    """Run a server that answers every request with the same bytes for ever, until the other side hangs up."""
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            with contextlib.suppress(OSError):
                self.wfile.write(head)
                while not over.wait(pause):
                    self.wfile.write(piece)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/query"
    over.set()
    server.shutdown()
    server.server_close()
    thread.join()


OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n"
SIZED, CHUNKED = b"Content-Length: 100000000000\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize("head", [OK + b"\r\n", OK + SIZED, OK + CHUNKED], ids=["open", "sized", "chunked"])
def test_answer_without_end_is_cut_off(head: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Five gigabytes were read in half a minute, and it went on."""
    monkeypatch.setenv("CROSSWALK_SERVICE_MB", "2")
    piece = b" " * 100_000
    piece = f"{len(piece):x}\r\n".encode() + piece + b"\r\n" if CHUNKED in head else piece
    with endless(head, piece, 0) as url, pytest.raises(StoreError) as caught:
        RemoteStore(url).query("ASK {}")
    assert str(caught.value) == (
        f"The answer of the service at {url} is larger than 2 megabytes (set CROSSWALK_SERVICE_MB to change this limit)."
    )


@pytest.mark.parametrize(
    "head",
    [b"", b"HTTP/1.1 200 OK\r\nX: ", OK + b"\r\n", OK + SIZED, OK + CHUNKED],
    ids=["nothing", "header", "open", "sized", "chunked"],
)
def test_answer_that_comes_byte_by_byte_has_a_deadline(head: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """The timeout of a socket begins anew with every byte."""
    monkeypatch.setenv("CROSSWALK_SERVICE_SECONDS", "0.4")
    start = time.monotonic()
    with endless(head, b"1", 0.05) as url:
        with pytest.raises(StoreError) as caught:
            RemoteStore(url, timeout=0.3).query("ASK {}")
        assert time.monotonic() - start < 20
    assert str(caught.value) == (
        f"The service at {url} did not complete its answer within 0.4 seconds (set CROSSWALK_SERVICE_SECONDS to change "
        "this limit)."
    )


def test_reason_of_a_failure_that_comes_byte_by_byte_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CROSSWALK_SERVICE_SECONDS", "0.4")
    with endless(b"HTTP/1.1 500 No\r\n\r\n", b"1", 0.05) as url:
        with pytest.raises(StoreError, match=r"answered 500 No to POST: 1{1,20}\.$"):
            RemoteStore(url, timeout=0.3).query("ASK {}")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("method", ["POST", "GET", "PUT", "DELETE"])
def test_no_redirect_is_followed(status: int, method: str) -> None:
    """Queries, and with them what they ask about, went to an address that nobody had given."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        elsewhere = f"http://127.0.0.1:{other.getsockname()[1]}/query"
        with service(b"", {"Location": elsewhere}, status) as url, pytest.raises(StoreError) as caught:
            RemoteStore(url)._send(method, url, b"" if method in ("POST", "PUT") else None, {})
        other.settimeout(0.05)
        with pytest.raises(TimeoutError):
            other.accept()
    assert str(caught.value) == (
        f"The service at {url} redirects to {elsewhere}, which is not followed: give the address of the service itself "
        "as --store."
    )


def test_requests_leave_no_connection_and_no_thread_behind() -> None:
    with service(COMPLETE, JSON) as url:
        RemoteStore(url).query("ASK {}")
        threads, files = threading.active_count(), len(os.listdir("/dev/fd"))
        for _ in range(20):
            RemoteStore(url).query("SELECT ?x { ?x ?y ?z }")
        assert len(os.listdir("/dev/fd")) <= files + 1
        assert threading.active_count() <= threads + 1


@pytest.mark.parametrize("url", ["http://127.0.0.1:port/query", "http://[", "http://", "https:///query"])
def test_address_that_is_none(url: str) -> None:
    with pytest.raises(CrosswalkError):
        RemoteStore(url).query("ASK {}")


@pytest.mark.parametrize("name", ["json-cut-short", "error-500"])
def test_user_reads_one_sentence(name: str) -> None:
    body, headers, status, promised, _ = FAILURES[name]
    with service(body, headers, status, promised) as url:
        sentence = assert_one_sentence(run_command("stats", "--store", url))
    assert url in sentence


def test_failure_in_the_midst_of_writing_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    """The version is taken away first and given back last, so a half-written service never passes for a whole one."""
    held = ox.Store()
    written: list[str] = []

    def send(self: RemoteStore, method: str, url: str, body: bytes | None, headers: dict[str, str]) -> object:
        graph = ox.NamedNode(url.rpartition("graph=")[2].replace("%3A", ":").replace("%2F", "/").replace("%23", "#"))
        if method == "POST":
            raise AssertionError("asked in memory")
        if method == "DELETE":
            held.remove_graph(graph)
        elif method == "PUT":
            if len(written) == limit:
                raise StoreError("The disk of the service is full.")
            written.append(graph.value)
            held.remove_graph(graph)
            held.bulk_load(input=body, format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
        return b"", {}

    monkeypatch.setattr(RemoteStore, "_send", send)
    monkeypatch.setattr(RemoteStore, "query", lambda _, sparql: held.query(sparql, use_default_graph_as_union=True))
    limit = 5
    with pytest.raises(CrosswalkError, match=r"disk of the service is full. The service has no crosswalk yet"):
        crosswalk.load([SMALL], only_data=True, store="http://127.0.0.1/query")
    assert len(written) == 5
    assert RemoteStore("http://127.0.0.1/query").version() is None
    written, limit = [], 1_000
    crosswalk.load([SMALL], only_data=True, store="http://127.0.0.1/query")
    assert written[-1].endswith("source/version")
    assert RemoteStore("http://127.0.0.1/query").version() is not None
    written, limit = [], 5
    with pytest.raises(CrosswalkError, match=r"disk of the service is full. The service was only partly written"):
        crosswalk.load(store="http://127.0.0.1/query")
    assert RemoteStore("http://127.0.0.1/query").version() is None
