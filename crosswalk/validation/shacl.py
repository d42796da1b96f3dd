"""Run the SHACL shapes (`ontology/shapes/*.ttl`) with pySHACL and tell each result with its rule, file and line.

The rule's name is the shape's file name. Shapes see the union of all named graphs, as a plain rdflib graph: measured
ten times faster than over a wrapped store (docs/decisions).
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crosswalk import ids
from crosswalk.errors import CrosswalkError
from crosswalk.files.collector import collector_paused
from crosswalk.files.faults import VIOLATION, WARNING
from crosswalk.sources import Fault, Layout, Sources, read_sources
from crosswalk.store import build

SHAPE = ids.BASE + "shape/"
_FILE = SHAPE + "#file"


def validate(layout: Layout) -> list[Fault]:
    """Return every fault in the files of a layout: what could not be read, and what breaks a rule. Empty when all is
    sound.
    """
    return validate_sources(read_sources(layout))


def validate_sources(sources: Sources) -> list[Fault]:
    """Return the faults of sources already read, those of the reader first, then by file and line."""
    with collector_paused():
        dataset = build(sources)
        faults = list(sources.report.faults)
        if not faults:
            faults += _shacl(dataset, sources)
    return sorted(
        set(faults), key=lambda fault: (not fault.unreadable, fault.file, fault.line or 0, fault.rule, fault.message)
    )


def load_shapes(layout: Layout) -> Any:
    """Return the shapes graph; CrosswalkError, naming the file, when one is not Turtle."""
    from rdflib import Graph, Literal, URIRef

    shapes = Graph()
    if not layout.shapes():
        raise CrosswalkError(
            "No rules were found (ontology/shapes/*.ttl), so nothing can be validated; reinstall crosswalk."
        )
    for path in layout.shapes():
        one = Graph()
        try:
            one.parse(path, format="turtle")
        except Exception as error:  # rdflib's Turtle parser raises several kinds
            raise CrosswalkError(
                f"{path}: the shape file is not Turtle ({' '.join(str(error).split())[:200]})."
            ) from None
        shapes += one
        for shape in {subject for subject in one.subjects() if not str(subject).startswith(SHAPE)}:
            if isinstance(shape, URIRef):  # a user's own shape, under an address of theirs
                shapes.add((shape, URIRef(_FILE), Literal(path.stem)))
    return shapes


def _shacl(dataset: Any, sources: Sources) -> list[Fault]:
    from crosswalk.validation.prepared import PreparedGraph

    data = PreparedGraph()
    _copy(dataset, data)
    return [_fault(result, sources) for result in broken_rules(data, load_shapes(sources.layout))]


@dataclass(frozen=True, slots=True)
class Result:
    """One validation result: the rule (shape file name), what broke it, the value at fault, what to do, and how bad it
    is.
    """

    rule: str
    focus: str
    value: str
    message: str
    severity: str


def broken_rules(data: Any, shapes: Any) -> list[Result]:
    """Return the results of validating an rdflib graph against a shapes graph ([SHACL](https://www.w3.org/TR/shacl/)).

    A message of any shape may name the value at fault as {$value}.
    """
    from rdflib import SH, Graph

    found = _validated(data, shapes)
    if not isinstance(found, Graph):
        reason = " ".join(str(found).split())[:400].rstrip(".")
        raise CrosswalkError(f"A shape cannot be used: {reason}. Correct it in ontology/shapes of your folder.")
    results = []
    for node in found.objects(None, SH.result):
        value = str(found.value(node, SH.value) or "")
        told = (str(message) for message in found.objects(node, SH.resultMessage))
        messages = sorted(message.replace("{$value}", ids.short(value)) for message in told)
        doubtful = found.value(node, SH.resultSeverity) in (SH.Warning, SH.Info)
        results.append(
            Result(
                rule=_rule(shapes, found.value(node, SH.sourceShape)),
                focus=str(found.value(node, SH.focusNode) or ""),
                value=value,
                message=messages[0] if messages else "It breaks this rule.",
                severity=WARNING if doubtful else VIOLATION,
            )
        )
    return results


def _validated(data: Any, shapes: Any) -> Any:
    """Return the results graph, or what pySHACL has against the shapes."""
    import pyshacl

    logging.getLogger("pyshacl-validate").disabled = True  # what it logs, it also raises
    try:
        return pyshacl.validate(data, shacl_graph=shapes, inplace=True, advanced=True, inference="none")[1]
    except Exception as error:  # of several kinds: pySHACL's own, of rdflib's SPARQL parser, of re
        return error


def _rule(shapes: Any, shape: Any) -> str:
    """Return the rule name of a shape, or of the shape that a blank property shape belongs to: the name of its file."""
    from rdflib import URIRef

    seen = set()
    while shape is not None and shape not in seen:
        if isinstance(shape, URIRef) and str(shape).startswith(SHAPE):
            return str(shape).removeprefix(SHAPE).split("#")[0]
        if (file := shapes.value(shape, URIRef(_FILE))) is not None:
            return str(file)
        seen.add(shape)
        shape = next(iter(shapes.subjects(None, shape)), None)
    return "shape"


def _copy(dataset: Any, graph: Any) -> None:
    """Put the union of all named graphs into one rdflib graph, term by term: parsing it would take twice as long."""
    known: dict[Any, Any] = {}
    for quad in dataset:
        terms = []
        for term in (quad.subject, quad.predicate, quad.object):
            if (found := known.get(term)) is None:
                found = known[term] = _term(term)
            terms.append(found)
        graph.store.add(tuple(terms), graph)


def _term(term: Any) -> Any:
    import pyoxigraph as ox
    from rdflib import XSD, BNode, Literal, URIRef

    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    datatype = URIRef(term.datatype.value)
    plain = term.language or datatype == XSD.string
    return Literal(term.value, lang=term.language, datatype=None if plain else datatype)


def _fault(result: Result, sources: Sources) -> Fault:
    """Tell a result with its place; a rule asked once a set names the row at fault as its value, which is the better
    place.
    """
    rows = result.value if result.value.startswith(result.focus + "/") else ""
    focus = rows or result.focus
    file, line = sources.report.place(focus)
    if not file:
        file, line = sources.report.place(result.value)
    shown = ids.short(focus)
    return Fault(result.rule, f"{shown}: {result.message}", file, line, shown, result.severity)


def shape_files(layout: Layout) -> list[Path]:
    """Return the rule files, one mistake each."""
    return [path for path in layout.shapes() if not path.name.startswith("_")]
