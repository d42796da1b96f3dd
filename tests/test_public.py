"""The public address of an explorer."""

from __future__ import annotations

import pytest

from crosswalk.errors import UsageError
from crosswalk.public import host, is_local, public_url


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("", ""),
        ("https://crosswalk.example.org", "https://crosswalk.example.org"),
        (" HTTP://Crosswalk.Example.org:8080/ ", "http://crosswalk.example.org:8080"),
        ("https://example.org/standards/", "https://example.org/standards"),
        ("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"),
    ],
)
def test_an_address_is_kept_as_links_begin(given: str, kept: str) -> None:
    assert public_url(given) == kept


@pytest.mark.parametrize(
    "given",
    [
        *(
            "crosswalk.example.org",
            "//example.org",
            "ftp://example.org",
            "javascript:alert(1)",
            "https://",
            "https://:80",
        ),
        *(
            "https://user:secret@example.org",
            "https://example.org/?a=b",
            "https://example.org/#a",
            "https://example.org?",
        ),
        *(
            "https://example.org:99999",
            "https://[::1",
            "https://exa mple.org",
            'https://example.org/"',
            "https://exämple.org",
        ),
        *("https://example.org/<b>", "https://example.org/\x1b[0m"),
    ],
)
def test_anything_else_is_refused_in_one_sentence(given: str) -> None:
    with pytest.raises(UsageError, match="cannot be used: give the address"):
        public_url(given)


def test_its_host_and_whether_others_can_open_it() -> None:
    assert host("https://[2001:db8::1]:8443") == "[2001:db8::1]"
    assert [is_local(url) for url in ("http://[::1]:8501/", "http://localhost/", "", "http://10.0.0.1/")] == [
        True
    ] * 3 + [False]
