"""The answer for each focal provision against each reference document: exactly one status of the vocabulary."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from crosswalk import ids
from crosswalk.algebra import phrase
from crosswalk.analysis import Json
from crosswalk.analysis.catalogue import Document, Filters, Provision, document, document_index, documents, provisions
from crosswalk.analysis.derive import Derived, derive
from crosswalk.analysis.headings import headings, under
from crosswalk.analysis.mappings import Assertion, assertions
from crosswalk.errors import NothingLoaded, UsageError, shown
from crosswalk.limits import MAX_HOPS
from crosswalk.store.holder import Crosswalk, remembered
from crosswalk.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer for one focal provision against one reference document: exactly one status.

    >>> from crosswalk.store.holder import load
    >>> [en] = coverage(load(), "dsit-ai-code-2025", "etsi-en-304-223-2.1.1")
    >>> en.answers[0].status.value, en.answers[0].best.relation
    ('covered', 'equal')
    """

    provision: Provision
    status: Status
    mappings: tuple[Assertion, ...] = field(default=(), repr=False)  #: best first
    derived: tuple[Derived, ...] = field(default=(), repr=False)  #: proved overlaps, the most exact first

    @property
    def best(self) -> Assertion | Derived | None:
        """The mapping or derivation that gives the provision its status; None where there is neither."""
        if self.status is Status.DERIVED:
            return self.derived[0]
        return self.mappings[0] if self.mappings else None

    def as_json(self) -> Json:
        """Return {"id", "level", "status", "mappings"}."""
        mappings = [mapping.as_json() for mapping in self.mappings]
        if self.status is Status.DERIVED:
            mappings += [
                {"object": end.object, "relation": phrase(end.mask), "mapping_set": None, "grade": end.grade}
                for end in self.derived
            ]
        return {
            "id": self.provision.id,
            "level": self.provision.level,
            "status": self.status.value,
            "mappings": mappings,
        }


@dataclass(frozen=True, slots=True)
class Coverage:
    """A focal document against one reference document. The counts always sum to `total`.

    >>> from crosswalk.store.holder import load
    >>> [ncsc] = coverage(load(), "dsit-ai-code-2025", "ncsc-secure-ai-2023")
    >>> ncsc.total == sum(ncsc.counts.values())
    True
    """

    focal: str
    reference: str
    answers: tuple[Answer, ...] = field(repr=False)
    loaded: int = 0  #: how many assessable provisions of the reference document are loaded ...
    loaded_of: int | None = None  #: ... of how many that the publisher has, where that is known

    @property
    def total(self) -> int:
        """The number of assessable focal provisions that pass the filters."""
        return len(self.answers)

    @property
    def counts(self) -> dict[Status, int]:
        """How many provisions have each status, in order of precedence; every status is listed, even with 0."""
        return counted(answer.status for answer in self.answers)

    @property
    def met(self) -> int:
        """How many provisions are asserted to be met, at least in part."""
        return sum(answer.status.is_met for answer in self.answers)

    def records(self) -> list[Json]:
        """Return rows for a spreadsheet: one for each mapping of each provision, and one for a provision without
        any.
        """
        rows: list[Json] = []
        for answer in self.answers:
            start = {
                "focal": self.focal,
                "reference": self.reference,
                "id": answer.provision.id,
                "level": answer.provision.level,
                "status": answer.status.value,
            }
            ends: list[Assertion | Derived | None] = list(answer.mappings)
            if answer.status is Status.DERIVED:
                ends += answer.derived
            rows += [start | _end(end) for end in ends or [None]]
        return rows

    def as_json(self) -> Json:
        """Return {"focal", "reference", "total", "counts", "provisions"}."""
        return {
            "focal": self.focal,
            "reference": self.reference,
            "total": self.total,
            "counts": {status.value: number for status, number in self.counts.items()},
            "provisions": [answer.as_json() for answer in self.answers],
        }


def _end(end: Assertion | Derived | None) -> Json:
    """Return the cells of a spreadsheet row that describe the other end of a mapping."""
    if end is None:
        return {"object": None, "relation": None, "mapping_set": None, "grade": None, "inherited": ""}
    return {
        "object": end.object,
        "relation": end.relation,
        "mapping_set": end.mapping_set,
        "grade": end.grade,
        "inherited": "yes" if end.inherited else "",
    }


def counted(statuses: Iterable[Status]) -> dict[Status, int]:
    """Return how often each status occurs, in order of precedence; every status is listed, even with 0."""
    numbers = Counter(statuses)
    return {status: numbers[status] for status in Status}


def coverage(
    crosswalk: Crosswalk,
    focal: str,
    references: str | Sequence[str] = (),
    *,
    filters: Filters | None = None,
    derived: bool = True,
    max_hops: int = MAX_HOPS,
    kinds: str | Collection[str] = (),
) -> list[Coverage]:
    """Return the coverage of `focal` by each reference document: one `Coverage` per reference.

    `references` is one document id or several; by default every document that is loaded or directly mapped. Counted are
    the assessable provisions of `focal`, or those of the given `kinds`, that pass `filters`. With `derived`, an overlap
    that is proved along a path of at most `max_hops` mappings counts (docs/derivation.md). The relations are those of
    [NIST IR 8477](https://doi.org/10.6028/NIST.IR.8477).

    Raises UnknownId for an unknown document, NothingLoaded when no assessable provision of `focal` is loaded, and
    UsageError for a filter that no provision has or when `focal` is its own reference.

    >>> from crosswalk.store.holder import load
    >>> [ncsc] = coverage(load(), "dsit-ai-code-2025", "ncsc-secure-ai-2023")
    >>> ncsc.total, sum(ncsc.counts.values())
    (72, 72)
    """
    chosen = (references,) if isinstance(references, str) else tuple(dict.fromkeys(references))
    wanted = (kinds,) if isinstance(kinds, str) else kinds
    return list(_coverage(crosswalk, focal, chosen, filters or Filters(), derived, max_hops, tuple(sorted(wanted))))


@remembered
def _coverage(
    crosswalk: Crosswalk,
    focal: str,
    references: tuple[str, ...],
    filters: Filters,
    derived: bool,
    max_hops: int,
    kinds: tuple[str, ...],
) -> tuple[Coverage, ...]:
    units = focal_provisions(crosswalk, focal, filters, kinds)
    chosen = references or tuple(default_references(crosswalk, focal))
    known: dict[str, Document] = {}
    for reference in chosen:
        if reference == focal:
            raise UsageError(f"The reference is the focal document itself ({focal}); name another.")
        known[reference] = document(crosswalk, reference)
    answers = answers_of(crosswalk, focal, units, chosen, derived=derived, max_hops=max_hops)
    return tuple(
        Coverage(focal, reference, answers[reference], entry.loaded, entry.total) for reference, entry in known.items()
    )


def answers_of(
    crosswalk: Crosswalk,
    focal: str,
    units: Sequence[Provision],
    references: Iterable[str],
    *,
    derived: bool = True,
    max_hops: int = MAX_HOPS,
) -> dict[str, tuple[Answer, ...]]:
    """Return, for each reference document, the answers for some provisions of `focal`, in their order."""
    by_end = _by_reference_and_subject(assertions(crosswalk, focal))
    ancestors = _ancestors(provisions(crosswalk, focal), focal)
    proved = _proved(crosswalk, focal, max_hops) if derived else {}
    return {
        reference: tuple(
            _answer(unit, by_end[reference], ancestors[unit.id], proved.get((unit.id, reference), ())) for unit in units
        )
        for reference in references
    }


def focal_provisions(
    crosswalk: Crosswalk, focal: str, filters: Filters, kinds: Collection[str] = ()
) -> list[Provision]:
    """Return the assessable provisions (or those of the given kinds) that pass the filters.

    Raises NothingLoaded when the document has none, UsageError for a filter that no provision has.
    """
    units = [unit for unit in provisions(crosswalk, focal) if (unit.kind in kinds if kinds else unit.assessable)]
    if not units:
        raise NothingLoaded(
            f"No assessable provisions of {focal} are loaded here, so its coverage cannot be computed; "
            f"it can only be a reference document (crosswalk show {focal} lists what is known)."
        )
    _refuse_unknown_filter(filters, units, focal)
    inside = under(crosswalk, focal, filters.under) if filters.under else None
    return [unit for unit in units if filters.keep(unit) and (inside is None or unit.id in inside)]


def _refuse_unknown_filter(filters: Filters, units: Sequence[Provision], focal: str) -> None:
    used = {
        "level": {unit.level for unit in units if unit.level},
        "role": {role for unit in units for role in unit.roles},
        "phase": {unit.phase for unit in units if unit.phase},
    }
    for name, known in used.items():
        wanted = getattr(filters, name)
        if wanted is not None and wanted not in known:
            words = ", ".join(sorted(known)) or f"none: this document states no {name}"
            raise UsageError(
                f"No provision of {focal} has the {name} “{shown(wanted)}”; known here: {shown(words, 200)}."
            )


@remembered
def default_references(crosswalk: Crosswalk, focal: str) -> tuple[str, ...]:
    """Return the default references: the loaded documents, and those that a mapping joins to the focal document."""
    joined = {assertion.object_document for assertion in assertions(crosswalk, focal)}
    return tuple(
        entry.id for entry in documents(crosswalk) if entry.id != focal and (entry.loaded or entry.id in joined)
    )


@remembered
def compared(crosswalk: Crosswalk, focal: str) -> tuple[str, ...]:
    """Return the documents that `focal` has been compared with: an overlap with them, or its absence, is asserted.

    >>> from crosswalk.store.holder import load
    >>> {"ncsc-secure-ai-2023", "eu-ai-act-2024"} <= set(compared(load(), "dsit-ai-code-2025"))
    True
    """
    ends = {assertion.object_document for assertion in assertions(crosswalk, focal) if assertion.is_about_overlap}
    return tuple(name for name in document_index(crosswalk) if name in ends - {focal})


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the provisions under one heading a reference document covers, at least in part."""

    heading: str | None  #: the id of the heading, or None for provisions without one
    reference: str
    met: int
    total: int


def shares(crosswalk: Crosswalk, coverages: Iterable[Coverage]) -> list[Share]:
    """Return the share of each heading for each reference document, in the order of the focal document.

    Where headings are under headings, a provision counts under each of them.
    """
    result = []
    for covered in coverages:
        parts: dict[str | None, set[str]] = {
            heading.id: under(crosswalk, covered.focal, heading.id) for heading in headings(crosswalk, covered.focal)
        }
        parts[None] = {answer.provision.id for answer in covered.answers}.difference(*parts.values())
        for heading, inside in parts.items():
            met = [answer.status.is_met for answer in covered.answers if answer.provision.id in inside]
            if met:
                result.append(Share(heading, covered.reference, sum(met), len(met)))
    return result


_Index = dict[str, dict[str, list[Assertion]]]


def _by_reference_and_subject(known: Iterable[Assertion]) -> _Index:
    index: _Index = defaultdict(lambda: defaultdict(list))
    for assertion in known:
        index[assertion.object_document][assertion.subject].append(assertion)
    return index


def _ancestors(everything: Iterable[Provision], focal: str) -> dict[str, tuple[str, ...]]:
    parents = {provision.id: provision.parent for provision in everything}

    def above(provision: str) -> Iterator[str]:
        seen = {provision}
        parent = parents.get(provision)
        while parent and parent not in seen:
            yield parent
            seen.add(parent)
            parent = parents.get(parent)
        yield focal

    return {provision: tuple(above(provision)) for provision in parents}


@remembered
def _proved(crosswalk: Crosswalk, focal: str, max_hops: int) -> dict[tuple[str, str], tuple[Derived, ...]]:
    proved: dict[tuple[str, str], list[Derived]] = defaultdict(list)
    for subject, targets in derive(crosswalk, focal, max_hops).items():
        for target, proof in targets.items():
            if proof.is_overlap:
                proved[subject, ids.home(target)].append(proof)
    return {
        key: tuple(sorted(proofs, key=lambda proof: (proof.mask.bit_count(), proof.shortest, proof.object)))
        for key, proofs in proved.items()
    }


def _answer(
    provision: Provision,
    by_subject: Mapping[str, list[Assertion]],
    above: Sequence[str],
    proved: tuple[Derived, ...],
) -> Answer:
    if not by_subject:
        return Answer(provision, Status.DERIVED if proved else Status.UNMAPPED, (), proved)
    own = [_marked(assertion) for assertion in by_subject.get(provision.id, ())]
    if all(assertion.is_about_overlap for assertion in own):
        own += [
            _marked(assertion, inherited=True)
            for ancestor in above
            for assertion in by_subject.get(ancestor, ())
            if not assertion.is_about_overlap
        ]
    own.sort(key=lambda assertion: (assertion.status.rank, assertion.grade, assertion.inherited, assertion.object))
    best = own[0].status if own else Status.UNMAPPED
    status = Status.DERIVED if proved and best.rank > Status.DERIVED.rank else best
    return Answer(provision, status, tuple(own), proved)


def _marked(assertion: Assertion, inherited: bool = False) -> Assertion:
    """Mark an association of the parent, or with the other document as a whole, as inherited."""
    whole = assertion.is_whole_document and not assertion.is_about_overlap
    return replace(assertion, inherited=True) if inherited or whole else assertion
