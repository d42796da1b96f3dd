"""Documents by documents."""

from __future__ import annotations

from crosswalk.analysis.matrix import matrix
from crosswalk.vocabulary import Status
from tests.explorer.pages import sound, words_of


def test_documents_by_documents_lists_every_pair_of_which_something_is_known(visit, shipped):
    for state, derived in (({}, True), ({"derived": "no"}, False)):
        app = sound(visit("matrix", **state))
        known = [one for one in matrix(shipped, derived=derived) if one.met is not None]
        table = app.dataframe[0].value
        assert len(table) == len(known)
        assert table[["covered", "partial", "derived"]].sum().sum() == sum(one.met for one in known)
        assert ("covers, in full, in part or by derivation" if derived else "covers, in full or in part") in words_of(
            app
        )
        assert (table[[status.spoken for status in Status]].sum(axis=1) == table["total"]).all()
