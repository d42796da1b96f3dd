"""The agreement of curated sets and measures: each cell by the rows that join it, and the table of the page."""

from __future__ import annotations

import csv
import io

import pytest

from crosswalk.analysis.asked import with_asks
from crosswalk.store.holder import Crosswalk
from tests.support import CODE, CURATED, ROOT
from tools.measures_agreement import (
    MAPPED,
    MEANS,
    NO_COUNTERPART,
    NOTHING,
    PROVED,
    Cell,
    cells,
    curated_documents,
    joined_by_measures,
    table,
    write_cells,
)

REFERENCES = [reference for _, reference in CURATED]


def test_the_page_has_the_table_that_the_tool_computes(shipped: Crosswalk) -> None:
    assert table(shipped) in (ROOT / "docs" / "measures.md").read_text(encoding="utf-8")


def test_the_page_names_why_the_other_curated_sets_are_absent(shipped: Crosswalk) -> None:
    assert curated_documents(shipped) == REFERENCES
    absent = set(REFERENCES) - set(with_asks(shipped))
    assert absent == {"iso-iec-42001-2023", "nist-ai-rmf-1.0", "nist-ai-600-1", "owasp-aisvs-1.0", "owasp-llm-2025"}
    assert "Five of the twelve curated sets are absent" in (ROOT / "docs" / "measures.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("document", "provision", "cell"),
    [
        ("ncsc-secure-ai-2023", "5.4.1", (MAPPED, PROVED)),
        ("anssi-genai-1.0", "1.1.1", (MAPPED, NOTHING)),
        ("mitre-atlas-2026.07", "1.2.2", (MAPPED, NOTHING)),
    ],
)
def test_cells_that_the_page_speaks_of(
    shipped: Crosswalk, document: str, provision: str, cell: tuple[str, str]
) -> None:
    [found] = [one for one in cells(shipped, document) if one.provision == f"{CODE}:{provision}"]
    assert found == Cell(document, f"{CODE}:{provision}", *cell)


def test_a_cell_is_proved_as_soon_as_one_measure_proves_it_whatever_accepts_joins_beside(shipped: Crosswalk) -> None:
    """The best place of an ask may be one that `accepts` joins; a weaker one beside it can still be a proof."""
    joined = joined_by_measures(shipped, "mitre-atlas-2026.07")
    assert set(joined.values()) == {PROVED, MEANS}
    assert sum(said == PROVED for said in joined.values()) == 34


def test_every_cell_of_every_compared_document_is_listed(shipped: Crosswalk) -> None:
    out = io.StringIO()
    write_cells(shipped, out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    compared = [reference for reference in REFERENCES if reference in with_asks(shipped)]
    assert len(rows) == 72 * len(compared)
    assert {row["document"] for row in rows} == set(compared)
    assert {row["curated"] for row in rows} == {MAPPED, NO_COUNTERPART}
    assert {row["measures"] for row in rows} == {PROVED, MEANS, NOTHING}
