"""Every kind of thing has one page that shows it, and every way to a thing leads there."""

from __future__ import annotations

import time

import pytest

from crosswalk import ids
from crosswalk.analysis.catalogue import labels
from crosswalk.explorer import discover
from crosswalk.explorer.ui import links
from crosswalk.explorer.views.sparql import triples

#: An id of each kind, its IRI, and the page and parameter that show it.
KINDS = {
    "provision": ("owasp-llm-2025:LLM01", f"{ids.DOC}owasp-llm-2025/LLM01", "provision", "id"),
    "document": ("owasp-llm-2025", f"{ids.DOC}owasp-llm-2025", "document", "id"),
    "mapping set": (
        "dsit-ai-code-2025--ncsc-secure-ai-2023",
        f"{ids.SET}dsit-ai-code-2025--ncsc-secure-ai-2023",
        "mapping-set",
        "id",
    ),
    "organisation": ("etsi", f"{ids.ORG}etsi", "organisation", "id"),
    "work item": ("pren-18282", f"{ids.WORK}pren-18282", "tracker", "item"),
}


def test_every_kind_of_thing_has_a_page(shipped):
    assert {label.type for label in labels(shipped).values()} == set(KINDS)
    paths = {page.path for page in discover()}
    for kind, (thing, _, page, parameter) in KINDS.items():
        assert labels(shipped)[thing].type == kind
        assert links.at(shipped, thing) == links.Place(page, {parameter: thing})
        assert page in paths


@pytest.mark.parametrize(("thing", "page"), [("owasp-llm-2025:LLM99", "provision"), ("no-such-document", "document")])
def test_an_unknown_id_leads_to_the_page_that_refuses_it(shipped, visit, thing, page):
    place = links.at(shipped, thing)
    assert place == links.Place(page, {"id": thing})
    assert len(visit(place.page, **place.state).error) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_click_on_a_thing_in_the_graph_of_an_answer_leads_to_its_page(visit, monkeypatch, kind):
    thing, iri, page, parameter = KINDS[kind]
    clicks = []

    whole, keys = triples.drawing, []

    def drawing(nodes, lines):
        keys.extend(node.key for node in nodes)
        return whole(nodes, lines)

    def draw(_, *, on_click, **options):
        assert f"<{iri}>" in keys
        if not clicks:
            clicks.append(iri)
            on_click(f"<{iri}>")

    monkeypatch.setattr(triples, "drawing", drawing)
    monkeypatch.setattr(triples, "draw", draw)
    app = visit("sparql", query=f"CONSTRUCT {{ cw:a cw:to <{iri}> }} {{}}")
    next(one for one in app.button if one.label == "Run").click().run()
    until = time.monotonic() + 60
    while not clicks and time.monotonic() < until:
        app.run()
        time.sleep(0.1)
    app.run()
    assert not app.exception
    assert [one.value for one in app.title] == [next(one.heading for one in discover() if one.path == page)]
    assert app.query_params[parameter] == thing
    assert not app.error
