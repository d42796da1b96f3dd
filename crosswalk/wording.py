"""Sentences for people, made from the typed answers of `crosswalk.analysis`: for the terminal, explorer and reports.

Each function takes `name`, which returns what a thing is called where the sentence is shown: its id in the terminal,
its name with the edition in the explorer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, assert_never

from crosswalk import ids
from crosswalk.algebra import Relation, phrase
from crosswalk.analysis.derive import Derived
from crosswalk.analysis.gaps import Cause
from crosswalk.analysis.paths import reached
from crosswalk.errors import shown
from crosswalk.files.faults import VIOLATION, WARNING
from crosswalk.vocabulary import (
    DENIALS,
    NO_RELATIONSHIP,
    Asked,
    Basis,
    Pair,
    Review,
    Status,
    few,
    listed,
    plural,
    quantity,
    said,
    units,
)

if TYPE_CHECKING:
    from crosswalk.analysis import mappings
    from crosswalk.analysis.answers import There
    from crosswalk.analysis.asked import AskAnswer, Asking, OnlyHere, Together
    from crosswalk.analysis.candidates import Candidates, HitRate
    from crosswalk.analysis.catalogue import Filters
    from crosswalk.analysis.coverage import Coverage
    from crosswalk.analysis.editions import Diff
    from crosswalk.analysis.gaps import Gap
    from crosswalk.analysis.lookup import Absent
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
    """Return why a provision has its status, in one or two sentences, the reason that the mapping gives first.

    `name` returns what an id is called in the sentence; by default the id itself.

    >>> import crosswalk
    >>> [gap, *_] = crosswalk.gaps(crosswalk.load(), "dsit-ai-code-2025", "eu-ai-act-2024")
    >>> why(gap).rpartition(". ")[2]
    'It overlaps with eu-ai-act-2024:Art-4.'
    """
    basis = gap.reason.basis
    carried = gap.answer.carried_from
    start = f"As for {name(carried)}, which is equal: " if carried else ""
    if isinstance(basis, Derived):
        here = name(gap.answer.provision.id)
        via = " → ".join(name(hop.object) for hop in basis.paths[0])
        return (
            f"No mapping asserts it, but along {here} → {via} it follows that {here} {said(basis.relation)} "
            f"{name(basis.object)}."
        )
    if basis is None:
        return "Nobody has looked yet."
    return start + _asserted(gap, basis, name)


def reason(row: mappings.Mapping) -> str | None:
    """Return why a row was made: the reason that it gives, and what its set was made from if not from both texts; None
    where nothing is stated.

    >>> import crosswalk
    >>> [gap, *_] = crosswalk.gaps(crosswalk.load(), "dsit-ai-code-2025", "iso-iec-42001-2023")
    >>> reason(gap.reason.basis.mapping).removeprefix(gap.reason.basis.comment)
    ' Decided from titles.'
    """
    if row.basis is None or row.basis == Basis.FULL_TEXT:
        return row.comment
    return " ".join(filter(None, (row.comment, f"Decided from {Basis.of(row.basis).spoken}.")))


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
            linked = f"{name(basis.object)} {said(basis.relation)} it" if basis.turned else _said(gap, basis, name)
            return f"{linked} only ({whose}); nobody has said what they have in common."
        case Cause.NOTHING_FOUND:
            return reason(basis.mapping) or f"{basis.mapping_set} looked at {name(gap.reference)} and found nothing."
        case Cause.RULED_OUT:
            return _ruled_out(basis, name)
        case Cause.DANGLING:
            ends = " and ".join(map(name, basis.missing))
            state = "which is not in that document or withdrawn" if len(basis.missing) == 1 else "which do not exist"
            return f"{basis.mapping_set} names {ends}, {state}."
        case Cause.ASSERTED | Cause.DERIVED | Cause.NOT_LOOKED_AT:
            stated, why_so = _said(gap, basis, name), reason(basis.mapping)
            return f"{_ended(why_so)} {stated}." if why_so else f"{stated}, as {basis.mapping_set} asserts."
        case _:
            assert_never(gap.reason.cause)


def _said(gap: Gap, basis: Assertion, name: Name) -> str:
    """Return what a row asserts; of a part of the provision, where it was made at one."""
    is_own = basis.carried_from or basis.inherited or basis.subject == gap.answer.provision.id
    return f"{'It' if is_own else name(basis.subject)} {said(basis.relation)} {name(basis.object)}"


def _ended(comment: str) -> str:
    """Return a comment with a full stop at its end, where it has none."""
    text = comment.rstrip()
    return text if text.endswith((".", "!", "?", "…", ")", "”")) else f"{text}."


def _ruled_out(basis: Assertion, name: Name) -> str:
    if basis.nothing_found:
        what = basis.relation.replace("-", " ")
        return f"{basis.mapping_set} found {what} there, which leaves other relations open."
    if basis.relation == NO_RELATIONSHIP:
        return f"Only single provisions were ruled out ({basis.mapping_set})."
    denied = f"{said(basis.relation)} {name(basis.object)}"
    return f"{basis.mapping_set} says only that it {denied}, which leaves other relations open."


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


def left_over(answer: AskAnswer) -> str:
    """Return what is left over; of several places what all of them leave over, as one may ask what another does not."""
    if answer.together is None or answer.together.places < 2:
        return "; ".join(answer.left_over)
    left = answer.together.left_over
    return "not determined for all places together" if left is None else "; ".join(left)


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


#: Of so many answers *not asked*, drawn at random and judged in the texts, so many were wrong: the last draw.
NOT_ASKED_JUDGED, NOT_ASKED_WRONG = 120, 11
ASKS_REST_ON = (
    "Asks and measures are in our own words, made from the full texts and not yet reviewed by a person (grade E), "
    "unless a row names a reviewer. “Not asked” means that nothing was found in reading all of it: of the last "
    f"{NOT_ASKED_JUDGED} such answers that were checked by readers who had not made them, {NOT_ASKED_WRONG} were "
    "wrong. docs/measures.md says how they are made, how far two readings agree, and how often each answer is true."
)


BY_ASKS = "The two have been compared ask by ask, but not provision by provision."


def no_asks(documents: Sequence[str], name: Name = as_id) -> str:
    """Return that the asks of some documents are not listed, and what is known of them instead.

    >>> no_asks(["a-1.0"])
    'No asks are listed for a-1.0; what is asserted or derived for each provision, and where to look, is known instead.'
    """
    called = listed([name(document) for document in documents])
    return (
        f"No asks are listed for {called}; what is asserted or derived for each provision, and where to look, is known "
        "instead."
    )


def said_of_only(found: OnlyHere, name: Name = as_id) -> str:
    """Return how many asks of a document none of the others asks, and of which of these that is not known.

    >>> from crosswalk.analysis.asked import OnlyHere
    >>> said_of_only(OnlyHere("a-1.0", ("b-1.0",), (), ()))
    '0 asks of a-1.0 that b-1.0 does not ask.'
    """
    others = [name(other) for other in found.others]
    nobody = (
        f"{others[0]} does not ask" if len(others) == 1 else f"none of {quantity(len(others), 'other document')} asks"
    )
    number = f"{quantity(len(found.asks), 'ask')} of {name(found.document)} that {nobody}"
    return " ".join(filter(None, (f"{number}.", said_of_not_read(found.document, found.not_known, name))))


def said_of_not_read(document: str, others: Sequence[str], name: Name = as_id) -> str:
    """Return that it is not known what others do not ask, as they were not read against a document; "" for no others.

    >>> said_of_not_read("a-1.0", ["b-1.0"])
    'Not known of b-1.0, which has not been read against a-1.0 in full: it may ask some of this all the same.'
    """
    if not others:
        return ""
    verbs, they = ("has", "it") if len(others) == 1 else ("have", "they")
    return (
        f"Not known of {listed([name(other) for other in others])}, which {verbs} not been read against "
        f"{name(document)} in full: {they} may ask some of this all the same."
    )


def said_of_lacks(document: str, measures: int, unknown: int, unread: int, name: Name = as_id) -> str:
    """Return of how many of some measures it is not known that a document lacks them, and why: so many of its
    provisions were not read, or the asks of the two were not compared; "" where it is known of all.

    >>> said_of_lacks("a-1.0", 3, 3, 2)
    'It is not known whether a-1.0 lacks these: 2 of its provisions were not read, and may ask for them.'
    >>> said_of_lacks("a-1.0", 3, 1, 0)
    'It is not known whether a-1.0 lacks 1 of these: it has not been read against the documents that ask for it.'
    """
    if not unknown:
        return ""
    which = "these" if unknown == measures > 1 else "this" if measures == 1 else f"{unknown} of these"
    them = "it" if unknown == 1 else "them"
    start = f"It is not known whether {name(document)} lacks {which}"
    if unread:
        verb = "was" if unread == 1 else "were"
        return f"{start}: {unread} of its provisions {verb} not read, and may ask for {them}."
    return f"{start}: it has not been read against the documents that ask for {them}."


def said_of_together(together: Together) -> str:
    """Return what several places that answer an ask in part leave over together; "" for a single one, which says it.

    >>> from crosswalk.analysis.asked import Together
    >>> said_of_together(Together(2, ("each month",)))
    'The 2 places together leave over: each month.'
    """
    if together.left_over is None:
        if together.places == 1:
            return "It is met here in more than one way. What is left over after all of them has not been determined."
        return f"What the {together.places} places leave over together has not been determined."
    if together.places == 1 or not together.left_over:
        return ""
    return f"The {together.places} places together leave over: {'; '.join(together.left_over)}."


def said_of_elsewhere(document: str, asks: int, places: Sequence[str], name: Name = as_id) -> str:
    """Return how many asks of a document belong to none of the provisions that are counted, and where they are; "" for
    none.

    >>> said_of_elsewhere("a-1.0", 2, ["a-1.0:Annex-I"])
    '2 asks of a-1.0 belong to provisions that are not counted here: a-1.0:Annex-I.'
    """
    if not asks:
        return ""
    where = few([*map(name, places)], _MOST_PLACES)
    verb = "belongs" if asks == 1 else "belong"
    return f"{quantity(asks, 'ask')} of {name(document)} {verb} to provisions that are not counted here: {where}."


_MOST_PLACES = 4


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


def loaded(number: int, total: int | None, counted: Mapping[str, int], others: Mapping[str, int]) -> str:
    """Return how much of a document is loaded: of the provisions that coverage counts, how many of how many (`total`,
    None where nobody knows), by kind, and the kinds that it counts only where mappings name them.

    >>> loaded(38, 38, {"control": 38}, {"clause": 32})
    '38 of 38 controls; also 32 clauses'
    >>> loaded(15, None, {"control": 12, "enhancement": 3}, {})
    '15 (total not known): 12 controls and 3 enhancements'
    """
    if not number:
        return "not loaded"
    whole = f"{number:,} of {total:,}" if total else f"{number:,}"
    unknown = "" if total else " (total not known)"
    kinds = f" {plural(next(iter(counted)))}{unknown}" if len(counted) == 1 else f"{unknown}: {units(counted)}"
    return f"{whole}{kinds}{f'; also {units(others)}' if others else ''}"


def nobody(what: str, others: str = "any other document") -> str:
    """Return the sentence that says that nobody has compared something with others.

    >>> nobody("a-1.0")
    'Nobody has compared a-1.0 with any other document.'
    """
    return f"Nobody has compared {what} with {others}."


def apart(coverages: Sequence[Coverage], name: Name = as_id) -> Iterator[str]:
    """Yield beside the coverage of one document by several: of which only what follows is known, which are only linked
    to it, which answer for other provisions than those counted, and with which nobody has compared it.

    >>> import crosswalk
    >>> list(apart(crosswalk.coverage(crosswalk.load(), "eu-cra-2024", ["owasp-aisvs-1.0", "owasp-llm-1.1"])))
    ['Nobody has compared eu-cra-2024 with owasp-aisvs-1.0 and owasp-llm-1.1.']
    """
    of = {pair: [one for one in coverages if one.pair is pair] for pair in Pair}
    others = {
        f"What is known {Pair.ONLY_DERIVED.meaning}": of[Pair.ONLY_DERIVED],
        _capital(Pair.ONLY_LINKED.meaning): [one for one in of[Pair.ONLY_LINKED] if one.loaded or not one.is_known],
        "Compared, but not in what is counted here": [one for one in of[Pair.COMPARED] if not one.is_known],
    }
    for what, which in others.items():
        if which:
            yield f"{what}: {listed([name(one.reference) for one in which])}."
    if unknown := of[Pair.NOT_COMPARED]:
        yield nobody(name(unknown[0].focal), listed([name(one.reference) for one in unknown]))


def shared(pair: Pair, met: int | None, total: int) -> str:
    """Return how much of a document another covers, for a square of a chart.

    >>> shared(Pair.COMPARED, 3, 72), shared(Pair.NOT_COMPARED, None, 72)
    ('3 of 72 provisions', 'nobody has compared the two')
    """
    if met is None:
        return pair.meaning
    share = f"{met} of {quantity(total, 'provision')}"
    return share if pair is Pair.COMPARED else f"{share}; {pair.meaning}"


def covered(coverage: Coverage, filters: Filters, name: Name = as_id) -> str:
    """Return how much of the focal document the reference document covers, in one or more sentences.

    Each `Pair` has a sentence of its own: where no row joins the two it says that nobody compared them, and counts
    nothing as not covered.

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
    match coverage.pair:
        case Pair.NOT_COMPARED:
            return nobody(every, reference)
        case Pair.ONLY_LINKED:
            return " ".join((_not_known(coverage, every, reference), *_links(coverage, name)))
        case Pair.ONLY_DERIVED | Pair.COMPARED if not coverage.is_known:
            return f"{_not_known(coverage, every, reference)} {_in_all(coverage, reference)}"
        case Pair.ONLY_DERIVED:
            return _followed(coverage, scope, every, reference)
        case Pair.COMPARED:
            return _compared(coverage, scope, every, reference)
        case _:
            assert_never(coverage.pair)


def _compared(coverage: Coverage, scope: str, every: str, reference: str) -> str:
    rest = "; ".join(_rest(coverage.counts))
    if not coverage.met:
        if coverage.total == 1:
            why = coverage.answers[0].status.phrase(1)
            return f"{_capital(every)} is not covered by {reference}, not even in part: it {why}."
        if coverage.is_complete:
            return f"None of {every} has a counterpart in {reference}."
        return f"Of {every}, {rest} in {reference}."
    share = _capital(every) if coverage.total == 1 else _share(coverage.met, coverage.total, scope)
    verb = "is" if coverage.met == 1 else "are"
    return f"{share} {verb} covered or partly covered by {reference}{'; ' + rest if rest else ''}."


def _followed(coverage: Coverage, scope: str, every: str, reference: str) -> str:
    """Return what is known of two documents that nobody compared, and that follows from other mappings."""
    follows = coverage.met + coverage.counts[Status.DERIVED]
    if not follows:
        return f"Of {every}, {'; '.join(_rest(coverage.counts))} in {reference}, which {Pair.ONLY_DERIVED.meaning}."
    rest = "; ".join(_rest({**coverage.counts, Status.DERIVED: 0}))
    whose = every if coverage.total == 1 else _share(follows, coverage.total, scope)
    whose = whose[0].lower() + whose[1:]
    return f"For {whose}, an overlap with {reference} {Pair.ONLY_DERIVED.meaning}{'; ' + rest if rest else ''}."


def _not_known(coverage: Coverage, every: str, reference: str) -> str:
    has = "has" if coverage.total == 1 else "have"
    rest = "; ".join(_rest(coverage.counts)) if coverage.is_known else ""
    return f"It is not known what {every} {has} in common with {reference}{': ' + rest if rest else ''}."


def _in_all(coverage: Coverage, reference: str) -> str:
    """Return what is known of all provisions, in the units of the pair, where nothing is known of those counted."""
    whole = coverage.link
    total, met = sum(whole.counts.values()), sum(number for status, number in whole.counts.items() if status.is_met)
    share = f"{met} of the {total} {'is' if met == 1 else 'are'} covered or partly covered by {reference}"
    known = "; ".join([*([share] if met else []), *_rest(whole.counts)])
    if coverage.units.keys() & whole.units.keys():
        return f"In all, {known}."
    return f"Compared by {listed([kind.replace('-', ' ') for kind in whole.units])}: {known}."


def _links(coverage: Coverage, name: Name) -> Iterator[str]:
    """Yield what the rows say that join two documents and answer for none of the provisions."""
    link, focal, reference = coverage.link, name(coverage.focal), name(coverage.reference)
    if link.cited_by:
        yield f"{focal} is cited in {quantity(link.cited_by, 'place')} of {reference}."
    for status, number in link.counts_back.items():
        if number and status not in (Status.CITED, Status.UNMAPPED):
            found = f"{quantity(number, 'provision')} of {reference} {status.phrase(number)} in {focal}"
            yield f"{found}, which says nothing the other way round."
    rows = [row for row in (*link.rows, *link.back) if not row.dangling]
    denied = [row for row in link.rows if row.relation in DENIALS and not row.dangling]
    if len(denied) == 1:
        [row] = denied
        yield f"One mapping says only that {name(row.subject)} {said(row.relation)} {name(row.object)}."
    elif denied:
        yield f"{quantity(len(denied), 'mapping')} say only of single provisions what they are not to each other."
    some = [row for row in rows if row.nothing_found and not row.is_answer]
    if len(some) == 1:
        [row] = some
        found = f"{name(row.object_document)} has {row.relation.replace('-', ' ')} to {name(row.subject)}"
        yield f"One mapping says only that {found}, which leaves other relations open."
    elif some:
        yield f"{quantity(len(some), 'mapping')} find nothing of one kind only, which leaves other relations open."
    if answering := sum(row.is_answer for row in link.rows):
        made = quantity(answering, "mapping is", "mappings are")
        yield f"{made} about headings or other parts, which says nothing of these provisions."
    for missing in link.missing:
        like = f"; the nearest is {name(missing.nearest)}" if missing.nearest else ""
        yield f"A mapping names {name(missing.end)}, which does not exist here or is withdrawn{like}."


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


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


def _rest(counts: Mapping[Status, int]) -> Iterator[str]:
    """Yield how many provisions have each status that is not *covered* or *partial*."""
    for status, number in counts.items():
        if number and not status.is_met:
            yield f"{number} {status.phrase(number)}"


def carried(coverage: Coverage, name: Name = as_id) -> str:
    """Return which answers are carried from equal provisions, in one sentence, or "" where none are.

    >>> import crosswalk
    >>> [found] = crosswalk.coverage(crosswalk.load(), "etsi-en-304-223-2.1.1", "ncsc-secure-ai-2023")
    >>> carried(found)
    'All 72 answers are carried from equal provisions of dsit-ai-code-2025.'
    """
    sources = [ids.home(source) for answer in coverage.answers if (source := answer.carried_from)]
    if not sources:
        return ""
    number, every = len(sources), len(sources) == len(coverage.answers) > 1
    what = f"All {number} answers are" if every else f"{number} of these answers {'is' if number == 1 else 'are'}"
    equal = "an equal provision" if number == 1 else "equal provisions"
    whose = listed([name(source) for source in dict.fromkeys(sources)])
    return f"{what} carried from {equal} of {whose}."


def nearby(found: Nearby, name: Name = as_id) -> str:
    """Return which documents two uncompared documents have been compared with, in one or two sentences.

    >>> from crosswalk.analysis.nearby import Nearby
    >>> nearby(Nearby("a", "b", ("c",), ("c", "d"), ("c",)))
    'Both have been compared with c.'
    >>> nearby(Nearby("a", "b", (), ("d",), ()))
    'a has been compared with d. b has not been compared with any other document.'
    """
    if found.both:
        return f"Both have been compared with {_some_of(found.both, name)}."
    return " ".join(
        f"{name(document)} has been compared with {_some_of(others, name)}."
        if others
        else f"{name(document)} has not been compared with any other document."
        for document, others in ((found.first, found.of_first), (found.second, found.of_second))
    )


_MOST_NAMED = 3


def _some_of(documents: Sequence[str], name: Name) -> str:
    return few([*map(name, documents)], _MOST_NAMED, "other", "others")


def behind(quality: Quality) -> str:
    """Return in one line what supports the rows of a mapping set: its basis, agreement and review.

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


def said_there(there: There) -> str:
    """Return in a few words how binding the provision at the other end of a mapping says it is, that its verb is
    weaker, and whom it addresses; "" where it states none of that.

    >>> from crosswalk.analysis.answers import There
    >>> from crosswalk.analysis.stated import Stated
    >>> said_there(There(Stated(("should",), None, ("system-operator",)), True))
    'should (weaker verb) · system operator'
    """
    if there.stated is None:
        return ""
    level = there.stated.level or ""
    if there.is_weaker:
        level += "; weaker verb" if there.stated.parts else " (weaker verb)"
    roles = ", ".join(role.replace("-", " ") for role in there.stated.roles)
    return " · ".join(filter(None, (level, roles)))


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
    sentences = [copied(name, rows) for name, rows in glance.copies.items()]
    found = []
    if glance.dangling:
        found.append(f"{quantity(glance.dangling, 'row names', 'rows name')} what does not exist")
    if glance.ignored:
        names = few([*map(shown, glance.ignored)], _NAMED)
        found.append(f"{quantity(len(glance.ignored), 'file is', 'files are')} not read ({names})")
    folders = [shown(folder, 200) for folder in glance.folders]
    if found:
        sentences.append(f"In {', '.join(folders)}, {' and '.join(found)}.")
    said = " ".join(sentences)
    if found or any(glance.copies.values()):
        return f"{said.removesuffix('.')}: crosswalk validate {' '.join(folders)} says more."
    return said


def copied(document: str, dangling: int = 0, name: Name = as_id) -> str:
    """Return that a user's copy takes the place of a shipped document, and how many shipped rows name what it lacks.

    >>> copied("owasp-llm-2025", 2)
    'Your copy of owasp-llm-2025 takes the place of the one that ships; 2 shipped mappings name what it does not have.'
    """
    lacks = quantity(dangling, "shipped mapping names", "shipped mappings name")
    missing = f"; {lacks} what it does not have" if dangling else ""
    return f"Your copy of {name(document)} takes the place of the one that ships{missing}."


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


def found_nearest(absent: Absent, name: Name = as_id) -> str:
    """Return the sentences above what is nearest to a reference that names what is not loaded.

    >>> import crosswalk
    >>> from crosswalk.analysis.lookup import absent
    >>> missing = absent(crosswalk.load(), "CRA Art. 13")
    >>> found_nearest(missing).removeprefix(missing.sentence()) if missing else ""
    ' The nearest:'
    """
    return f"{absent.sentence(name)} The nearest:"
