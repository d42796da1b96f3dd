"""Serve the explorer in this process, with all pages imported and the crosswalk being opened, so that the first visitor
waits for neither.

Streamlit is an application (ASGI) behind `crosswalk.explorer.door`, on a socket that is open already.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress

import uvicorn
from starlette.types import ASGIApp
from streamlit.starlette import App
from streamlit.web import bootstrap

from crosswalk.errors import CrosswalkError
from crosswalk.explorer import discover
from crosswalk.explorer.connections import Patient
from crosswalk.explorer.door import LOOPBACK, Door
from crosswalk.explorer.page import Page
from crosswalk.explorer.start import open_crosswalk
from crosswalk.limits import CONNECTIONS, PAGE_MEGABYTES, REQUEST_BYTES, VISITOR_MEGABYTES
from crosswalk.sources import shipped_root
from crosswalk.store.holder import Crosswalk

#: How the pages look is in .streamlit/config.toml; what must hold wherever the command is started is here.
_SETTINGS = {
    "server.headless": True,
    "server.fileWatcherType": "none",
    "server.baseUrlPath": "",
    "server.enableCORS": True,
    "server.corsAllowedOrigins": [],
    "server.enableXsrfProtection": True,
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "server.maxUploadSize": 1,  # nothing is uploaded; `door` refuses it
    "server.maxMessageSize": PAGE_MEGABYTES,
    "server.maxWidgetStateSize": VISITOR_MEGABYTES,
    "browser.gatherUsageStats": False,
    "client.allowedOrigins": [],
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    # A full collection after every run of a page walks the whole crosswalk: three quarters of what a page cost.
    "runner.postScriptGC": False,
}
_END_SECONDS = 4.0  # for pages that are being drawn while the explorer ends


def serve(listener: socket.socket, hosts: Iterable[str], ready: Callable[[], None]) -> None:
    """Serve the explorer on this socket, under the names in `hosts` besides those of this machine, until the process is
    asked to end; call `ready` as soon as it answers. Raises CrosswalkError when it cannot be started.
    """
    names = [*LOOPBACK, *hosts]
    try:
        server = _server(listener, names, ready)
        _first_page()
        server.run(sockets=[listener])
    except Exception as error:
        if _debugging():
            raise
        why = str(error) if isinstance(error, CrosswalkError) else f"{type(error).__name__}: {error}"
        raise CrosswalkError(f"The explorer cannot run: {why}") from error


def _debugging() -> bool:
    return bool(os.environ.get("CROSSWALK_DEBUG"))


def _server(listener: socket.socket, names: list[str], ready: Callable[[], None]) -> _Server:
    app = App(shipped_root() / "app.py")  # before the settings: it says where config.toml is
    address, port, *_ = listener.getsockname()
    place = {
        "server.address": address,
        "server.port": port,
        "server.allowedHosts": [name.strip("[]") for name in names],
    }
    bootstrap.load_config_options({**_SETTINGS, **place})
    return _Server(_config(Door(app, names)), ready)


def _config(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=Patient,
        ws="websockets-sansio",
        lifespan="on",
        log_config=None,
        log_level="error" if _debugging() else "critical",  # what uvicorn reports, any visitor can provoke
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=CONNECTIONS,
        h11_max_incomplete_event_size=REQUEST_BYTES,
        timeout_graceful_shutdown=1,
        ws_max_size=VISITOR_MEGABYTES * 1_000_000,
        ws_per_message_deflate=False,
    )


class _Server(uvicorn.Server):
    """A server that says when it answers, and does not wait long for anybody when it ends."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            await super().startup(sockets)
        except SystemExit as ended:  # uvicorn has logged why
            raise CrosswalkError("Streamlit ended at once. Set CROSSWALK_DEBUG=1 to see why.") from ended
        self._ready()
        _ask_ahead_in_thread()  # a server that does not start need not wait for it to end

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        watch = threading.Timer(_END_SECONDS, os._exit, (0,))
        watch.daemon = True
        watch.start()
        await super().shutdown(sockets)
        if any(thread.name == _AHEAD for thread in threading.enumerate()):  # it would be torn out of its query
            os._exit(0)


_AHEAD = "crosswalk-ask-ahead"


def _first_page() -> Page | None:
    """Return the first page; all are imported. None where one has a fault, which every page meets and reports."""
    with suppress(CrosswalkError):
        return discover()[0]
    return None


def _ask_ahead_in_thread() -> None:
    first = _first_page()
    if first is not None and first.warm_up is not None:
        threading.Thread(target=_ask_ahead, args=(first.warm_up,), name=_AHEAD).start()


def _ask_ahead(warm_up: Callable[[Crosswalk], object]) -> None:
    with suppress(CrosswalkError):  # the page meets the same fault, and reports it
        warm_up(open_crosswalk())
