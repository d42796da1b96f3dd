"""Sentences for people, made from the typed answers of `crosswalk.analysis`: for the terminal, explorer and reports.

Each function takes `name`, which returns what a thing is called where the sentence is shown: its id in the terminal,
its name with the edition in the explorer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from crosswalk import ids
from crosswalk.algebra import Relation, phrase
from crosswalk.analysis.derive import Derived
from crosswalk.analysis.gaps import Cause
from crosswalk.analysis.paths import reached
from crosswalk.errors import shown
from crosswalk.files.faults import VIOLATION, WARNING
from crosswalk.vocabulary import NO_RELATIONSHIP, Asked, Review, Status, quantity

if TYPE_CHECKING:
    from crosswalk.analysis.asked import AskAnswer, Asking
    from crosswalk.analysis.candidates import Candidates, HitRate
    from crosswalk.analysis.catalogue import Filters
    from crosswalk.analysis.coverage import Coverage
    from crosswalk.analysis.editions import Diff
    from crosswalk.analysis.gaps import Gap
    from crosswalk.analysis.mappings import Assertion
    from crosswalk.analysis.nearby import Nearby
    from crosswalk.analysis.pivot import Pivot
    from crosswalk.analysis.quality import Quality
    from crosswalk.analysis.standing import Standing
    from crosswalk.analysis.trace import Proof, Trace
    from crosswalk.validation import Verdict
    from crosswalk.validation.glance import Glance

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
    carried = gap.answer.carried_from
    start = f"As for {name(carried)}, which is equal: " if carried else ""
    if isinstance(basis, Derived):
        via = " → ".join(name(hop.object) for hop in basis.paths[0])
        return (
            f"No mapping asserts it, but {basis.relation} {name(basis.object)} follows along "
            f"{name(gap.answer.provision.id)} → {via}."
        )
    if basis is None:
        return "Nobody has looked yet."
    return start + _asserted(gap, basis, name)


def not_loaded(reference: str, name: Name = as_id) -> str:
    """Return what it means for an answer that nothing of the reference document is loaded.

    >>> not_loaded("csa-aicm-1.1")
    'csa-aicm-1.1 is not loaded here: its provisions are unknown, and only what mapping sets say of them can count.'
    """
    return (
        f"{name(reference)} is not loaded here: its provisions are unknown, and only what mapping sets say of them can "
        "count."
    )


def _asserted(gap: Gap, basis: Assertion, name: Name) -> str:
    match gap.reason.cause:
        case Cause.CITED:
            whose = f"{'inherited, ' if basis.inherited else ''}{basis.mapping_set}"
            return f"{basis.relation} {name(basis.object)} only ({whose}); nobody has said what they have in common."
        case Cause.NOTHING_FOUND:
            return basis.comment or f"{basis.mapping_set} looked at {name(gap.reference)} and found nothing."
        case Cause.RULED_OUT:
            return _ruled_out(basis, name)
        case Cause.DANGLING:
            return f"{basis.mapping_set} names {name(basis.object)}, which is not in that document or withdrawn."
        case _:
            return f"{basis.relation} {name(basis.object)}: {basis.comment or f'asserted by {basis.mapping_set}.'}"


def _ruled_out(basis: Assertion, name: Name) -> str:
    what = basis.relation.replace("-", " ")
    if basis.nothing_found:
        return f"{basis.mapping_set} found {what} there, which leaves other relations open."
    if basis.relation == NO_RELATIONSHIP:
        return f"Only single provisions were ruled out ({basis.mapping_set})."
    return f"{basis.mapping_set} says only that it is {what} {name(basis.object)}, which leaves other relations open."


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


def differed(diff: Diff, name: Name = as_id) -> str:
    """Return how much of the older edition has changed in the newer one, in a sentence that counts each provision once.

    >>> import crosswalk
    >>> differed(crosswalk.diff(crosswalk.load(), "owasp-llm-2025", "owasp-llm-2026")).partition(":")[0]
    'From owasp-llm-2025 to owasp-llm-2026'
    """
    numbers = diff.groups()
    renumbered = sum(change.changes == ("kept", "renumbered") for change in diff.changes)
    how_many = "all" if renumbered == numbers["kept"] else f"{renumbered} of them"
    kept = f"{numbers['kept']} kept" + (f" ({how_many} under another number)" if renumbered else "")
    others = [f"{numbers[group]} {group}" for group in ("changed", "added", "removed") if numbers[group]]
    return f"From {' to '.join(map(name, diff.via))}: {', '.join([*others, kept])}."


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


def in_roles(roles: Iterable[str], of_others: bool | None = None) -> str:
    """Return who must do something, as people read it, with a mark where that is nobody of those on the other side.

    >>> in_roles(["model-provider", "deployer"]), in_roles([]), in_roles(["deployer"], of_others=True)
    ('model provider, deployer', 'not stated', 'deployer (somebody else)')
    """
    named = ", ".join(role.replace("-", " ") for role in roles) or "not stated"
    return f"{named} (somebody else)" if of_others else named


def roles_there(answer: AskAnswer) -> str:
    """Return who must do it in the other document, with the mark where that is somebody else; nothing where the other
    document does not ask it.
    """
    return in_roles(answer.roles_there, answer.of_others) if answer.where else ""


def said_of_asks(asking: Asking, name: Name = as_id) -> str:
    """Return in two to four sentences how much of what one document asks the other asks too.

    >>> from crosswalk.analysis.asked import asked
    >>> from crosswalk.store.holder import load
    >>> said_of_asks(asked(load(), "dsit-ai-code-2025", "etsi-en-304-223-2.1.1"))
    'dsit-ai-code-2025 asks for ... things. etsi-en-304-223-2.1.1 asks for ... of them.'
    """
    counts, there = asking.counts, name(asking.reference)
    total = sum(counts.values()) - counts[Asked.UMBRELLA]
    others = [
        (counts[Asked.IN_PART], "in part"),
        (counts[Asked.IN_GENERAL], "in general"),
    ]
    more = "".join(f", for {number} {how}" for number, how in others if number)
    sentences = [
        f"{name(asking.focal)} asks for {quantity(total, 'thing')}.",
        f"{there} asks for {counts[Asked.ASKED]} of them{more}.",
    ]
    if lonely := counts[Asked.NOT_ASKED]:
        read = quantity(len(asking.read), "provision")
        sentences.append(f"For {lonely} nothing was found in its {read}, all of which were read.")
    if counts[Asked.NOT_KNOWN]:
        sentences.append(f"Of {counts[Asked.NOT_KNOWN]} it is not known.")
    if duties := counts[Asked.UMBRELLA]:
        said = quantity(duties, "general duty", "general duties")
        whose = "its" if duties == 1 else "their"
        sentences.append(f"Not counted: {said}, as {whose} parts are counted.")
    return " ".join(sentences)


def said_of_candidates(found: Candidates) -> str:
    """Return what candidates are, how they were found and how often they are right.

    >>> from crosswalk.analysis.candidates import candidates
    >>> from crosswalk.store.holder import load
    >>> said_of_candidates(candidates(load(), "owasp-llm-2025", "eu-ai-act-2024")).partition(":")[0]
    'These are candidates, not mappings'
    """
    rate = found.hit_rate
    by = "in words and in meaning" if found.by_meaning else "in words"
    start = f"These are candidates, not mappings: the provisions that are most alike {by}, as places to look."
    if not rate.provisions:
        return f"{start} How often they are right has not been measured on these data."
    known = quantity(rate.provisions, "provision")
    first, few, ten = (_part_of(number, rate) for number in (rate.first, rate.few, rate.ten))
    return (
        f"{start} In a trial on {known} whose counterparts the crosswalk project knows from reading, a counterpart "
        f"came first for {first}, among the first five for {few} and among the first ten for {ten}. Where there is no "
        "counterpart, candidates are listed all the same."
    )


def _part_of(number: int, rate: HitRate) -> str:
    return f"{round(100 * number / rate.provisions)} %"


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
_PLURALS = {"criterion": "criteria", "category": "categories", "subcategory": "subcategories", "cre": "CREs"}


def units(kinds: Mapping[str, int]) -> str:
    """Return how many units there are of each kind.

    >>> units({"section": 28, "requirement": 64, "subcategory": 1})
    '28 sections, 64 requirements and 1 subcategory'
    """
    words = [
        quantity(number, kind.replace("-", " "), _PLURALS.get(kind, f"{kind.replace('-', ' ')}s"))
        for kind, number in kinds.items()
    ]
    return listed(words)


def listed(words: Sequence[str]) -> str:
    """Return words as a sentence lists them.

    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def covered(coverage: Coverage, filters: Filters, name: Name = as_id) -> str:
    """Return how much of the focal document the reference document covers, in one or two sentences.

    Where nobody compared the two, it says so and counts nothing as not covered.

    >>> import crosswalk
    >>> from crosswalk.analysis.catalogue import Filters
    >>> [cra] = crosswalk.coverage(crosswalk.load(), "eu-cra-2024", "owasp-aisvs-1.0")
    >>> covered(cra, Filters())
    'Nobody has compared the 22 provisions of eu-cra-2024 with owasp-aisvs-1.0.'
    """
    scope, total, reference = _scope(coverage, filters, name), coverage.total, name(coverage.reference)
    if not total:
        return f"There are no {scope}."
    every = f"the only {scope}" if total == 1 else f"the {total} {scope}"
    if not coverage.is_compared:
        return " ".join((f"Nobody has compared {every} with {reference}.", *_otherwise_known(coverage)))
    rest = "; ".join(_rest(coverage, Status.UNMAPPED, Status.DERIVED, Status.CITED, Status.NO_COUNTERPART))
    if not coverage.met:
        if total == 1:
            [why] = [words[0] for status, words in _REST.items() if coverage.counts[status]]
            return f"T{every[1:]} is not covered by {reference}, not even in part: it {why}."
        if coverage.is_complete:
            return f"None of {every} has a counterpart in {reference}."
        return f"Of {every}, {rest} in {reference}."
    share = every[0].upper() + every[1:] if total == 1 else _share(coverage.met, total, scope)
    verb = "is" if coverage.met == 1 else "are"
    return f"{share} {verb} covered or partly covered by {reference}{'; ' + rest if rest else ''}."


def _share(met: int, total: int, scope: str) -> str:
    return f"All {total} {scope}" if met == total else f"{met} of the {total} {scope}"


def _scope(coverage: Coverage, filters: Filters, name: Name) -> str:
    kind = "provision" if coverage.total == 1 else "provisions"
    scope = f"{f'{filters.level} ' if filters.level else ''}{kind} of {name(coverage.focal)}"
    if len(coverage.units) > 1:
        scope += f" ({units(coverage.units)})"
    scope += f" for the {filters.role.replace('-', ' ')} role" if filters.role else ""
    scope += f" under {name(filters.under)}" if filters.under else ""
    return scope + (f" in the phase {filters.phase.replace('-', ' ')}" if filters.phase else "")


def _rest(coverage: Coverage, *statuses: Status) -> Iterator[str]:
    for status, number in coverage.counts.items():
        if number and status in statuses:
            yield f"{number} {_REST[status][number != 1]}"


def _otherwise_known(coverage: Coverage) -> Iterator[str]:
    """Yield what is known of two documents that nobody compared."""
    derived, cited = coverage.counts[Status.DERIVED], coverage.counts[Status.CITED]
    known = []
    if derived:
        known.append(f"an overlap follows from other mappings for {derived}")
    if cited:
        known.append(f"{cited} {_REST[Status.CITED][cited != 1]}")
    if known:
        left = coverage.counts[Status.UNMAPPED]
        rest = f"; nothing is known of the other {left}" if left else ""
        sentence = listed(known) + rest
        yield f"{sentence[0].upper()}{sentence[1:]}."


def carried(coverage: Coverage, name: Name = as_id) -> str:
    """Return which answers are carried from equal provisions, in one sentence, or "" where none are.

    >>> import crosswalk
    >>> [found] = crosswalk.coverage(crosswalk.load(), "etsi-en-304-223-2.1.1", "ncsc-secure-ai-2023")
    >>> carried(found)
    '72 of these answers are carried from dsit-ai-code-2025, whose provisions are equal.'
    """
    sources = [ids.home(source) for answer in coverage.answers if (source := answer.carried_from)]
    if not sources:
        return ""
    what = "1 of these answers is" if len(sources) == 1 else f"{len(sources)} of these answers are"
    whose = listed([name(source) for source in dict.fromkeys(sources)])
    return f"{what} carried from {whose}, whose provisions are equal."


def nearby(found: Nearby, name: Name = as_id) -> str:
    """Return which documents two uncompared documents have been compared with, in one or two sentences.

    >>> from crosswalk.analysis.nearby import Nearby
    >>> nearby(Nearby("a", "b", ("c",), ("c", "d"), ("c",)))
    'Both have been compared with c.'
    >>> nearby(Nearby("a", "b", (), ("d",), ()))
    'a has been compared with d. b has not been compared with any document.'
    """
    if found.both:
        return f"Both have been compared with {_some_of(found.both, name)}."
    return " ".join(
        f"{name(document)} has been compared with {_some_of(others, name)}."
        if others
        else f"{name(document)} has not been compared with any document."
        for document, others in ((found.first, found.of_first), (found.second, found.of_second))
    )


_MOST_NAMED = 3


def _some_of(documents: Sequence[str], name: Name) -> str:
    more = len(documents) - _MOST_NAMED
    rest = [quantity(more, "other")] if more > 0 else []
    return listed([name(document) for document in documents[:_MOST_NAMED]] + rest)


def behind(quality: Quality) -> str:
    """Return in one line what stands behind the rows of a mapping set: its basis, agreement and review.

    >>> from crosswalk.analysis.quality import Passes, Quality
    >>> from crosswalk.vocabulary import Basis
    >>> behind(Quality(Basis.TITLES, Passes(0.31, 0.47, 24), rows=90))
    'from titles · agreement of its first two readings: κ 0.31 · not yet reviewed'
    """
    basis = f"from {quality.basis.spoken}" if quality.basis else "basis not stated"
    kappa = quality.agreement.overlap if quality.agreement else None
    passes = f"agreement of its first two readings: κ {kappa:.2f}" if kappa is not None else ""
    return " · ".join(part for part in (basis, passes, reviewed(quality)) if part)


def reviewed(quality: Quality) -> str:
    """Return how much of a mapping set a named person has reviewed."""
    if quality.review is Review.PARTLY:
        return f"{quality.reviewed:,} of {quantity(quality.rows, 'row')} reviewed"
    return quality.review.spoken


def agreed(quality: Quality) -> str:
    """Return how far two passes over a mapping set agree, or that no second reading is stated.

    >>> from crosswalk.analysis.quality import Passes, Quality
    >>> agreed(Quality(agreement=Passes(0.31, 0.47, 24)))
    'κ 0.31 on whether there is an overlap, κ 0.47 on the relation, over 24 cells; 1 is full agreement, 0 ...'
    """
    if quality.agreement is None:
        return "no second reading is stated"
    overlap, relation, cells = quality.agreement.overlap, quality.agreement.relation, quality.agreement.cells
    parts = [
        f"κ {overlap:.2f} on whether there is an overlap" if overlap is not None else "",
        f"κ {relation:.2f} on the relation" if relation is not None else "",
        f"over {quantity(cells, 'cell')}" if cells else "",
    ]
    return f"{', '.join(part for part in parts if part)}; 1 is full agreement, 0 no more than by chance"


def stands(standing: Standing, name: Name = as_id) -> str:
    """Return what became of a document or provision since it was published; "" where nothing is known.

    >>> from crosswalk.analysis.standing import Standing
    >>> stands(Standing(True, "2023-11-01", ("std-1.0:A-3",)))
    'withdrawn on 2023-11-01, replaced by std-1.0:A-3'
    >>> stands(Standing(amended_by=("law-2026",)))
    'amended by law-2026'
    """
    parts = [
        _withdrawn(standing.withdrawn) if standing.is_withdrawn else "",
        f"replaced by {' and '.join(map(name, standing.replaced_by))}" if standing.replaced_by else "",
        f"amended by {' and '.join(map(name, standing.amended_by))}" if standing.amended_by else "",
    ]
    return ", ".join(part for part in parts if part)


def _withdrawn(day: str | None) -> str:
    if day is None:
        return "withdrawn"
    return f"withdrawn {'on' if day.count('-') == 2 else 'in'} {day}"  # a day, or a month or year


def judged(verdict: Verdict) -> str:
    """Return what a validation found, and what that rests on.

    >>> from crosswalk.validation import Verdict
    >>> judged(Verdict(files=2, rules=41))
    'The data conform: no violations, no warnings. 2 files were read and 41 rules were checked.'
    """
    violations = sum(fault.severity == VIOLATION for fault in verdict.faults) + verdict.left_out
    warnings = sum(fault.severity == WARNING for fault in verdict.faults)
    found = f"{_some(violations, 'violation')}, {_some(warnings, 'warning')}"
    looked = (
        f"{quantity(verdict.files, 'file was', 'files were')} read and "
        f"{quantity(verdict.rules, 'rule was', 'rules were')} checked."
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
    return f"The data were not checked: {quantity(unreadable, 'file')} cannot be read, so that no rule was checked."


_NAMED = 3  #: files that are named in one sentence


def seen_at_a_glance(glance: Glance) -> str:
    """Return what is wrong with a user's folders, in one line.

    >>> from crosswalk.validation.glance import Glance
    >>> seen_at_a_glance(Glance(("own",), dangling=2, ignored=("a.yml",)))
    'In own, 2 rows name what does not exist and 1 file is not read (a.yml): crosswalk validate own says more.'
    """
    found = []
    if glance.dangling:
        found.append(f"{quantity(glance.dangling, 'row names', 'rows name')} what does not exist")
    if glance.ignored:
        names = ", ".join(shown(name) for name in glance.ignored[:_NAMED])
        more = f" and {len(glance.ignored) - _NAMED} more" if len(glance.ignored) > _NAMED else ""
        found.append(f"{quantity(len(glance.ignored), 'file is', 'files are')} not read ({names}{more})")
    folders = [shown(folder, 200) for folder in glance.folders]
    return f"In {', '.join(folders)}, {' and '.join(found)}: crosswalk validate {' '.join(folders)} says more."


def _some(number: int, noun: str) -> str:
    return quantity(number, noun) if number else f"no {noun}s"


def found_nothing(text: str, document: str | None = None) -> str:
    """Return the sentence that says that a search found nothing, and what to try.

    >>> found_nothing("zebra")
    'Nothing was found for “zebra”. Try fewer or other words, or a number as it is printed, such as Article 15.'
    """
    inside = f" in {shown(document)}" if document else ""
    remedy = "Try fewer or other words, or a number as it is printed, such as Article 15."
    return f"Nothing was found for “{shown(text)}”{inside}. {remedy}"


def found_alike(text: str) -> str:
    """Return the sentence above results that do not have what was searched for.

    >>> found_alike("promt")
    'Nothing has every word of “promt”. These results are similar:'
    """
    return f"Nothing has every word of “{shown(text)}”. These results are similar:"
