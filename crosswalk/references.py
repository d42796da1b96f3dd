"""References as people write them, brought to one form: “Article 15(4)”, “art. 15 (4)” and `Art-15(4)` are the same.

Nothing here knows any document. A text becomes words (letters or digits, lower case, digits without zeros in front);
the names of kinds in it (article, clause, annex …) are set aside, and what is left is the number. Between two digits
it is kept which sign parts them, so that 15(4) is nearer to 15(4) than to 15.4.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

#: What people write for the kind of a provision, and the word that it stands for.
_KINDS = {
    **dict.fromkeys(("art", "arts", "articles"), "article"),
    **dict.fromkeys(("cl", "clauses"), "clause"),
    **dict.fromkeys(("sec", "sect", "§", "sections"), "section"),
    **dict.fromkeys(("para", "paras", "paragraphs", "subparagraph"), "paragraph"),
    **dict.fromkeys(("prov", "provisions"), "provision"),
    **dict.fromkeys(("req", "requirements"), "requirement"),
    **dict.fromkeys(("rec", "recommendations", "recommandation", "recommandations"), "recommendation"),
    **dict.fromkeys(("ch", "chap", "chapters"), "chapter"),
    **dict.fromkeys(("app", "appendices"), "appendix"),
    **dict.fromkeys(("ctrl", "controls"), "control"),
    **dict.fromkeys(("principles",), "principle"),
    **dict.fromkeys(("annexes",), "annex"),
    **dict.fromkeys(("parts",), "part"),
    **dict.fromkeys(("no", "nr"), "number"),
    **dict.fromkeys(("recitals",), "recital"),
    **dict.fromkeys(("safeguards",), "safeguard"),
    **dict.fromkeys(("subtechnique", "subtechniques"), "technique"),
    "ver": "v",
}
_PLAIN_KINDS = """
    article clause section paragraph provision requirement recommendation chapter appendix control principle annex part
    point item number measure commitment guideline practice task outcome objective action risk technique tactic
    mitigation threat theme title function category subcategory enhancement criterion recital safeguard v
"""
_KINDS |= {word: word for word in _PLAIN_KINDS.split()}
#: Kinds that say in which part of a document something is: what is in an annex is in no chapter.
PLACES = frozenset({"annex", "appendix", "article", "chapter", "clause", "part", "recital", "section", "title"})
#: Those that people write for nothing else.
STRICT = PLACES - {"clause", "section"}
#: Kinds that people write for one of any kind.
LOOSE = frozenset({"item", "number", "paragraph", "point", "provision", "requirement", "v"})
#: Kinds that are numbered in Roman figures, which some people write in Arabic ones.
_ROMAN_KINDS = frozenset({"annex", "chapter", "part", "title"})
_ROMAN = re.compile(r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})")
_FIGURES = re.compile(r"(?<![^\W_])[ivx]+(?![^\W_])", re.IGNORECASE)
_AFTER_ROMAN_KIND = re.compile(r"\b((?:annex|chapter|part|title))((?:[-, ]+[ivx]+(?![^\W_]))+)", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W\d_]+|[0-9]+|§")
_WORD = re.compile(r"[^\W_]+")
_PLURAL = re.compile(r"(?<=\w{2})(?<![aious])s$")
_PLURAL_OF_Y = re.compile(r"(?<=\w{2})ies$")
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")
#: Characters of a text that are looked at: no reference is longer.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Token:
    """One run of letters or digits of a reference."""

    text: str
    before: str  #: the signs between it and the token before
    kind: str  #: the kind of provision that it names, or ""
    glued: bool = False  #: nothing is between it and the token before


@dataclass(frozen=True, slots=True)
class Reference:
    """A number without its kinds: `core`, the kinds that were written with it, and what parts the digits.

    >>> read("Article 15(4)") == read("art. 15 (04)")
    True
    """

    core: tuple[str, ...]
    kinds: frozenset[str]
    signs: tuple[str, ...]


def folded(text: str) -> str:
    """Return a text without what people vary: case, blanks, zeros in front of numbers, the form of dashes.

    >>> folded("AC-02 (01)"), folded("NIST-CSF-2.0:gv.oc-01") == folded("nist-csf-2.0:GV.OC-1")
    ('ac-2(1)', True)
    """
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text)).lower()
    return _ZEROS.sub("", "".join(plain.split()))


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case, in the singular where the plural has an s.

    >>> words("Software bills of materials (SBOMs)")
    ('software', 'bill', 'of', 'material', 'sbom')
    """
    plain = unicodedata.normalize("NFKC", text).lower()
    return tuple(_PLURAL.sub("", _PLURAL_OF_Y.sub("y", word)) for word in _WORD.findall(plain))


def tokens(text: str) -> tuple[Token, ...]:
    """Return the runs of letters and digits of a text, with what parts them.

    >>> [token.text for token in tokens("LLM01:2025")]
    ['llm', '1', '2025']
    """
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text[:_LONGEST])).lower()
    found = list(_TOKEN.finditer(plain))
    ends = [0, *(match.end() for match in found)]
    kinds = ["", *(_KINDS.get(match[0], "") for match in found)]
    return tuple(
        Token(
            match[0].lstrip("0") or "0" if match[0].isdigit() else match[0],
            _sign(plain[end : match.start()]),
            "" if kind == "v" and above in _ROMAN_KINDS else kind,  # Chapter V is no version
            end == match.start() > 0,
        )
        for match, end, above, kind in zip(found, ends, kinds, kinds[1:], strict=False)
    )


def _sign(between: str) -> str:
    """Return what parts two digits: one sign, or "" for blanks and commas. A closing bracket says nothing more."""
    return between.replace(")", "").strip(" ,.\t\n:;")[:1] or ("." if between.strip() == "." else "")


def reference(found: tuple[Token, ...]) -> Reference:
    """Return the reference that some tokens are. Kinds are set aside where a number is left without them.

    >>> reference(tokens("Annex I, Part II")).core
    ('i', 'ii')
    >>> reference(tokens("risk governance")).core
    ('risk', 'governance')
    """
    left = tuple(token for token in found if not token.kind)
    if not any(is_figure(token.text) for token in left):
        left = found
    kinds = frozenset(token.kind for token in found if token.kind and token not in left)
    return Reference(tuple(token.text for token in left), kinds, tuple(_signs(left)))


def read(text: str) -> Reference:
    """Return the reference that a text is.

    >>> read("Clause 6.1.2").core, sorted(read("Clause 6.1.2").kinds)
    (('6', '1', '2'), ['clause'])
    """
    return reference(tokens(text))


def turned(found: tuple[Token, ...]) -> tuple[Token, ...] | None:
    """Return the tokens with the whole before its part; None where no “of” parts them.

    >>> reference(turned(tokens("point (b) of Article 9(2)")) or ()).core
    ('9', '2', 'b')
    """
    parts: list[list[Token]] = [[]]
    for token in found:
        if token.text == "of":
            parts.append([])
        elif token.text != "the":
            parts[-1].append(token)
    return tuple(token for part in reversed(parts) for token in part) if all(parts[-2:]) and parts[1:] else None


def joined(found: Sequence[Token]) -> tuple[str, ...]:
    """Return the words of tokens as names have them: a letter right after a number belongs to it.

    >>> joined(tokens("SP 800-218A")), joined(tokens("800-53r5"))
    (('sp', '800', '218a'), ('800', '53', 'r', '5'))
    """
    words: list[str] = []
    for number, token in enumerate(found):
        is_before_digits = any(later.glued and later.text.isdigit() for later in found[number + 1 : number + 2])
        if words and words[-1].isdigit() and token.glued and token.text.isalpha() and not is_before_digits:
            words[-1] += token.text
        else:
            words.append(token.text)
    return tuple(words)


def in_roman(found: tuple[Token, ...]) -> tuple[Token, ...] | None:
    """Return the tokens with Roman figures after the kinds that are numbered so; None where there is nothing to change.

    >>> reference(in_roman(tokens("Annex 1, Part 2")) or ()).core
    ('i', 'ii')
    """
    before = ("", *(token.kind for token in found))
    changed = tuple(
        replace(token, text=_roman(int(token.text))) if kind in _ROMAN_KINDS and _can_be_roman(token.text) else token
        for kind, token in zip(before, found, strict=False)
    )
    return None if changed == found else changed


def arabic(text: str) -> str:
    """Return a text with numbers in place of the Roman figures after the kinds that are numbered so.

    >>> arabic("Annex I, Part IV"), arabic("Annex-I-II-3"), arabic("Article I")
    ('Annex 1, Part 4', 'Annex-1-2-3', 'Article I')
    """
    if not _AFTER_ROMAN_KIND.search(text):
        return text
    return _AFTER_ROMAN_KIND.sub(lambda found: found[1] + _FIGURES.sub(_as_number, found[2]), text)


def _as_number(figures: re.Match[str]) -> str:
    return str(next((number for number in range(1, 40) if _roman(number) == figures[0].lower()), figures[0]))


def _signs(found: tuple[Token, ...]) -> Iterator[str]:
    for before, token in pairwise(found):
        if before.text.isdigit() and token.text.isdigit():
            yield token.before


def is_figure(text: str) -> bool:
    """Return True for digits, one letter, or a Roman figure of up to 39.

    >>> is_figure("15"), is_figure("a"), is_figure("xiv"), is_figure("act")
    (True, True, True, False)
    """
    return text.isdigit() or len(text) == 1 or is_numeral(text)


def is_numeral(text: str) -> bool:
    """Return True for a Roman figure of up to 39 in small letters.

    >>> is_numeral("xiv"), is_numeral("a")
    (True, False)
    """
    return bool(_ROMAN.fullmatch(text))


def _can_be_roman(text: str) -> bool:
    return text.isdigit() and len(text) < 3 and 0 < int(text) < 40


def _roman(number: int) -> str:
    return "x" * (number // 10) + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[number % 10]
