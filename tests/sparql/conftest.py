"""Fixtures of this room: a server that notes whether anybody calls, and the shipped graph as a folder on disk."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from crosswalk.store.holder import Crosswalk


@dataclass
class Listener:
    """A server on this machine: where it listens, and every request that reached it."""

    url: str
    calls: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def server() -> Iterator[Listener]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.calls.append(f"{self.command} {self.path}")
            self.send_error(500)

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    heard = Listener(f"http://127.0.0.1:{server.server_port}/")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield heard
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def listener(server: Listener) -> Listener:
    """Return the server with a clean sheet."""
    server.calls.clear()
    return server


@pytest.fixture(scope="session")
def location(shipped: Crosswalk) -> str:
    """Return the folder in which a worker finds the shipped graph."""
    return shipped.store.location()
