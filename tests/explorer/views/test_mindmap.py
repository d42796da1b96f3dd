"""The mind map."""

from __future__ import annotations

from crosswalk.analysis.catalogue import Filters
from crosswalk.analysis.coverage import compared, coverage
from crosswalk.analysis.headings import headings
from crosswalk.analysis.mindmap import mind_map
from tests.explorer.pages import CODE, NCSC, nodes_of, sound
from tests.support import ROOT


def test_the_mind_map_names_every_compared_document_and_its_table_every_provision(visit, shipped):
    found = mind_map(shipped, f"{CODE}:9")
    app = sound(visit("mindmap", heading=f"{CODE}:9"))
    rows = app.dataframe[0].value
    assert len(rows) == sum(max(len(one.asked), 1) for one in found)
    assert len(set(rows["document"])) == len(found) == len(compared(shipped, CODE))
    drawn = {node["label"] for node in nodes_of(app)}
    assert len(drawn) > len(rows)
    branch = next(one for one in found if one.reference == NCSC)
    counts = [f"{number} {status.spoken}" for status, number in branch.counts.items() if number and status.rank < 3]
    assert f"− NCSC Guidelines 2023: {', '.join(counts)}" in drawn
    assert not any(" met" in label for label in drawn)


def test_the_mind_map_counts_as_compare_does(shipped):
    for heading in headings(shipped, CODE):
        filters = Filters(under=heading.id)
        for branch in mind_map(shipped, heading.id):
            [compared_with] = coverage(shipped, CODE, branch.reference, filters=filters)
            assert branch.counts == compared_with.counts


def test_the_branches_that_the_address_names_are_open(visit, shipped):
    found = {one.reference: one for one in mind_map(shipped, f"{CODE}:1")}
    closed = nodes_of(sound(visit("mindmap", open="none")))
    assert len(closed) == 1 + len(found)
    one = nodes_of(sound(visit("mindmap", open=NCSC)))
    assert {node["key"] for node in one} - {node["key"] for node in closed} == {
        each.provision for each in found[NCSC].asked
    }
    app = visit("mindmap", open="none")
    next(button for button in app.button if button.label == "Open all").click()
    assert len(nodes_of(sound(app.run()))) > len(closed)


def test_a_document_as_a_whole_is_a_node_below_its_own_branch(visit, monkeypatch):
    monkeypatch.setenv("CROSSWALK_DATA", str(ROOT / "tests" / "analysis" / "inputs" / "statuses"))
    monkeypatch.setenv("CROSSWALK_ONLY_DATA", "1")
    app = sound(visit("mindmap", focal="focus-1.0"))
    drawn = {node["key"]: node for node in nodes_of(app)}
    assert drawn["ref-1.0#whole"]["near"] == "ref-1.0"
    assert drawn["ref-1.0#whole"]["label"] == "the document as a whole"
    assert "the document as a whole" in set(app.dataframe[0].value["provision there"])
