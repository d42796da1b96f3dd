"""Rival mapping sets side by side."""

from __future__ import annotations

from crosswalk.analysis.agreement import agreement
from tests.explorer.pages import CODE, NCSC, OWASP, sound, words_of


def test_rival_sets_stand_side_by_side(visit, shipped):
    found = agreement(shipped, CODE, NCSC)
    app = sound(visit("agreement"))
    assert len(found.sets) == 2
    for view, pairs in (("only", found.only), ("agree", found.agree), ("differ", found.differ)):
        shown = sound(visit("agreement", view=view))
        assert (len(shown.dataframe[0].value) if shown.dataframe else 0) == len(pairs)
    assert f"{len(found.only)} pairs" in words_of(app)


def test_contradictions_of_two_documents_show_both_paths(visit, shipped):
    first, second = "ibm-risk-atlas-2026-07", OWASP
    [one] = agreement(shipped, first, second).contradictions
    rows = sound(visit("agreement", first=first, second=second, view="contradictions")).dataframe[0].value
    assert len(rows) == len(one.proofs) == 2
