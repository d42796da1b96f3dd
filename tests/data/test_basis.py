"""What each shipped set was made from and how far two passes agree: what the header states, and nothing else."""

from __future__ import annotations

import pytest

from crosswalk.analysis.catalogue import document_index, mapping_sets, qualities
from crosswalk.analysis.coverage import coverage
from crosswalk.analysis.describe import describe
from crosswalk.analysis.gaps import gaps
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Basis
from crosswalk.wording import reason, why
from tests.support import CODE, CURATED
from tools.agreement import FOLDER, cells, kappa

REFERENCES = [reference for _, reference in CURATED]
TEXTS = {reference for _, reference in CURATED} - {"iso-iec-42001-2023", "owasp-aisvs-1.0"}
#: The words with which the description of a set states its basis.
SAYS = {
    Basis.FULL_TEXT: "reading both texts",
    Basis.SUMMARIES: "this project's own summaries of both ends",
    Basis.TITLES: "by number and title: the text of the standard was not read",
}


@pytest.mark.parametrize("reference", REFERENCES)
def test_basis_is_what_the_description_says(shipped: Crosswalk, reference: str) -> None:
    [one] = [one for one in mapping_sets(shipped) if one.id == f"{CODE}--{reference}"]
    basis = one.quality.basis
    assert basis is not None
    assert [word for word, says in SAYS.items() if says in (one.description or "")] == [basis]
    assert (basis is Basis.FULL_TEXT) == (reference in TEXTS)
    assert (basis is Basis.TITLES) == (reference == "iso-iec-42001-2023")


@pytest.mark.parametrize("reference", REFERENCES)
def test_agreement_is_that_of_both_passes(shipped: Crosswalk, reference: str) -> None:
    compared = list(cells(FOLDER / f"{reference}.tsv"))
    stated = qualities(shipped)[f"{CODE}--{reference}"].agreement
    assert stated is not None
    assert stated.cells == len(compared)
    assert stated.overlap == round(kappa(cell.overlaps for cell in compared), 2)
    assert stated.relation == round(kappa((cell.first, cell.second) for cell in compared), 2)


def test_every_row_that_was_decided_from_titles_says_so_where_its_reason_is_shown(shipped: Crosswalk) -> None:
    rows = describe(shipped, f"{CODE}--iso-iec-42001-2023").mappings
    assert len(rows) == 77
    assert all((reason(row) or "").endswith(". Decided from titles.") for row in rows)
    [missing] = [gap for gap in gaps(shipped, CODE, "iso-iec-42001-2023") if gap.answer.provision.id == f"{CODE}:4.1"]
    assert ". Decided from titles." in why(missing)
    carried = gaps(shipped, "etsi-en-304-223-2.1.1", "iso-iec-42001-2023")
    assert carried
    assert all(". Decided from titles." in why(gap) for gap in carried)


def test_a_row_decided_from_both_texts_gives_its_reason_alone(shipped: Crosswalk) -> None:
    rows = describe(shipped, f"{CODE}--ncsc-secure-ai-2023").mappings
    assert [reason(row) for row in rows] == [row.comment for row in rows]


def test_clauses_of_42001_that_answer_the_code_are_counted_with_it(shipped: Crosswalk) -> None:
    """Nine provisions are answered by seven clauses: the document counts controls alone, the pair both."""
    iso = "iso-iec-42001-2023"
    ends = {row.object for row in describe(shipped, f"{CODE}--{iso}").mappings}
    [back] = coverage(shipped, iso, CODE)
    counted = {answer.provision.id: answer for answer in back.answers}
    clauses = {end for end in ends if end.startswith(f"{iso}:") and not end.startswith(f"{iso}:A.")}
    assert len(clauses) == 7
    assert all(counted[clause].status in ("covered", "partial") for clause in clauses)
    assert set(back.units) == {"control", "clause"}
    assert document_index(shipped)[iso].total == 38


def test_published_sets_state_a_basis_only_where_their_description_does(shipped: Crosswalk) -> None:
    stated = {one.id: one.quality.basis for one in mapping_sets(shipped) if one.layer == "published"}
    assert {name: basis for name, basis in stated.items() if basis} == {
        "dcms-iot-code-2018--etsi-en-303-645-3.1.3": Basis.TITLES,
        f"{CODE}--etsi-en-304-223-2.1.1": Basis.FULL_TEXT,
        "dsit-ai-code-draft-2024--dsit-ai-code-2025": Basis.TITLES,
        "nist-sp-800-218a--nist-sp-800-218-1.1": Basis.FULL_TEXT,
    }
