"""Documents by documents."""

from __future__ import annotations

from crosswalk.analysis.matrix import matrix
from tests.explorer.pages import sound


def test_documents_by_documents_lists_every_pair_of_which_something_is_known(visit, shipped):
    for switch, derived in (("no", False), ("yes", True)):
        app = sound(visit("matrix", derived=switch))
        known = [one for one in matrix(shipped, derived=derived) if one.met is not None]
        assert len(app.dataframe[0].value) == len(known)
        assert app.dataframe[0].value["met"].sum() == sum(one.met for one in known)
