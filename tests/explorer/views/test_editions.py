"""Two editions of a document, provision by provision."""

from __future__ import annotations

import pytest

from crosswalk.analysis.editions import diff
from tests.explorer.pages import CODE, EN, OWASP, sound, words_of


@pytest.mark.parametrize("pair", [(CODE, EN), ("dsit-ai-code-draft-2024", EN), (OWASP, "owasp-llm-2026")])
def test_editions_tell_what_became_of_every_provision(visit, shipped, pair):
    old, new = pair
    app, found = sound(visit("editions", old=old, new=new)), diff(shipped, old, new)
    assert len(app.dataframe[0].value) == len(found.changes)
    for word, number in found.counts().items():
        assert f"**{number}** {word}" in words_of(app)
        some = sound(visit("editions", old=old, new=new, change=word)).dataframe[0].value
        assert len(some) == number
        assert all(word in cell.split(", ") for cell in some["change"])


def test_an_edited_provision_is_shown_beside_its_successor_with_what_it_makes_stale(visit, shipped):
    change = next(one for one in diff(shipped, CODE, EN).changes if "reworded" in one.changes)
    text = words_of(sound(visit("editions", old=CODE, new=EN, row=f"{change.old.id} {change.new.id}")))
    assert change.old.summary in text
    assert change.new.label in text
    assert change.stale
    assert all(one in text for one in change.stale)
