"""Which provisions are equal, and along which rows."""

from __future__ import annotations

from pathlib import Path

from crosswalk.analysis.equals import back, equal_documents, equals
from crosswalk.store.holder import Crosswalk
from tests.analysis.rows import crosswalk_of
from tests.support import CODE

A, B, C = "aaa-1.0", "bbb-1.0", "ccc-1.0"


def test_a_class_is_found_over_several_documents_with_the_shortest_chain(tmp_path: Path) -> None:
    xw = crosswalk_of(
        tmp_path, aaa__bbb=[f"{A}:1 skos:exactMatch {B}:B-1"], bbb__ccc=[f"{B}:B-1 skos:exactMatch {C}:C-1"]
    )
    found = equals(xw)
    assert set(found) == {f"{A}:1", f"{B}:B-1", f"{C}:C-1"}
    near, far = found[f"{A}:1"]
    assert (near.provision, far.provision) == (f"{B}:B-1", f"{C}:C-1")
    assert [hop.mapping_set for hop in far.along] == ["aaa-1.0--bbb-1.0", "bbb-1.0--ccc-1.0"]
    assert [(hop.subject, hop.object) for hop in back(far.along)] == [(f"{C}:C-1", f"{B}:B-1"), (f"{B}:B-1", f"{A}:1")]


def test_a_class_with_two_provisions_of_a_document_is_left_out(tmp_path: Path) -> None:
    xw = crosswalk_of(tmp_path, aaa__bbb=[f"{A}:1 skos:exactMatch {B}:B-1", f"{A}:2 skos:exactMatch {B}:B-1"])
    assert equals(xw) == {}


def test_of_several_rows_for_a_pair_the_best_graded_is_taken(tmp_path: Path) -> None:
    row = [f"{A}:1 skos:exactMatch {B}:B-1"]
    xw = crosswalk_of(tmp_path, aaa__bbb=row, aaa__bbb__published=row)
    [other] = equals(xw)[f"{A}:1"]
    assert [(hop.mapping_set, hop.grade) for hop in other.along] == [("aaa-1.0--bbb-1.0.zed", "A")]


def test_the_code_and_the_european_standard_are_equal_throughout(shipped: Crosswalk) -> None:
    assert [other.provision for other in equal_documents(shipped)[CODE]] == ["etsi-en-304-223-2.1.1"]
    assert len([name for name in equals(shipped) if name.startswith(f"{CODE}:")]) == 72 + 13, "principles too"
