"""The public address of an explorer: by which others open it, and whether an address is one that others can open."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

from crosswalk.errors import UsageError, shown

_LOCAL = ("localhost", "127.0.0.1", "::1")


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
    """Return the host that a public address names, as a Host header has it, without its port.

    >>> host("https://[::1]:8443/x"), host("https://example.org")
    ('[::1]', 'example.org')
    """
    name = urlsplit(url).hostname or ""
    return f"[{name}]" if ":" in name else name


def is_local(url: str) -> bool:
    """Return True for an address that only this computer can open.

    >>> is_local("http://127.0.0.1:8501/compare"), is_local("https://example.org/")
    (True, False)
    """
    return (urlsplit(url).hostname or "localhost") in _LOCAL
