"""What one document asks beyond the others."""

from __future__ import annotations

import pytest

from crosswalk.analysis.beyond import asked_beyond, asks_more
from crosswalk.explorer.ui.looks import status_words
from crosswalk.vocabulary import Status
from tests.explorer.pages import CODE, NCSC, sound, words_of


def test_where_the_code_asks_more_than_anyone(visit, shipped):
    app = sound(visit("beyond"))
    found, rows = asks_more(shipped, CODE), app.dataframe[0].value
    alone = sum(one.alone for one in found)
    assert f"{alone} of its 72 provisions are covered by none of them" in words_of(app)
    assert list(rows["provision"]) == [one.provision.label for one in found]
    assert (rows[[status.spoken for status in Status]].sum(axis=1) == 12).all()


@pytest.mark.parametrize("reference", ["owasp-aisvs-1.0", NCSC, "eu-ai-act-2024"])
def test_what_another_document_asks_that_the_code_does_not(visit, shipped, reference):
    rows = sound(visit("beyond", reference=reference)).dataframe[1].value
    found = asked_beyond(shipped, CODE, reference)
    assert len(rows) == found.total
    for status, number in found.counts.items():
        assert (rows["status"] == status_words(status)).sum() == number
