"""The rules (`ontology/shapes/*.ttl`) asked of the whole graph, each result with its rule, file and line.

First `suspects` finds, by SPARQL over the dataset, the few nodes that may break a shape; then `judge` has pySHACL
validate those, and only those. Shapes see the union of all named graphs. `conformity` has all this done in a process
apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosswalk import ids
from crosswalk.files.collector import collector_paused
from crosswalk.sources import Fault, Sources
from crosswalk.store import build
from crosswalk.validation.offered import Offers
from crosswalk.validation.paths import only_under, reportable
from crosswalk.validation.shapes import rounds

if TYPE_CHECKING:
    import pyoxigraph as ox
    from rdflib import Graph

    from crosswalk.validation.judge import Result

#: With more suspects than this, copying the graph for pySHACL is faster than looking up each statement.
_FEW = 300


@dataclass(frozen=True, slots=True)
class Asked:
    """Rules that are asked together; `faults` is None before they are, and then what breaks them."""

    rules: tuple[str, ...]
    faults: tuple[Fault, ...] | None = None


def validate_sources(sources: Sources, paths: Sequence[str] = ()) -> list[Fault]:
    """Return the faults of sources already read, by file and line: what could not be read or, where everything could,
    what breaks a rule. Of the latter, with `paths`, only those in files at or under them, and those without a file.

    Raises CrosswalkError when a shape file cannot be used.
    """
    found = [fault for asked in ask_rules(sources, paths) for fault in asked.faults or ()]
    return in_order(sources.report.faults or only_under(found, paths))


def in_order(faults: Sequence[Fault]) -> list[Fault]:
    """Return faults, each once: those of the reader first, then by file and line."""
    return sorted(
        set(faults),
        key=lambda fault: (not fault.unreadable, fault.file, fault.line or 0, fault.rule, fault.message),
    )


def ask_rules(sources: Sources, paths: Sequence[str] = ()) -> Iterator[Asked]:
    """Ask the rules of the graph that the sources make, round by round; yield each round before and after.

    None is asked where a file cannot be read: what that file says would be missed. With `paths`, faults elsewhere may
    be left out.
    """
    with collector_paused():
        dataset = build(sources)
        if sources.report.faults:
            return
        reported, offers = reportable(sources, paths), Offers(sources.report.places)
        for round_ in rounds(sources.layout):
            yield Asked(round_.rules)
            results = check(dataset, round_.shapes, reported=reported, well_formed=round_.is_shipped)
            yield Asked(round_.rules, tuple(_fault(result, sources, offers) for result in results))


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


def _fault(result: Result, sources: Sources, offers: Offers) -> Fault:
    """Return a result with its place; a rule asked once a set names the row at fault as its value, which is the better
    place.
    """
    rows = result.value if result.value.startswith(result.focus + "/") else ""
    focus = rows or result.focus
    file, line = sources.report.place(focus)
    if not file:
        file, line = sources.report.place(result.value)
    shown = ids.short(focus)
    message = offers.told(result.rule, result.message)
    return Fault(result.rule, f"{shown}: {message}", file, line, shown, result.severity)
