"""Help."""

from __future__ import annotations

from crosswalk.vocabulary import RELATIONS, Basis, Grade, Seen, Stage, Status
from tests.explorer.pages import sound, words_of


def test_every_word_of_an_answer_is_explained(seen):
    text = words_of(sound(seen("help")))
    for word in (*Status, *Grade, *Basis, *Stage, *Seen, *RELATIONS.values()):
        assert word.meaning in text
    assert "Ctrl+K" in text
