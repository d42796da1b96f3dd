"""How far the curated sets of the Code and its measures agree, cell by cell (docs/measures.md).

    python -m tools.measures_agreement            # the table of docs/measures.md
    python -m tools.measures_agreement --cells    # every cell, as CSV

A cell is one provision of the Code against one document. The set says that it is mapped or has no counterpart. The
measures prove an overlap, or join asks of the two through `accepts` alone (means), or find nothing. Documents without a
list of asks are left out: about them the measures say nothing.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TextIO

import crosswalk
from crosswalk import Crosswalk
from crosswalk.analysis.asked import answer_of
from crosswalk.analysis.asks import listed, rows_of
from crosswalk.analysis.catalogue import mapping_sets
from crosswalk.vocabulary import Holding, Status
from tools.agreement import kappa

CODE = "dsit-ai-code-2025"
MAPPED, NO_COUNTERPART = "mapped", "no counterpart"
PROVED, MEANS, NOTHING = "proved", "means", "nothing"
_STATUSES = {Status.COVERED: MAPPED, Status.PARTIAL: MAPPED, Status.NO_COUNTERPART: NO_COUNTERPART}
_COLUMNS = [(said, shown) for said in (MAPPED, NO_COUNTERPART) for shown in (PROVED, MEANS, NOTHING)]


@dataclass(frozen=True, slots=True)
class Cell:
    """One provision of the Code against one document."""

    document: str
    provision: str
    curated: str  #: mapped or no counterpart
    measures: str  #: proved, means or nothing


def curated_documents(xw: Crosswalk) -> list[str]:
    """Return the documents for which this project has a curated set of the Code."""
    start = f"{CODE}--"
    return sorted(
        one.id.removeprefix(start) for one in mapping_sets(xw) if one.layer == "curated" and one.id.startswith(start)
    )


def cells(xw: Crosswalk, document: str) -> list[Cell]:
    """Return the cells of one document, in the order of the Code. Raises ValueError where the set leaves one open."""
    [found] = crosswalk.coverage(xw, CODE, [document], derived=False)
    joined = joined_by_measures(xw, document)
    for answer in found.answers:
        if answer.status not in _STATUSES:
            raise ValueError(f"{answer.provision.id} is {answer.status} against {document}: the set leaves it open.")
    return [
        Cell(document, answer.provision.id, _STATUSES[answer.status], joined.get(answer.provision.id, NOTHING))
        for answer in found.answers
    ]


def joined_by_measures(xw: Crosswalk, document: str) -> dict[str, str]:
    """Return provision of the Code → whether a measure proves that it overlaps with the document, or only `accepts`
    joins an ask of the two. Nothing joins the others.
    """
    there: dict[str, set[Holding]] = defaultdict(set)
    for row in rows_of(xw, document):
        there[row.measure].add(row.holding)
    joined: dict[str, str] = {}
    for row in rows_of(xw, CODE):
        for holding in there[row.measure]:
            if answer_of(row.holding, holding) or answer_of(holding, row.holding):
                provision = row.ask.partition("#")[0]
                by_accepts = Holding.ACCEPTS in (row.holding, holding)
                joined[provision] = MEANS if by_accepts and joined.get(provision) != PROVED else PROVED
    return joined


def table(xw: Crosswalk) -> str:
    """Return the Markdown table of docs/measures.md: a line for each curated document whose asks are listed."""
    lines = [
        "| document | mapped, and proved | mapped, means only | mapped, nothing | no counterpart, but proved "
        "| no counterpart, means | no counterpart, nothing | κ |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += [_line(cells(xw, document)) for document in curated_documents(xw) if document in listed(xw)]
    return "\n".join(lines)


def _line(found: Sequence[Cell]) -> str:
    counts = Counter((cell.curated, cell.measures) for cell in found)
    agreement = kappa((cell.curated == MAPPED, cell.measures != NOTHING) for cell in found)
    numbers = " | ".join(str(counts[column]) for column in _COLUMNS)
    return f"| `{found[0].document}` | {numbers} | {agreement:.2f} |"


def write_cells(xw: Crosswalk, out: TextIO) -> None:
    """Write every cell as CSV: document, provision, what the set says, what the measures show."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["document", "provision", "curated", "measures"])
    for document in curated_documents(xw):
        if document in listed(xw):
            writer.writerows(
                [cell.document, cell.provision, cell.curated, cell.measures] for cell in cells(xw, document)
            )


def main() -> None:
    """Print the table, or the cells."""
    parser = argparse.ArgumentParser(description="Compare the curated sets of the Code with its measures.")
    parser.add_argument("--cells", action="store_true", help="every cell, as CSV")
    given = parser.parse_args()
    xw = crosswalk.load()
    if given.cells:
        write_cells(xw, sys.stdout)
    else:
        print(table(xw))


if __name__ == "__main__":
    main()
