"""Text of files and of users, made fit to be shown: nothing in it moves the cursor, turns the line round or is unseen.

Control characters steer a terminal; bidirectional controls make a text read otherwise than it is stored (“Trojan
Source”, [UTR 36](https://www.unicode.org/reports/tr36/)). Screen, terminal and CSV show each of them as its escape;
JSON and Turtle write the same escape, which they read back as the character.
"""

from __future__ import annotations

import json
import re

#: Everything that is not seen: controls but tab and newline, format characters, surrogates, separators of lines and of
#: paragraphs, and two that are no characters. Signs of Arabic numbers, which are seen, stay.
_UNSEEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
#: Joiners belong to the spelling of Persian, Indian languages and emoji: between two signs beyond ASCII they stay.
_SPELLING = re.compile(r"(?<=[^\x00-\x7f])[\u200c\u200d](?=[^\x00-\x7f])")
_SHOWN_AS_ESCAPE = re.compile(f"{_SPELLING.pattern}|([{_UNSEEN}])")
_WRITTEN_AS_ESCAPE = re.compile(f"[{_UNSEEN}]")
#: What [XML](https://www.w3.org/TR/xml/#charsets) can contain.
_IN_XML = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAK = re.compile(r"[ \t]*[\n\t]\s*")


def visible(text: object) -> str:
    r"""Return the text with every character that is not seen as its escape; tabs and line breaks stay.

    >>> print(visible("a\x1b[31m\u202eb"))
    a\x1b[31m\u202eb
    >>> visible("می\u200cشود, 12 €") == "می\u200cشود, 12 €"
    True
    """
    shown = str(text)
    return shown if shown.isprintable() else _SHOWN_AS_ESCAPE.sub(_escape, shown)


def one_line(text: object) -> str:
    r"""Return the text as `visible` does, with a space in place of each line break or tab: a sentence stays one line.

    >>> one_line("Title\nError: \x07")
    'Title Error: \\x07'
    """
    return _BREAK.sub(" ", visible(text))


def escaped_json(text: str) -> str:
    r"""Return JSON that means the same, with every character that is not seen as an escape.

    >>> print(escaped_json('"\u202e"'))
    "\u202e"
    """
    return _WRITTEN_AS_ESCAPE.sub(lambda match: json.dumps(match[0])[1:-1], text)


def escaped_xml(text: str) -> str:
    r"""Return XML with every character that is not seen as a reference; what XML cannot contain becomes an escape that
    is text.

    >>> print(escaped_xml('<a>\u202e\x1b</a>'))
    <a>&#x202E;\x1b</a>
    """
    return _WRITTEN_AS_ESCAPE.sub(
        lambda match: f"&#x{ord(match[0]):X};" if _IN_XML.match(match[0]) else visible(match[0]), text
    )


def escaped_turtle(text: str) -> str:
    r"""Return Turtle that means the same, with every character that is not seen as an escape.

    >>> print(escaped_turtle('<a> <b> "\u202e" .'))
    <a> <b> "\U0000202E" .
    """
    return _WRITTEN_AS_ESCAPE.sub(lambda match: f"\\U{ord(match[0]):08X}", text)


def _escape(match: re.Match[str]) -> str:
    return match[1].encode("unicode_escape").decode("ascii") if match[1] else match[0]
