"""Every way of asking gives the same answer: pages, files and the terminal never contradict each other."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable

import pytest
from click.testing import Result

from crosswalk import query
from crosswalk.analysis.answers import answers
from crosswalk.analysis.catalogue import Filters, loaded_documents
from crosswalk.analysis.compare import compare
from crosswalk.analysis.coverage import Coverage, compared, coverage
from crosswalk.analysis.headings import headings, under
from crosswalk.analysis.matrix import Cell, matrix
from crosswalk.analysis.mindmap import mind_map
from crosswalk.analysis.neighbourhood import neighbourhood
from crosswalk.columns import in_files
from crosswalk.comparison import Table, Voice, columns
from crosswalk.explorer.ui.looks import SHARES, step
from crosswalk.explorer.ui.pairs import square
from crosswalk.headline import headline
from crosswalk.rows import for_provisions
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import RELATIONS, Pair, Status
from crosswalk.wording import apart
from tests.support import CODE, ROOT, results

FOCALS = sorted(
    path.stem
    for path in (ROOT / "data" / "documents").glob("*.yaml")
    if not re.search(r"^loaded: 0$", path.read_text(encoding="utf-8"), re.MULTILINE)
)


def test_every_loaded_document_is_asked(shipped: Crosswalk) -> None:
    assert sorted(loaded_documents(shipped)) == FOCALS


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
        names, lines = in_files(columns(Table.FILE, Voice(shipped), rows), rows)
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
    units = coverage(shipped, focal, compared(shipped, focal)[:1] or [next(one for one in FOCALS if one != focal)])
    for answer in units[0].answers[:12]:
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


#: How the headline of each pair begins or goes on, and no other does.
SAYS = {
    Pair.COMPARED: r"(?s)(?!.*(Nobody has compared|It is not known|only follows))",
    Pair.ONLY_DERIVED: r"(?s)(?!.*(Nobody has compared|It is not known)).* only follows from other mappings",
    Pair.ONLY_LINKED: r"It is not known what .* in common with (?!.*(Nobody has compared|only follows))",
    Pair.NOT_COMPARED: r"Nobody has compared the [^:;]*\.$",
}


def agrees(cell: Cell, sentence: str) -> bool:
    """Whether a headline says of a pair what its counts say."""
    counts = {status: number for status, number in cell.counts.items() if number}
    met = counts.get(Status.COVERED, 0) + counts.get(Status.PARTIAL, 0)
    if re.match(SAYS[cell.pair], sentence) is None:
        return False
    match cell.pair:
        case Pair.COMPARED if met:
            start = sentence.startswith((f"{met} of the {cell.total} ", f"All {cell.total} "))
        case Pair.COMPARED:
            start = sentence.startswith("None of ") == (counts.get(Status.NO_COUNTERPART) == cell.total)
        case Pair.ONLY_DERIVED:
            follows = met + counts.get(Status.DERIVED, 0)
            start = sentence.startswith((f"For {follows} of the {cell.total} ", f"For all {cell.total} "))
        case _:
            start = not met
    rest = [status.phrase(number) for status, number in counts.items() if not status.is_met and cell.total != number]
    if cell.pair is Pair.ONLY_DERIVED:
        rest = [words for words in rest if "derivation" not in words]
    if cell.pair is Pair.NOT_COMPARED or set(counts) == {Status.UNMAPPED}:
        rest = []
    return start and all(words in sentence for words in rest)


def test_the_headline_of_every_pair_says_what_is_known(shipped: Crosswalk) -> None:
    cells = {(cell.focal, cell.reference): cell for cell in matrix(shipped)}
    assert len(cells) == len(FOCALS) * (len(FOCALS) - 1)
    for focal in FOCALS:
        for found in coverage(shipped, focal, [reference for one, reference in cells if one == focal]):
            sentence = headline(found, Filters())
            assert agrees(cells[focal, found.reference], sentence), (focal, found.reference, sentence)


def test_start_matrix_coverage_and_compare_know_one_pair_alike(shipped: Crosswalk) -> None:
    """Colour, shape, words and lists: whatever is shown of two documents comes from one `Pair`."""
    cells = {(cell.focal, cell.reference): cell for cell in matrix(shipped)}
    names = {focal: focal for focal in FOCALS}
    seen = Counter[Pair]()
    for focal in FOCALS:
        others = [other for other in FOCALS if other != focal]
        found = {one.reference: one for one in coverage(shipped, focal, others)}
        assert {other for other, one in found.items() if one.pair is Pair.COMPARED} == set(
            compared(shipped, focal)
        ) & set(others)
        listed = {line.partition(":")[0]: line for line in apart(list(found.values()))}
        for other, one in found.items():
            cell = cells[focal, other]
            assert compare(shipped, focal, other)[0].pair is one.pair is cell.pair
            assert (cell.met is not None) == one.pair.has_share
            drawn = square(names, cell)
            name = step(drawn["share"], drawn["pair"])
            assert (name in SHARES) == (one.pair is Pair.COMPARED)
            assert one.pair is Pair.COMPARED or name.endswith(one.pair.meaning)
            assert one.pair is Pair.COMPARED or drawn["in_words"].endswith(one.pair.meaning)
            assert ("○" in drawn["text"], "◇" in drawn["text"]) == (
                one.pair is Pair.NOT_COMPARED,
                one.pair is Pair.ONLY_DERIVED,
            )
            for pair, start in (
                (Pair.ONLY_DERIVED, "What is known only follows from other mappings"),
                (Pair.ONLY_LINKED, "Linked, but not compared"),
                (Pair.NOT_COMPARED, f"Nobody has compared {focal} with "),
            ):
                line = next((line for begin, line in listed.items() if begin.startswith(start)), "")
                assert bool(re.search(rf"[ :]{re.escape(other)}(,|\.$| and )", line)) == (one.pair is pair)
            seen[one.pair] += 1
    assert all(seen[pair] > 10 for pair in Pair)


def test_nobody_has_compared_only_what_no_row_joins(shipped: Crosswalk) -> None:
    """In either direction, at any depth: this reads the graph itself, and none of the functions that answer."""
    joined = {
        frozenset(str(end).rsplit("/", 1)[-1] for end in row)
        for row in query(
            shipped,
            "SELECT DISTINCT ?a ?b { ?m cw:subjectDocument ?a ; cw:objectDocument ?b }",
        ).rows
    }
    assert len(joined) > 100
    alone = {frozenset((cell.focal, cell.reference)) for cell in matrix(shipped) if cell.pair is Pair.NOT_COMPARED}
    assert len(alone) > 500
    assert not alone & joined
    for cell in matrix(shipped):
        if cell.pair is Pair.ONLY_LINKED:
            assert frozenset((cell.focal, cell.reference)) in joined
