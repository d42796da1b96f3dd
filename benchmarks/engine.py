"""Load and coverage time of our engine against the same queries on plain rdflib, in one run, at two sizes.

    python benchmarks/engine.py            # prints a table and, last, a line "ratio_shipped=… ratio_100k=… same=true"

The graph is the shipped one; for the larger size, copies of it under other document ids are added until it has
100,000 triples. Both engines read the same N-Quads and answer the same two queries that `crosswalk coverage` asks.
Times are the best of three, for rdflib at 100k of one; only the ratios mean anything on another machine.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable
from typing import Any

import pyoxigraph as ox
import rdflib

from crosswalk import ids
from crosswalk.sources import Layout
from crosswalk.sparql.named import get_query
from crosswalk.sparql.prefixes import with_prefixes
from crosswalk.store import EmbeddedStore, open_in_memory

FOCAL = "dsit-ai-code-2025"
QUERIES = ("provisions-of-document", "mappings-of-document")


def timed(work: Callable[[], Any], times: int) -> tuple[float, Any]:
    """Return the best time in seconds and the last result."""
    best, result = float("inf"), None
    for _ in range(times):
        start = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - start)
    return best, result


def enlarged(nquads: str, at_least: int) -> str:
    """Return the N-Quads with renamed copies added until there are at least this many statements."""
    lines = nquads.splitlines()
    pattern = re.compile(re.escape(f"<{ids.BASE}") + r"(doc|set)/")
    copies = [lines]
    while sum(map(len, copies)) < at_least:
        number = len(copies)
        copies.append([pattern.sub(rf"<{ids.BASE}\1/copy{number}-", line) for line in lines])
    return "\n".join(line for copy in copies for line in copy) + "\n"


def with_oxigraph(nquads: str) -> ox.Store:
    """Load the N-Quads as the embedded store does."""
    store = ox.Store()
    store.bulk_load(input=nquads.encode(), format=ox.RdfFormat.N_QUADS)
    return store


def with_rdflib(nquads: str) -> rdflib.Dataset:
    """Load the N-Quads into plain rdflib."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=nquads, format="nquads")
    return dataset


def measure(name: str, nquads: str, queries: list[str], rdflib_times: int) -> tuple[float, bool]:
    """Print one size; return rdflib ÷ ours for load plus coverage, and whether the answers were the same."""
    ours_load, store = timed(lambda: with_oxigraph(nquads), 3)
    their_load, dataset = timed(lambda: with_rdflib(nquads), rdflib_times)
    embedded = EmbeddedStore(store)
    ours, our_rows = timed(lambda: [rows_of(embedded.query(query)) for query in queries], 3)
    theirs, their_rows = timed(lambda: [rows_of(dataset.query(query)) for query in queries], rdflib_times)
    same = our_rows == their_rows
    print(f"{name}: {len(store):,} triples")
    print(f"  {'':10}{'ours':>12}{'rdflib':>12}{'ratio':>9}")
    for what, one, other in (("load", ours_load, their_load), ("coverage", ours, theirs)):
        print(f"  {what:10}{one * 1000:9.1f} ms{other * 1000:9.1f} ms{other / one:8.1f}×")
    ratio = (their_load + theirs) / (ours_load + ours)
    print(f"  {'together':10}{(ours_load + ours) * 1000:9.1f} ms{(their_load + theirs) * 1000:9.1f} ms{ratio:8.1f}×")
    return ratio, same


def rows_of(result: Any) -> list[tuple[str, ...]]:
    """Return the rows as sorted texts, so that both engines can be compared; GROUP_CONCAT leaves the order of words
    open.
    """
    variables = getattr(result, "variables", None) or result.vars
    names = [getattr(variable, "value", None) or str(variable) for variable in variables]
    return sorted(tuple(" ".join(sorted(text(row[name]).split())) for name in names) for row in result)


def text(term: Any) -> str:
    """Return the value of a term of either library; an unbound value and an empty text are one here."""
    return "" if term is None else str(getattr(term, "value", term)).lower() if is_boolean(term) else lexical(term)


def is_boolean(term: Any) -> bool:
    """Tell whether a term of either library is an xsd:boolean."""
    return str(getattr(getattr(term, "datatype", None), "value", getattr(term, "datatype", ""))).endswith("#boolean")


def lexical(term: Any) -> str:
    """Return the lexical form of a term of either library."""
    return str(term.value) if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode) else str(term)


def main() -> None:
    """Run both sizes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=100_000, help="the larger size")
    arguments = parser.parse_args()
    layout = Layout()
    started = time.perf_counter()
    crosswalk, _ = open_in_memory(layout)
    print(f"From the source files to a graph that answers: {time.perf_counter() - started:.2f} s")
    shipped = ox.serialize(iter(crosswalk.dataset), format=ox.RdfFormat.N_QUADS).decode()
    queries = [with_prefixes(get_query(layout, name).bind({"document": FOCAL})) for name in QUERIES]
    small, same_small = measure("shipped", shipped, queries, 3)
    large, same_large = measure("enlarged", enlarged(shipped, arguments.triples), queries, 1)
    print(f"ratio_shipped={small:.1f} ratio_100k={large:.1f} same={str(same_small and same_large).lower()}")


if __name__ == "__main__":
    main()
