"""Time from the source files to a graph that answers, against parsing alone, and against a second start, in one run.

    python benchmarks/load.py     # prints a table and, last, a line "ratio_parsing=… ratio_second=… same=true"

Parsing alone is the least that any program has to do with the same parsers: libyaml on every YAML file, sssom-pydantic
on every mapping file. The first start reads, checks and says everything in RDF, without a cache; the second takes what
the first left in the cache folder. Times are the best of ten rounds; only the ratios mean anything on another machine.
"""

from __future__ import annotations

import io
import os
import tempfile
import threading
import time
from collections.abc import Callable
from typing import Any

import yaml

from crosswalk import load
from crosswalk.formats.readers.sssom.expand import vocabularies
from crosswalk.formats.readers.sssom.library import read_unprocessed_iterable
from crosswalk.sources import Layout
from crosswalk.store.cache import WRITER

ROUNDS = 10


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return how many seconds some work takes, and its result."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def parse_alone() -> int:
    """Parse every YAML and SSSOM file of the shipped folders and do nothing with it; return how many there were."""
    files = [file for file in Layout().files() if file.kind != "turtle"]
    for file in files:
        text = file.path.read_text(encoding="utf-8")
        if file.kind == "mapping-set":
            header, _, rows = text.partition("\nsubject_id\t")
            metadata = yaml.load("\n".join(line[1:] for line in header.splitlines()), Loader=yaml.CSafeLoader)
            table = io.StringIO(f"subject_id\t{rows}")
            with read_unprocessed_iterable(table, metadata=metadata, converter=vocabularies()) as stream:
                sum(1 for _ in stream.records)
        else:
            yaml.load(text, Loader=yaml.CSafeLoader)
    return len(files)


def size(crosswalk: Any) -> int:
    """Return the number of statements in a store."""
    return len(crosswalk.store.dataset)


def load_with(cache: str) -> tuple[float, Any]:
    """Time a start with this cache folder, or `off`; what it remembers is written before this returns."""
    os.environ["CROSSWALK_CACHE"] = cache
    seconds, crosswalk = timed(load)
    for thread in threading.enumerate():  # beside the first start, not within it
        if thread.name == WRITER:
            thread.join()
    return seconds, crosswalk


def main() -> None:
    """Run the three in turn, so that a busy moment of the machine meets all of them, and print the best of each."""
    best = dict.fromkeys(("parsing alone", "first start", "second start"), float("inf"))
    with tempfile.TemporaryDirectory() as folder:
        load_with(folder)  # so that imports and byte code are not measured
        for _ in range(ROUNDS):
            parsing, files = timed(parse_alone)
            first, crosswalk = load_with("off")
            second, again = load_with(folder)
            for what, seconds in zip(best, (parsing, first, second), strict=True):
                best[what] = min(best[what], seconds)
    print(f"{files} files, {size(crosswalk):,} statements")
    for what, seconds in best.items():
        print(f"  {what:14}{seconds * 1000:9.1f} ms")
    parsing, first, second = best.values()
    same = size(crosswalk) == size(again)
    print(f"ratio_parsing={first / parsing:.2f} ratio_second={second / first:.2f} same={str(same).lower()}")


if __name__ == "__main__":
    main()
