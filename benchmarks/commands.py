"""The CPU of commands, and of one rerun of the Compare view, against a fixed piece of work, in one run.

    python benchmarks/commands.py                 # a table; exits 1 when something is over its bar
    python benchmarks/commands.py --base ../base  # also the same of another tree, and the rerun against its rerun
    python benchmarks/commands.py trace rerun     # only these

The fixed work is a process that makes 157,000 statements and loads them into pyoxigraph in bulk. Each figure is the CPU
(user and system) of a process and all that it starts, the best of three, with a cache that an earlier start has filled.
A rerun is measured inside its process: the Compare view is opened once, then drawn again for one level only.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 3
FIXED = """
import pyoxigraph as ox
base = "https://example.org/made-up"
label = "a value of some words, as a label or a summary has them, number"
rows = (
    f"<{base}/document-{n // 1200}/provision-{n // 12}> <{base}/vocabulary#property{n % 12}> "
    + (f"<{base}/thing-{n * 7919 % 157_000}>" if n % 2 else f'"{label} {n}"')
    + f" <{base}/graph-{n // 1200}> .\\n"
    for n in range(157_000)
)
ox.Store().bulk_load(input="".join(rows).encode(), format=ox.RdfFormat.N_QUADS)
"""
COMMAND = "import sys; from crosswalk.cli import main; main(sys.argv[1:])"
RERUN = """
import time
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash
app = AppTest.from_file("app.py", default_timeout=600)
app._page_hash = calc_hash("compare")
app.run()
rows = len(app.dataframe[0].value)
app.query_params["level"] = "shall"
start = time.process_time()
app.run()
seconds = time.process_time() - start
assert not app.exception and len(app.dataframe[0].value) < rows
print(seconds)
"""
CODE, REFERENCE = "dsit-ai-code-2025", "ncsc-secure-ai-2023"
DOCUMENT = """id: {id}
title: A small document
version: "1.0"
publisher: dsit
date: 2026-01-01
status: {{stage: published, as_of: 2026-01-01, seen: primary}}
rights: not stated
text_policy: own-words
assessable: [provision]
loaded: 2
total: 2
provisions:
  - {{id: "1", label: Keep a list of models, kind: provision}}
  - {{id: "2", label: Review the list each year, kind: provision}}
"""
MAPPINGS = """#mapping_set_id: https://w3id.org/ai-security-crosswalk/set/small-one-1.0--small-two-1.0
#mapping_set_title: One small document to the other
#mapping_set_description: Made up for a measurement.
#license: https://creativecommons.org/licenses/by/4.0/
#creator_label: crosswalk project
#mapping_date: "2026-01-01"
#subject_source: https://w3id.org/ai-security-crosswalk/doc/small-one-1.0
#object_source: https://w3id.org/ai-security-crosswalk/doc/small-two-1.0
subject_id\tpredicate_id\tobject_id\tmapping_justification\tcomment
small-one-1.0:1\tskos:relatedMatch\tsmall-two-1.0:1\tsemapv:ManualMappingCuration\tBoth ask for a list of models.
small-one-1.0:2\tskos:relatedMatch\tsmall-two-1.0:2\tsemapv:ManualMappingCuration\tBoth ask for a review of the list.
"""


@dataclass(frozen=True, slots=True)
class Measure:
    """A command, and how many times the CPU of the fixed work it may take; None where there is no bar."""

    name: str
    arguments: tuple[str, ...]
    bar: float | None


def measures(small: Path) -> list[Measure]:
    """Return the commands that are measured; `small` is a folder with two documents and a mapping set."""
    return [
        Measure("coverage", ("coverage", CODE), 0.8),
        Measure("gaps", ("gaps", CODE, REFERENCE), 0.8),
        Measure("compare", ("compare", CODE, REFERENCE), 0.8),
        Measure("trace", ("trace", f"{CODE}:5.4.1", "owasp-llm-2025:LLM01"), 0.8),
        Measure("diff", ("diff", "dsit-ai-code-draft-2024", CODE), 1.2),
        Measure("validate", ("validate", str(small)), 4.0),
        Measure("structure", ("structure",), None),
        Measure("reason", ("reason",), None),
    ]


def write_small(folder: Path) -> None:
    """Write two documents of two provisions each, and one mapping set between them."""
    for part in ("data/documents", "mappings/curated"):
        (folder / part).mkdir(parents=True)
    for name in ("small-one-1.0", "small-two-1.0"):
        (folder / f"data/documents/{name}.yaml").write_text(DOCUMENT.format(id=name), encoding="utf-8")
    (folder / "mappings/curated/small-one-1.0--small-two-1.0.sssom.tsv").write_text(MAPPINGS, encoding="utf-8")


def cpu(program: str, arguments: Sequence[str] = (), tree: Path = ROOT, cache: Path | None = None) -> float:
    """Return the seconds of CPU of a Python program and its children, run once with the package of a tree."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(program, arguments, tree, cache)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def run(program: str, arguments: Sequence[str], tree: Path, cache: Path | None) -> str:
    """Run a Python program with the package of a tree and return what it prints; it must end well."""
    settings = {name: text for name, text in os.environ.items() if not name.startswith("CROSSWALK_")}
    ended = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=tree,
        env={**settings, "PYTHONPATH": str(tree), "CROSSWALK_CACHE": str(cache or "off")},
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        sys.exit(f"{' '.join(arguments) or program} ended with {ended.returncode}: {ended.stderr[-2000:]}")
    return ended.stdout


def best(program: str, arguments: Sequence[str] = (), tree: Path = ROOT, cache: Path | None = None) -> float:
    """Return the least CPU of several runs, the first of which, not counted, fills the cache."""
    run(program, arguments, tree, cache)
    return min(cpu(program, arguments, tree, cache) for _ in range(ROUNDS))


def rerun(tree: Path, cache: Path) -> float:
    """Return the least CPU of drawing the Compare view again, in seconds."""
    return min(float(run(RERUN, (), tree, cache).split()[-1]) for _ in range(ROUNDS))


def verdict(ratio: float, bar: float | None) -> str:
    """Return a ratio with its bar in words.

    >>> verdict(0.5, 0.8), verdict(2, 1.2), verdict(3, None)
    ('0.8  ok', '1.2  over', 'none')
    """
    return "none" if bar is None else f"{bar}  {'ok' if ratio <= bar else 'over'}"


def main() -> int:
    """Measure, print a table, and return 1 when something is over its bar."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, help="another tree, such as a git worktree of an older commit")
    parser.add_argument("names", nargs="*", metavar="NAME", help="coverage … reason, or rerun; all without one")
    given = parser.parse_args()
    trees = [ROOT, *([given.base.resolve()] if given.base else [])]
    with tempfile.TemporaryDirectory() as name:
        over = [what for what, ratio, bar in measured(trees, Path(name), given.names) if bar and ratio > bar]
    print(f"{len(over)} over the bar{': ' if over else ''}{', '.join(over)}")
    return 1 if over else 0


def measured(trees: Sequence[Path], folder: Path, names: Sequence[str]) -> Iterator[tuple[str, float, float | None]]:
    """Print a line for each measure, and yield its name, the ratio of this tree, and its bar."""
    write_small(folder / "small")
    fixed = best(FIXED)
    print(f"fixed work: {fixed:.2f} s of CPU; below, times that\n{'':28}{'here':>8}{'base':>8}  bar", flush=True)
    for measure in measures(folder / "small"):
        if not names or measure.name in names:
            times = [best(COMMAND, measure.arguments, tree, folder / f"cache{n}") for n, tree in enumerate(trees)]
            yield report(measure.name, [seconds / fixed for seconds in times], measure.bar)
    if not names or "rerun" in names:
        times = [rerun(tree, folder / f"cache{n}") for n, tree in enumerate(trees)]
        yield report("one rerun of Compare", [seconds / fixed for seconds in times], None)
        if len(times) > 1:
            yield report("that rerun against base's", [times[0] / times[1]], 0.5)


def report(name: str, ratios: Sequence[float], bar: float | None) -> tuple[str, float, float | None]:
    """Print one line of the table, and return its name, the ratio of this tree, and its bar."""
    columns = "".join(f"{ratio:8.2f}" for ratio in ratios)
    print(f"{name:28}{columns:16}  {verdict(ratios[0], bar)}", flush=True)
    return name, ratios[0], bar


if __name__ == "__main__":
    sys.exit(main())
