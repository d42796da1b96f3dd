"""Any SPARQL 1.1 service as the store: query over POST, one Graph Store PUT per named graph.

Services hide truncation in different ways (measured): Oxigraph answers 200 with JSON cut short, Virtuoso 200 with
partial results told only by headers. A cut answer is an error here, never a result.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import urllib.error
import urllib.parse
import urllib.request
from collections import defaultdict
from typing import Any

import pyoxigraph as ox

from crosswalk import ids
from crosswalk.errors import CrosswalkError

_TABLE, _TRIPLES = "application/sparql-results+json", "application/n-triples"
_FORM = re.compile(r"(?:\s+|#[^\n]*|(?:BASE|PREFIX\s+[^\s<]*)\s*<[^>]*>)*(\w*)", re.IGNORECASE)
_ABOUT = f"<{ids.BASE}> <{ids.PREFIXES['owl']}versionInfo>"
_VERSION = (
    f"SELECT ?v ?union WHERE {{ GRAPH <{ids.BASE}source/version> {{ {_ABOUT} ?v }} OPTIONAL {{ {_ABOUT} ?union }} }}"
)
#: GROUP BY and not DISTINCT: Virtuoso answered the latter in 7 to 40 seconds, this in 0.003.
_GRAPHS = f'SELECT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{ids.BASE}")) }} GROUP BY ?g'
_VIRTUOSO_ASK = "__ASK_RETVAL"
#: endpoint path → Graph Store path, for the services tested here; CROSSWALK_GRAPH_STORE names any other.
_GRAPH_STORE = {"/query": "/store", "/sparql": "/sparql-graph-crud-auth", "": "/store"}


class RemoteStore:
    """A SPARQL 1.1 service reached over HTTP; credentials stand in the URL as user:password@host."""

    def __init__(self, url: str, timeout: float = 60) -> None:
        self.url, self.timeout = url, timeout
        try:
            parsed = urllib.parse.urlsplit(url)
            port = parsed.port
        except ValueError as error:
            raise CrosswalkError(f"--store is not the address of a service: {error}.") from None
        host = parsed.hostname or ""
        netloc = f"[{host}]" if ":" in host else host
        base = f"{parsed.scheme}://{netloc}" + (f":{port}" if port else "")
        path = parsed.path.rstrip("/")
        self._query_url = base + (path or "/query")
        self._graphs_url = os.environ.get("CROSSWALK_GRAPH_STORE") or base + _GRAPH_STORE.get(path, path)
        self._opener = _opener(base, parsed.username, parsed.password)

    def location(self) -> str:
        """Return the URL, which is what another process opens to ask the same graph."""
        return self.url

    def query(self, sparql: str, *, union: bool = True) -> Any:
        """Return pyoxigraph's result object. Raises CrosswalkError when the service refuses, fails, or cuts its answer
        short. With `union=False` the query's own FROM clauses say what the default graph is.
        """
        # Oxigraph's default graph is not the union unless it is told so; other services leave the field unread.
        fields = {"query": sparql} | ({"union-default-graph": "true"} if union else {})
        body = urllib.parse.urlencode(fields).encode()
        headers = {"Accept": _accept(sparql), "Content-Type": "application/x-www-form-urlencoded"}
        payload, reply = self._send("POST", self._query_url, body, headers)
        if reply.get("X-SQL-State"):
            raise CrosswalkError(
                f"The service stopped the query before its end: {reply.get('X-SQL-Message', 'time limit')}."
            )
        try:
            if "json" not in (reply.get("Content-Type") or ""):
                return list(ox.parse(payload, format=ox.RdfFormat.N_TRIPLES))
            found = json.loads(payload)
            rows = found.get("results", {}).get("bindings", ())
            if found.get("head", {}).get("vars") == [_VIRTUOSO_ASK]:  # after a PREFIX it answers ASK with a table
                yes = any(row[_VIRTUOSO_ASK]["value"] == "1" for row in rows)
                payload = json.dumps({"head": {}, "boolean": yes}).encode()
            answer = ox.parse_query_results(payload, format=ox.QueryResultsFormat.JSON)
        except (ValueError, SyntaxError, AttributeError, TypeError, KeyError):
            raise CrosswalkError(
                f"The service at {self._query_url} cut its answer short (a time limit or a lost connection), or it is "
                "no SPARQL service; nothing is shown."
            ) from None
        limit = reply.get("X-SPARQL-MaxRows")
        if limit and len(rows) >= int(limit):
            raise CrosswalkError(f"The service returns at most {limit} rows and the answer has more; raise its limit.")
        return answer

    def version(self) -> str | None:
        """Return the version of the crosswalk that the service holds, or None. Raises CrosswalkError when the default
        graph of its queries is not the union of its named graphs, which all our questions rest on.
        """
        for row in self.query(_VERSION):
            if row["union"] is None:
                raise CrosswalkError(
                    f"The default graph of the service at {self._query_url} is not the union of its named graphs; "
                    "set it up so."
                )
            return str(row["v"].value)
        return None

    def replace_all(self, dataset: ox.Store) -> None:
        """Make the service's crosswalk graphs those of `dataset`; graphs that are not ours stay as they are."""
        graphs: dict[str, list[ox.Triple]] = defaultdict(list)
        for quad in dataset:
            graphs[quad.graph_name.value].append(quad.triple)
        version = ids.BASE + "source/version"
        with contextlib.suppress(CrosswalkError):  # a service asks for credentials now, not in the midst of a body
            self._send("GET", self._graph(version), None, {"Accept": "application/n-triples"})
        if self.version() is not None:  # taken away first and given back last: while it stands, the rest is complete
            self._send("DELETE", self._graph(version), None, {})
        for name in sorted(graphs, key=lambda graph: (graph == version, graph)):
            data = ox.serialize(graphs[name], format=ox.RdfFormat.N_TRIPLES)
            self._send("PUT", self._graph(name), data, {"Content-Type": "text/turtle"})
        for row in self.query(_GRAPHS):
            name = row["g"].value
            if name not in graphs:
                self._send("DELETE", self._graph(name), None, {})

    def _graph(self, name: str) -> str:
        key = "graph-uri" if "graph-crud" in self._graphs_url else "graph"
        return f"{self._graphs_url}?{urllib.parse.urlencode({key: name})}"

    def _send(self, method: str, url: str, body: bytes | None, headers: dict[str, str]) -> tuple[bytes, Any]:
        request = urllib.request.Request(url, data=body, headers=headers, method=method)
        try:
            with self._opener.open(request, timeout=self.timeout) as reply:
                return reply.read(), reply.headers
        except urllib.error.HTTPError as error:
            detail = " ".join(error.read(300).decode("utf-8", "replace").split())
            raise CrosswalkError(
                f"The service at {self._query_url} answered {error.code} {error.reason} to {method}"
                f"{': ' + detail if detail else ''}."
            ) from None
        except http.client.IncompleteRead:
            raise CrosswalkError(f"The service at {self._query_url} cut its answer short; nothing is shown.") from None
        except (OSError, ValueError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", error)
            raise CrosswalkError(f"The service at {self._query_url} cannot be reached: {reason}.") from None


def _accept(sparql: str) -> str:
    """Return the one format that the answer has: asked for either, Virtuoso answers CONSTRUCT with a table."""
    form = _FORM.match(sparql)
    return _TRIPLES if form and form[1].upper() in ("CONSTRUCT", "DESCRIBE") else _TABLE


def _opener(base: str, user: str | None, password: str | None) -> urllib.request.OpenerDirector:
    handlers: list[urllib.request.BaseHandler] = []
    if user:
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, base, urllib.parse.unquote(user), urllib.parse.unquote(password or ""))
        handlers = [_Digest(passwords), urllib.request.HTTPBasicAuthHandler(passwords)]
    return urllib.request.build_opener(*handlers)


class _Digest(urllib.request.HTTPDigestAuthHandler):
    """Digest credentials with every request after the first challenge: Virtuoso refuses a request without them before
    it has read the body, and closes the connection while we still write.
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

    def retry_http_digest_auth(self, req: urllib.request.Request, auth: str) -> Any:
        """Remember the challenge."""
        parts = urllib.request.parse_http_list(auth.partition(" ")[2])
        self.challenge = urllib.request.parse_keqv_list([part for part in parts if part])
        return super().retry_http_digest_auth(req, auth)
