"""What is not seen is shown as its escape, whichever character it is; and no form of = + - @ begins a cell of a CSV."""

from __future__ import annotations

import json
import sys
import unicodedata

import pytest
import rdflib

from crosswalk.formats.writers.csv import harmless
from crosswalk.text import escaped_json, escaped_turtle, one_line, visible

EVERY = [chr(number) for number in range(sys.maxunicode + 1)]
#: Format characters that are seen: signs of Arabic numbers and the like, and how hieroglyphs and shorthand are joined.
SEEN = ("ARABIC ", "SYRIAC ", "KAITHI ", "EGYPTIAN ", "SHORTHAND ")


def is_unseen(char: str) -> bool:
    kind, name = unicodedata.category(char), unicodedata.name(char, "")
    if char in "\n\t" or (kind == "Cf" and name.startswith(SEEN) and name != "ARABIC LETTER MARK"):
        return False
    return kind in ("Cc", "Cf", "Cs", "Zl", "Zp") or char in "\ufffe\uffff"


def test_every_character_that_is_not_seen_is_shown_as_an_escape_and_no_other() -> None:
    wrong = [
        hex(ord(char))
        for char in EVERY
        if unicodedata.category(char) != "Cn" and is_unseen(char) == (visible(char) == char)
    ]
    assert wrong == []
    assert all(visible(char).isascii() for char in EVERY if is_unseen(char))


@pytest.mark.parametrize("text", ["שלום, עולם", "می‌خواهم", "क्‍ष", "👩‍💻 ❤️", "naïve – “x”", "a\tb\nc", "汉字"])
def test_what_people_write_stays(text: str) -> None:
    assert visible(text) == text


def test_joiners_between_other_letters_are_shown() -> None:
    assert visible("pass\u200cword \u200d") == r"pass\u200cword \u200d"


def test_a_sentence_stays_one_line() -> None:
    assert one_line("a \n\n b\tc\r\n") == r"a b c\r "
    assert one_line("  indented") == "  indented"


def test_json_and_turtle_read_the_same_back() -> None:
    text = (
        "".join(char for char in EVERY if is_unseen(char) and unicodedata.category(char) != "Cs") + "\\ \" ' \u200d é"
    )
    written = escaped_json(json.dumps(text, ensure_ascii=False))
    assert json.loads(written) == text
    assert not any(map(is_unseen, written))
    graph = rdflib.Graph()
    graph.add((rdflib.URIRef("https://x.example/"), rdflib.RDFS.label, rdflib.Literal(text)))
    turtle = escaped_turtle(graph.serialize(format="turtle"))
    assert not any(map(is_unseen, turtle))
    assert [str(label) for label in rdflib.Graph().parse(data=turtle, format="turtle").objects()] == [text]


def test_no_form_of_a_sign_begins_a_formula() -> None:
    forms = [char for char in EVERY if unicodedata.normalize("NFKC", char) in ("=", "+", "-", "@")]
    assert len(forms) > 12
    for form in [*forms, "\u2212"]:
        for before in ("", " ", '"', "\u00a0", "\n", "\t", "'"):
            assert str(harmless(f"{before}{form}1")).startswith("'")


@pytest.mark.parametrize("cell", [-1, 1.5, True, None, "", "a=b", "1-2", "x @y", "– dash"])
def test_other_cells_stay(cell: object) -> None:
    assert harmless(cell) == cell
