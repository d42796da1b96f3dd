"""All answers for one provision."""

from __future__ import annotations

from html import escape

from crosswalk.analysis.answers import answers
from tests.explorer.pages import CODE, sound, words_of


def test_one_provision_shows_every_answer_with_its_reason_and_what_differs(visit, shipped):
    app = sound(visit("answers", id=f"{CODE}:6.3"))
    found, text = answers(shipped, f"{CODE}:6.3"), words_of(app)
    assert len(found) == 14
    assert "The answers of 14 documents" in text
    for reply in found:
        for one in reply.assertions:
            assert escape(one.comment or f"{one.mapping_set} gives no reason.") in text
    assert "Weaker verb there: a should answers a shall." in text  # ANSSI R12
    rows = app.dataframe[0].value
    assert len(rows) == sum(len(reply.assertions) for reply in found)
    assert set(rows["level there"]) >= {"should", "not stated"}


def test_a_heading_cannot_be_picked_for_answers(visit):
    options = sound(visit("answers")).selectbox(key="provision.id").options
    assert len(options) == 72
