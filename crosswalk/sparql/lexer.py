"""Which keywords a SPARQL text may contain, under every way of reading it.

Where a text says ``<``, one program reads the start of an IRI and another “less than”; each then takes another part of
the text for a string or a comment, and a keyword can hide in the difference. So nothing is decided here: both readings
are followed to the end, and a keyword counts that is outside strings, comments and IRIs in any of them.
"""

from __future__ import annotations

import re

_CODE, _IRI, _COMMENT, _SHORT1, _SHORT2, _LONG1, _LONG2 = (1 << number for number in range(7))
_QUOTES = {"'": (_SHORT1, _LONG1), '"': (_SHORT2, _LONG2)}
_NOT_IN_IRI = frozenset("<>{}") | frozenset(map(chr, range(0x21)))

#: Keywords of SPARQL and its dialects that call out, read another dataset or change anything. As `re` ignores case, so
#: do they: a long s and an i without its dot are an S and an I.
_KEYWORD = re.compile(
    "(?P<service>SERVICE)|(?P<other>FROM|LOAD|INSERT|DELETE|CLEAR|DROP|CREATE|ADD|MOVE|COPY|DEFINE)", re.IGNORECASE
)
_BETWEEN = r"(?:\s|\#[^\n]*(?:\n|\Z))*+"
_SILENT = rf"(?:SILENT{_BETWEEN})?"
#: What cannot be in a name. Nothing is said of what can be: that is much more than letters, in each program something
#: else, and even a sign that Python takes for a blank (U+1680).
_NOT_IN_NAME = r" \t\n\r\f\v<>{}()\"'#"
#: What follows SERVICE as a word of its own, and what must follow where it is glued to other letters: some programs
#: read `trueSERVICEex:a {` as four words, and nobody reads `ex:my-service` as two.
_ENDPOINT_BEGINS = re.compile(
    rf"(?![\w:]){_BETWEEN}{_SILENT}(?:<|[?$][^{_NOT_IN_NAME}]|[^{_NOT_IN_NAME}\[\]:?$]*+:)", re.IGNORECASE
)
_ENDPOINT_AND_GROUP = re.compile(
    rf"{_BETWEEN}{_SILENT}(?:<[^<>{{}}\s]*+>|[?$][^{_NOT_IN_NAME}]++|[^{_NOT_IN_NAME}\[\]:?$]*+:"
    rf"(?:\\.|[^{_NOT_IN_NAME}\\])*+){_BETWEEN}\{{",
    re.IGNORECASE,
)
#: After what is no escape of a string, three quotes may be read as an empty string and the start of another.
_ODD_ESCAPE = re.compile(r"\\[^tbnrf\"'\\]")
_VARIABLE = re.compile(r"[?$]\w+")
_OWN_WORD = re.compile(r"(?![\w:])")
_BEFORE_A_WORD = frozenset("{}()[];*>\"'")


def keywords(sparql: str) -> list[str]:
    """Return the keywords that call out, read another dataset or change anything, in any reading of the text.

    >>> keywords("ASK { ?a ?b 'SERVICE <x:y> {}' } # SERVICE <x:y> {}")
    []
    >>> keywords("ASK { ?service a <x:y> FILTER(?a <2)SERVICE #> \\n <x:y> {}}")
    ['SERVICE']
    """
    # every program reads the name of a variable to its end
    found = list(_KEYWORD.finditer(_VARIABLE.sub(lambda variable: "?" * len(variable[0]), sparql)))
    if not found:
        return []
    code, _ = _readings(sparql)
    return [_upper(match) for match in found if code[match.start()] and _stands(sparql, match)]


def is_left_open(sparql: str) -> bool:
    """Tell whether the text ends within a string in any reading: what is put behind it would be read as its end.

    >>> is_left_open("ASK { ?a ?b 'it'"), is_left_open("ASK { ?a ?b 'it")
    (False, True)
    """
    _, last = _readings(sparql)
    return bool(last & (_SHORT1 | _SHORT2 | _LONG1 | _LONG2))


def _upper(match: re.Match[str]) -> str:
    return "SERVICE" if match["service"] else match[0].upper()


def _readings(sparql: str) -> tuple[bytearray, int]:
    """Return for each character whether it is outside strings, comments and IRIs in any reading, and the modes in which
    the text ends.

    The modes that a reading may be in at a character are one number, so that all readings together take one pass.
    """
    size = len(sparql)
    closed = {quote: _last_closing(sparql, quote) for quote in _QUOTES}
    either = bool(_ODD_ESCAPE.search(sparql))
    modes = bytearray(size + 4)
    modes[0] = _CODE
    code = bytearray(size)
    for place, char in enumerate(sparql):
        here = modes[place]
        if not here:
            continue
        if here & _CODE:
            code[place] = 1
            long = char in _QUOTES and sparql.startswith(char * 3, place) and closed[char] >= place + 3
            if long:
                modes[place + 3] |= _QUOTES[char][1]
            if not long or either:
                modes[place + 1] |= _after_code(char)
            if char == "\\":  # of a name such as ex:it\'s, or of nothing
                modes[place + 2] |= _CODE
        if here & _IRI and char == ">":
            modes[place + 1] |= _CODE
        elif here & _IRI and char not in _NOT_IN_IRI:
            modes[place + 1] |= _IRI
        if here & _COMMENT:
            modes[place + 1] |= _CODE if char == "\n" else _COMMENT
        for quote, (one, three) in _QUOTES.items():
            if here & one:
                if char == "\\":
                    modes[place + 2] |= one
                elif char != "\n":
                    modes[place + 1] |= _CODE if char == quote else one
            if here & three:
                closing = sparql.startswith(quote * 3, place)
                if closing:
                    modes[place + 3] |= _CODE
                if char == "\\":
                    modes[place + 2] |= three
                elif not closing or sparql.startswith(quote * 4, place):
                    modes[place + 1] |= three
    return code, modes[size]


def _last_closing(sparql: str, quote: str) -> int:
    """Return where the last three quotes are that may end a long string, or -1."""
    place = sparql.rfind(quote * 3)
    while place > 0:
        before = sparql[:place]
        if (len(before) - len(before.rstrip("\\"))) % 2 == 0:
            break
        place = sparql.rfind(quote * 3, 0, place + 2)
    return place


def _after_code(char: str) -> int:
    """Return the modes that a character outside everything may lead to."""
    if char == "<":
        return _CODE | _IRI
    if char == "#":
        return _COMMENT
    return _QUOTES[char][0] if char in _QUOTES else _CODE


def _stands(sparql: str, match: re.Match[str]) -> bool:
    """Tell whether letters that are code may be the keyword, and not a part of a name."""
    before = sparql[match.start() - 1] if match.start() else " "
    if before in "?$":
        return False
    apart = (
        before in _BEFORE_A_WORD or before.isspace() or (before == "." and not _ends_name(sparql, match.start() - 1))
    )
    if match["other"]:
        return apart and bool(_OWN_WORD.match(sparql, match.end()))
    if apart and _ENDPOINT_BEGINS.match(sparql, match.end()):
        return True
    return bool(_ENDPOINT_AND_GROUP.match(sparql, match.end()))


def _ends_name(sparql: str, end: int) -> bool:
    return end > 0 and (sparql[end - 1].isalnum() or sparql[end - 1] in "_-")
