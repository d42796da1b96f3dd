"""What the server answers: only to its own names, only to its own pages, with headers that keep a browser to them."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from crosswalk.explorer.door import refusal
from crosswalk.limits import VISITOR_MEGABYTES
from tests.explorer.running import ROOT, free_port, running_app
from tests.support import clean_environment

#: Noted by the server under test: every connection that it opens, and every name that it asks for.
NOTES = """
import os, sys

def note(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        with open(os.environ["CALLS_OF_THE_SERVER"], "a") as file:
            print(event, *arguments[-2:], file=file)

sys.addaudithook(note)
sys.audit("socket.getaddrinfo", "the notes are taken")
"""
FOREIGN = ["http://evil.example", "https://evil.example:8501", "http://localhost:1", "null", "http://[", "file://"]
HOSTILE_NAMES = [
    "evil.example",
    "evil.example:{}",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "crosswalk.example.org.evil",
    "sub.crosswalk.example.org",
    "127.0.0.2",
    "0.0.0.0",
    "@localhost",
    "localhost@evil.example",
    "127.0.0.1:x",
]
CLOSED = [
    "metrics",
    "%6detrics",
    "metrics/",
    "health/x",
    "health%2f..%2fmetrics",
    "upload_file/a/b",
    "script-health-check",
    "agent/openapi.json",
    "agent/interact",
    "agent/mcp",
    "bidi-components/x/y.js",
]
STEPS = [
    "../",
    "..%2f",
    "%2e%2e/",
    "%2e%2e%2f",
    "..%5c",
    "..\\",
    "%252e%252e%252f",
    "....//",
    "..%00/",
    "%c0%ae%c0%ae/",
]
STREAM = "/_stcore/stream"


class Served:
    """A server that is attacked, and what it has asked of others meanwhile."""

    def __init__(self, address: str, calls: Path) -> None:
        self.address, self.calls = address, calls
        self.name = urlsplit(address).netloc
        self.port = int(self.name.rpartition(":")[2])

    def answer(self, request: bytes) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and the beginning of the body of the answer to a request, byte for byte."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as client:
            client.sendall(request)
            received = b""
            while b"\r\n\r\n" not in received and (part := client.recv(65_536)):
                received += part
            if not re.search(rb"\r\ncontent-length: 0\r\n|HTTP/1.1 101", received) and received.endswith(b"\r\n\r\n"):
                received += client.recv(65_536)
        head, _, body = received.partition(b"\r\n\r\n")
        first, *lines = head.decode().split("\r\n")
        return int(first.split()[1]), {k.lower(): v for k, v in (line.split(": ", 1) for line in lines)}, body

    def get(self, path: str = "/", method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Ask for a path, by the server's own name unless `Host` says otherwise."""
        lines = "".join(f"{k.replace('_', '-')}: {v}\r\n" for k, v in {"Host": self.name, **headers}.items())
        return self.answer(f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode())

    def shake(self, **headers: str) -> int:
        """Ask for a websocket; return the status of the answer, 101 for yes."""
        wanted = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec_WebSocket_Version": "13"}
        return self.get(STREAM, Sec_WebSocket_Key="dGhlIHNhbXBsZSBub25jZQ==", **wanted, **headers)[0]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("notes")
    (folder / "sitecustomize.py").write_text(NOTES, encoding="utf-8")
    path = os.pathsep.join([str(folder), str(ROOT)])
    calls = folder / "calls"
    with running_app("--host", "crosswalk.example.org", PYTHONPATH=path, CALLS_OF_THE_SERVER=str(calls)) as address:
        yield Served(address, calls)


@pytest.mark.parametrize("host", ["127.0.0.1:{}", "localhost:{}", "[::1]:{}", "LOCALHOST", "crosswalk.example.org"])
def test_it_answers_to_its_names(served: Served, host: str) -> None:
    name = host.format(served.port)
    assert served.get(Host=name)[0] == 200
    assert served.shake(Host=name, Origin=f"http://{name}") == 101


@pytest.mark.parametrize(
    "host",
    ["", *HOSTILE_NAMES],
)
def test_a_name_that_was_made_to_point_here_is_not_answered(served: Served, host: str) -> None:
    name = host.format(served.port)
    assert served.get(Host=name)[0] == 400
    assert served.shake(Host=name, Origin=f"http://{name}") in (400, 403)
    assert served.shake(Host=name) == 400


def test_a_request_without_a_name_or_with_two_is_not_answered(served: Served) -> None:
    assert served.answer(b"GET / HTTP/1.0\r\n\r\n")[0] == 400
    assert served.answer(f"GET / HTTP/1.1\r\nHost: {served.name}\r\nHost: evil.example\r\n\r\n".encode())[0] == 400


@pytest.mark.parametrize("origin", FOREIGN)
def test_another_site_gets_no_websocket_and_no_answer(served: Served, origin: str) -> None:
    assert served.shake(Origin=origin) == 403
    assert served.get(Origin=origin)[0] == 403
    assert served.get("/_stcore/health", Origin=origin)[0] == 403
    assert served.shake(Host="crosswalk.example.org", Origin=f"http://{served.name}") == 403


def test_programs_that_send_no_origin_are_answered(served: Served) -> None:
    assert served.shake() == 101


ANSWERS = {
    "/": 200,
    "/compare?focal=x": 200,
    "/static/js/none.js": 200,
    "/favicon.png": 200,
    "/_stcore/health": 200,
    "/media/none": 404,
    "/component/none/index.html": 404,
    "/_stcore/metrics": 404,
    "//evil.example": 400,
    "/..%2f..%2fetc/passwd": 400,
}


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_carries_the_headers(served: Served, path: str) -> None:
    status, headers, _ = served.get(path)
    assert status == ANSWERS[path]
    framed = path.startswith("/component/")
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == ("'self'" if framed else "'none'")
    assert "unsafe" not in policy["script-src"]
    assert not re.search(r"https?:|\*|//", headers["content-security-policy"].replace("sha256-", ""))
    assert headers["x-frame-options"] == ("SAMEORIGIN" if framed else "DENY")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers
    assert "server" not in headers


def test_a_refusal_carries_them_too(served: Served) -> None:
    for _, headers, _ in (
        served.get(Host="evil.example"),
        served.get(Origin="http://evil.example"),
        served.get("/auth"),
    ):
        assert "content-security-policy" in headers


@pytest.mark.parametrize(
    "path",
    ["", *CLOSED],
)
def test_services_that_no_page_uses_are_closed(served: Served, path: str) -> None:
    assert served.get(f"/_stcore/{path}")[0] in (400, 404)


@pytest.mark.parametrize("path", ["/auth/login", "/auth/logout?provider=x", "/oauth2callback?state=x", "/app/static/x"])
def test_there_is_no_signing_in_and_no_folder_of_files(served: Served, path: str) -> None:
    status, _, body = served.get(path)
    assert status == 404 or b"<title>Streamlit</title>" in body or body.startswith(b"<!--")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"])
def test_nothing_is_written(served: Served, method: str) -> None:
    for path in ("/", "/_stcore/upload_file/session/file", "/_stcore/health"):
        assert served.get(path, method, Content_Length="0")[0] in (404, 405)


@pytest.mark.parametrize("prefix", ["/", "/static/", "/component/streamlit_ace.streamlit_ace/", "/media/"])
@pytest.mark.parametrize("step", STEPS)
def test_no_file_of_the_machine_is_read(served: Served, prefix: str, step: str) -> None:
    for target in (step * 12 + "etc/passwd", step * 4 + "config.py"):
        status, _, body = served.get(prefix + target)
        assert status in (400, 404) or body.startswith((b"<!--", b"<!DOCTYPE")), (status, body[:80])
        assert b"root:" not in body
        assert b"import " not in body


def test_a_huge_request_is_refused(served: Served) -> None:
    assert served.get("/?" + "a" * 200_000)[0] == 400
    assert served.get(X="a" * 200_000)[0] == 400
    assert served.get()[0] == 200


def _say(address: str, message: bytes | str) -> None:
    """Send a message on a new websocket, and read what comes back until it is closed."""
    with connect(address, max_size=None) as visitor:
        visitor.send(message)
        while True:
            visitor.recv(timeout=30)


def test_a_huge_or_meaningless_message_ends_its_websocket_alone(served: Served) -> None:
    address = served.address.replace("http", "ws") + STREAM
    for message in (b"\0" * (VISITOR_MEGABYTES * 1_000_000 + 1), b"\xff" * 100, "text"):
        with pytest.raises(ConnectionClosed):
            _say(address, message)
    assert served.get("/_stcore/health")[0] == 200


def test_what_the_page_is_told_of_its_surroundings_names_no_other_site(served: Served) -> None:
    _, _, body = served.get("/_stcore/host-config")
    known = json.loads(body)
    assert known["allowedOrigins"] == []
    assert known["metricsUrl"] == ""


def test_nothing_was_looked_up_anywhere(served: Served) -> None:
    """Streamlit asks an outside host for the address of this machine when another site asks for a websocket."""
    for origin in FOREIGN:
        served.shake(Origin=origin)
        served.shake(Host="evil.example", Origin=origin)
    begun, *calls = served.calls.read_text(encoding="utf-8").splitlines()
    assert begun == "socket.getaddrinfo the notes are taken"
    assert calls == []


def test_streamlit_by_itself_gives_no_data_to_a_name_that_was_made_to_point_here(tmp_path: Path) -> None:
    """Whoever runs `streamlit run app.py` has only the settings beside it; docs/security.md says what is missing."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    environment = {**clean_environment(), "HOME": str(tmp_path)}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout is not None
    with process:
        try:
            assert any("You can now view" in line for line in process.stdout)
            alone = Served(f"http://127.0.0.1:{port}", tmp_path)
            assert alone.get()[0] == 200
            assert alone.shake() == 101
            assert alone.shake(Host="evil.example", Origin="http://evil.example") == 403
        finally:
            process.kill()


def test_the_rules_by_themselves() -> None:
    request = {"type": "http", "method": "GET", "path": "/", "headers": [(b"host", b"localhost:8501")]}
    assert refusal(request) is None
    assert refusal({**request, "type": "websocket", "path": STREAM}) is None
    two = [*request["headers"], (b"origin", b"http://localhost:8501"), (b"origin", b"http://evil.example")]
    refused = refusal({**request, "headers": two})
    assert refused is not None
    assert refused.status_code == 403
