"""In what a document is counted: its provisions, or what the mappings of the pair name."""

from __future__ import annotations

from pathlib import Path

import pytest

import crosswalk
from crosswalk.analysis.catalogue import Filters
from crosswalk.analysis.coverage import coverage
from crosswalk.analysis.matrix import matrix
from crosswalk.analysis.units import tree, units_of
from crosswalk.errors import CrosswalkError
from crosswalk.store.holder import Crosswalk
from tests.analysis.rows import crosswalk_of, statuses
from tests.support import CODE

A, H, P = "aaa-1.0", "hhh-1.0", "ppp-1.0"


def local(xw: Crosswalk, document: str, other: str) -> list[str]:
    return [unit.id.split(":")[1] for unit in units_of(xw, document, other)]


def test_a_provision_is_counted_with_its_parts_but_not_with_other_assessable_ones(shipped: Crosswalk) -> None:
    act, code = tree(shipped, "eu-ai-act-2024"), tree(shipped, CODE)
    article = set(act.counted_with("eu-ai-act-2024:Art-15"))
    assert article == {"eu-ai-act-2024:Art-15", *act.descendants("eu-ai-act-2024:Art-15")}
    assert len(article) > 5
    assert f"{CODE}:2.1.1" in set(code.descendants(f"{CODE}:2.1"))
    assert list(code.counted_with(f"{CODE}:2.1")) == [f"{CODE}:2.1"]
    assert set(code.counted_with(f"{CODE}:2")) == {f"{CODE}:2", *code.descendants(f"{CODE}:2")}
    assert act.top("eu-ai-act-2024:Annex-IV(1)(a)") == "eu-ai-act-2024:Annex-IV"
    assert act.top("eu-ai-act-2024:Annex-IV") == "eu-ai-act-2024:Annex-IV"


def test_a_heading_that_is_mapped_stands_for_what_is_under_it(tmp_path: Path) -> None:
    xw = crosswalk_of(tmp_path, aaa__hhh=[f"{A}:1 skos:exactMatch {H}:1"])
    assert statuses(xw, A, H) == {"1": "covered"}
    assert local(xw, H, A) == ["1"]
    assert statuses(xw, H, A) == {"1": "covered"}
    assert local(xw, H, "bbb-1.0") == ["1.1", "1.2", "1.10"]


def test_a_heading_stays_a_heading_where_something_under_it_is_mapped(tmp_path: Path) -> None:
    xw = crosswalk_of(tmp_path, aaa__hhh=[f"{A}:1 skos:exactMatch {H}:1", f"{A}:2 skos:broadMatch {H}:1.2"])
    assert local(xw, H, A) == ["1.1", "1.2", "1.10"]
    [found] = coverage(xw, H, A)
    one, two, _ = found.answers
    assert (one.status, [row.object for row in one.through]) == ("unmapped", [f"{A}:1"]), "it proves nothing of a part"
    assert (two.status, [row.object for row in two.through]) == ("partial", [f"{A}:1"])
    assert one.as_json()["through"]


def test_a_row_at_a_part_answers_in_part_where_the_whole_is_the_sum_of_its_parts(tmp_path: Path) -> None:
    for number, (document, status) in enumerate(((H, {}), (P, {"1": "partial"}))):
        xw = crosswalk_of(tmp_path / str(number), **{f"aaa__{document[:3]}": [f"{A}:1 skos:broadMatch {document}:1.2"]})
        [found] = coverage(xw, document, A, kinds="principle", derived=False)
        assert {
            one.provision.id.split(":")[1]: one.status for one in found.answers if one.status != "unmapped"
        } == status


def test_kinds_are_chosen_and_the_deepest_of_them_counted(shipped: Crosswalk) -> None:
    act = "eu-ai-act-2024"
    assert {unit.kind for unit in units_of(shipped, act, CODE, ["paragraph"])} == {"paragraph"}
    both = units_of(shipped, act, CODE, ["article", "paragraph"])
    names = {unit.id for unit in both}
    known = tree(shipped, act)
    assert all(not names & set(known.above[name]) for name in names), "no unit is above another"
    assert f"{act}:Art-15" not in names
    assert f"{act}:Art-15(4)" in names
    iso = "iso-iec-42001-2023"
    for kinds in (["control"], ["clause"], ["clause", "control"]):
        [found] = coverage(shipped, iso, CODE, kinds=kinds)
        assert list(found.units) == kinds
    assert found.met > coverage(shipped, iso, CODE, kinds=["control"])[0].met > 0
    with pytest.raises(CrosswalkError, match="no provisions of the kind “chapter”; known here: clause, control"):
        coverage(shipped, iso, CODE, kinds="chapter")


def test_the_units_of_a_pair_are_those_of_the_other_direction_and_cover_every_provision(shipped: Crosswalk) -> None:
    for cell in matrix(shipped):
        assert cell.total == sum(cell.counts.values()) == sum(cell.units.values())
        assert cell.focal != CODE or cell.units == {"provision": 72}
    for document, other in (
        ("owasp-aisvs-1.0", CODE),
        ("iso-iec-42001-2023", CODE),
        ("cosai-risk-map-2026-08", "owasp-llm-2025"),
    ):
        known, units = tree(shipped, document), {unit.id for unit in units_of(shipped, document, other)}
        assert len({unit.kind for unit in units_of(shipped, document, other)}) == 2
        for provision in known.provisions.values():
            related = units & {provision.id, *known.above[provision.id]}
            assert len(related) == 1 or not provision.assessable, provision.id


def test_a_heading_passes_a_filter_where_something_under_it_does(tmp_path: Path) -> None:
    xw = crosswalk_of(tmp_path, aaa__hhh=[f"{A}:1 skos:exactMatch {H}:1"])
    [found] = coverage(xw, H, A, filters=Filters(under=f"{H}:1"))
    assert [answer.provision.id for answer in found.answers] == [f"{H}:1"]


def test_the_units_are_said_in_json(shipped: Crosswalk) -> None:
    [found] = crosswalk.coverage(shipped, "owasp-aisvs-1.0", CODE)
    assert found.as_json()["units"] == found.units
    assert sum(found.units.values()) == found.total
