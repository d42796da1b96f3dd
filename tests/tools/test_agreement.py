"""Agreement of the two curation passes: the measure, what it reads, and that what is published is what it measures."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import CODE, CURATED, ROOT
from tools.agreement import FOLDER, Cell, all_cells, cells, kappa, table

TWICE = {file.stem for file in FOLDER.glob("*.tsv")}
METHOD = (ROOT / "docs" / "curation.md").read_text(encoding="utf-8")
HEAD = "provision\tpass\trelation\tunit\n"


def test_kappa_of_full_chance_and_no_agreement() -> None:
    assert kappa([("a", "a"), ("b", "b")]) == 1
    assert kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0
    assert kappa([("a", "b"), ("b", "a")]) == -1
    assert kappa([("a", "a"), ("a", "a")]) == 1
    with pytest.raises(ValueError, match="No cell"):
        kappa([])


def test_a_cell_counts_with_its_strongest_relation(tmp_path: Path) -> None:
    file = tmp_path / "ref-1.0.tsv"
    file.write_text(
        HEAD
        + "1.1\t1\tintersects-with\tR1\n1.1\t1\tsubset-of\tR2\n1.1\t2\tnone\t-\n1.2\t1\tnone\t-\n1.2\t2\tnone\t-\n",
        encoding="utf-8",
    )
    assert list(cells(file)) == [Cell("ref-1.0", "1.1", "subset-of", "none"), Cell("ref-1.0", "1.2", "none", "none")]
    assert [cell.overlaps for cell in cells(file)] == [(True, False), (False, False)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("provision\tpass\n", ":1: the columns must be"),
        (HEAD + "1.1\t3\tnone\t-\n", ":2: pass is 1 or 2"),
        (HEAD + "1.1\t1\tsame\tR1\n", ":2: pass is 1 or 2"),
        (HEAD + "1.1\t1\tnone\n", ":2: pass is 1 or 2"),
        (HEAD + "1.1\t1\tnone\t-\n", "pass 2 leaves out 1.1"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "ref-1.0.tsv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=told):
        list(cells(file))


def test_a_random_third_was_coded_twice() -> None:
    found = all_cells()
    assert len(TWICE) >= 4
    assert {reference for _, reference in CURATED} >= TWICE
    for reference in TWICE:
        assert len({cell.provision for cell in found if cell.reference == reference}) == 24


def test_documents_that_were_gone_through_once_only_are_named() -> None:
    once = sorted({reference for _, reference in CURATED} - TWICE)
    told = f"Gone through once only so far: {', '.join(f'`{one}`' for one in once)}." if once else "All twelve"
    assert told in METHOD


def test_agreement_reaches_the_bar() -> None:
    found = all_cells()
    assert kappa(cell.overlaps for cell in found) >= 0.75
    assert kappa((cell.first, cell.second) for cell in found) >= 0.6


def test_published_figures_are_the_measured_ones() -> None:
    measured = table(all_cells())
    assert measured in METHOD
    rows = {line.split("`")[1]: line.split(" | ") for line in measured.splitlines() if "`" in line}
    for reference in TWICE:
        text = (ROOT / "mappings" / "curated" / f"{CODE}--{reference}.sssom.tsv").read_text(encoding="utf-8")
        overlap, relation = rows[reference][3], rows[reference][5].rstrip(" |")
        assert f"kappa {overlap} on any overlap, {relation} on the relation" in text
