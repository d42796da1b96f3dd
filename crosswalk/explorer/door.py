"""The door of the explorer: which requests are answered, and the headers that every answer carries.

A browser lets any web page ask any address, this machine's own among them. So a request is answered only when it calls
the explorer by one of its names (a page whose name was made to point to this machine does not), and when it does not
come from another site. Of Streamlit, only what the pages use is answered.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from crosswalk.explorer.ui import scripts

#: The names by which a machine calls itself.
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_SERVICES = ("health", "host-config", "stream")  # of Streamlit's own, below /_stcore/
_NOT_USED = ("auth", "oauth2callback")  # signing in, which the explorer does not have
_COMPONENTS = "/component/"  # the editor, which is shown in a frame within the page
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


class Door:
    """An application (ASGI) in front of another, which passes on what may be answered."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self._inside = TrustedHostMiddleware(_Inside(app), allowed_hosts=[*hosts], www_redirect=False)
        allowed = _allowed_scripts()
        self._page, self._framed = _headers(allowed, "'none'", "DENY"), _headers(allowed, "'self'", "SAMEORIGIN")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, by the rules of ASGI."""
        headers = self._framed if scope.get("path", "").startswith(_COMPONENTS) else self._page

        async def with_headers(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                MutableHeaders(scope=message).update(headers)
            await send(message)

        await self._inside(scope, receive, with_headers)


class _Inside:
    """What a request meets that has called the explorer by one of its names."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = refusal(scope) if scope["type"] in ("http", "websocket") else None
        await (refused or self._app)(scope, receive, send)


def refusal(scope: Scope) -> PlainTextResponse | None:
    """Return the answer to a request that is refused, or None.

    >>> request = {"type": "http", "method": "GET", "path": "/compare", "headers": [(b"host", b"localhost:8501")]}
    >>> refusal(request) is None
    True
    >>> refusal({**request, "path": "/_stcore/metrics"}).status_code
    404
    """
    headers = Headers(scope=scope)
    if any(_site(origin) != headers.get("host") for origin in headers.getlist("origin")):
        return PlainTextResponse("The explorer does not answer requests from other sites.", status_code=403)
    if scope["type"] == "http" and scope["method"] not in ("GET", "HEAD"):
        return PlainTextResponse("The explorer is only read.", status_code=405, headers={"Allow": "GET, HEAD"})
    first, _, rest = scope["path"].removeprefix("/").partition("/")
    if first in _NOT_USED or (first == "_stcore" and rest not in _SERVICES):
        return PlainTextResponse("Not Found", status_code=404)
    return None


def _site(origin: str) -> str | None:
    """Return the name and port in an Origin, as Streamlit compares them; None where there are none."""
    try:
        return urlsplit(origin).netloc or None
    except ValueError:
        return None


def _headers(scripts_allowed: str, framed_by: str, frame_options: str) -> dict[str, str]:
    policy = {
        "default-src": "'none'",
        "script-src": f"'self' {scripts_allowed}",
        "style-src": "'self' 'unsafe-inline'",  # Streamlit and the editor write their styles into the page
        "img-src": "'self' data: blob:",  # drawings that are saved as pictures
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "frame-src": "'self'",
        "worker-src": "'self' blob:",  # the editor checks what is typed in a worker
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": framed_by,
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": frame_options,
    }


def _allowed_scripts() -> str:
    """Return the hashes of the scripts written into the pages: Streamlit's, the editor's, and our own."""
    pages = [*_pages_of("streamlit", "static/index.html"), *_pages_of("streamlit_ace", "frontend/build/index.html")]
    found = [text for page in pages for text in _INLINE.findall(page.read_text(encoding="utf-8"))]
    digests = (hashlib.sha256(text.encode()).digest() for text in (*found, *scripts.texts()))
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def _pages_of(package: str, page: str) -> list[Path]:
    """Return a page that a package brings. The package is not imported: its component would be lost to the pages."""
    spec = find_spec(package)
    return [Path(folder) / page for folder in (spec.submodule_search_locations or [] if spec else [])]
