"""A SHACL validation report in Turtle, for tools that read one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosswalk import ids
from crosswalk.errors import CrosswalkError
from crosswalk.sources import Fault

if TYPE_CHECKING:
    from rdflib import Literal, URIRef

    from crosswalk.validation.conformity import Verdict


def as_turtle(verdict: Verdict, remark: str) -> str:
    """Return an sh:ValidationReport ([SHACL §3.6](https://www.w3.org/TR/shacl/#validation-report)) of a validation; a
    remark in words says what it rests on. It conforms where the verdict does: warnings do not count.
    """
    from rdflib import RDF, RDFS, SH, BNode, Graph, Literal, URIRef

    graph = Graph()
    graph.bind("sh", SH)
    report = BNode()
    graph.add((report, RDF.type, SH.ValidationReport))
    graph.add((report, SH.conforms, Literal(verdict.conforms)))
    graph.add((report, RDFS.comment, Literal(remark)))
    for fault in verdict.faults:
        result = BNode()
        graph.add((report, SH.result, result))
        graph.add((result, RDF.type, SH.ValidationResult))
        graph.add((result, SH.resultSeverity, SH.Warning if fault.severity == "warning" else SH.Violation))
        graph.add((result, SH.sourceShape, URIRef(f"{ids.BASE}shape/{fault.rule}")))
        graph.add((result, SH.resultMessage, Literal(fault.sentence())))
        graph.add((result, SH.focusNode, _focus(fault)))
    return str(graph.serialize(format="turtle"))


def _focus(fault: Fault) -> URIRef | Literal:
    from rdflib import Literal, URIRef

    try:
        return URIRef(ids.expand(fault.focus))
    except CrosswalkError:
        return Literal(fault.file or fault.focus)
