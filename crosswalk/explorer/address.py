"""The address of a view, as a link or citation gives it to somebody else.

`crosswalk app --public-url` says by which address others reach the explorer. Without it, the address in the browser is
all there is, and one of this computer alone is good for nobody else: whoever shows it says so.
"""

from __future__ import annotations

import os
from urllib.parse import SplitResult, urlencode, urlsplit

import streamlit as st

from crosswalk.errors import UsageError, shown

VARIABLE = "CROSSWALK_PUBLIC_URL"
_LOCAL = ("localhost", "127.0.0.1", "::1")
#: Says that an address opens on one computer only.
LOCAL_NOTE = "an address of the writer’s own computer, which others cannot open"
_PASSING = ("print",)  # how a view is shown, not which


def public_url(text: str) -> str:
    """Return a public address as links begin, without the slash at its end; "" for "".

    Raises UsageError for what is not the address of a site: another scheme than http or https, no host, a user name, a
    query or a fragment.

    >>> public_url("HTTPS://Crosswalk.example.org/")
    'https://crosswalk.example.org'
    """
    if not text.strip():
        return ""
    parts = _parts(text.strip())
    if parts is None:
        raise UsageError(
            f"The public URL “{shown(text)}” cannot be used: give the address by which others open the explorer, with "
            "http:// or https://, as in https://crosswalk.example.org."
        )
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}"


def _parts(text: str) -> SplitResult | None:
    """Return the parts of an address that links can begin with, or None."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    plain = text.isascii() and text.isprintable() and not set(text) & set(" \"'<>\\^`{|}")
    more = parts.query or parts.fragment or "?" in text or "#" in text or "@" in parts.netloc
    usable = parts.scheme in ("http", "https") and parts.hostname and port != 0
    return parts if plain and usable and not more else None


def host(url: str) -> str:
    """Return the host that a public address names, as it stands in a Host header without its port.

    >>> host("https://[::1]:8443/x"), host("https://example.org")
    ('[::1]', 'example.org')
    """
    name = urlsplit(url).hostname or ""
    return f"[{name}]" if ":" in name else name


def of_view(path: str) -> str:
    """Return the whole address of the view on the screen; `path` is that of its page, "" for the first.

    Raises UsageError where CROSSWALK_PUBLIC_URL is not an address.
    """
    base = public_url(os.environ.get(VARIABLE, ""))
    start = f"{base}/{path}" if base else (st.context.url or "").split("?")[0].split("#")[0]
    state = {name: text for name, text in st.query_params.to_dict().items() if name not in _PASSING}
    asked = urlencode(state, safe=":")
    return f"{start}?{asked}" if asked else start


def is_local(url: str) -> bool:
    """Return True for an address that only this computer can open.

    >>> is_local("http://127.0.0.1:8501/compare"), is_local("https://example.org/")
    (True, False)
    """
    return (urlsplit(url).hostname or "localhost") in _LOCAL
