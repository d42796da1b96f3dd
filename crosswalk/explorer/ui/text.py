"""Text from files, addresses and users, made safe to show: it is never read as Markdown or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|$~^:&@/=\"'])")


def plain(text: object) -> str:
    """Return Markdown that shows the text as it is, on one line.

    >>> plain("![x](http://a) <b>")
    '\\\\!\\\\[x\\\\]\\\\(http\\\\:\\\\/\\\\/a\\\\) \\\\<b\\\\>'
    """
    return _MARKDOWN.sub(r"\\\1", " ".join(str(text).split()))


def words(name: str | None) -> str:
    """Return an id word as people read it.

    >>> words("no-counterpart"), words(None)
    ('no counterpart', 'not stated')
    """
    return name.replace("-", " ") if name else "not stated"


def joined(properties: Mapping[str, Sequence[object]], name: str) -> str:
    """Return all values of one property in one line.

    >>> joined({"skos:note": ["Not", "read."]}, "skos:note")
    'Not read.'
    """
    return " ".join(map(str, properties.get(name, ())))


def linked(text: object) -> str:
    """Return HTML of a text; a web address becomes a link."""
    shown = escape(str(text))
    if re.fullmatch(r"https?://[^\s\"'<>]+", str(text)):
        return f'<a href="{shown}" target="_blank" rel="noopener noreferrer">{shown}</a>'
    return shown


def facts(pairs: Iterable[tuple[str, object]]) -> str:
    """Return HTML of name and value pairs; a pair without a value is left out."""
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd>{linked(value)}</dd>" for name, value in pairs if value not in (None, "")
    )
    return f'<dl class="xw-facts">{rows}</dl>'
