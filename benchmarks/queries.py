"""Every named query: in memory, on the remembered graph on disk, and on a made-up graph of seven times the statements.

    python benchmarks/queries.py          # all named queries; exits 1 when one is over a bar
    python benchmarks/queries.py hubs     # only these

Printed is the CPU time in ms, the best of five, from the SPARQL text to a table of plain values, with the default
parameters. Bars: 50 ms in memory and 150 ms on disk, of which `individuals` is free (it answers with two thirds of the
graph), and 15 times the time for 7 times the statements. A time under 1 ms counts as 1 ms in the growth.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import crosswalk
from benchmarks import made_up
from crosswalk.sparql import NamedQuery, load_queries, with_prefixes
from crosswalk.sparql.table import tabulate

ROUNDS = 5
IN_MEMORY, ON_DISK, GROWTH = 50.0, 150.0, 15.0
FREE = {"individuals"}


@dataclass(frozen=True, slots=True)
class Measured:
    """What one query took, in ms, and how many rows it has on the shipped graph."""

    name: str
    rows: int
    memory: float
    disk: float
    large: float

    @property
    def growth(self) -> float:
        """How many times longer the query takes on the made-up graph."""
        return self.large / max(self.memory, 1.0)

    def over(self) -> list[str]:
        """Return the bars that the query is over."""
        timed = [("memory", self.memory, IN_MEMORY), ("disk", self.disk, ON_DISK)]
        return [
            name
            for name, value, bar in ([] if self.name in FREE else timed) + [("growth", self.growth, GROWTH)]
            if value > bar
        ]


def load(cache: str, data: Sequence[Path] = ()) -> crosswalk.Crosswalk:
    """Return a crosswalk, with the cache in this folder, or `off`."""
    os.environ["CROSSWALK_CACHE"] = cache
    return crosswalk.load(data)


def remembered(cache: str) -> crosswalk.Crosswalk:
    """Return the shipped crosswalk as a second start finds it on disk: a process of its own has written it."""
    subprocess.run(
        [sys.executable, "-c", "import crosswalk; crosswalk.load()"],
        env={**os.environ, "CROSSWALK_CACHE": cache, "PYTHONPATH": str(Path(crosswalk.__file__).parents[1])},
        check=True,
    )
    return load(cache)


def timed(known: crosswalk.Crosswalk, query: NamedQuery) -> tuple[float, int]:
    """Return the best CPU time of a query in ms, and the number of its rows."""
    sparql = with_prefixes(query.text)
    best, rows = float("inf"), 0
    for _ in range(ROUNDS):
        start = time.process_time()
        rows = len(tabulate(known.store.query(sparql), order=query.order).rows)
        best = min(best, time.process_time() - start)
    return best * 1000, rows


def statements(known: crosswalk.Crosswalk) -> int:
    """Return the number of statements in a crosswalk."""
    (row,) = known.store.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    return int(row["n"].value)


def main(names: Sequence[str]) -> int:
    """Time the queries, print a table, and return 1 when one is over a bar."""
    with tempfile.TemporaryDirectory() as folder:
        cache, data = Path(folder) / "cache", Path(folder) / "data"
        data.mkdir()
        memory, disk = load("off"), remembered(str(cache))
        made_up.write(data)
        large = load("off", [data])
        queries = [query for name, query in load_queries(memory.layout).items() if not names or name in names]
        print(f"{statements(memory):,} statements shipped, {statements(large):,} with those made up; times in ms")
        print(f"{'query':28}{'rows':>8}{'memory':>9}{'disk':>9}{'large':>9}{'growth':>8}")
        results = []
        for query in queries:
            ms, rows = timed(memory, query)
            measured = Measured(query.name, rows, ms, timed(disk, query)[0], timed(large, query)[0])
            results.append(measured)
            print(
                f"{query.name:28}{rows:8,}{measured.memory:9.1f}{measured.disk:9.1f}{measured.large:9.1f}"
                f"{measured.growth:8.1f}  {'over: ' + ', '.join(measured.over()) if measured.over() else 'ok'}",
                flush=True,
            )
    over = [measured.name for measured in results if measured.over()]
    print(f"{len(results)} queries, {len(over)} over a bar{': ' if over else ''}{', '.join(over)}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
