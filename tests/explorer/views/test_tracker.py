"""The tracker of standards work: its numbers, filters, changes and single items."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest

from crosswalk.analysis.timeline import changes_since
from crosswalk.analysis.tracker import Wanted, entries, milestones, once, work_items
from crosswalk.explorer.ui.looks import SEEN
from tests.explorer.pages import as_shown, sound, words_of


def test_the_tracker_says_how_much_there_is_and_how_well_it_is_known(visit, shipped):
    found = once(entries(shipped))
    items = [one for one in found if one.what == "work item"]
    text = words_of(sound(visit("tracker")))
    assert f"{len(items)} work items and {len(found) - len(items)} documents, each as of a day from " in text
    for seen, shown in SEEN.items():
        assert f"{shown} {sum(one.seen == seen for one in found)}" in text


@pytest.mark.parametrize(
    ("parameters", "wanted"),
    [
        ({"body": "cen-cenelec"}, Wanted(body="cen-cenelec")),
        ({"body": "cen-cenelec-jtc21", "topic": "testing"}, Wanted(body="cen-cenelec-jtc21", topic="testing")),
        ({"stage": "enquiry"}, Wanted(stage="enquiry")),
        ({"law": "eu-ai-act-2024:Art-15"}, Wanted(law="eu-ai-act-2024:Art-15")),
        ({"body": "cen-cenelec", "stage": "enquiry"}, Wanted(body="cen-cenelec", stage="enquiry")),
    ],
)
def test_the_tracker_is_filtered_from_the_address_and_from_the_boxes(visit, shipped, parameters, wanted):
    expected = [one.number for one in once(entries(shipped, wanted))]
    assert 0 < len(expected) < len(entries(shipped))
    linked = sound(visit("tracker", **parameters))
    picked = sound(visit("tracker"))
    for name, choice in parameters.items():
        picked = sound(picked.selectbox(key=f"tracker.{name}").select(choice).run())
    for app in (linked, picked):
        assert list(app.dataframe[0].value["number"]) == expected
        assert {name: app.query_params[name] for name in parameters} == parameters


def test_drafts_of_a_committee_on_a_topic_are_two_clicks_away(visit):
    """JTC 21 on cyber security: a link for the topic, and on the page that it opens one for the committee."""
    app, state = sound(visit("tracker")), {}
    for label in ("cyber security", "CEN-CENELEC JTC 21"):
        [link] = [one.proto for one in app.get("page_link") if as_shown(one.proto.label).startswith(f"{label} (")]
        assert link.page == "tracker"
        state |= dict(parse_qsl(link.query_string))
        app = sound(visit("tracker", **state))
    assert list(app.dataframe[0].value["number"]) == ["prEN 18282"]
    assert "1 work item, as of" in words_of(app)


def test_the_table_is_before_the_chart_and_no_closing_date_is_blank(visit):
    app = sound(visit("tracker"))
    assert "not known" in set(app.dataframe[0].value["closes"])
    assert all(app.dataframe[0].value["closes"])
    kinds = [app.dataframe[0].type, app.get("vega_lite_chart")[0].type]
    order = [one.type for one in app.main if one.type in kinds]
    assert (order[0], order[-1]) == tuple(kinds)


def test_documents_or_work_items_alone(visit):
    for choice, word in (("work-item", "work item"), ("document", "document")):
        grid = sound(visit("tracker", what=choice)).dataframe[0].value
        assert set(grid["kind"]) == {word}


def test_filters_that_nothing_passes_say_so(visit):
    app = sound(visit("tracker", body="itu-t", stage="withdrawal"))
    assert [one.value.replace("\\", "") for one in app.info] == [
        "No work item or document of ITU-T: ITU Telecommunication Standardization Sector has the stage withdrawal."
    ]


def test_what_changed_since_a_day(visit, shipped):
    expected = changes_since(shipped, "2026-06-01")
    app = sound(visit("tracker", since="2026-06-01"))
    grid = next(one.value for one in app.dataframe if "known to the" in one.value.columns)
    assert list(grid["number"]) == [one.number for one in expected]
    assert "Since 2026-06-01: " in words_of(app)


def test_a_work_item_shows_its_milestones_and_what_it_is_for(visit, shipped):
    app = sound(visit("tracker", item="pren-18282"))
    text = words_of(app)
    [item] = [one for one in work_items(shipped) if one.id == "pren-18282"]
    assert item.number in text
    assert item.title in text
    grid = next(one.value for one in app.dataframe if list(one.value.columns)[:2] == ["stage", "own code"])
    assert len(grid) == sum(one.item == "pren-18282" for one in milestones(shipped))
    links = [one.proto.label.replace("\\", "") for one in app.get("page_link")]
    assert any(link.startswith("Supports EU AI Act") for link in links)
