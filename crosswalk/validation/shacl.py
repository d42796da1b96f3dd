"""The rules (`ontology/shapes/*.ttl`) asked of the whole graph, each result with its rule, file and line.

First `suspects` finds, by SPARQL over the dataset, the few nodes that may break a shape; then `judge` has pySHACL
validate those, and only those. Shapes see the union of all named graphs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from crosswalk import ids
from crosswalk.files.collector import collector_paused
from crosswalk.sources import Fault, Layout, Sources, read_sources
from crosswalk.store import build
from crosswalk.store.holder import Crosswalk
from crosswalk.validation.paths import only_under, reportable, shipped_rules_only
from crosswalk.validation.shapes import load_shapes

if TYPE_CHECKING:
    import pyoxigraph as ox
    from rdflib import Graph

    from crosswalk.validation.judge import Result

#: With more suspects than this, copying the graph for pySHACL is faster than looking up each statement.
_FEW = 300


def validate(crosswalk: Crosswalk | Layout, paths: str | Sequence[str] = ()) -> list[Fault]:
    """Return every fault in the files of a crosswalk: what could not be read, and what breaks a rule
    ([SHACL](https://www.w3.org/TR/shacl/)). Empty when all is sound.

    Files that cannot be read never become a `Crosswalk`, so that a `Layout` can be given instead: it names the same
    folders. With `paths`, only the faults in files at or under them, and those without a file, which takes less time.
    Raises CrosswalkError when a shape file cannot be used.

    >>> from crosswalk.store.holder import load
    >>> [fault.severity for fault in validate(load())]
    ['warning']
    """
    paths = [paths] if isinstance(paths, str) else paths
    layout = crosswalk if isinstance(crosswalk, Layout) else crosswalk.layout
    with collector_paused():
        return validate_sources(read_sources(layout), paths)


def validate_sources(sources: Sources, paths: Sequence[str] = ()) -> list[Fault]:
    """Return the faults of sources already read, those of the reader first, then by file and line."""
    with collector_paused():
        dataset = build(sources)
        faults = list(sources.report.faults) or _broken(dataset, sources, paths)
    return sorted(
        set(only_under(faults, paths)),
        key=lambda fault: (not fault.unreadable, fault.file, fault.line or 0, fault.rule, fault.message),
    )


def _broken(dataset: ox.Store, sources: Sources, paths: Sequence[str]) -> list[Fault]:
    results = check(
        dataset,
        load_shapes(sources.layout),
        reported=reportable(sources, paths),
        well_formed=shipped_rules_only(sources),
    )
    return [_fault(result, sources) for result in results]


def check(
    dataset: ox.Store,
    shapes: Graph,
    *,
    reported: Callable[[str], bool] | None = None,
    well_formed: bool = False,
) -> list[Result]:
    """Return what breaks a rule in a dataset: the same as `broken_rules` over a copy of it, at a fraction of the cost.

    With `reported`, nodes of whose IRI it says False may be left out. Shapes that are known to be well formed need not
    be looked at when no node is suspect. Raises CrosswalkError when a shape cannot be used.
    """
    from rdflib import SH, Graph

    from crosswalk.validation.graphs import copied, from_ox, viewed
    from crosswalk.validation.judge import broken_rules
    from crosswalk.validation.suspects import TARGETS, suspects

    suspected = suspects(shapes, dataset, reported)
    if well_formed and not any(nodes is None or nodes for nodes in suspected.values()):
        return []
    narrowed = Graph(namespace_manager=shapes.namespace_manager)  # a message may write a name with its prefix
    narrowed += shapes
    for shape, nodes in suspected.items():
        if nodes is not None:
            for predicate in TARGETS:
                narrowed.remove((shape, predicate, None))
            for node in nodes:
                narrowed.add((shape, SH.targetNode, from_ox(node)))
    few = all(nodes is not None and len(nodes) <= _FEW for nodes in suspected.values())
    return broken_rules(viewed(dataset) if few else copied(dataset), narrowed)


def _fault(result: Result, sources: Sources) -> Fault:
    """Return a result with its place; a rule asked once a set names the row at fault as its value, which is the better
    place.
    """
    rows = result.value if result.value.startswith(result.focus + "/") else ""
    focus = rows or result.focus
    file, line = sources.report.place(focus)
    if not file:
        file, line = sources.report.place(result.value)
    shown = ids.short(focus)
    return Fault(result.rule, f"{shown}: {result.message}", file, line, shown, result.severity)
