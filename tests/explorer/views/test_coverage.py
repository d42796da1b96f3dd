"""Coverage of one document by all others."""

from __future__ import annotations

from crosswalk.analysis.compare import compare
from crosswalk.analysis.coverage import coverage
from crosswalk.explorer.ui import naming
from crosswalk.vocabulary import Pair, Status
from tests.explorer.pages import CODE, NCSC, sound, words_of


def test_coverage_distinguishes_not_loaded_from_unmapped(visit, shipped):
    found = coverage(shipped, CODE)
    few = sound(visit("coverage")).dataframe[0].value
    app = sound(visit("coverage", cited="yes"))
    many = app.dataframe[0].value
    assert len(many) == len(found) > len(few)
    assert set(many["total"]) == {72}
    assert (many[[status.spoken for status in Status]].sum(axis=1) == 72).all()
    assert (many["loaded"] == "not loaded").sum() == sum(not one.loaded for one in found)
    assert "documents that are not loaded" in words_of(app)


def test_coverage_filters_stand_in_the_address(visit):
    app = sound(visit("coverage"))
    app = sound(app.selectbox(key="coverage.level").select("shall").run())
    assert app.query_params["level"] == "shall"
    assert set(app.dataframe[0].value["total"]) == {49}
    assert sound(visit("coverage", level="shall")).dataframe[0].value.equals(app.dataframe[0].value)


def test_coverage_part_by_part_sums_to_the_whole(visit, shipped):
    headings = sound(visit("coverage")).dataframe[1].value
    whole = compare(shipped, CODE, NCSC)[0]
    cells = [cell.split("/") for cell in headings["NCSC Guidelines 2023"]]
    assert len(cells) == 13
    assert sum(int(total) for _, total in cells) == 72
    assert sum(int(met) for met, _ in cells) == whole.met


def test_coverage_says_apart_what_follows_what_is_linked_and_what_nobody_compared(visit, shipped):
    for focal in ("anssi-genai-1.0", "g7-hiroshima-conduct-2023"):
        app = sound(visit("coverage", focal=focal))
        captions = [one.value.replace("\\", "") for one in app.caption]
        found = [one for one in coverage(shipped, focal) if one.loaded]
        table = app.dataframe[0].value
        assert set(table["known"]) >= {one.pair.spoken for one in found}
        starts = {
            Pair.ONLY_DERIVED: "What is known only follows from other mappings: ",
            Pair.ONLY_LINKED: "Linked, but not compared: ",
            Pair.NOT_COMPARED: "Nobody has compared ",
        }
        for pair, start in starts.items():
            wanted = [naming.called(shipped, one.reference) for one in found if one.pair is pair]
            said = [text for text in captions if text.startswith(start)]
            assert len(said) == bool(wanted)
            assert all(name in said[0] for name in wanted)


def test_coverage_by_paragraph_does_not_call_articles_not_compared(visit, shipped):
    app = sound(visit("coverage", focal="eu-ai-act-2024", units="paragraph"))
    captions = [one.value.replace("\\", "") for one in app.caption]
    [said] = [text for text in captions if text.startswith("Compared, but not in what is counted here: ")]
    assert naming.called(shipped, "etsi-en-304-223-2.1.1") in said
