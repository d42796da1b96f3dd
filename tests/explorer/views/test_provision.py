"""One provision: its mappings in both directions, and how it is picked."""

from __future__ import annotations

import pytest

from crosswalk.analysis.compare import compare
from crosswalk.analysis.describe import describe
from tests.explorer.pages import CODE, NCSC, OWASP, RMF, as_shown, sound, words_of


@pytest.mark.parametrize("provision", [f"{CODE}:5.4.1", f"{CODE}:1", f"{NCSC}:1.1", f"{RMF}:GOVERN-1.1"])
def test_a_provision_shows_all_its_mappings_in_both_directions(visit, shipped, provision):
    app = sound(visit("provision", id=provision))
    rows = describe(shipped, provision).mappings
    assert f"Mappings, in both directions ({len(rows)})" in words_of(app)
    if rows:
        grid = app.dataframe[0].value
        assert len(grid) == len(rows)
        assert list(grid["review"]) == ["no reviewer named" if row.provider else "not yet reviewed" for row in rows]


def test_the_mappings_are_folded_by_document_but_for_the_first(visit, shipped):
    app = sound(visit("provision", id=f"{CODE}:1.1"))
    *folds, derived = app.expander
    assert as_shown(folds[0].label) == "**EN 304 223 V2.1.1** · ● covered · 1 mapping"
    assert [one.proto.expanded for one in app.expander] == [True, *[False] * len(folds)]
    assert derived.label == "Derived along paths of mappings"
    assert len(folds) == len({as_shown(one.label).split("**")[1] for one in folds}) > 12


def test_a_card_without_counterpart_names_the_document_that_was_searched(visit, shipped):
    [answer, *_] = [one for one in compare(shipped, CODE, RMF)[0].answers if one.status == "no-counterpart"]
    text = words_of(sound(visit("provision", id=answer.provision.id)))
    assert "<code>no-counterpart</code> → nothing found in NIST AI RMF 1.0" in text


def test_a_provision_is_picked_by_document_and_number(visit):
    app = sound(visit("provision"))
    app = sound(app.selectbox(key="provision.document").select(OWASP).run())
    assert app.query_params["id"] == f"{OWASP}:LLM01"
    app = sound(app.selectbox(key="provision.id").select(f"{OWASP}:LLM05").run())
    assert app.query_params["id"] == f"{OWASP}:LLM05"
    assert "LLM05" in words_of(app)
