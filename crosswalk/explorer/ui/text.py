"""Text from files, addresses and users, made safe to show: it is never read as Markdown or HTML.

What Streamlit reads as Markdown is a literal or comes from a function that returns `Markdown`; what it reads as HTML
comes from one that returns `Html`. `tests/explorer/test_text.py` looks at every call of Streamlit for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from urllib.parse import urlsplit

from crosswalk.text import one_line, visible

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|$~^:&@/=\"'])")
#: Where Streamlit would make a link, a picture, an icon or an arrow of a text although its signs are escaped.
_JOINTS = re.compile(
    r"(?<=http)(?=s?://)|(?<=www)(?=\.)|(?=@)|(?<=:)(?=streamlit:|material_)"
    r"|(?<=(?<!\S)[-<>~])(?=[-=>])|(?<=(?<!\S)<-)(?=>)",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()<>#+\-.!|$~^:&@/=\"'])")
_NOTHING = ":gray[]"  #: is not seen, and parts the text so that what it parts is no link, icon or arrow any more
_ADDRESSES = ("Address", "Page", "Rights")  #: facts that may be web addresses, and are links then


class Markdown(str):
    """Markdown of our own words, in which other texts are escaped. `plain` leaves it as it is."""

    __slots__ = ()


class Html(str):
    """HTML of our own, in which other texts are escaped. `html` leaves it as it is."""

    __slots__ = ()


def plain(text: object) -> Markdown:
    """Return Markdown that shows the text as it is, on one line.

    >>> plain("![x](http://a) <b>")
    '\\\\!\\\\[x\\\\]\\\\(http:gray[]\\\\:\\\\/\\\\/a\\\\) \\\\<b\\\\>'
    >>> plain(plain("*")) == plain("*")
    True
    """
    if isinstance(text, Markdown):
        return text
    shown = " ".join(one_line(text).split())
    return Markdown(_NOTHING.join(_MARKDOWN.sub(r"\\\1", part) for part in _JOINTS.split(shown)))


def markdown(template: str, *values: object) -> Markdown:
    """Return Markdown of our own, with each value shown as it is in place of a `{}`; a space at its ends is kept.

    >>> markdown("**{}** of {}", 3, "*Title*")
    '**3** of \\\\*Title\\\\*'
    >>> markdown("**{}{}** found", 40, " or more")
    '**40 or more** found'
    """
    return Markdown(template.format(*map(_in_place, values)))


def _in_place(value: object) -> str:
    text = str(value)
    before, after = (" " if edge.isspace() else "" for edge in (text[:1], text[-1:]))
    return f"{before}{plain(value)}{after}"


def as_read(text: object) -> str:
    """Return a text as a person reads it: Markdown of our own without its signs, anything else as it is.

    >>> as_read(markdown("**{}** of {}", 3, "*Title*")), as_read("*")
    ('3 of *Title*', '*')
    """
    if not isinstance(text, Markdown):
        return str(text)
    return _ESCAPED.sub(r"\1", text.replace(_NOTHING, "").replace("**", ""))


def meanings(words: Iterable[tuple[object, object]], numbered: bool = False) -> Markdown:
    """Return words with their meanings as a list, which may be numbered.

    >>> print(meanings([("look", "see"), ("click", "open")], numbered=True))
    1. **look**: see
    2. **click**: open
    """
    lines = (markdown("**{}**: {}", word, meaning) for word, meaning in words)
    return Markdown("\n".join(f"{f'{number}.' if numbered else '-'} {line}" for number, line in enumerate(lines, 1)))


def listing(texts: Iterable[object]) -> Markdown:
    """Return texts as a list."""
    return Markdown("\n".join(markdown("- {}", text) for text in texts))


def enumerated(parts: Iterable[Markdown]) -> Markdown:
    """Return pieces of Markdown with commas between them."""
    return Markdown(", ".join(parts))


def html(template: str, *values: object) -> Html:
    """Return HTML of our own, with each value shown as it is in place of a `{}`; `Html` stays HTML.

    >>> html("<p>{} {}</p>", "<b>", html("<i>{}</i>", 1))
    '<p>&lt;b&gt; <i>1</i></p>'
    """
    return Html(template.format(*map(_as_html, values)))


def _as_html(value: object) -> Html:
    return value if isinstance(value, Html) else Html(escape(visible(value)))


def several(parts: Iterable[Html]) -> Html:
    """Return pieces of HTML as one."""
    return Html("".join(parts))


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


def is_address(text: object) -> bool:
    """Return True for a web address, which a link may lead to.

    >>> is_address("https://example.org/"), is_address("javascript:alert(1)")
    (True, False)
    """
    return bool(re.fullmatch(r"https?://[^\s\"'<>]+", str(text))) and visible(text) == text


def linked(text: object) -> Html:
    """Return HTML of a text; a web address becomes a link."""
    if not is_address(text):
        return html("{}", text)
    return html('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>', text, text)


def away(address: str | None) -> Html:
    """Return HTML of a link to a page of somebody else, named by its host; nothing where there is no such address.

    >>> away("https://example.org/a"), away(None)
    ('<a href="https://example.org/a" target="_blank" rel="noopener noreferrer">example.org ↗</a>', '')
    """
    if not is_address(address):
        return html("")
    host = urlsplit(str(address)).hostname or str(address)
    return html('<a href="{}" target="_blank" rel="noopener noreferrer">{} ↗</a>', address, host)


def facts(pairs: Iterable[tuple[str, object]]) -> Html:
    """Return HTML of name and value pairs; a pair without a value is left out."""
    rows = (
        html("<dt>{}</dt><dd>{}</dd>", name, linked(value) if name in _ADDRESSES else value)
        for name, value in pairs
        if value not in (None, "")
    )
    return html('<dl class="xw-facts">{}</dl>', several(rows))
