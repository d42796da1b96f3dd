"""Answers as the rows of a table: one for each focal provision, or one for each of its mappings.

Their columns are in `crosswalk/comparison.py`; those of asks, measures and candidates are listed here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from crosswalk import ids
from crosswalk.analysis.asked import AskAnswer, Asking, Use, is_lack_known
from crosswalk.analysis.candidates import Candidate
from crosswalk.analysis.catalogue import document_index, provision_index
from crosswalk.analysis.coverage import Answer, Coverage
from crosswalk.analysis.derive import Derived
from crosswalk.analysis.gaps import Gap
from crosswalk.analysis.mappings import Assertion
from crosswalk.analysis.spread import Spread
from crosswalk.analysis.standing import became
from crosswalk.columns import Column
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Asked, Status
from crosswalk.wording import stands

End = Assertion | Derived
_JOINED = " | "


@dataclass(frozen=True, slots=True)
class Row:
    """A focal provision with the mappings, or the derivation, that a row is about.

    In a row for a provision these are the best one and those that say the same of other objects: with the same
    relation, from the same set, of the same grade. So what the row says is true of each of its objects.
    """

    focal: str
    reference: str
    answer: Answer
    ends: tuple[End, ...]
    nearest: str | None = None  #: of a gap: where to look next; not a mapping

    @property
    def best(self) -> End | None:
        """The first of its ends; None where there is none."""
        return self.ends[0] if self.ends else None

    @property
    def assertion(self) -> Assertion | None:
        """The best end, where somebody asserts it."""
        return self.best if isinstance(self.best, Assertion) else None

    @property
    def path(self) -> tuple[str, ...]:
        """The provisions along which the best end is derived, both ends included; () where it is asserted."""
        if not isinstance(self.best, Derived):
            return ()
        hops = self.best.paths[0]
        return (hops[0].subject, *(hop.object for hop in hops))

    @property
    def mapping_sets(self) -> tuple[str, ...]:
        """The set that asserts it, or those that the derivation rests on."""
        if isinstance(self.best, Derived):
            return tuple(dict.fromkeys(hop.mapping_set for hop in self.best.paths[0] if hop.mapping_set))
        return (self.best.mapping_set,) if self.best else ()


def for_provisions(coverages: Iterable[Coverage]) -> list[Row]:
    """Return a row for each focal provision against each reference document, in their order.

    >>> from crosswalk.analysis.coverage import coverage
    >>> from crosswalk.store.holder import load
    >>> len(for_provisions(coverage(load(), "dsit-ai-code-2025", "owasp-llm-2025")))
    72
    """
    return [
        Row(coverage.focal, coverage.reference, answer, _alike(answer))
        for coverage in coverages
        for answer in coverage.answers
    ]


def each_mapping(provisions: Iterable[Row]) -> list[Row]:
    """Return a row for each mapping and derivation of each provision, best first, and one for a provision without
    any.
    """
    return [replace(row, ends=ends) for row in provisions for ends in _one_by_one(row.answer)]


def for_gaps(focal: str, gaps: Iterable[Gap]) -> list[Row]:
    """Return a row for each gap, with its nearest candidate."""
    return [Row(focal, gap.reference, gap.answer, _alike(gap.answer), gap.nearest) for gap in gaps]


def ends_of(answer: Answer) -> list[End]:
    """Return everything that is known: for a derived answer its derivations too, in front of what counts for less."""
    return [*answer.derived, *answer.mappings] if answer.status is Status.DERIVED else [*answer.mappings]


def _one_by_one(answer: Answer) -> list[tuple[End, ...]]:
    return [(end,) for end in ends_of(answer)] or [()]


def _alike(answer: Answer) -> tuple[End, ...]:
    best = answer.best
    if not isinstance(best, Assertion):
        return (best,) if best else ()
    same = (best.relation, best.mapping_set, best.grade, best.inherited)
    return tuple(end for end in answer.mappings if (end.relation, end.mapping_set, end.grade, end.inherited) == same)


def candidate_columns(crosswalk: Crosswalk, focal: str) -> list[Column[tuple[str, int, Candidate]]]:
    """Return the columns of a row for a candidate of a provision; the ids have SSSOM's names, to be copied from."""
    known = provision_index(crosswalk, focal)
    return [
        Column("subject_id", lambda row: row[0]),
        Column("subject_label", lambda row: known[row[0]].label),
        Column("subject_summary", lambda row: known[row[0]].summary),
        Column("place", lambda row: row[1], kind="number"),
        Column("object_id", lambda row: row[2].provision.id),
        Column("object_label", lambda row: row[2].provision.label),
        Column("object_summary", lambda row: row[2].provision.summary),
        Column("alike_in_words", lambda row: round(row[2].words, 3), kind="number"),
        Column(
            "alike_in_meaning",
            lambda row: None if row[2].meaning is None else round(row[2].meaning, 3),
            kind="number",
        ),
        Column("subject_standing", lambda row: became_of(crosswalk, row[0])),
        Column("object_standing", lambda row: became_of(crosswalk, row[2].provision.id)),
    ]


def ask_columns(crosswalk: Crosswalk, asking: Asking) -> list[Column[AskAnswer]]:
    """Return the columns of a row for an ask: what is asked where, and what the other document says to it."""
    known = provision_index(crosswalk, asking.focal)

    def label(answer: AskAnswer) -> str | None:
        provision = known.get(answer.ask.provision)
        return provision.label if provision else None

    return [
        Column("focal", lambda _: asking.focal),
        Column("reference", lambda _: asking.reference),
        Column("id", lambda answer: answer.ask.id),
        Column("provision", lambda answer: answer.ask.provision),
        Column("label", label),
        Column("ask", lambda answer: answer.ask.text),
        Column("when", lambda answer: answer.ask.when),
        Column("level", lambda answer: answer.ask.level),
        Column("roles", lambda answer: " ".join(answer.roles)),
        Column("answer", lambda answer: answer.answer.value),
        Column("where", lambda answer: joined(end.id for end in answer.where)),
        Column("asked_there", lambda answer: joined(end.text for end in answer.where)),
        Column("level_there", lambda answer: _joined_if_any(end.level or "" for end in answer.where)),
        Column("roles_there", lambda answer: _joined_if_any(" ".join(end.roles) for end in answer.where)),
        Column(
            "asked_of_others", lambda answer: "" if answer.of_others is None else "yes" if answer.of_others else "no"
        ),
        Column("left_over", lambda answer: joined(answer.left_over)),
        Column("through", lambda answer: joined(dict.fromkeys(place.measure.evidence for place in answer.best))),
        Column("grade", lambda answer: answer.grade),
        Column("nearest", lambda answer: answer.nearest.id if answer.nearest else None),
        Column("nearest_ask", lambda answer: answer.nearest.text if answer.nearest else None),
        Column("theme", lambda answer: answer.ask.theme),
        Column("focal_standing", lambda _: became_of(crosswalk, asking.focal)),
        Column("reference_standing", lambda _: became_of(crosswalk, asking.reference)),
    ]


def use_columns(crosswalk: Crosswalk, documents: Sequence[str]) -> list[Column[Use]]:
    """Return the columns of a row for a measure: its evidence, how each document relates to it, and what became of the
    documents that ask for it.
    """

    def holding(name: str) -> Column[Use]:
        return Column(name, lambda use: use.holdings[name].value if name in use.holdings else None)

    return [
        Column("id", lambda use: use.measure.id),
        Column("evidence", lambda use: use.measure.evidence),
        Column("theme", lambda use: use.measure.theme),
        Column("asked_by", lambda use: len(use.asked_by)),
        *map(holding, documents),
        Column("standing", lambda use: joined(_each_became(crosswalk, use.asked_by))),
    ]


def lacked_column(crosswalk: Crosswalk, name: str, uses: Iterable[Use]) -> Column[Use]:
    """Return the column that says whether it is known that a document lacks each of some measures: yes, or not-known.
    A person sees it only where something is not known.
    """
    return Column(
        "Lacked",
        lambda use: is_lacked(crosswalk, name, use).replace("-", " "),
        lambda use: is_lacked(crosswalk, name, use),
        name="lacked",
        on_screen=not all(is_lack_known(crosswalk, name, use) for use in uses),
    )


def is_lacked(crosswalk: Crosswalk, name: str, use: Use) -> str:
    """Return “yes” where it is known that a document lacks a measure that others ask for, and otherwise “not-known”."""
    return "yes" if is_lack_known(crosswalk, name, use) else Asked.NOT_KNOWN.value


def spread_columns(crosswalk: Crosswalk, focal: str, documents: Sequence[str]) -> list[Column[Spread]]:
    """Return the columns of a row for an ask: what is asked, what each document says to it, and what became of the
    document that asks it and of those that ask the same.
    """

    def answer(name: str) -> Column[Spread]:
        return Column(name, lambda one: one.answers[name].value)

    return [
        Column("id", lambda one: one.ask.id),
        Column("provision", lambda one: one.ask.provision),
        Column("ask", lambda one: one.ask.text),
        Column("when", lambda one: one.ask.when),
        Column("level", lambda one: one.ask.level),
        Column("theme", lambda one: one.ask.theme),
        Column("asked_by", lambda one: len(one.asked_by)),
        *map(answer, documents),
        Column("focal_standing", lambda _: became_of(crosswalk, focal)),
        Column("standing", lambda one: joined(_each_became(crosswalk, one.asked_by))),
    ]


def called(crosswalk: Crosswalk, thing: str) -> str | None:
    """Return the label of a provision or the title of a document; None where it is not loaded.

    >>> from crosswalk.store.holder import load
    >>> called(load(), "owasp-llm-2025:LLM01"), called(load(), "owasp-llm-2025:LLM99")
    ('Prompt Injection', None)
    """
    entries, home = document_index(crosswalk), ids.home(thing)
    if home not in entries:
        return None
    if home == thing:
        return entries[home].title
    provision = provision_index(crosswalk, home).get(thing)
    return provision.label if provision else None


def became_of(crosswalk: Crosswalk, thing: str) -> str:
    """Return what became of a document or provision, and of the document of the latter; "" where nothing is known.

    >>> from crosswalk.store.holder import load
    >>> became_of(load(), "eu-ai-act-2024:Art-15"), became_of(load(), "dsit-ai-code-2025")
    ('amended by eu-digital-omnibus-2026', '')
    """
    found = became(crosswalk, [thing])
    if len(found) > 1:  # of a provision, and of its document
        return "; ".join(f"{name}: {stands(known)}" for name, known in found.items())
    return "".join(map(stands, found.values()))


def _each_became(crosswalk: Crosswalk, documents: Iterable[str]) -> Iterator[str]:
    for document, standing in became(crosswalk, documents).items():
        yield f"{document}: {stands(standing)}"


def joined(texts: Iterable[str]) -> str:
    """Return several texts in one cell.

    >>> joined(["a", "b"])
    'a | b'
    """
    return _JOINED.join(texts)


def _joined_if_any(texts: Iterable[str]) -> str:
    """Join texts so that each has its place beside its object; "" where all are empty."""
    every = list(texts)
    return joined(every) if any(every) else ""
