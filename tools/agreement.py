"""How far two passes over the curated mappings agree: Cohen's kappa, for each document and for all of them.

    python tools/agreement.py            # the table of docs/curation.md
    python tools/agreement.py --differ   # the cells on which the passes differ

Each `data/curation/<reference>.tsv` keeps both passes over the provisions that were drawn for that document, before any
difference was settled: `provision`, `pass` (1 or 2), `relation`, `unit`. The unit of agreement is the cell,
one provision against the document; a cell with several rows counts with its strongest relation.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "data" / "curation"
#: Strongest first; a cell counts with the first of these that one of its rows has.
RELATIONS = ("equal", "subset-of", "superset-of", "intersects-with", "none")
COLUMNS = ["provision", "pass", "relation", "unit"]


@dataclass(frozen=True, slots=True)
class Cell:
    """The relations that both passes gave to one provision of the Code against one document."""

    reference: str
    provision: str
    first: str
    second: str

    @property
    def overlaps(self) -> tuple[bool, bool]:
        """Whether each pass found any overlap."""
        return self.first != "none", self.second != "none"


def kappa(pairs: Iterable[tuple[object, object]]) -> float:
    """Return Cohen's kappa of two codings: 1 for full agreement, 0 for what chance would give; 1 if nothing varies.

    Source: J. Cohen (1960), [A coefficient of agreement for nominal scales](https://doi.org/10.1177/001316446002000104).
    Raises ValueError when there is nothing to compare.

    >>> round(kappa([("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15), 3)
    0.4
    """
    coded = list(pairs)
    if not coded:
        raise ValueError("No cell was coded by both passes.")
    size = len(coded)
    seen = sum(first == second for first, second in coded) / size
    left, right = Counter(first for first, _ in coded), Counter(second for _, second in coded)
    chance = sum(left[code] * right[code] for code in left) / size**2
    return 1.0 if chance == 1 else (seen - chance) / (1 - chance)


def cells(file: Path) -> Iterator[Cell]:
    """Yield the cells of one document.

    Raises ValueError, with file and line, for a row that cannot be read, or a pass that leaves a provision out.
    """
    relations: dict[str, dict[str, list[str]]] = {}
    with file.open(encoding="utf-8", newline="") as text:
        rows = csv.DictReader(text, delimiter="\t")
        if rows.fieldnames != COLUMNS:
            raise ValueError(f"{file}:1: the columns must be {', '.join(COLUMNS)}.")
        for row in rows:
            if row["pass"] not in ("1", "2") or row["relation"] not in RELATIONS or not row["unit"]:
                raise ValueError(f"{file}:{rows.line_num}: pass is 1 or 2, relation one of {', '.join(RELATIONS)}.")
            relations.setdefault(row["provision"], {}).setdefault(row["pass"], []).append(row["relation"])
    for provision, passes in relations.items():
        if set(passes) != {"1", "2"}:
            raise ValueError(f"{file}: pass {'2' if '1' in passes else '1'} leaves out {provision}.")
        first, second = (min(passes[number], key=RELATIONS.index) for number in ("1", "2"))
        yield Cell(file.stem, provision, first, second)


def all_cells(folder: Path = FOLDER) -> list[Cell]:
    """Return the cells of every document in the folder, in the order of the file names."""
    return [cell for file in sorted(folder.glob("*.tsv")) for cell in cells(file)]


def table(measured: Sequence[Cell]) -> str:
    """Return a Markdown table: for each document and for all, how many cells agree, and kappa, on both questions."""
    groups: dict[str, list[Cell]] = {}
    for cell in measured:
        groups.setdefault(cell.reference, []).append(cell)
    lines = [
        "| document | cells | same on overlap | κ overlap | same relation | κ relation |",
        "|---|---|---|---|---|---|",
    ]
    lines += [_line(f"`{reference}`", group) for reference, group in groups.items()]
    return "\n".join([*lines, _line("**all**", measured)])


def _line(name: str, group: Sequence[Cell]) -> str:
    overlap = [cell.overlaps for cell in group]
    relation = [(cell.first, cell.second) for cell in group]
    figures = []
    for pairs in (overlap, relation):
        figures += [str(sum(first == second for first, second in pairs)), f"{kappa(pairs):.2f}"]
    return f"| {name} | {len(group)} | {' | '.join(figures)} |"


def main() -> None:
    """Print the table, or the cells that differ."""
    parser = argparse.ArgumentParser(description="Measure how far the two passes over the curated mappings agree.")
    parser.add_argument("--differ", action="store_true", help="list the cells on which the passes differ")
    given = parser.parse_args()
    compared = all_cells()
    if given.differ:
        for cell in compared:
            if cell.first != cell.second:
                print(f"{cell.reference}\t{cell.provision}\t{cell.first}\t{cell.second}")
    else:
        print(table(compared))


if __name__ == "__main__":
    main()
