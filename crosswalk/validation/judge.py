"""pySHACL, the judge: what breaks a shape, with which message and how bad it is."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosswalk import ids
from crosswalk.errors import CrosswalkError
from crosswalk.files.faults import VIOLATION, WARNING
from crosswalk.validation.shapes import rule_of

if TYPE_CHECKING:
    from rdflib import Graph


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


def broken_rules(data: Graph, shapes: Graph) -> list[Result]:
    """Return the results of validating an rdflib graph against a shapes graph ([SHACL](https://www.w3.org/TR/shacl/)).

    A message of any shape may name the value at fault as {$value}. Raises CrosswalkError when a shape cannot be used.
    """
    from rdflib import SH, Graph

    report = _validated(data, shapes)
    if not isinstance(report, Graph):
        reason = " ".join(str(report).split())[:400].rstrip(".")
        raise CrosswalkError(f"A shape cannot be used: {reason}. Correct it in ontology/shapes of your folder.")
    results = []
    for node in report.objects(None, SH.result):
        value = str(report.value(node, SH.value) or "")
        texts = (str(message) for message in report.objects(node, SH.resultMessage))
        messages = sorted(message.replace("{$value}", ids.short(value)) for message in texts)
        doubtful = report.value(node, SH.resultSeverity) in (SH.Warning, SH.Info)
        results.append(
            Result(
                rule=rule_of(shapes, report.value(node, SH.sourceShape)),
                focus=str(report.value(node, SH.focusNode) or ""),
                value=value,
                message=messages[0] if messages else "It breaks this rule.",
                severity=WARNING if doubtful else VIOLATION,
            )
        )
    return results


def _validated(data: Graph, shapes: Graph) -> object:
    """Return the results graph, or what pySHACL has against the shapes."""
    import pyshacl

    logging.getLogger("pyshacl-validate").disabled = True  # what it logs, it also raises
    try:
        return pyshacl.validate(data, shacl_graph=shapes, inplace=True, advanced=True, inference="none")[1]
    except Exception as error:  # of several kinds: pySHACL's own, of rdflib's SPARQL parser, of re
        return error
