"""Help."""

from __future__ import annotations

from crosswalk.analysis.terms import terms
from crosswalk.vocabulary import RELATIONS, WORDS, Asked, Basis, Grade, Seen, Stage, Status
from tests.explorer.pages import sound, words_of


def test_every_word_of_an_answer_is_explained(seen):
    text = words_of(sound(seen("help")))
    for word in (*Status, *Asked, *Grade, *Basis, *Stage, *Seen, *RELATIONS.values()):
        assert word.meaning in text
    for name, meaning in WORDS.items():
        assert f"**{name}**: {meaning}" in text
    assert "Ctrl+K" in text


def test_every_term_of_the_field_is_listed_with_its_source(seen, shipped):
    table = sound(seen("help")).dataframe[0].value
    assert set(table["term"]) == {term.term for term in terms(shipped)}
    assert all(table["defined in"].str.contains(", "))
