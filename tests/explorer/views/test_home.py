"""The first screen."""

from __future__ import annotations

import re

from crosswalk.analysis.beyond import others
from crosswalk.analysis.catalogue import document_index, documents
from crosswalk.analysis.timeline import timeline
from crosswalk.explorer.views.home.picture import squares
from crosswalk.vocabulary import DocumentStage
from tests.explorer.pages import CODE, NCSC, sound


def test_the_first_screen_shows_the_field_the_doors_and_the_twelve_comparisons(seen, shipped):
    app = sound(seen("home"))
    assert {"The field at a glance", "What changed lately", "Search", "Ask"} <= {one.value for one in app.subheader}
    labels = [one.proto.label.replace("\\", "") for one in app.get("page_link")]
    names = {entry.id: entry.short for entry in documents(shipped)}
    for reference in others(shipped, CODE):
        assert any(names[reference] in label or reference.startswith("nist-ai-600") for label in labels)
    assert len([label for label in labels if label.startswith("… ")]) == 12


def test_the_picture_offers_no_superseded_edition(shipped):
    known = document_index(shipped)
    shown = {document for cell in squares(shipped) for document in (cell.focal, cell.reference)}
    assert CODE in shown
    assert all(DocumentStage.of(known[document].status.stage).is_in_force for document in shown)


def test_the_pickers_lead_to_the_comparison_and_offer_what_is_in_force_first(visit, shipped):
    app = sound(visit("home", focal=NCSC))
    focal, reference = app.selectbox
    assert focal.value == NCSC
    known = document_index(shipped)
    for box in (focal, reference):
        assert "superseded" not in {entry.status.stage for entry in known.values() if entry.short == box.options[0]}
    app = sound(next(one for one in app.button if one.label == "Compare").click().run())
    assert app.title[0].value == "Compare two documents"
    assert app.query_params["focal"] == NCSC


def test_what_changed_lately_is_the_end_of_the_timeline(seen, shipped):
    [latest] = [one.body for one in sound(seen("home")).get("html") if "xw-lately" in one.body and "<li>" in one.body]
    dates = re.findall(r'<li><span class="xw-soft">([^<]*)</span>', latest)
    assert len(dates) == 5
    assert dates == [event.date for event in timeline(shipped)[: -len(dates) - 1 : -1]]
