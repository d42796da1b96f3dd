"""One document: where it comes from, what is loaded, and the work about it."""

from __future__ import annotations

from crosswalk.analysis.describe import describe
from tests.explorer.pages import CODE, OWASP, sound, words_of


def test_a_document_says_where_it_comes_from_and_what_is_loaded(visit, shipped):
    app = sound(visit("document", id=CODE))
    text = words_of(app)
    for part in (
        "72 of 72",
        "Department for Science",
        "own words",
        "open-government-licence",
        "at the source",
        "2025-01-31",
    ):
        assert part in text
    assert len(app.dataframe[0].value) == 85
    joining = {row.mapping_set for row in describe(shipped, CODE).mapping_sets}
    assert set(app.dataframe[1].value["mapping set"]) == joining
    app = sound(app.selectbox(key="document.id").select(OWASP).run())
    assert app.query_params["id"] == OWASP
    assert len(app.dataframe[0].value) == 10


def test_a_document_that_is_not_loaded_says_so(visit):
    text = words_of(sound(visit("document", id="wef-presidio-2024")))
    assert "not loaded" in text
    assert "No provision of this document is loaded" in text


def test_a_document_lists_the_work_items_about_it(visit):
    app = sound(visit("document", id="eu-ai-act-2024"))
    grid = next(one.value for one in app.dataframe if "to this document" in one.value.columns)
    assert "prEN 18282" in set(grid["number"])
    assert set(grid["to this document"]) == {"supports"}
    assert "amended by EU Digital Omnibus AI 2026" in words_of(app)
