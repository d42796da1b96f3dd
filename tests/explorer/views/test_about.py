"""About."""

from __future__ import annotations

from crosswalk.analysis.catalogue import mapping_sets, stats
from crosswalk.sources import content_hash
from tests.explorer.pages import sound, words_of


def test_it_says_how_much_there_is_under_which_licence_and_how_to_cite_it(seen, shipped):
    app = sound(seen("about"))
    text = words_of(app)
    assert f"{stats(shipped).documents} documents" in text
    assert "CC BY 4.0" in text
    assert content_hash(shipped.layout) in app.code[-1].value or content_hash(shipped.layout) in app.code[0].value
    assert len(app.dataframe[0].value) == len(mapping_sets(shipped))
