"""The graph around one thing."""

from __future__ import annotations

import pytest

from crosswalk.analysis.neighbourhood import MOST, neighbourhood
from tests.explorer.pages import CODE, nodes_of, sound, words_of


@pytest.mark.parametrize("steps", [1, 2])
@pytest.mark.parametrize("focus", [f"{CODE}:5.4.1", CODE, "nist-ir-8596-iprd:Defend"])
def test_the_graph_draws_what_its_table_says_and_no_two_labels_in_one_place(visit, shipped, focus, steps):
    found = neighbourhood(shipped, focus, steps=steps)
    app = sound(visit("graph", id=focus, steps=str(steps)))
    drawn = nodes_of(app)
    assert {node["key"] for node in drawn} == {focus, *(link.far for link in found.links)}
    assert len(drawn) == len(app.dataframe[0].value) + 1 <= MOST
    assert len({(node["across"], node["row"]) for node in drawn}) == len(drawn)
    statuses = {link.far: link.status for link in found.links}
    assert all(node["status"] == statuses.get(node["key"]) for node in drawn)
    if found.left_out:
        assert f"{found.left_out} more are left out" in words_of(app)


def test_each_page_of_a_thing_leads_to_its_graph(visit):
    for page in ("provision", "document"):
        assert any(link.proto.page == "graph" for link in visit(page).get("page_link"))
