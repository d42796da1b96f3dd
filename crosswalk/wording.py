"""Sentences for people, made from the typed answers of `crosswalk.analysis`: for the terminal, explorer and reports.

Each function takes `name`, which returns what a thing is called where the sentence is shown: its id in the terminal,
its name with the edition in the explorer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from crosswalk.algebra import Relation, phrase
from crosswalk.analysis.derive import Derived, reached
from crosswalk.analysis.gaps import Cause
from crosswalk.files.faults import VIOLATION, WARNING
from crosswalk.vocabulary import Status, quantity

if TYPE_CHECKING:
    from crosswalk.analysis.catalogue import Filters
    from crosswalk.analysis.coverage import Coverage
    from crosswalk.analysis.gaps import Gap
    from crosswalk.analysis.mappings import Assertion
    from crosswalk.analysis.pivot import Pivot
    from crosswalk.analysis.trace import Proof, Trace
    from crosswalk.validation import Verdict

Name = Callable[[str], str]


def as_id(thing: str) -> str:
    """Return an id as it is: the terminal's `name`."""
    return thing


def why(gap: Gap, name: Name = as_id) -> str:
    """Return one sentence that says why a provision has its status.

    `name` returns what an id is called in the sentence; by default the id itself.

    >>> import crosswalk
    >>> [gap, *_] = crosswalk.gaps(crosswalk.load(), "dsit-ai-code-2025", "eu-ai-act-2024")
    >>> why(gap).partition(":")[0]
    'intersects-with eu-ai-act-2024'
    """
    basis = gap.reason.basis
    if isinstance(basis, Derived):
        via = " → ".join(name(hop.object) for hop in basis.paths[0])
        return (
            f"No mapping asserts it, but {basis.relation} {name(basis.object)} follows along "
            f"{name(gap.answer.provision.id)} → {via}."
        )
    if basis is None:
        return "Nobody has looked yet."
    return _asserted(gap, basis, name)


def _asserted(gap: Gap, basis: Assertion, name: Name) -> str:
    match gap.reason.cause:
        case Cause.CITED:
            whose = f"{'inherited, ' if basis.inherited else ''}{basis.mapping_set}"
            return f"{basis.relation} {name(basis.object)} only ({whose}); nobody has said what they have in common."
        case Cause.NOTHING_FOUND:
            return basis.comment or f"{basis.mapping_set} looked at {name(gap.reference)} and found nothing."
        case Cause.RULED_OUT:
            return f"Only single provisions were ruled out ({basis.mapping_set})."
        case _:
            return f"{basis.relation} {name(basis.object)}: {basis.comment or f'asserted by {basis.mapping_set}.'}"


def traced(trace: Trace, name: Name = as_id) -> str:
    """Return what follows from the paths between two provisions, in one sentence.

    `name` returns what an id is called in the sentence; by default the id itself.

    >>> import crosswalk
    >>> xw = crosswalk.load()
    >>> traced(crosswalk.trace(xw, "dsit-ai-code-2025:1.1", "etsi-en-304-223-2.1.1:5.1.1-1"))
    'dsit-ai-code-2025:1.1 equal etsi-en-304-223-2.1.1:5.1.1-1.'
    """
    ends = name(trace.subject), name(trace.object)
    if not trace.proofs:
        return f"No path of mappings leads from {ends[0]} to {ends[1]}."
    if not trace.is_proved:
        return f"Nothing is proved about {ends[0]} and {ends[1]}: {where_lost(trace.proofs[0], name)}."
    if trace.is_contradiction:
        return f"The paths from {ends[0]} to {ends[1]} contradict each other: at least one mapping is wrong."
    together = f", by {quantity(len(trace.proofs), 'path')} together" if len(trace.proofs) > 1 else ""
    return f"{ends[0]} {phrase(trace.mask)} {ends[1]}{together}."


def where_lost(proof: Proof, name: Name = as_id) -> str:
    """Return where a path that proves nothing lost the information."""
    if not proof.lost:
        steps = sum(hop.mapping_set is not None for hop in proof.hops)
        parents = quantity(len(proof.hops) - steps, "parent link")
        return f"the shortest path has {quantity(steps, 'mapping')} and {parents}, more than are followed"
    hop = proof.hops[proof.lost - 1]
    via = f" ({hop.mapping_set})" if hop.mapping_set else ""
    after = f"hop {proof.lost}, {name(hop.subject)} {hop.relation} {name(hop.object)}{via}"
    if hop.mask is Relation.ANY:
        return f"the proof ends at {after}, which says nothing about overlap"
    so_far = reached(proof.hops)[proof.lost - 2]
    return f"the proof ends at {after}: {phrase(so_far)}, then {hop.relation}, can be anything"


def pivoted(pivot: Pivot, name: Name = as_id) -> str:
    """Return what can be read from the other side and what cannot, in one sentence."""
    focal, reference = name(pivot.focal), name(pivot.reference)
    if not pivot.lost:
        every = "The only assertion" if len(pivot.kept) == 1 else f"All {len(pivot.kept)} assertions"
        return f"{every} made from {reference} can be read from {focal}."
    losses = ", ".join(f"{number} {loss}" for loss, number in pivot.lost.items())
    return (
        f"Of the assertions made from {reference}, {len(pivot.kept)} can be read from {focal}; "
        f"{sum(pivot.lost.values())} cannot: {losses}."
    )


_REST = {
    Status.NO_COUNTERPART: ("has no counterpart", "have no counterpart"),
    Status.DERIVED: ("is linked only by derivation", "are linked only by derivation"),
    Status.CITED: ("is only cited", "are only cited"),
    Status.UNMAPPED: ("has not been looked at yet", "have not been looked at yet"),
}


def covered(coverage: Coverage, filters: Filters, name: Name = as_id) -> str:
    """Return how much of the focal document the reference document covers, in one sentence."""
    kind = "provision" if coverage.total == 1 else "provisions"
    scope = f"{f'{filters.level} ' if filters.level else ''}{kind} of {name(coverage.focal)}"
    scope += f" for the {filters.role.replace('-', ' ')} role" if filters.role else ""
    scope += f" under {name(filters.under)}" if filters.under else ""
    scope += f" in the phase {filters.phase.replace('-', ' ')}" if filters.phase else ""
    if not coverage.total:
        return f"There are no {scope}."
    met, total = coverage.met, coverage.total
    if total == 1:
        [status] = [status for status, number in coverage.counts.items() if number]
        if met:
            return f"The only {scope} is covered or partly covered by {name(coverage.reference)}."
        return (
            f"The only {scope} is not covered by {name(coverage.reference)}, not even in part: it {_REST[status][0]}."
        )
    share = "None" if not met else "All" if met == total else str(met)
    start = f"{share} {total if share == 'All' else f'of the {total}'} {scope}"
    rest = ", ".join(
        f"{number} {_REST[status][number != 1]}"
        for status, number in coverage.counts.items()
        if number and status in _REST
    )
    verb = "is" if met == 1 else "are"
    return f"{start} {verb} covered or partly covered by {name(coverage.reference)}{'; ' + rest if rest else ''}."


def judged(verdict: Verdict) -> str:
    """Return what a validation found, and what that rests on.

    >>> from crosswalk.validation import Verdict
    >>> judged(Verdict(files=2, rules=41))
    'The data conform: no violations, no warnings. 2 files were read and 41 rules were asked.'
    """
    violations = sum(fault.severity == VIOLATION for fault in verdict.faults) + verdict.left_out
    warnings = sum(fault.severity == WARNING for fault in verdict.faults)
    found = f"{_some(violations, 'violation')}, {_some(warnings, 'warning')}"
    looked = (
        f"{quantity(verdict.files, 'file was', 'files were')} read and "
        f"{quantity(verdict.rules, 'rule was', 'rules were')} asked."
    )
    if verdict.left_out:
        looked += f" Only the first {len(verdict.faults):,} violations and warnings are listed."
    if verdict.conforms:
        return f"The data conform: {found}. {looked}"
    if verdict.is_complete:
        return f"The data do not conform: {found}. {looked}"
    unreadable = len({fault.file for fault in verdict.faults if fault.unreadable and fault.file})
    if verdict.rules or verdict.unfinished:
        return f"The data were not checked completely: {found}. {looked}"
    return f"The data were not checked: {quantity(unreadable, 'file')} cannot be read, so that no rule was asked."


def _some(number: int, noun: str) -> str:
    return quantity(number, noun) if number else f"no {noun}s"
