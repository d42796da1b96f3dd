"""Two editions of a document, provision by provision."""

from __future__ import annotations

import pytest

from crosswalk.analysis.editions import diff
from tests.explorer.pages import CODE, EN, OWASP, as_shown, sound, words_of


@pytest.mark.parametrize("pair", [(CODE, EN), ("dsit-ai-code-draft-2024", EN), (OWASP, "owasp-llm-2026")])
def test_editions_tell_what_became_of_every_provision(visit, shipped, pair):
    old, new = pair
    app, found = sound(visit("editions", old=old, new=new)), diff(shipped, old, new)
    tables = [table.value for table in app.dataframe]
    assert sum(map(len, tables)) == len(found.changes)
    kept = sum(change.is_kept for change in found.changes)
    assert [len(table) for table in tables if "kept" in table["change"].iloc[0]] == [kept] * bool(kept)
    for word, number in found.counts().items():
        assert f"**{number}** {word}" in words_of(app)
        some = [table.value for table in sound(visit("editions", old=old, new=new, change=word)).dataframe]
        assert sum(map(len, some)) == number
        assert all(word in cell.split(", ") for table in some for cell in table["change"])


def test_the_page_opens_on_the_code_and_its_standard_and_says_at_once_what_changed(visit):
    app = sound(visit("editions"))
    assert "From AI Code 2025 to EN 304 223 V2.1.1, 5 of 72 provisions have changed." in words_of(app)
    first, *_ = app.dataframe
    assert list(first.value["old"]) == ["2.7", "5.4", "5.4.1", "8.3", "13.1"]
    assert all(note.startswith("Edited: ") for note in first.value["note"])
    assert [(as_shown(one.label), one.proto.expanded) for one in app.expander] == [
        ("Kept as they were: 67 provisions", False)
    ]


def test_an_edited_provision_is_shown_beside_its_successor_with_what_it_makes_stale(visit, shipped):
    change = next(one for one in diff(shipped, CODE, EN).changes if "reworded" in one.changes)
    text = words_of(sound(visit("editions", old=CODE, new=EN, row=f"{change.old.id} {change.new.id}")))
    assert change.old.summary in text
    assert change.new.label in text
    assert change.stale
    assert all(one in text for one in change.stale)
