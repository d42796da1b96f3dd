"""Every way of asking gives the same answer: pages, files and the terminal never contradict each other."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable

import pytest
from click.testing import Result

from crosswalk.analysis.answers import answers
from crosswalk.analysis.catalogue import Filters
from crosswalk.analysis.compare import compare
from crosswalk.analysis.coverage import Coverage, compared, coverage
from crosswalk.analysis.headings import headings, under
from crosswalk.analysis.matrix import Cell, matrix
from crosswalk.analysis.mindmap import mind_map
from crosswalk.analysis.neighbourhood import neighbourhood
from crosswalk.columns import in_files
from crosswalk.headline import headline
from crosswalk.rows import for_provisions, provision_columns
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import RELATIONS, Status
from tests.support import CODE, results

FOCALS = (CODE, "etsi-en-304-223-2.1.1", "owasp-aisvs-1.0", "iso-iec-42001-2023", "eu-ai-act-2024", "owasp-llm-2025")


def statuses(found: Coverage) -> dict[str, str]:
    return {answer.provision.id: answer.status.value for answer in found.answers}


@pytest.mark.parametrize("focal", FOCALS)
def test_compare_coverage_answers_files_and_drawings_agree(shipped: Crosswalk, focal: str) -> None:
    references = compared(shipped, focal)
    every = {found.reference: found for found in coverage(shipped, focal, references)}
    cells = {cell.reference: cell for cell in matrix(shipped) if cell.focal == focal}
    for reference, found in every.items():
        assert statuses(compare(shipped, focal, reference)[0]) == statuses(found)
        if reference in cells:
            assert cells[reference].counts == found.counts
        rows = for_provisions([found])
        names, lines = in_files(provision_columns(shipped), rows)
        at = {name: place for place, name in enumerate(names)}
        assert {str(line[at["id"]]): line[at["status"]] for line in lines} == statuses(found)
        written = found.as_json()["provisions"]
        assert isinstance(written, list)
        assert {one["id"]: one["status"] for one in written} == statuses(found)
    for heading in headings(shipped, focal)[:3]:
        inside = under(shipped, focal, heading.id)
        for branch in mind_map(shipped, heading.id):
            known = statuses(every[branch.reference])
            counted = Counter(status for provision, status in known.items() if provision in inside)
            assert {status.value: number for status, number in branch.counts.items() if number} == dict(counted)
            for provision, relation in (pair for asked in branch.asked for pair in asked.relations):
                said = RELATIONS[relation].status if relation in RELATIONS else Status.DERIVED
                assert known[provision] == "derived" or Status.of(known[provision]).rank <= said.rank


@pytest.mark.parametrize("focal", FOCALS)
def test_one_provision_is_answered_as_its_document_is(shipped: Crosswalk, focal: str) -> None:
    every = {found.reference: statuses(found) for found in coverage(shipped, focal, compared(shipped, focal))}
    units = next(iter(coverage(shipped, focal, compared(shipped, focal)[0])))
    for answer in units.answers[:12]:
        if not answer.provision.assessable:
            continue
        for reply in answers(shipped, answer.provision.id):
            known = every[reply.reference].get(answer.provision.id)
            assert known in (None, reply.answer.status.value)
        best: dict[str, int] = {}
        for link in neighbourhood(shipped, answer.provision.id).links:
            home = link.far.split(":")[0]
            if link.status is not None and home in every:
                best[home] = min(best.get(home, 9), link.status.rank)
        for home, rank in best.items():
            known = every[home].get(answer.provision.id)
            assert known is None or Status.of(known).rank <= rank


def test_the_terminal_says_what_the_functions_say(shipped: Crosswalk, cli: Callable[..., Result]) -> None:
    reference = "iso-iec-42001-2023"
    [found] = coverage(shipped, CODE, reference)
    [printed] = results(cli("coverage", CODE, "-r", reference, "--format", "json").stdout)
    assert {one["id"]: one["status"] for one in printed["provisions"]} == statuses(found)
    lines = list(csv.DictReader(io.StringIO(cli("coverage", CODE, "-r", reference, "--format", "csv").stdout)))
    assert {line["id"]: line["status"] for line in lines} == statuses(found)
    gaps = results(cli("gaps", CODE, reference, "--format", "json").stdout)
    assert {gap["id"]: gap["status"] for gap in gaps} == {
        provision: status for provision, status in statuses(found).items() if status != "covered"
    }


def said(cell: Cell, sentence: str) -> bool:
    """Whether a headline says of a pair what its counts say."""
    counts = {status: number for status, number in cell.counts.items() if number}
    met = counts.get(Status.COVERED, 0) + counts.get(Status.PARTIAL, 0)
    gone_through = met + counts.get(Status.NO_COUNTERPART, 0)
    if not gone_through:
        return sentence.startswith("Nobody has compared the ") and " are covered" not in sentence
    if not met:
        return sentence.startswith("None of ") == (gone_through == cell.total)
    return sentence.startswith((f"{met} of the {cell.total} ", f"All {cell.total} "))


def test_the_headline_of_every_pair_says_what_is_known(shipped: Crosswalk) -> None:
    cells = {(cell.focal, cell.reference): cell for cell in matrix(shipped)}
    assert len(cells) > 1_800
    for focal in {focal for focal, _ in cells}:
        for found in coverage(shipped, focal, [reference for one, reference in cells if one == focal]):
            sentence = headline(found, Filters())
            assert said(cells[focal, found.reference], sentence), (focal, found.reference, sentence)
