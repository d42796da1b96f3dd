"""One organisation."""

from __future__ import annotations

from crosswalk.analysis.catalogue import documents, mapping_sets
from tests.explorer.pages import sound


def test_an_organisation_lists_its_documents_sets_and_work(visit, shipped):
    app = sound(visit("organisation", id="nist"))
    published = [entry for entry in documents(shipped) if "nist" in entry.publishers]
    assert len(app.dataframe[0].value) == len(published)
    assert len(app.dataframe[1].value) == sum(one.provider == "nist" for one in mapping_sets(shipped))
