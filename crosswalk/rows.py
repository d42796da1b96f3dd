"""Answers as the rows of a spreadsheet: one for each focal provision, or one for each of its mappings.

The terminal and the explorer write the same columns, which are listed here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from crosswalk import ids
from crosswalk.analysis.answers import There, stated, there
from crosswalk.analysis.asked import AskAnswer, Asking, Use, asked_by_provision
from crosswalk.analysis.candidates import Candidate
from crosswalk.analysis.catalogue import document_index, provision_index
from crosswalk.analysis.coverage import Answer, Coverage
from crosswalk.analysis.derive import Derived
from crosswalk.analysis.gaps import Gap, reason
from crosswalk.analysis.mappings import Assertion
from crosswalk.analysis.spread import Spread
from crosswalk.analysis.standing import became
from crosswalk.columns import Column
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Asked, Status
from crosswalk.wording import stands, why

End = Assertion | Derived
_JOINED, _STEP = " | ", " → "


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


def _ends(answer: Answer) -> list[End]:
    """Return everything that is known: for a derived answer its derivations too, in front of what counts for less."""
    return [*answer.derived, *answer.mappings] if answer.status is Status.DERIVED else [*answer.mappings]


def _one_by_one(answer: Answer) -> list[tuple[End, ...]]:
    return [(end,) for end in _ends(answer)] or [()]


def _alike(answer: Answer) -> tuple[End, ...]:
    best = answer.best
    if not isinstance(best, Assertion):
        return (best,) if best else ()
    same = (best.relation, best.mapping_set, best.grade, best.inherited)
    return tuple(end for end in answer.mappings if (end.relation, end.mapping_set, end.grade, end.inherited) == same)


def provision_columns(crosswalk: Crosswalk) -> list[Column[Row]]:
    """Return the columns of a row for a provision."""
    return [
        *_focal(crosswalk),
        Column("reason", _reason),
        *_ends_of(crosswalk),
        *_EVIDENCE,
        _NUMBER,
        *_asks_in(crosswalk),
        *_standing_of(crosswalk),
    ]


def mapping_columns(crosswalk: Crosswalk) -> list[Column[Row]]:
    """Return the columns of a row for a mapping: the same, with the words of its own row for those of the answer."""
    return [*_focal(crosswalk), *_ends_of(crosswalk), *_EVIDENCE, *_ROW, *_standing_of(crosswalk)]


def gap_columns(crosswalk: Crosswalk) -> list[Column[Row]]:
    """Return the columns of a row for a gap: those for a provision, and where to look next."""
    return [
        *provision_columns(crosswalk),
        Column("nearest", lambda row: row.nearest),
        Column("nearest_label", lambda row: called(crosswalk, row.nearest) if row.nearest else None),
    ]


def _asks_in(crosswalk: Crosswalk) -> Iterator[Column[Row]]:
    """Yield how many asks the provision has with each answer, and the texts of those that are not asked there; all of
    them are empty where nobody has listed what one of the two documents asks.
    """

    def of(row: Row) -> tuple[AskAnswer, ...] | None:
        known = asked_by_provision(crosswalk, row.focal, row.reference)
        return known.get(row.answer.provision.id, ()) if known else None

    def number(answer: Asked) -> Column[Row]:
        def count(row: Row) -> int | None:
            asks = of(row)
            return None if asks is None else sum(one.answer is answer for one in asks)

        return Column(f"asks_{answer.value.replace('-', '_')}", count, kind="number")

    yield from (number(answer) for answer in Asked if answer is not Asked.UMBRELLA)
    yield Column(
        "only_asked_here",
        lambda row: _joined(one.ask.text for one in of(row) or () if one.answer is Asked.NOT_ASKED),
    )


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
        Column("where", lambda answer: _joined(end.id for end in answer.where)),
        Column("asked_there", lambda answer: _joined(end.text for end in answer.where)),
        Column("level_there", lambda answer: _joined_if_any(end.level or "" for end in answer.where)),
        Column("roles_there", lambda answer: _joined_if_any(" ".join(end.roles) for end in answer.where)),
        Column(
            "asked_of_others", lambda answer: "" if answer.of_others is None else "yes" if answer.of_others else "no"
        ),
        Column("left_over", lambda answer: _joined(answer.left_over)),
        Column("through", lambda answer: _joined(dict.fromkeys(place.measure.evidence for place in answer.best))),
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
        Column("standing", lambda use: _joined(_each_became(crosswalk, use.asked_by))),
    ]


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
        Column("standing", lambda one: _joined(_each_became(crosswalk, one.asked_by))),
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


def _standing_of(crosswalk: Crosswalk) -> Iterator[Column[Row]]:
    yield Column("focal_standing", lambda row: became_of(crosswalk, row.answer.provision.id))
    yield Column("reference_standing", lambda row: became_of(crosswalk, row.reference))


def _reason(row: Row) -> str:
    return why(Gap(row.answer, row.reference, reason(row.answer), None))


def _ends_of(crosswalk: Crosswalk) -> Iterator[Column[Row]]:
    yield Column("object", lambda row: _joined(end.object for end in row.ends))
    yield Column("object_label", lambda row: _joined(called(crosswalk, end.object) or "" for end in row.ends))

    def beside(row: Row) -> Iterator[There]:
        yield from (there(crosswalk, row.answer.provision, end) for end in row.ends)

    def level(one: There) -> str:
        return (one.stated.level if one.stated else None) or ""

    def roles(one: There) -> str:
        return " ".join(one.stated.roles) if one.stated else ""

    yield Column("object_level", lambda row: _joined_if_any(map(level, beside(row))))
    yield Column("object_roles", lambda row: _joined_if_any(map(roles, beside(row))))
    yield Column("weaker_verb", lambda row: _joined_if_any(_YES_OR_NO[one.is_weaker] for one in beside(row)))


def _joined(texts: Iterable[str]) -> str:
    return _JOINED.join(texts)


def _joined_if_any(texts: Iterable[str]) -> str:
    """Join texts so that each has its place beside its object; "" where all are empty."""
    every = list(texts)
    return _joined(every) if any(every) else ""


_YES_OR_NO = {True: "yes", False: "no", None: ""}


def _asserter(row: Row) -> str | None:
    mapping = row.assertion.mapping if row.assertion else None
    return mapping.provider or mapping.creator if mapping else None


def _focal(crosswalk: Crosswalk) -> list[Column[Row]]:
    return [
        Column("focal", lambda row: row.focal),
        Column("reference", lambda row: row.reference),
        Column("id", lambda row: row.answer.provision.id),
        Column("label", lambda row: row.answer.provision.label),
        Column("summary", lambda row: row.answer.provision.summary),
        Column("level", lambda row: stated(crosswalk, row.answer.provision).level),
        Column("roles", lambda row: " ".join(row.answer.provision.roles)),
        Column("phase", lambda row: row.answer.provision.phase),
        Column("status", lambda row: row.answer.status.value),
    ]


_EVIDENCE: Sequence[Column[Row]] = (
    Column("relation", lambda row: row.best.relation if row.best else None),
    Column("inherited", lambda row: "yes" if row.best and row.best.inherited else ""),
    Column("asserter", _asserter),
    Column("date", lambda row: row.assertion.mapping.date if row.assertion else None),
    Column("grade", lambda row: row.best.grade if row.best else None),
    Column("basis", lambda row: row.assertion.mapping.basis if row.assertion else None),
    Column("mapping_set", lambda row: _joined(row.mapping_sets)),
    Column("carried_from", lambda row: row.best.carried_from if row.best else None),
    Column("dangling", lambda row: "yes" if row.best and row.best.dangling else ""),
    Column("path", lambda row: _STEP.join(row.path)),
)
_ROW: Sequence[Column[Row]] = (
    Column("justification", lambda row: row.assertion.mapping.justification if row.assertion else None),
    Column("reviewer", lambda row: row.assertion.mapping.reviewer if row.assertion else None),
    Column("comment", lambda row: row.assertion.comment if row.assertion else None),
)
#: How many mappings and derivations the provision has in all: --rows mappings lists them.
_NUMBER: Column[Row] = Column("mappings", lambda row: len(_ends(row.answer)))
