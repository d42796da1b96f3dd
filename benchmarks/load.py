"""What 100,000 and 20,000 own rows cost: to load, to validate and to ask about, each against a bar, in one run.

    python benchmarks/load.py                   # a table; exits 1 when something is over its bar
    python benchmarks/load.py --rows 20000      # another number of rows for the first part
    python benchmarks/load.py --remembered      # also what it costs to write the cache, and to start from it

The rows are made up: two documents of 1,000 provisions and one mapping set between them, in a folder beside the
shipped data; for the second part also 40 sets between twelve documents. Each figure is the CPU of a process of its own,
the best of two, with the cache off. `bulk` is a process that loads the same statements, as N-Quads, into pyoxigraph in
bulk; `load` one that reads, checks and loads the files; `validate` one that validates them. Coverage and agreement are
what their process takes after its load. What a process leaves to others counts as its own. Memory is the most that one
process had at once.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import made_up

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 2
ROWS, FEWER, SETS = 100_000, 20_000, 40
MEGABYTES = 800
PROGRAMS = {
    "bulk": """
import pyoxigraph as ox
ox.Store().bulk_load(path=given[0], format=ox.RdfFormat.N_QUADS)
""",
    "load": """
import crosswalk
crosswalk.load(given[0])
""",
    "validate": """
import crosswalk
faults = crosswalk.validate(crosswalk.Layout.of(given[0]))
assert not any(fault.severity == "violation" for fault in faults), faults[:3]
""",
    "coverage": """
import crosswalk
loaded = crosswalk.load(given[0])
start = time.process_time()
crosswalk.coverage(loaded, given[1])
""",
    "agreement": """
import crosswalk
loaded = crosswalk.load(given[0])
start = time.process_time()
crosswalk.agreement(loaded, given[1], given[2])
""",
}
MEASURED = """
import json, resource, sys, time
start, given = 0.0, sys.argv[1:]
{program}
own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
seconds = time.process_time() - start + others.ru_utime + others.ru_stime
print(json.dumps([seconds, max(own.ru_maxrss, others.ru_maxrss) / 1024]))
"""
DUMP = """
import sys, crosswalk, pyoxigraph as ox
crosswalk.load(sys.argv[1]).store.dataset.dump(sys.argv[2], format=ox.RdfFormat.N_QUADS)
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of CPU, and megabytes of memory."""

    seconds: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Figure:
    """Something measured, what it is compared with, and how much it may be; None where there is no bar."""

    name: str
    value: float
    unit: str
    bar: float | None

    @property
    def is_over(self) -> bool:
        """True where it is over its bar."""
        return self.bar is not None and self.value > self.bar

    def line(self) -> str:
        """Return the line of the table."""
        bar = "" if self.bar is None else f"at most {self.bar:g}: {'over' if self.is_over else 'ok'}"
        return f"{self.name:44}{self.value:9.2f} {self.unit:14}{bar}"


def run(program: str, *arguments: str | Path, cache: str = "off") -> str:
    """Return what a Python program prints; it must end well."""
    settings = {name: text for name, text in os.environ.items() if not name.startswith("CROSSWALK_")}
    ended = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        env={**settings, "PYTHONPATH": str(ROOT), "CROSSWALK_CACHE": cache},
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        sys.exit(f"{program} ended with {ended.returncode}: {ended.stderr[-2000:]}")
    return ended.stdout


def cost(name: str, *arguments: str | Path, cache: str = "off", rounds: int = ROUNDS) -> Cost:
    """Return what one of the programs costs: the least CPU of some rounds, and the most memory."""
    program = MEASURED.format(program=PROGRAMS[name])
    taken = [json.loads(run(program, *arguments, cache=cache)) for _ in range(rounds)]
    return Cost(min(seconds for seconds, _ in taken), max(megabytes for _, megabytes in taken))


def loads(folder: Path, rows: int) -> Iterator[Figure]:
    """Yield what many rows cost: their load against pyoxigraph's, and the rest against the load."""
    first = made_up.write_rows(folder / "own", rows).documents[0]
    own, quads = folder / "own", folder / "own.nq"
    run(DUMP, own, quads)
    bulk, load = cost("bulk", quads), cost("load", own)
    yield Figure("bulk load into pyoxigraph", bulk.seconds, "s", None)
    yield Figure("    memory", bulk.megabytes, "MB", None)
    yield Figure("load", load.seconds / bulk.seconds, "times bulk", 2.5)
    yield Figure("    memory", load.megabytes, "MB", MEGABYTES)
    validate, coverage = cost("validate", own), cost("coverage", own, first)
    yield Figure("validate", validate.seconds / load.seconds, "times load", 3)
    yield Figure("    memory", validate.megabytes, "MB", None)
    yield Figure("coverage", coverage.seconds / load.seconds, "times load", 0.5)
    yield Figure("    of the bulk load", coverage.seconds / bulk.seconds, "times bulk", None)


def answers(folder: Path, rows: int, sets: int) -> Iterator[Figure]:
    """Yield what answers about fewer rows cost, in one set or in many, against the load."""
    first, second, *_ = made_up.write_rows(folder, rows, sets).documents
    load = cost("load", folder).seconds
    yield Figure("load", load, "s", None)
    yield Figure("agreement", cost("agreement", folder, first, second).seconds / load, "times load", 2)
    yield Figure("coverage", cost("coverage", folder, first).seconds / load, "times load", 1)


def remembered(folder: Path) -> Iterator[Figure]:
    """Yield what the cache costs: to load and write it, to start from it, and to ask it the first and second time."""
    cache, own, document = str(folder / "cache"), folder / "own", "own-0-1.0"
    before = cost("load", own, rounds=1).seconds
    wait = (
        "\nfor thread in __import__('threading').enumerate():\n    thread.name == 'crosswalk-cache' and thread.join()"
    )
    seconds, megabytes = json.loads(run(MEASURED.format(program=PROGRAMS["load"] + wait), own, cache=cache))
    yield Figure("load and write the cache", seconds / before, "times load", None)
    yield Figure("    memory", megabytes, "MB", None)
    yield Figure("start from the cache", cost("load", own, cache=cache).seconds / before, "times load", None)
    for when in ("first", "second"):
        asked = cost("coverage", own, document, cache=cache, rounds=1)
        yield Figure(f"coverage from the cache, the {when} time", asked.seconds / before, "times load", None)


def main() -> int:
    """Measure, print a table, and return 1 when something is over its bar."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--rows", type=int, default=ROWS, metavar="N", help="rows of the first part (default: %(default)s)"
    )
    parser.add_argument("--remembered", action="store_true", help="also measure the cache, which takes a minute")
    given = parser.parse_args()
    over = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts = {
            f"{given.rows:,} rows in one set": loads(folder, given.rows),
            f"{FEWER:,} rows in one set": answers(folder / "few", FEWER, 1),
            f"{FEWER:,} rows in {SETS} sets": answers(folder / "many", FEWER, SETS),
        }
        if given.remembered:
            parts[f"{given.rows:,} rows in the cache"] = remembered(folder)
        for title, figures in parts.items():
            print(title, flush=True)
            for figure in figures:
                print(f"  {figure.line()}", flush=True)
                over += [f"{figure.name.strip()} of {title}"] if figure.is_over else []
    print(f"{len(over)} over the bar{': ' if over else ''}{', '.join(over)}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
