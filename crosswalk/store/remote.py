"""Any SPARQL 1.1 service as the store: queries over POST, and one Graph Store PUT per named graph.

Services truncate answers in different ways: Oxigraph answers 200 with incomplete JSON, Virtuoso answers 200 with
partial results that only the headers announce. A truncated answer is an error here, never a result.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import socket
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections import defaultdict
from collections.abc import Callable
from http.client import HTTPMessage, HTTPResponse
from typing import Any, cast

import pyoxigraph as ox

from crosswalk import ids
from crosswalk.errors import StoreError, shown
from crosswalk.limits import SERVICE_SECONDS, SERVICE_SIZE
from crosswalk.sources import Layout, Sources, fingerprint
from crosswalk.store.embedded import CHANGING, open_in_memory
from crosswalk.store.seam import Answer

_TABLE, _TRIPLES = "application/sparql-results+json", "application/n-triples"
_FORM = re.compile(r"(?:\s+|#[^\n]*|(?:BASE|PREFIX\s+[^\s<]*)\s*<[^>]*>)*(\w*)", re.IGNORECASE)
_ABOUT = f"<{ids.BASE}> <{ids.PREFIXES['owl']}versionInfo>"
_VERSION = (
    f"SELECT ?v ?union WHERE {{ GRAPH <{ids.BASE}source/version> {{ {_ABOUT} ?v }} OPTIONAL {{ {_ABOUT} ?union }} }}"
)
#: GROUP BY and not DISTINCT: Virtuoso answered the latter in 7 to 40 seconds, this in 0.003.
_GRAPHS = f'SELECT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{ids.BASE}")) }} GROUP BY ?g'
_PIECE = 1 << 16  #: bytes of an answer that are read at once
_VIRTUOSO_ASK = "__ASK_RETVAL"
#: endpoint path → Graph Store path, for the services tested here; CROSSWALK_GRAPH_STORE names any other.
_GRAPH_STORE = {"/query": "/store", "/sparql": "/sparql-graph-crud-auth", "": "/store"}


class RemoteStore:
    """A SPARQL 1.1 service reached over HTTP. Credentials are in the URL as user:password@host.

    It may be silent for `timeout` seconds. An answer may take that long, or the limit for services if that is more, and
    has a limit of size; no redirect is followed.
    """

    def __init__(self, url: str, timeout: float = 60) -> None:
        self.url, self.timeout = url, timeout
        try:
            parsed = urllib.parse.urlsplit(url)
            port = parsed.port
        except ValueError as error:
            raise StoreError(f"--store is not the address of a service: {error}.") from None
        host = parsed.hostname or ""
        netloc = f"[{host}]" if ":" in host else host
        base = f"{parsed.scheme}://{netloc}" + (f":{port}" if port else "")
        path = parsed.path.rstrip("/")
        self._query_url = base + (path or "/query")
        self._graphs_url = os.environ.get("CROSSWALK_GRAPH_STORE") or base + _GRAPH_STORE.get(path, path)
        self._opener = _opener(base, parsed.username, parsed.password)

    @property
    def folder(self) -> None:
        """None: nothing can be kept beside the graph of a service."""

    def location(self) -> str:
        """Return the URL, with which another process can query the same graph."""
        return self.url

    def query(self, sparql: str, *, union: bool = True) -> Answer:
        """Return pyoxigraph's result object. With `union=False` the query's own FROM clauses say what the default graph
        is.

        Raises StoreError when the service refuses, fails, or truncates its answer.
        """
        # Oxigraph's default graph is the union only where this field is set; other services ignore it.
        fields = {"query": sparql} | ({"union-default-graph": "true"} if union else {})
        body = urllib.parse.urlencode(fields).encode()
        headers = {"Accept": _accept(sparql), "Content-Type": "application/x-www-form-urlencoded"}
        payload, reply = self._send("POST", self._query_url, body, headers)
        if reply.get("X-SQL-State"):
            raise StoreError(f"The service stopped the query early: {reply.get('X-SQL-Message', 'time limit')}.")
        try:
            if "json" not in (reply.get("Content-Type") or ""):
                return list(ox.parse(payload, format=ox.RdfFormat.N_TRIPLES))
            reply_json = json.loads(payload)
            rows = reply_json.get("results", {}).get("bindings", ())
            if reply_json.get("head", {}).get("vars") == [_VIRTUOSO_ASK]:  # after a PREFIX it answers ASK with a table
                yes = any(row[_VIRTUOSO_ASK]["value"] == "1" for row in rows)
                payload = json.dumps({"head": {}, "boolean": yes}).encode()
            answer = ox.parse_query_results(payload, format=ox.QueryResultsFormat.JSON)
        except (ValueError, SyntaxError, AttributeError, TypeError, KeyError):
            raise StoreError(
                f"The service at {self._query_url} truncated its answer (a time limit or a lost connection), or it is "
                "not a SPARQL service; nothing is shown."
            ) from None
        limit = reply.get("X-SPARQL-MaxRows")
        if limit and len(rows) >= int(limit):
            raise StoreError(f"The service returns at most {limit} rows and the answer has more; raise its limit.")
        return answer

    def _rows(self, sparql: str) -> ox.QuerySolutions:
        answer = self.query(sparql)
        if not isinstance(answer, ox.QuerySolutions):
            raise StoreError(f"The service at {self._query_url} did not answer a SELECT query with a table.")
        return answer

    def version(self) -> str | None:
        """Return the version of the crosswalk in the service, or None where there is none. Raises StoreError when the
        default graph of its queries is not the union of its named graphs, which every named query needs.
        """
        for row in self._rows(_VERSION):
            if row["union"] is None:
                raise StoreError(
                    f"The default graph of the service at {self._query_url} is not the union of its named graphs; "
                    "change its configuration."
                )
            return str(row["v"].value)
        return None

    def replace_all(self, dataset: ox.Store) -> None:
        """Replace the service's crosswalk graphs with those of `dataset`; other graphs stay as they are."""
        graphs: dict[str, list[ox.Triple]] = defaultdict(list)
        for quad in dataset:
            graphs[quad.graph_name.value].append(quad.triple)
        version = ids.BASE + "source/version"
        with contextlib.suppress(StoreError):  # a service asks for credentials now, and not in the middle of a body
            self._send("GET", self._graph(version), None, {"Accept": "application/n-triples"})
        if self.version() is not None:  # deleted first and written last: while it is there, the rest is complete
            self._send("DELETE", self._graph(version), None, {})
        for name in sorted(graphs, key=lambda graph: (graph == version, graph)):
            data = ox.serialize(graphs[name], format=ox.RdfFormat.N_TRIPLES)
            self._send("PUT", self._graph(name), data, {"Content-Type": "text/turtle"})
        for row in self._rows(_GRAPHS):
            name = row["g"].value
            if name not in graphs:
                self._send("DELETE", self._graph(name), None, {})

    def _graph(self, name: str) -> str:
        key = "graph-uri" if "graph-crud" in self._graphs_url else "graph"
        return f"{self._graphs_url}?{urllib.parse.urlencode({key: name})}"

    def _send(self, method: str, url: str, body: bytes | None, headers: dict[str, str]) -> tuple[bytes, HTTPMessage]:
        request = _Request(url, data=body, headers=headers, method=method)
        with _Deadline(max(self.timeout, SERVICE_SECONDS.value()), request):
            try:
                with self._opener.open(request, timeout=self.timeout) as reply:
                    answer = self._read(reply), reply.headers
                if request.is_over:  # an answer of unknown length ends where the connection does
                    raise TimeoutError
                return answer
            except Exception as error:
                if request.is_over and not isinstance(error, urllib.error.HTTPError):
                    reason = f"did not complete its answer within {SERVICE_SECONDS}"
                    raise StoreError(f"The service at {self._query_url} {reason}.") from None
                raise self._sentence(error, method) from None

    def _read(self, reply: HTTPResponse) -> bytes:
        """Return the whole answer. Raises StoreError when it is too large, IncompleteRead when it is not whole."""
        payload, most = bytearray(), SERVICE_SIZE.bytes()
        while piece := reply.read(_PIECE):
            payload += piece
            if len(payload) > most:
                raise StoreError(f"The answer of the service at {self._query_url} is larger than {SERVICE_SIZE}.")
        if reply.length:  # of what was promised so much has not come
            raise http.client.IncompleteRead(bytes(payload), reply.length)
        return bytes(payload)

    def _sentence(self, error: Exception, method: str) -> Exception:
        """Return what to raise for what went wrong with a request."""
        match error:
            case _Redirected():
                return StoreError(
                    f"The service at {self._query_url} redirects to {shown(error, 200)}, which is not followed: give "
                    "the address of the service itself as --store."
                )
            case urllib.error.HTTPError():
                detail = " ".join(error.read(300).decode("utf-8", "replace").split())
                return StoreError(
                    f"The service at {self._query_url} answered {error.code} {error.reason} to {method}"
                    f"{': ' + detail if detail else ''}."
                )
            case http.client.IncompleteRead():
                return StoreError(f"The service at {self._query_url} truncated its answer; nothing is shown.")
            case OSError() | ValueError() | http.client.HTTPException():
                reason = getattr(error, "reason", error)
                return StoreError(f"The service at {self._query_url} cannot be reached: {reason}.")
        return error


def open_service(url: str, layout: Layout, check: Callable[[Sources], None]) -> RemoteStore:
    """Return the service at a URL, after writing the graphs of a layout to it where it does not have them yet.

    Raises UnreadableSources when a file cannot be read, StoreError when the service cannot be queried or written to.
    """
    remote = RemoteStore(url)
    present = remote.version()
    if present == fingerprint(layout):
        return remote
    store, sources = open_in_memory(layout)
    check(sources)
    if not store.version:
        raise StoreError(CHANGING)
    try:
        remote.replace_all(store.dataset)
    except StoreError as error:
        if present is None:
            raise StoreError(f"{error} The service has no crosswalk yet and could not be written to.") from None
        if remote.version() != present:
            raise StoreError(f"{error} The service was only partly written; try again.") from None
        if layout.extra:
            raise StoreError(f"{error} The service has other files, and yours could not be written to it.") from None
    return remote


def _accept(sparql: str) -> str:
    """Return the format to ask for: given a choice, Virtuoso answers CONSTRUCT with a table."""
    form = _FORM.match(sparql)
    return _TRIPLES if form and form[1].upper() in ("CONSTRUCT", "DESCRIBE") else _TABLE


def _opener(base: str, user: str | None, password: str | None) -> urllib.request.OpenerDirector:
    handlers: list[urllib.request.BaseHandler] = [_NoRedirect(), _Http(), _Https()]
    if user:
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, base, urllib.parse.unquote(user), urllib.parse.unquote(password or ""))
        handlers += [_Digest(passwords), urllib.request.HTTPBasicAuthHandler(passwords)]
    return urllib.request.build_opener(*handlers)


class _Request(urllib.request.Request):
    """A request that knows the connections that it uses: a challenge for credentials takes a second one."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.opened: list[socket.socket] = []
        self.is_over = False  #: True when its time is


class _Deadline:
    """Within it a request may take so many seconds; then its connections are shut down, whatever they wait for.

    The timeout of a socket is one for each piece, and a service that sends a byte a minute never reaches it.
    """

    def __init__(self, seconds: float, request: _Request) -> None:
        self._request = request
        self._timer = threading.Timer(min(seconds, threading.TIMEOUT_MAX), self._end)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._timer.join()
        for connection in self._request.opened:
            connection.close()

    def _end(self) -> None:
        self._request.is_over = True
        for connection in self._request.opened:
            with contextlib.suppress(OSError):  # it has ended by itself
                connection.shutdown(socket.SHUT_RDWR)


class _Connection(http.client.HTTPConnection):
    """A connection that gives its request a second handle of its socket, before anything is sent or encrypted."""

    asked_by: _Request

    def connect(self) -> None:
        super().connect()
        self.asked_by.opened.append(self.sock.dup())
        if self.asked_by.is_over:
            raise TimeoutError("timed out")


class _Encrypted(http.client.HTTPSConnection, _Connection):
    """The same over TLS."""


def _made(kind: type[_Connection], request: urllib.request.Request) -> Callable[..., _Connection]:
    def connection(host: str, **options: Any) -> _Connection:
        made = kind(host, **options)
        made.asked_by = cast(_Request, request)
        return made

    return connection


class _Http(urllib.request.HTTPHandler):
    def http_open(self, req: urllib.request.Request) -> HTTPResponse:
        return self.do_open(_made(_Connection, req), req)


class _Https(urllib.request.HTTPSHandler):
    def https_open(self, req: urllib.request.Request) -> HTTPResponse:
        return self.do_open(_made(_Encrypted, req), req)


class _Redirected(Exception):
    """The service names another address: nobody has said that the queries may go there."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments: Any) -> None:
        """Refuse (urllib calls this with the new address in the last place)."""
        raise _Redirected(arguments[-1])


class _Digest(urllib.request.HTTPDigestAuthHandler):
    """Digest credentials with every request after the first challenge: Virtuoso refuses a request without them before
    it has read the body, and closes the connection during the upload.
    """

    challenge: dict[str, str] | None = None

    def http_request(self, request: urllib.request.Request) -> urllib.request.Request:
        """Add the credentials (urllib calls this for each request)."""
        if self.challenge and not request.has_header(self.auth_header):
            answer = self.get_authorization(request, self.challenge)
            if answer:
                request.add_unredirected_header(self.auth_header, f"Digest {answer}")
        return request

    https_request = http_request

    def retry_http_digest_auth(self, req: urllib.request.Request, auth: str) -> HTTPResponse | None:
        """Remember the challenge."""
        parts = urllib.request.parse_http_list(auth.partition(" ")[2])
        self.challenge = urllib.request.parse_keqv_list([part for part in parts if part])
        return super().retry_http_digest_auth(req, auth)
