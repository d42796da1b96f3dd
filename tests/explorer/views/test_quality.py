"""Data quality: rules, mapping sets, contradictions."""

from __future__ import annotations

from crosswalk.analysis.agreement import contradictions
from crosswalk.validation import shape_files
from tests.explorer.pages import CODE, NCSC, sound, words_of


def test_quality_counts_rules_and_lists_sets(visit, shipped):
    app = sound(visit("quality"))
    number = len(shape_files(shipped.layout))
    assert app.metric[0].value == str(number) != "0"
    assert "The data conform: no violations" in words_of(app)
    rules = sound(visit("quality", view="rules")).dataframe[0].value
    assert len(rules) == number
    assert rules["what it asks"].str.len().min() > 10
    sets = sound(visit("quality", view="sets")).dataframe[0].value
    assert f"{CODE}--{NCSC}" in set(sets["mapping set"])
    assert set(sets.loc[sets["grades"] == "E", "asserted by"]) == {"crosswalk project, not yet reviewed"}


def test_contradictory_mappings_are_shown_with_their_paths(visit, shipped):
    app = sound(visit("quality", view="contradictions"))
    grid = app.dataframe[0].value
    assert len(grid) == sum(len(one.proofs) for one in contradictions(shipped))
    assert set(grid["circle"]) == {1}
    assert grid["along"].str.contains("no-relationship").any()
