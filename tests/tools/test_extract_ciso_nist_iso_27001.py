"""The extraction of NIST's crosswalk to ISO/IEC 27001: pairs once, in order, without a type that is not NIST's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools.tables import rows_of
from tools.extract.ciso_nist_iso_27001 import update
from tools.extract.common import SourceError

LIBRARY = Path(__file__).parent / "ciso_nist_iso_27001" / "library.yaml"
ROWS = Path("mappings/published/nist-sp-800-53-5.2.0--iso-iec-27001-2022.sssom.tsv")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / ROWS).parent.mkdir(parents=True)
    (tmp_path / ROWS).write_text("#mapping_set_id: garden\n", encoding="utf-8")
    return tmp_path


def test_pairs_are_read_once_and_in_order(root: Path) -> None:
    assert list(update(LIBRARY, root)) == [3]
    before = (root / ROWS).read_bytes()
    assert [(row[0], row[1], row[3]) for row in rows_of(root / ROWS)] == [
        ("nist-sp-800-53-5.2.0:AC-2(1)", "skos:closeMatch", "iso-iec-27001-2022:7.5.1"),
        ("nist-sp-800-53-5.2.0:AC-10", "skos:closeMatch", "iso-iec-27001-2022:A.5.2"),
        ("nist-sp-800-53-5.2.0:AC-10", "skos:closeMatch", "iso-iec-27001-2022:A.5.10"),
    ]
    list(update(LIBRARY, root))
    assert (root / ROWS).read_bytes() == before


def test_a_type_that_says_something_is_refused(root: Path, tmp_path: Path) -> None:
    source = tmp_path / "library.yaml"
    source.write_text(LIBRARY.read_text(encoding="utf-8").replace("intersect}", "equal}", 1), encoding="utf-8")
    with pytest.raises(SourceError, match="typed 'equal'"):
        list(update(source, root))
