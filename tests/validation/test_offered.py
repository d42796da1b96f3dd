"""An id that is written otherwise than in its document: the message offers the right one (cases 10 and 10b)."""

from __future__ import annotations

from pathlib import Path

import pytest

import crosswalk
from crosswalk import ids
from crosswalk.validation.offered import Offers
from tests.support import folder

HEAD = """\
#mapping_set_id: {base}set/aaa-1.0--bbb-1.0
#mapping_set_title: A to B
#license: https://creativecommons.org/licenses/by/4.0/
#mapping_date: "2026-11-22"
#subject_source: {base}doc/aaa-1.0
#object_source: {base}doc/bbb-1.0
#{key}
subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\tcomment
aaa-1.0:1\tskos:exactMatch\t\t{target}\tsemapv:ManualMappingCuration\tOwn reason.
"""
WHO = {"curated": "creator_label: somebody", "published": f"mapping_provider: {ids.ORG}nist"}


def _write(root: Path, layer: str, target: str) -> None:
    (root / "mappings" / layer).mkdir(parents=True)
    text = HEAD.format(base=ids.BASE, key=WHO[layer], target=target)
    (root / "mappings" / layer / "aaa-1.0--bbb-1.0.sssom.tsv").write_text(text)


@pytest.mark.parametrize(
    ("layer", "rule"), [("curated", "dangling-mapping-end"), ("published", "dangling-published-end")]
)
def test_the_right_id_is_offered(tmp_path: Path, layer: str, rule: str) -> None:
    _write(tmp_path, layer, "bbb-1.0:b-01")
    xw = folder(tmp_path, {"aaa-1.0": ["1"], "bbb-1.0": ["B-1", "B-2(1)"]})
    [fault] = [fault for fault in crosswalk.validate(xw, [str(tmp_path)]) if fault.rule == rule]
    assert fault.line == 9
    assert "bbb-1.0:b-01" in fault.message
    assert fault.message.endswith(" Did you mean bbb-1.0:B-1?")


def test_a_document_in_another_case_is_offered_by_the_reader(tmp_path: Path) -> None:
    _write(tmp_path, "curated", "BBB-1.0:B-1")
    with pytest.raises(
        crosswalk.UnreadableSources, match=r":9: .*no loaded document has the id “BBB-1\.0”\. Did you mean bbb-1\.0\?"
    ):
        folder(tmp_path, {"aaa-1.0": ["1"], "bbb-1.0": ["B-1"]})


def test_nothing_is_offered_where_nothing_is_like_it() -> None:
    offers = Offers([f"{ids.DOC}b-1.0/AC-2(1)"])
    assert offers.told("dangling-mapping-end", f"({ids.DOC}b-1.0/AC-3) is not.") == "(b-1.0:AC-3) is not."
    assert offers.told("dangling-mapping-end", f"({ids.DOC}b-1.0/ac-02(01)) is not.").endswith(
        "Did you mean b-1.0:AC-2(1)?"
    )
    assert offers.told("self-mapping", f"{ids.DOC}b-1.0/ac-2(1).") == "b-1.0:ac-2(1)."
